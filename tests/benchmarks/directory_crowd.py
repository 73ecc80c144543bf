"""Made-up teams in which much is shared, written in bulk: real names and companies, some far more frequent than others.

Only what is shared is written: a lookup reads nothing of the rest. Names come from Faker's lists of all languages.
"""

import pkgutil
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from itertools import accumulate
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, insert, make_url, text

from bot.domain.strength import Tie
from bot.language.indexing import index_of
from bot.language.names import fold
from storage.engine import Database
from storage.schema import (
    contact,
    directory,
    directory_join,
    directory_name,
    directory_word,
    member_join,
    membership,
    team,
    users,
)
from tests.storage.samples import TODAY

TEAM: Final = "team"
_BATCH: Final = 20_000
_COLLEAGUES: Final = 0.05
"""Of what somebody shares, the part that is colleagues."""
_FORMS: Final = ("", "", " Ltd", " GmbH", " Inc.", " S.A.", " AG", " LLC")


@dataclass(frozen=True, slots=True)
class Size:
    """Members, people in each book, and which part of a book is shared."""

    members: int
    book: int
    shared: float = 0.2

    @property
    def rows(self) -> int:
        """How many a member shares."""
        return round(self.book * self.shared)

    def __str__(self) -> str:
        return f"{self.members:,} members with {self.book:,} people each, a fifth shared: {self.members * self.rows:,}"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person whom members may know."""

    name: str
    company: str
    hash: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """A team: who knows whom."""

    size: Size
    members: Sequence[Someone]
    people: Sequence[Someone]
    knows: Sequence[Sequence[tuple[Someone, float]]]
    companies: Sequence[str]


def crowd(size: Size, seed: int = 7) -> Crowd:
    """A team of that size. First names, last names and companies are as frequent as Zipf's law has it."""
    rng = random.Random(seed)
    firsts, lasts = _names("first_name"), _names("last_name")
    rng.shuffle(firsts)
    rng.shuffle(lasts)
    companies = [f"{last} {kind}" for last, kind in zip(lasts, _kinds(rng), strict=False)][:20_000]
    count = size.members * size.rows // 2
    names = zip(_zipf(rng, firsts, count, 0.8), _zipf(rng, lasts, count, 0.6), strict=True)
    at = _zipf(rng, companies, count, 1.0)
    people = [
        Someone(f"{first} {last}", company + rng.choice(_FORMS), f"p{number}")
        for number, ((first, last), company) in enumerate(zip(names, at, strict=True))
    ]
    own = zip(rng.choices(firsts, k=size.members), rng.choices(lasts, k=size.members), strict=True)
    members = [Someone(f"{first} {last}", "Northwind", f"m{number}") for number, (first, last) in enumerate(own)]
    knows = [_book(rng, size, members, people) for _ in members]
    return Crowd(size, members, people, knows, companies)


def _book(
    rng: random.Random, size: Size, members: Sequence[Someone], people: Sequence[Someone]
) -> list[tuple[Someone, float]]:
    colleagues = rng.sample(members, min(len(members), round(size.rows * _COLLEAGUES)))
    some = [*colleagues, *rng.sample(people, size.rows - len(colleagues))]
    return [(each, _decay(rng)) for each in some]


def _decay(rng: random.Random) -> float:
    tie = Tie()
    for _ in range(rng.choice((0, 1, 1, 2, 5, 12))):
        tie = tie.touched(date.fromordinal(max(TODAY.toordinal() - rng.randrange(900), _last(tie))), 2.0)
    return tie.decay


def _last(tie: Tie) -> int:
    return tie.last_on.toordinal() if tie.last_on is not None else 0


def _names(kind: str) -> list[str]:
    """All names of that kind that Faker has, in any language, of one word that folds to letters."""
    people = import_module("faker.providers.person")
    found: set[str] = set()
    for module in pkgutil.iter_modules(people.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        lists = [getattr(provider, each) for each in dir(provider) if kind in each]
        found.update(name for each in lists if isinstance(each, Iterable) for name in each if isinstance(name, str))
    return sorted(name for name in found if len(fold(name)) > 2 and fold(name).isalpha())


def _kinds(rng: random.Random) -> Iterator[str]:
    while True:
        yield rng.choice(("Robotics", "Partners", "Bank", "Foods", "Systems", "Works", "Energy", "Labs"))


def _zipf(rng: random.Random, things: Sequence[str], count: int, exponent: float) -> list[str]:
    weights = list(accumulate(1 / rank**exponent for rank in range(1, len(things) + 1)))
    return rng.choices(things, cum_weights=weights, k=count)


_RULES = {"asking": "members", "an_hour": 30, "kept_days": 90, "picture": True}
"""What is set for the team."""


def write(crowd: Crowd, database: Database, url: str) -> None:
    """Store a team in an empty database."""
    columns = {column.name: "" for column in contact.columns if not column.nullable}
    tables: dict[str, list[dict[str, Any]]] = {
        "users": [_user(number) for number in range(len(crowd.members))],
        "membership": [_member(number, each) for number, each in enumerate(crowd.members)],
        "member_join": [
            {"team_id": TEAM, "user_id": f"u{number}", "hash": each.hash} for number, each in enumerate(crowd.members)
        ],
    }
    with database.single().begin() as connection:
        connection.execute(insert(team), {**_RULES, "id": TEAM, "name": "Team", "invite": ""})
        for table in (users, membership, member_join):
            connection.execute(insert(table), tables[table.name])
    for table, rows in (
        (contact, ({**columns, **each} for each in _contacts(crowd))),
        (directory, _directory(crowd)),
        (directory_word, _words(crowd)),
        (directory_join, _joins(crowd)),
        (directory_name, _vocabulary(crowd)),
    ):
        _copy(database, url, table.name, rows)
    tidied = "ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"  # which each does by itself in time
    with database.single().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(tidied))


def _copy(database: Database, url: str, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as fast as the database takes them."""
    listed = iter(rows)
    first = next(listed)
    names = list(first)
    values = (tuple(row[name] for name in names) for row in (first, *_rest(listed)))
    into = ", ".join(f'"{name}"' for name in names)
    if database.is_sqlite:
        with database.single(foreign_keys=False).begin() as connection:
            _executemany(connection, f"INSERT INTO {table} ({into}) VALUES ({', '.join('?' * len(names))})", values)
        return
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as server:
        server.execute("SET session_replication_role = replica")
        with server.cursor().copy(f"COPY {table} ({into}) FROM STDIN") as copying:
            for row in values:
                copying.write_row(row)


def _rest(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from rows


def _executemany(connection: Connection, statement: str, values: Iterable[tuple[Any, ...]]) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.executemany(statement, values)


def _shared(crowd: Crowd) -> Iterator[tuple[dict[str, str], Someone, float]]:
    for number, book in enumerate(crowd.knows):
        for place, (each, decay) in enumerate(book):
            yield {"team_id": TEAM, "member_id": f"u{number}", "contact_id": f"c{number}-{place}"}, each, decay


def _contacts(crowd: Crowd) -> Iterator[dict[str, Any]]:
    for at, each, _ in _shared(crowd):
        yield {
            "id": at["contact_id"],
            "owner_id": at["member_id"],
            "name": each.name,
            "company": each.company,
            "added_on": TODAY.isoformat(),
            "state": "active",
        }


def _directory(crowd: Crowd) -> Iterator[dict[str, Any]]:
    for at, each, decay in _shared(crowd):
        texts = {"name": each.name, "company": each.company, "title": "", "tags": "", "joins": f'["{each.hash}"]'}
        yield {**at, **texts, "level": "open", "edge": "", "decay": decay, "seen_in": TODAY.replace(day=1).isoformat()}


def _words(crowd: Crowd) -> Iterator[dict[str, Any]]:
    for at, each, decay in _shared(crowd):
        for word in index_of(each.name, each.company, "", ()).words:
            yield {**at, "level": "open", "word": word, "rank": decay}


def _joins(crowd: Crowd) -> Iterator[dict[str, Any]]:
    for at, each, _ in _shared(crowd):
        yield {**at, "level": "open", "hash": each.hash}


def _vocabulary(crowd: Crowd) -> Iterator[dict[str, Any]]:
    known = {(each.name, each.company) for _, each, _ in _shared(crowd)}
    for word in sorted({word for name, company in known for word in index_of(name, company, "", ()).names}):
        yield {"team_id": TEAM, "level": "open", "word": word, "reversed": word[::-1]}


def _user(number: int) -> dict[str, Any]:
    given = {"id": f"u{number}", "joined_on": TODAY, "zone": "UTC", "hour": 570, "a_day": 3, "a_week": 7}
    filled = {column.name: "" for column in users.columns if not column.nullable}
    return {**filled, **given, "day_first": True, "friday": True, "review": True}


def _member(number: int, each: Someone) -> dict[str, Any]:
    about = {"user_id": f"u{number}", "team_id": TEAM, "name": each.name}
    chosen = {"sharing": True, "working_on": "", "on_reminders": False, "pictured": True}
    return {**about, **chosen, "role": "member", "told": "", "place": number}
