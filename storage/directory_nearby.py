"""Which words of names may be meant by one with typing errors: by index, enough of them to be compared by letters.

One row a word and nothing else is stored for it. The tables of deletions of Garbe's SymSpell would take 29 rows a
word, and a copy of the words in each process's memory would have to be told of every change.
"""

from collections.abc import Iterator
from string import ascii_lowercase

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, select, union

from bot.domain.ids import TeamId
from storage import directory_rows
from storage.schema import directory_name

_LONGEST_END = 3


def nearby(team: TeamId, word: str, edits: int) -> Select[tuple[str]] | CompoundSelect[tuple[str]]:
    """Words that may be so many errors away.

    With one error there are few to ask for. Two mostly leave the beginning or the end of a word as it is, and so those
    are asked for that begin or end alike.
    """
    names = directory_name.c
    ours = and_(names.team_id == team, directory_rows.answered(names.level))
    if edits == 1:
        return select(names.word).where(ours, names.word.in_(sorted(_one_error(word))))
    size = max(1, min(_LONGEST_END, (len(word) - 2) // 2))
    fitting = func.length(names.word).between(len(word) - edits, len(word) + edits)
    return union(
        select(names.word).where(ours, fitting, begins(names.word, word[:size])),
        select(names.word).where(ours, fitting, begins(names.reversed, word[: -size - 1 : -1])),
    )


def begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """That a word begins like this, as a range, which an index can give."""
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    return and_(column >= beginning, column < after)


def _one_error(word: str) -> frozenset[str]:
    """The word, and all from which it differs by a letter left out, added or changed, or by two swapped."""
    return frozenset((word, *_errors(word)))


def _errors(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
