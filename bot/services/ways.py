"""Warm ways to somebody: through whom the asker knows, to whom knows them. Over members, by open rows alone.

The asker knows a colleague who knows the one they look for; or a colleague who knows such a colleague; or the asker and
such a colleague share a person. At most three ties lie on a way; the weakest decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bot.domain.directory import Acquaintance, DirectoryRow, Place
from bot.domain.ids import UserId
from bot.domain.team import Membership
from bot.ports import UnitOfWork
from bot.services.people_joined import Person

_SHOWN = 3
_ENDS = 30
"""Members who know somebody, to whom ways are looked for."""
_LINKS = 200
"""Ties that one statement gives."""
_COMPARED = 30
"""Ways whose ties are compared, the shortest of those that there are."""


@dataclass(frozen=True, slots=True)
class Way:
    """The rows of the ties, from the asker's own to the one about whom they look for.

    `in_common` tells that the first two are about one person, whom the asker shares and the member at the end too.
    """

    rows: tuple[DirectoryRow, ...]
    in_common: bool = False

    def weakest(self, today: date) -> tuple[int, int]:
        """The closeness of the weakest tie on the way."""
        return max(row.closeness(today) for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Course:
    """A way by the places of its rows, but for the last one; and the member at whom it ends."""

    places: tuple[Place, ...]
    end: UserId
    in_common: bool = False


def ways_to(uow: UnitOfWork, asker: Membership, people: Sequence[Person], today: date) -> tuple[Way, ...]:
    """The best ways to people whom the asker does not share themself, one to each member who knows one of them."""
    ends = _ends(asker.user, people)
    if not ends:
        return ()
    begun = _by_member(uow.directory.colleagues(asker.team, asker.user, _LINKS))
    courses = _courses(uow, asker, begun, ends.keys())
    rows = uow.directory.at(asker.team, {place for course in courses for place in course.places})
    best: dict[UserId, Way] = {}
    for way in sorted(_ways(courses, rows, ends), key=lambda way: _order(way, today)):
        best.setdefault(way.rows[-1].member, way)
    return tuple(islice(best.values(), _SHOWN))


def _ends(asker: UserId, people: Iterable[Person]) -> dict[UserId, DirectoryRow]:
    """Who knows one of the people, with the row of the first of them."""
    ends: dict[UserId, DirectoryRow] = {}
    for person in people:
        if all(row.member != asker for row in person.rows):
            for row in person.rows:
                ends.setdefault(row.member, row)
    return dict(islice(ends.items(), _ENDS))


def _by_member(known: Iterable[Acquaintance]) -> dict[UserId, Place]:
    return {each.about: each.place for each in sorted(known, key=lambda each: each.place, reverse=True)}


def _courses(uow: UnitOfWork, asker: Membership, begun: Mapping[UserId, Place], ends: Set[UserId]) -> list[_Course]:
    """As many courses as are compared, those over the fewest ties first; no more is looked for."""
    courses = [_Course((place,), end) for end, place in begun.items() if end in ends][:_COMPARED]
    if len(courses) < _COMPARED:
        shared = uow.directory.in_common(asker.team, asker.user, ends, _COMPARED - len(courses))
        courses += [_Course((each.mine, each.theirs), each.theirs[0], in_common=True) for each in shared]
    if len(courses) < _COMPARED:
        further = ends - begun.keys()
        before = uow.directory.knowing(asker.team, further, begun.keys(), _COMPARED - len(courses))
        courses += [_Course((begun[known.place[0]], known.place), known.about) for known in before]
    return courses


def _ways(
    courses: Iterable[_Course], rows: Mapping[Place, DirectoryRow], ends: Mapping[UserId, DirectoryRow]
) -> Iterator[Way]:
    for course in courses:
        found = [rows[place] for place in course.places if place in rows]
        if len(found) == len(course.places):
            yield Way((*found, ends[course.end]), course.in_common)


def _order(way: Way, today: date) -> tuple[tuple[int, int], int, list[str]]:
    return way.weakest(today), len(way.rows), [text for row in way.rows for text in (row.member_name, row.name)]
