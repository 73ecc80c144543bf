"""Putting what a team brings on its way to a user, and taking it back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.errors import Gone
from bot.domain.ids import LetterId, TeamId, UserId
from bot.domain.letter import Letter, LetterKind, LetterState
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import posted, reckoning

LASTS = timedelta(days=7)
"""For how long a letter is worth bringing, unless it says otherwise."""


def send(
    uow: UnitOfWork,
    to: UserId,
    team: TeamId,
    kind: LetterKind,
    about: str,
    now: datetime,
    *,
    tell_on: date | None = None,
    lasts: timedelta = LASTS,
) -> Letter | None:
    """Bring something with a user's next digest, on that local day of theirs at the earliest; None if they are gone.

    Locks the user, whose next plan moves with it.
    """
    reader = uow.users.lock(to)
    if reader is None:
        return None
    first = tell_on or local_day(now, reader.preferences)
    letter = Letter(
        id=LetterId(uow.new_id()), user=to, team=team, kind=kind, about=about, tell_on=first, until=first + lasts
    )
    uow.letters.add(letter)
    reckoning.plan(uow, reader, now)
    return letter


def withdraw(uow: UnitOfWork, team: TeamId, kind: LetterKind, about: str, now: datetime) -> None:
    """Take back all letters about something: what waits is not brought, and what was posted is drawn without it."""
    for each in uow.letters.about(team, kind, about):
        if each.state is LetterState.WITHDRAWN:
            continue
        uow.letters.save(replace(each, state=LetterState.WITHDRAWN))
        told = uow.outbox.get(each.user, each.delivery) if each.delivery is not None else None
        if told is not None and (told.posted_id or told.attempted_at is not None):
            posted.revise(uow, (told,), now, redrawn=True)


def get(uow: UnitOfWork, user: User, letter: LetterId) -> Letter:
    """The user's letter with that id. Raises Gone, also for somebody else's."""
    found = uow.letters.get(user.id, letter)
    if found is None or found.state is LetterState.WITHDRAWN:
        raise Gone("That was taken back, so there is nothing left to answer.")
    return found
