"""Other ways to look people up, and to find ways to them: what the benchmark of the directory is set beside."""

from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.language.names import fold
from tests.benchmarks.directory_crowd import Crowd

try:
    import networkx  # type: ignore[import-untyped]
except ModuleNotFoundError:
    networkx = None

_TEN = 10
Answers = Callable[[str], Sequence[str]]
"""The names that a question finds."""


def scan(engine: Engine, column: str) -> Answers:
    """LIKE over all rows."""
    statement = text(f"SELECT name FROM directory WHERE lower({column}) LIKE :words ORDER BY decay DESC LIMIT {_TEN}")

    def answer(question: str) -> Sequence[str]:
        with engine.connect() as connection:
            return list(connection.scalars(statement, {"words": f"%{question.casefold()}%"}))

    return answer


def trigrams(engine: Engine) -> Answers | None:
    """pg_trgm's similarity by a GIN index; None where the extension is not there."""
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION pg_trgm"))
            connection.execute(text("CREATE INDEX by_trigram ON directory USING gin (lower(name) gin_trgm_ops)"))
    except DBAPIError:
        return None
    order = "ORDER BY similarity(lower(name), :words) DESC"
    statement = text(f"SELECT name FROM directory WHERE lower(name) % :words {order} LIMIT {_TEN}")

    def answer(question: str) -> Sequence[str]:
        with engine.connect() as connection:
            return list(connection.scalars(statement, {"words": question.casefold()}))

    return answer


def all_names(crowd: Crowd) -> Answers:
    """rapidfuzz over every name, which stays in memory."""
    names = sorted({each.name for book in crowd.knows for each, _ in book})
    folded = list(map(fold, names))

    def answer(question: str) -> Sequence[str]:
        found = process.extract(fold(question), folded, scorer=fuzz.ratio, limit=_TEN)
        return [names[place] for _, _, place in found]

    return answer


def graph_of_people(crowd: Crowd) -> Callable[[tuple[int, str]], Sequence[Any]] | None:
    """networkx over members and all whom they share; None where it is not installed."""
    if networkx is None:
        return None
    graph = networkx.Graph()
    for member, book in zip(crowd.members, crowd.knows, strict=True):
        graph.add_edges_from((member.hash, each.hash) for each, _ in book)

    def ways(pair: tuple[int, str]) -> Sequence[Any]:
        asker, sought = pair
        try:
            paths = networkx.all_simple_paths(graph, crowd.members[asker].hash, sought, cutoff=3)
            return [path for _, path in zip(range(_TEN), paths, strict=False)]
        except networkx.NodeNotFound:
            return []

    return ways
