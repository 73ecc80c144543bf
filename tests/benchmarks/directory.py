"""Prints how fast who knows whom is answered, how many typing errors are forgiven, and what other ways take for it.

python -m tests.benchmarks.directory [--small]

Two teams, on SQLite and on PostgreSQL. Only what is shared is stored, since a lookup reads nothing else. Times are in
milliseconds, the median and the 99th percentile; recall is the part of questions with a typing error whose answer names
whom was meant. One question in ten has two errors. Half of the questions about a person are the last name alone.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bot.domain.ids import TeamId, UserId
from bot.domain.team import Membership
from bot.language.companies import bare
from bot.language.indexing import words_of
from bot.ports import UnitOfWork
from bot.services import lookup
from bot.services.corrections import corrected
from bot.services.people_joined import joined
from bot.services.ways import ways_to
from storage.engine import open_database
from storage.store import SqlStore, open_store
from tests.benchmarks.directory_crowd import TEAM, Crowd, Size, crowd, write
from tests.benchmarks.directory_rivals import Answers, all_names, graph_of_people, scan, trigrams
from tests.fakes import postgres as server
from tests.storage.samples import NOW, TODAY

SIZES: Final = (Size(200, 2_000), Size(2_000, 1_000))
SMALL: Final = (Size(20, 500),)
ASKED: Final = 400
ASKED_SLOWLY: Final = 25
"""Questions to what takes long for each."""
_ROWS: Final = 60
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_TWICE: Final = 0.1
_LONG: Final = 6


def main() -> None:
    """Print the tables."""
    for size in SMALL if "--small" in sys.argv else SIZES:
        print(f"\n{size}\n")
        print(row("", "questions", "median", "p99", "recall"))
        team = crowd(size)
        questions = list(typing_errors(team))
        for name, url in databases():
            measure(name, url, team, questions)
        print(told("rapidfuzz over all names", *by_name(all_names(team), questions[:ASKED_SLOWLY])))
        graph = graph_of_people(team)
        if graph is None:
            print(row("networkx over all people: not installed", "", "", "", ""))
        else:
            pairs = asked_for(team)[:ASKED_SLOWLY]
            print(told("three ties, networkx over all people", timed(graph, pairs)))


@contextmanager
def stored(url: str, team: Crowd) -> Iterator[SqlStore]:
    """A store with a team in it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(url, Path(folder) / "kith.key", upgrade=True)
        database = open_database(url)
        write(team, database, url)
        database.close()
        yield store
        store.close()


def databases() -> Iterator[tuple[str, str]]:
    """Names and URLs of empty databases."""
    with tempfile.TemporaryDirectory() as place:
        yield "SQLite", f"sqlite:///{place}/kith.db"
    folder = Path(tempfile.mkdtemp(prefix="kith-postgres-"))
    try:
        with server.connect(folder).database() as url:
            yield "PostgreSQL", url
    finally:
        server.stop(folder)


def measure(name: str, url: str, team: Crowd, questions: Sequence[tuple[str, str]]) -> None:
    """Print what one database takes."""
    with stored(url, team) as store:
        print(told(f"{name}: a typing error", *by_name(forgiving(store), questions)))
        companies = [each.company for each in random.Random(3).choices(team.people, k=ASKED)]
        print(told(f"{name}: a company", timed(using(store, found), companies)))
        pairs = asked_for(team)
        print(told(f"{name}: three ties", timed(using(store, Ways(store, pairs)), pairs)))
        print(told(f"{name}: a whole answer, by name", timed(answering(store), [meant for _, meant in questions])))
        print(told(f"{name}: a whole answer, by company", timed(answering(store), companies)))
        database = open_database(url)
        slowly = questions[:ASKED_SLOWLY]
        print(told(f"{name}: LIKE, a typing error", *by_name(scan(database.reader, "name"), slowly)))
        print(told(f"{name}: LIKE, a company", timed(scan(database.reader, "company"), companies[:ASKED_SLOWLY])))
        if not database.is_sqlite:
            similar = trigrams(database.writer)
            if similar is None:
                print(row("PostgreSQL: pg_trgm: not in this PostgreSQL", "", "", "", ""))
            else:
                print(told(f"{name}: pg_trgm, a typing error", *by_name(similar, slowly)))
        database.close()


def forgiving(store: SqlStore) -> Answers:
    """The search as a lookup makes it: as typed, then with errors corrected."""

    def answer(question: str) -> Sequence[str]:
        with store.read() as uow:
            words = words_of(question)
            rows = uow.directory.find(TeamId(TEAM), words, _ROWS) or corrected(uow, TeamId(TEAM), words, _ROWS).rows
            return [each.name for each in rows]

    return answer


def using(store: SqlStore, use: Callable[[UnitOfWork, "Asked"], object]) -> Callable[["Asked"], object]:
    """A question answered in a unit of work of its own."""

    def answer(question: "Asked") -> object:
        with store.read() as uow:
            return use(uow, question)

    return answer


def answering(store: SqlStore) -> Callable[[str], object]:
    """All that a lookup does, what it notes included, by a member chosen anew each time."""
    rng = random.Random(5)

    def answer(question: str) -> object:
        with store.write() as uow:
            member = Membership(user=UserId(f"u{rng.randrange(20)}"), team=TeamId(TEAM), sharing=True)
            uow.lookups.purge(NOW)
            return lookup.who_knows(uow, member, question, NOW, TODAY)

    return answer


Asked = str | tuple[int, str]
"""A text, or who asks and the hash of whom they look for."""


def found(uow: UnitOfWork, company: Asked) -> object:
    """The rows of a company."""
    return uow.directory.find(TeamId(TEAM), words_of(bare(str(company))), _ROWS)


class Ways:
    """Ways to people whose rows were looked up before the clock runs."""

    def __init__(self, store: SqlStore, pairs: Sequence[tuple[int, str]]) -> None:
        with store.read() as uow:
            rows = {sought: uow.directory.joined(TeamId(TEAM), [sought], _ROWS) for _, sought in pairs}
        self._people = {sought: joined(some, {}, TODAY) for sought, some in rows.items()}

    def __call__(self, uow: UnitOfWork, pair: Asked) -> object:
        assert not isinstance(pair, str)
        asker, sought = pair
        member = Membership(user=UserId(f"u{asker}"), team=TeamId(TEAM), sharing=True)
        return ways_to(uow, member, self._people[sought], TODAY)


def asked_for(team: Crowd) -> list[tuple[int, str]]:
    """Who looks for whom: any member for anybody whom somebody shares."""
    rng = random.Random(11)
    books = [rng.choice(team.knows) for _ in range(ASKED)]
    return [(rng.randrange(len(team.members)), rng.choice(book)[0].hash) for book in books]


def typing_errors(team: Crowd) -> Iterator[tuple[str, str]]:
    """Questions with a typing error, each with what was meant; no word of it is somebody else's name by chance."""
    rng = random.Random(13)
    names = [each.name for book in team.knows for each, _ in book]
    known = {word for name in names for word in words_of(name)}
    asked = 0
    while asked < ASKED:
        meant = words_of(rng.choice(names))
        if asked % 2:
            meant = meant[-1:]
        place = rng.randrange(len(meant))
        word = meant[place]
        typed = mistyped(rng, word)
        if len(word) >= _LONG and rng.random() < _TWICE:
            typed = mistyped(rng, typed)
        if len(word) > 3 and typed != word and typed not in known:
            asked += 1
            yield " ".join((*meant[:place], typed, *meant[place + 1 :])), " ".join(meant)


def mistyped(rng: random.Random, word: str) -> str:
    """A word with a letter left out, added, changed, or swapped with the next."""
    at = rng.randrange(len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + rng.choice(_LETTERS) + word[at:],
            word[:at] + rng.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def by_name(answers: Answers, questions: Sequence[tuple[str, str]]) -> tuple[list[float], float]:
    """Times, and the part of the questions whose answer has a name with all the words that were meant."""
    times, right = [], 0
    for typed, meant in questions:
        start = perf_counter()
        names = answers(typed)
        times.append(perf_counter() - start)
        right += any(set(meant.split()) <= set(words_of(name)) for name in names)
    return times, right / len(questions)


def timed(answer: Callable[..., object], questions: Sequence[object]) -> list[float]:
    """Seconds for each question."""
    times = []
    for question in questions:
        start = perf_counter()
        answer(question)
        times.append(perf_counter() - start)
    return times


def told(name: str, times: Sequence[float], recall: float | None = None) -> str:
    """A line of the table."""
    ordered = sorted(1000 * each for each in times)
    slowest = ordered[int(0.99 * (len(ordered) - 1))]
    return row(name, len(times), f"{median(ordered):.1f}", f"{slowest:.1f}", "" if recall is None else f"{recall:.3f}")


def row(name: str, *cells: object) -> str:
    """Cells in columns."""
    return f"{name:<42}" + "".join(f"{cell!s:>11}" for cell in cells)


if __name__ == "__main__":
    main()
