"""When a message may leave: within the user's hours, not in a pause, and on a workday unless it tells of a date."""

from datetime import date, datetime

from bot.domain.nudge import Delivery, DeliveryKind, NudgeState
from bot.domain.reminder import ReminderKind
from bot.domain.slot import is_open, is_workday, local_day, next_slot
from bot.domain.user import User
from bot.ports import UnitOfWork


def is_day_for(uow: UnitOfWork, user: User, delivery: Delivery, day: date) -> bool:
    """Whether that day is one for a digest: without a date it waits for a workday."""
    return is_workday(day, user.preferences) or _tells_a_date(uow, user, delivery)


def may_leave(uow: UnitOfWork, user: User, delivery: Delivery, at: datetime) -> bool:
    """Whether a message may leave at that moment: that an account was joined is told by night too."""
    if delivery.kind is DeliveryKind.JOINED:
        return True
    day = local_day(at, user.preferences)
    if user.preferences.is_paused(day):
        return False
    return is_open(at, user.preferences) and is_day_for(uow, user, delivery, day)


def first_moment(uow: UnitOfWork, user: User, delivery: Delivery, earliest: datetime) -> datetime:
    """The first moment from then on at which a message may leave."""
    if may_leave(uow, user, delivery, earliest):
        return earliest
    day = max(local_day(earliest, user.preferences), user.preferences.paused_until or date.min)
    workdays_only = not _tells_a_date(uow, user, delivery)
    return next_slot(earliest, day, user.preferences, workdays_only=workdays_only)


def _tells_a_date(uow: UnitOfWork, user: User, delivery: Delivery) -> bool:
    """Whether it tells of a date; a card and a review do not, and have no nudges."""
    told = [each for each in uow.nudges.of_delivery(user.id, delivery.id) if each.state is not NudgeState.WITHDRAWN]
    return any(each.kind is ReminderKind.DATE for each in told)
