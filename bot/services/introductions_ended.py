"""Introductions that end because somebody who takes part in them goes: a contact is forgotten, a member leaves.

Nothing stays of them: no letter, no card in a posted digest, no name of whoever left in what is to be seen to.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.followup import FollowUpState
from bot.domain.ids import ContactId, TeamId
from bot.domain.introduction import Introduction
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import finding, introduction_letters, reckoning
from bot.services.closing import close

_NO_NAME = "whether they would like to meet a colleague"


def forget_contacts(uow: UnitOfWork, owner: User, contacts: Collection[ContactId], now: datetime) -> None:
    """End all introductions to these contacts of a user."""
    _end(uow, uow.introductions.about(owner.id, contacts), now)


def leave(uow: UnitOfWork, member: User, team: TeamId, now: datetime) -> None:
    """End all introductions in a team that a member takes part in."""
    part = (*uow.introductions.by(member.id), *uow.introductions.of(member.id))
    ending = [each for each in part if each.team == team]
    for each in ending:
        _let_go(uow, each, now)
    _end(uow, ending, now)


def forget_user(uow: UnitOfWork, user: User, now: datetime) -> None:
    """End all introductions that a user takes part in."""
    for membership in uow.teams.memberships(user.id):
        leave(uow, user, membership.team, now)


def _end(uow: UnitOfWork, introductions: Iterable[Introduction], now: datetime) -> None:
    for each in introductions:
        introduction_letters.take_back(uow, each, now)
        uow.introductions.remove(each)


def _let_go(uow: UnitOfWork, of: Introduction, now: datetime) -> None:
    """What the connector was to ask for somebody who left is dropped, and no longer says for whom it was."""
    step = uow.follow_ups.get(of.connector, of.follow_up) if of.follow_up is not None else None
    connector = uow.users.lock(of.connector) if step is not None else None
    if step is None or connector is None:
        return
    if step.is_open:
        step = close(uow, connector, step, FollowUpState.DROPPED, local_day(now, connector.preferences))
    uow.follow_ups.save(replace(step, text=_NO_NAME))
    reckoning.contact_changed(uow, connector, finding.get(uow, connector.id, step.contact), now)
    reckoning.plan(uow, uow.users.get(connector.id) or connector, now)
