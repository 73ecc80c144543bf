"""Warm ways to somebody: through whom the asker is tied, to whom knows them. Over members, by open rows alone.

A tie is a row: one member has the other as a contact, or both have the same person, who then stands between them. At
most three ties lie between the asker and the one they look for; the weakest decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.directory import DirectoryRow, Link
from bot.domain.ids import UserId
from bot.domain.team import Membership
from bot.ports import UnitOfWork
from bot.services.people_joined import Person

_SHOWN = 3
_ENDS = 50
"""Members who know somebody, from whom ways are looked for."""
_LINKS = 500
"""Ties that are looked at from either side."""


@dataclass(frozen=True, slots=True)
class Way:
    """The asker is tied to the first member, they to the next, and the last one shares the row."""

    links: tuple[Link, ...]
    row: DirectoryRow

    @property
    def ties(self) -> int:
        """How many lie between the asker and the one at the end."""
        return sum(len(link.rows) for link in self.links) + 1

    def weakest(self, today: date) -> tuple[int, int]:
        """The closeness of the weakest tie on the way."""
        rows = [self.row, *(row for link in self.links for row in link.rows)]
        return max(row.closeness(today) for row in rows)


def ways_to(uow: UnitOfWork, asker: Membership, people: Sequence[Person], today: date) -> tuple[Way, ...]:
    """The best ways to people whom the asker does not share themself, each to another member who knows one of them."""
    ends = _ends(asker.user, people)
    if not ends:
        return ()
    begun = _direct(uow.directory.links(asker.team, [asker.user], _LINKS), asker.user)
    met = uow.directory.in_common(asker.team, asker.user, list(ends), _LINKS)
    before = _before(uow, asker, ends) if begun else {}
    ways: dict[UserId, Way] = {}
    for way in _all(begun, met, before, ends):
        best = ways.get(way.row.member)
        if best is None or _order(way, today) < _order(best, today):
            ways[way.row.member] = way
    return tuple(sorted(ways.values(), key=lambda way: _order(way, today))[:_SHOWN])


def _ends(asker: UserId, people: Sequence[Person]) -> dict[UserId, DirectoryRow]:
    """Who knows one of the people, with the row of the closest one."""
    ends: dict[UserId, DirectoryRow] = {}
    for person in people:
        if all(row.member != asker for row in person.rows):
            for row in person.rows[:_ENDS]:
                ends.setdefault(row.member, row)
    return dict(list(ends.items())[:_ENDS])


def _direct(links: Iterable[Link], member: UserId) -> dict[UserId, Link]:
    """The ties of one member by whom they lead to."""
    return {(link.other if link.one == member else link.one): link for link in links}


def _before(uow: UnitOfWork, asker: Membership, ends: dict[UserId, DirectoryRow]) -> dict[UserId, list[Link]]:
    """The ties of those who know one of the people, by the member on the other side."""
    before: dict[UserId, list[Link]] = {}
    for link in uow.directory.links(asker.team, list(ends), _LINKS):
        for end, other in ((link.one, link.other), (link.other, link.one)):
            if end in ends and other not in (asker.user, end):
                before.setdefault(other, []).append(Link(other, end, link.rows))
    return before


def _all(
    begun: dict[UserId, Link],
    met: Iterable[Link],
    before: dict[UserId, list[Link]],
    ends: dict[UserId, DirectoryRow],
) -> Iterator[Way]:
    for member, link in begun.items():
        if member in ends:
            yield Way((link,), ends[member])
        for last in before.get(member, ()):
            yield Way((Link(link.one, member, link.rows), last), ends[last.other])
    for link in met:
        yield Way((link,), ends[link.other])


def _order(way: Way, today: date) -> tuple[tuple[int, int], int, list[str]]:
    rows = [way.row, *(row for link in way.links for row in link.rows)]
    return way.weakest(today), way.ties, [text for row in rows for text in (row.member_name, row.name)]
