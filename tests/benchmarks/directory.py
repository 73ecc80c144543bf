"""Prints how fast who knows whom is answered, how many typing errors are forgiven, and what other ways take for it.

python -m tests.benchmarks.directory [--small]

Two teams, on SQLite and on PostgreSQL. Only what is shared is stored, since a lookup reads nothing else. Times are in
milliseconds, the median and the 99th percentile of the best of three. Recall is the part of questions with a typing
error whose answer names whom was meant: one in ten has two errors, and half of them are a last name alone. What a
member says anew about five thousand people is timed once, to its end, without what asks them whether they are sure.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

from bot.domain.ids import TeamId, UserId
from bot.domain.team import Membership
from bot.language.indexing import company_mark, words_of
from bot.ports import UnitOfWork
from bot.services import lookup
from bot.services.corrections import corrected
from bot.services.people_joined import joined
from bot.services.ways import ways_to
from storage.engine import open_database
from storage.store import SqlStore, open_store
from tests.benchmarks.directory_crowd import TEAM, Crowd, Size, crowd, write
from tests.benchmarks.directory_rivals import Answers, all_names, graph_of_people, scan, trigrams
from tests.benchmarks.directory_ruling import PEOPLE, ruled
from tests.fakes import postgres as server
from tests.storage.samples import NOW, TODAY

SIZES: Final = (Size(200, 2_000), Size(2_000, 1_000))
SMALL: Final = (Size(20, 500),)
ASKED: Final = 400
ASKED_SLOWLY: Final = 25
"""Questions to what takes long for each."""
_ROWS: Final = 40
Question = TypeVar("Question")
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
    """Print what one database takes. The parts of a lookup are timed within an open unit of work."""
    companies = [each.company for each in random.Random(3).choices(team.people, k=ASKED)]
    pairs = asked_for(team)
    with stored(url, team) as store:
        with store.read() as uow:
            print(told(f"{name}: a typing error", *by_name(forgiving(uow), questions)))
            print(told(f"{name}: a company", timed(partial(found, uow), companies)))
            print(told(f"{name}: three ties", timed(Ways(uow, pairs), pairs)))
        print(told(f"{name}: a whole answer, by name", timed(answering(store), [meant for _, meant in questions])))
        print(told(f"{name}: a whole answer, by company", timed(answering(store), companies)))
        for change, seconds in ruled(store, team):
            print(told(f"{name}: {PEOPLE:,} people, {change}", [seconds]))
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


def forgiving(uow: UnitOfWork) -> Answers:
    """The search as a lookup makes it: as typed, then with errors corrected."""

    def answer(question: str) -> Sequence[str]:
        words = words_of(question)
        rows = uow.directory.find(TeamId(TEAM), words, _ROWS) or corrected(uow, TeamId(TEAM), words, _ROWS).rows
        return [each.name for each in rows]

    return answer


def answering(store: SqlStore) -> Callable[[str], object]:
    """All that a lookup does, what it notes included, by a member chosen anew each time."""
    rng = random.Random(5)

    def answer(question: str) -> object:
        with store.write() as uow:
            member = Membership(user=UserId(f"u{rng.randrange(20)}"), team=TeamId(TEAM), sharing=True)
            uow.lookups.purge(NOW + timedelta(days=100))  # so that nobody asks too often
            return lookup.who_knows(uow, member, question, NOW, TODAY)

    return answer


def found(uow: UnitOfWork, company: str) -> object:
    """The rows of a company."""
    return uow.directory.find(TeamId(TEAM), [company_mark(company)], _ROWS)


class Ways:
    """Ways to people whose rows were looked up before the clock runs."""

    def __init__(self, uow: UnitOfWork, pairs: Sequence[tuple[int, str]]) -> None:
        rows = {sought: uow.directory.joined(TeamId(TEAM), [sought], _ROWS) for _, sought in pairs}
        self._uow = uow
        self._people = {sought: joined(some, {}, TODAY) for sought, some in rows.items()}

    def __call__(self, pair: tuple[int, str]) -> object:
        asker, sought = pair
        member = Membership(user=UserId(f"u{asker}"), team=TeamId(TEAM), sharing=True)
        return ways_to(self._uow, member, self._people[sought], TODAY)


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
    named = {typed: {frozenset(words_of(name)) for name in answers(typed)} for typed, _ in questions}
    right = sum(any(set(meant.split()) <= words for words in named[typed]) for typed, meant in questions)
    return timed(answers, [typed for typed, _ in questions]), right / len(questions)


def timed(answer: Callable[[Question], object], questions: Sequence[Question]) -> list[float]:
    """Seconds for each question, the best of three: what else the machine does is not what is measured."""
    return [min(_seconds(answer, question) for _ in range(3)) for question in questions]


def _seconds(answer: Callable[[Question], object], question: Question) -> float:
    start = perf_counter()
    answer(question)
    return perf_counter() - start


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
