"""How a user's ties stand and how their year went: who is near, how many people a month, who reaches out.

Says bands and names; no number about a person leaves here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.cadence import Circle, Standing
from bot.domain.contact import Contact, ContactState
from bot.domain.ids import ContactId
from bot.domain.interaction import Began, Interaction
from bot.domain.reminder import cadence_standing
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import care

YEAR = 12
"""Months that are looked back on."""
_ENOUGH = 3
_MOSTLY = 2 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleStand:
    """The people of one circle, or of rhythms of their own: who is near and who drifts, longest apart first."""

    circle: Circle | None
    near: tuple[Contact, ...]
    drifting: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, and with how many people the user was in touch in it."""

    begins: date
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """All of it. `by_me` and `by_them` are the people with whom mostly one side reaches out."""

    circles: tuple[CircleStand, ...]
    resting: int
    months: tuple[Month, ...]
    by_me: tuple[Contact, ...]
    by_them: tuple[Contact, ...]
    load: care.Load


def insights(uow: UnitOfWork, user: User, today: date) -> Insights:
    """How things stand today."""
    kept = uow.contacts.kept(user.id)
    active = [each for each in kept if each.state is ContactState.ACTIVE]
    history = uow.interactions.all(user.id)
    by_me, by_them = _one_sided(uow, user, history, today)
    return Insights(
        circles=_circles(active, uow.contacts.ties(user.id, [each.id for each in active]), today),
        resting=len(kept) - len(active),
        months=months(history, today, YEAR),
        by_me=by_me,
        by_them=by_them,
        load=care.load(uow, user, today),
    )


def months(history: Iterable[Interaction], today: date, count: int) -> tuple[Month, ...]:
    """The last so many months, this one included, oldest first."""
    met: defaultdict[date, set[ContactId]] = defaultdict(set)
    for each in history:
        met[each.on.replace(day=1)].update(each.contacts)
    firsts = [_months_before(today, back) for back in reversed(range(count))]
    return tuple(Month(first, len(met[first])) for first in firsts)


def _months_before(today: date, back: int) -> date:
    years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(years, month + 1, 1)


def _circles(active: Iterable[Contact], ties: dict[ContactId, Tie], today: date) -> tuple[CircleStand, ...]:
    near: defaultdict[Circle | None, list[Contact]] = defaultdict(list)
    drifting: defaultdict[Circle | None, list[Contact]] = defaultdict(list)
    ordered = sorted(active, key=lambda each: (ties.get(each.id, Tie()).last_on or date.min, each.name))
    for contact in ordered:
        on_track = cadence_standing(contact, ties.get(contact.id, Tie()), today) is Standing.ON_TRACK
        (near if on_track else drifting)[contact.circle].append(contact)
    circles = [each for each in (*Circle, None) if each in near or each in drifting]
    return tuple(
        CircleStand(circle=each, near=tuple(reversed(near[each])), drifting=tuple(drifting[each])) for each in circles
    )


def _one_sided(
    uow: UnitOfWork, user: User, history: Iterable[Interaction], today: date
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """With whom mostly the user, and with whom mostly the other reached out in the last twelve months."""
    mine: Counter[ContactId] = Counter()
    theirs: Counter[ContactId] = Counter()
    first = _months_before(today, YEAR - 1)
    for each in history:
        if each.on >= first and each.began is not Began.BOTH:
            (mine if each.began is Began.ME else theirs).update(each.contacts)
    people = uow.contacts.many(user.id, {*mine, *theirs})

    def mostly(one: Counter[ContactId], other: Counter[ContactId]) -> tuple[Contact, ...]:
        found = [
            each
            for each, count in one.most_common()
            if each in people and count + other[each] >= _ENOUGH and count >= _MOSTLY * (count + other[each])
        ]
        return tuple(people[each] for each in found if not people[each].state.is_over)

    return mostly(mine, theirs), mostly(theirs, mine)
