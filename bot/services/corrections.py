"""Typing errors in what is looked for, corrected to words of names that open rows hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.asking import Reading
from bot.domain.directory import DirectoryRow, Place
from bot.domain.ids import TeamId
from bot.language.indexing import index_of, words_of
from bot.ports import UnitOfWork

_LEAST_LETTERS = 3
_TWO_ERRORS_FROM = 6
"""Letters from which a word may have two errors."""
_CANDIDATES = 12
_ONE_BY_ONE = 10
"""Words as near to a single one that are looked up each for itself."""
_OF_EACH = 12
_SHOWN = 3
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, and the order in which they are told; `looked_for` says what was looked for where that was corrected, and
    `reading` by which words they were found.
    """

    rows: tuple[DirectoryRow, ...]
    order: Mapping[Place, int] = field(default_factory=dict)
    looked_for: str = ""
    reading: Reading = ()


def corrected(uow: UnitOfWork, team: TeamId, words: Sequence[str], limit: int) -> Found:
    """Rows that the words find with the fewest errors corrected. Where several words are as near, they all count."""
    if not words or len(words) > _MOST_WORDS:
        return Found(())
    held = uow.directory.held(team, words)
    if len(words) == 1:
        return _of_one_word(uow, team, _options(uow, team, words[0], held))
    strange = frozenset(words) - held
    if strange and (found := _of_many(uow, team, words, held, strange, limit)).rows:
        return found
    return _of_many(uow, team, words, held, frozenset(words), limit)


def _of_many(
    uow: UnitOfWork,
    team: TeamId,
    words: Sequence[str],
    held: frozenset[str],
    wrong: frozenset[str],
    limit: int,
) -> Found:
    """Rows that hold all the words, those that may be wrong corrected."""
    options = [_options(uow, team, word, held) if word in wrong else {word: 0} for word in words]
    rows = uow.directory.find_any(team, options, limit)
    errors = {(row.member, row.contact): _errors(row, options) for row in rows}
    nearest = [row for row in rows if errors[row.member, row.contact] == min(errors.values())]
    told = [" ".join(_as_written(_nearest(row, each), row) for each in options) for row in nearest]
    return Found(tuple(nearest), {}, _told(told), tuple(map(tuple, options)))


def _of_one_word(uow: UnitOfWork, team: TeamId, options: Mapping[str, int]) -> Found:
    """Rows of each of the nearest words, told in turn, so that a frequent name does not hide a rare one."""
    nearest = [word for word, errors in options.items() if errors == min(options.values())][:_ONE_BY_ONE]
    found: dict[Place, DirectoryRow] = {}
    order: dict[Place, int] = {}
    told = []
    for word in nearest:
        rows = uow.directory.find(team, [word], _OF_EACH)
        told += [_as_written(word, row) for row in rows[:1]]
        for turn, row in enumerate(rows):
            found.setdefault((row.member, row.contact), row)
            order.setdefault((row.member, row.contact), turn)
    return Found(tuple(found.values()), order, _told(told), (tuple(nearest),))


def _options(uow: UnitOfWork, team: TeamId, word: str, held: frozenset[str]) -> Mapping[str, int]:
    """Words that may be meant, with the number of errors between: itself where rows hold it, and names near it."""
    own = {word: 0} if word in held else {}
    if len(word) < _LEAST_LETTERS or not word.isalpha():
        return own
    near = uow.directory.near(team, word, 1 if len(word) < _TWO_ERRORS_FROM else 2)
    return {**dict(near[:_CANDIDATES]), **own}


def _errors(row: DirectoryRow, options: Iterable[Mapping[str, int]]) -> int:
    return sum(each[_nearest(row, each)] for each in options)


def _nearest(row: DirectoryRow, options: Mapping[str, int]) -> str:
    """Of the words that may be meant, the nearest that the row holds."""
    words = set(index_of(row.name, row.company, row.title, row.tags).words)
    return min((word for word in options if word in words), key=lambda word: options[word])


def _as_written(word: str, row: DirectoryRow) -> str:
    """The word as the row has it: "nowak" is Nowák."""
    written = {each: typed for text in (row.name, row.company) for typed in text.split() for each in words_of(typed)}
    return written.get(word, word).strip(",;")


def _told(texts: Iterable[str]) -> str:
    return " or ".join(list(dict.fromkeys(texts))[:_SHOWN])
