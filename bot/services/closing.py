"""Closing a follow-up, with what was told of it."""

from dataclasses import replace
from datetime import date

from bot.domain.followup import FollowUp, FollowUpState
from bot.domain.nudge import NudgeState
from bot.domain.user import User
from bot.ports import UnitOfWork


def close(uow: UnitOfWork, user: User, follow_up: FollowUp, state: FollowUpState, today: date) -> FollowUp:
    """The follow-up as it was seen to or dropped today; what was told of it is answered.

    To bring its reminder up to date is the caller's.
    """
    closed = follow_up.closed(state, today)
    uow.follow_ups.save(closed)
    reminders = {each.id for each in uow.reminders.of(user.id, closed.contact) if each.follow_up == closed.id}
    for nudge in uow.nudges.open(user.id, closed.contact):
        if nudge.reminder in reminders and nudge.state is NudgeState.SENT:
            uow.nudges.save(replace(nudge, state=NudgeState.DONE))
    return closed
