"""Whom somebody means who asks for an introduction. It is a lookup: the same rows, the same limit, the same record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.directory import DirectoryRow
from bot.domain.team import Membership
from bot.language.indexing import words_of
from bot.ports import UnitOfWork
from bot.services import lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom the words may mean, each by the row of a colleague who knows them, the closest first.

    `sure` is the one where nothing is left to ask. `exact` says that the words were found as typed, `own` that the
    asker openly knows whoever is meant, `named` that a colleague who knows them is called as was said.
    """

    likely: tuple[DirectoryRow, ...] = ()
    sure: DirectoryRow | None = None
    exact: bool = True
    own: bool = False
    named: bool = True
    more: bool = False


def whom(uow: UnitOfWork, asker: Membership, text: str, via: str, now: datetime, today: date) -> Whom:
    """Who may be meant, and which colleague knows them best, or is the one named by `via`.

    Raises InputError without any words, NotAllowed after too many lookups; nothing once it has looked, so that each
    look counts.
    """
    answer = lookup.who_knows(uow, asker, text, now, today)
    others = [person.rows for person in answer.people if all(row.member != asker.user for row in person.rows)]
    if not others:
        return Whom(own=bool(answer.people))
    exact = not answer.at and not answer.looked_for
    if via:
        called = [rows for rows in (_named(each, via) for each in others) if rows]
        if not called:
            likely = others[0] if len(others) == 1 else tuple(rows[0] for rows in others)
            return Whom(likely=likely, exact=exact, named=False, more=answer.more)
        others = called
    one = others[0] if len(others) == 1 else ()
    asked = one if via else one[:1]
    likely = one if len(asked) > 1 else tuple(rows[0] for rows in others)
    return Whom(
        likely=likely,
        sure=asked[0] if len(asked) == 1 and exact and not answer.more else None,
        exact=exact,
        more=answer.more,
    )


def _named(rows: Sequence[DirectoryRow], via: str) -> tuple[DirectoryRow, ...]:
    """The rows of members whose names hold every word."""
    wanted = words_of(via)
    return tuple(row for row in rows if wanted and all(_holds(row.member_name, word) for word in wanted))


def _holds(name: str, word: str) -> bool:
    return any(each.startswith(word) for each in words_of(name))
