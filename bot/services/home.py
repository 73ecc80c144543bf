"""What a user's own page shows: who is due, which dates come, what is open, which introductions wait, who drifts.

And how they are told, and what others see.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.cadence import Standing
from bot.domain.contact import ContactState
from bot.domain.reminder import cadence_standing, since
from bot.domain.strength import Tie
from bot.domain.team import Membership, Team
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import connecting, follow_ups, introductions, nudges
from bot.services.connecting import Requested
from bot.services.introductions import Asked
from bot.services.nudges import Ahead, DuePerson

DAYS_AHEAD = 30
_DUE_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """All of it. `due` are the most overdue of `due_in_all`; who stands there does not stand among the `drifting`.

    `requests` wait for the user's answer or next step; of the `untold` a colleague has not heard what came of it.
    """

    user: User
    today: date
    due: tuple[DuePerson, ...]
    due_in_all: int
    dates: tuple[Ahead, ...]
    open: tuple[follow_ups.Open, ...]
    drifting: tuple[DuePerson, ...]
    requests: tuple[Requested, ...]
    untold: tuple[Asked, ...]
    resting: int
    teams: tuple[tuple[Team, Membership], ...]


def home(uow: UnitOfWork, user: User, today: date) -> Home:
    """The page as it stands that day."""
    everybody = nudges.due(uow, user, today)
    shown = everybody[:_DUE_SHOWN]
    memberships = [(uow.teams.get(each.team), each) for each in uow.teams.memberships(user.id)]
    return Home(
        user=user,
        today=today,
        due=nudges.with_reasons(uow, user, shown, today),
        due_in_all=len(everybody),
        dates=nudges.upcoming(uow, user, today, days=DAYS_AHEAD, dates_only=True),
        open=follow_ups.listed(uow, user),
        drifting=_drifting(uow, user, shown, today),
        requests=connecting.listed(uow, user, today),
        untold=tuple(each for each in introductions.listed(uow, user, today) if each.introduction.owes_word),
        resting=sum(each.state is ContactState.RESTING for each in uow.contacts.kept(user.id)),
        teams=tuple((team, member) for team, member in memberships if team is not None),
    )


def _drifting(uow: UnitOfWork, user: User, shown: tuple[DuePerson, ...], today: date) -> tuple[DuePerson, ...]:
    """Whose tie is about to be lost, or has gone silent, longest apart first; nobody who was put off."""
    left_out = {each.contact.id for each in shown}
    active = [
        each
        for each in uow.contacts.kept(user.id)
        if each.state is ContactState.ACTIVE and each.id not in left_out and (each.later_until or today) <= today
    ]
    ties = uow.contacts.ties(user.id, [each.id for each in active])
    found = []
    for contact in active:
        tie = ties.get(contact.id, Tie())
        standing, start = cadence_standing(contact, tie, today), since(contact, tie)
        if standing in (Standing.SLIPPING, Standing.DORMANT) and start is not None:
            found.append(DuePerson(contact=contact, tie=tie, standing=standing, since=start, reason=None))
    return tuple(sorted(found, key=lambda each: (each.since, each.contact.name)))
