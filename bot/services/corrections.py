"""Typing errors in what is looked for, corrected to words of names that open rows hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.domain.directory import DirectoryRow
from bot.domain.ids import TeamId
from bot.language.indexing import words_of
from bot.ports import UnitOfWork
from bot.services.people_joined import Place

_LEAST_LETTERS = 3
_TWO_ERRORS_FROM = 6
"""Letters from which a word may have two errors."""
_CANDIDATES = 6
_TRIED = 16
_SHOWN = 3
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, and the order in which what they were found by was tried; `looked_for` tells it where it was corrected."""

    rows: tuple[DirectoryRow, ...]
    order: Mapping[Place, int] = field(default_factory=dict)
    looked_for: str = ""


def corrected(uow: UnitOfWork, team: TeamId, words: Sequence[str], limit: int) -> Found:
    """Rows that the words find with the fewest errors corrected. Where several words are as near, they all count."""
    if not words or len(words) > _MOST_WORDS:
        return Found(())
    options = [_options(uow, team, word) for word in words]
    found: dict[Place, DirectoryRow] = {}
    order: dict[Place, int] = {}
    told: list[str] = []
    best: int | None = None
    for errors, mended in _mended(options):
        if best is not None and errors > best:
            break
        rows = uow.directory.find(team, mended, limit)
        if rows:
            best = errors
            told.append(_as_written(mended, rows[0]))
        for row in rows:
            found.setdefault((row.member, row.contact), row)
            order.setdefault((row.member, row.contact), len(told))
    return Found(tuple(found.values()), order, " or ".join(list(dict.fromkeys(told))[:_SHOWN]))


def _options(uow: UnitOfWork, team: TeamId, word: str) -> Sequence[tuple[int, str]]:
    """The word itself, and words of names near it, with the number of errors between."""
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return [(0, word)]
    near = uow.directory.near(team, word, 1 if len(word) < _TWO_ERRORS_FROM else 2)
    return [(0, word), *((errors, each) for each, errors in near if errors)][:_CANDIDATES]


def _mended(options: Sequence[Sequence[tuple[int, str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The ways to correct the words, those with the fewest errors first; at least one is corrected."""
    ways = [(sum(errors for errors, _ in way), way) for way in product(*options)]
    tried = sorted((way for way in ways if way[0]), key=lambda way: way[0])[:_TRIED]
    return ((errors, tuple(word for _, word in way)) for errors, way in tried)


def _as_written(words: Sequence[str], row: DirectoryRow) -> str:
    """The words as the row has them: "nowak" is Nowák."""
    written = {word: typed for text in (row.name, row.company) for typed in text.split() for word in words_of(typed)}
    return " ".join(written.get(word, word).strip(",;") for word in words)
