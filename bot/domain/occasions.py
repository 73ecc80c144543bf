"""The days on which a user is asked something as a whole: the card at the end of a week, the review of a month."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.ids import UserId
from bot.domain.nudge import DeliveryKind
from bot.domain.slot import first_workday
from bot.domain.user import Preferences, User

WEEK = timedelta(days=7)
"""The days that a card asks about, its own day being the last."""
LATEST = {DeliveryKind.FRIDAY: timedelta(days=3), DeliveryKind.REVIEW: timedelta(days=20)}
"""How long after its day a message is still worth sending."""
_SETTLED = {DeliveryKind.FRIDAY: timedelta(days=3), DeliveryKind.REVIEW: timedelta(days=21)}
"""How long somebody has been with Kith before the first one."""
_APART = {DeliveryKind.FRIDAY: timedelta(days=3), DeliveryKind.REVIEW: timedelta(days=20)}
"""By how much a change of the workdays may bring the next one forward, so that two never come close together."""


def renewed(user: User, today: date) -> User:
    """The user with the next days of card and review as their settings now have it; one that has come stays."""
    return replace(
        user,
        friday_on=_renewed(user, DeliveryKind.FRIDAY, user.friday_on, today) if user.preferences.friday else None,
        review_on=_renewed(user, DeliveryKind.REVIEW, user.review_on, today) if user.preferences.review else None,
    )


def due(user: User, today: date) -> dict[DeliveryKind, date]:
    """What has come, with the day that it is about."""
    days = {DeliveryKind.FRIDAY: user.friday_on, DeliveryKind.REVIEW: user.review_on}
    return {kind: on for kind, on in days.items() if on is not None and on <= today}


def passed(user: User, kind: DeliveryKind, today: date) -> User:
    """The user once this one was told, or let go, today."""
    following = _next(kind, user.preferences, today + timedelta(days=1))
    if kind is DeliveryKind.FRIDAY:
        return replace(user, friday_on=following)
    return replace(user, review_on=following)


def occasion(kind: DeliveryKind, user: UserId, on: date) -> str:
    """The identity of a user's message about that day: there is one at most."""
    return f"{kind}:{user}:{on.isoformat()}"


def day_of(occasion: str) -> date:
    """The day that such a message is about."""
    return date.fromisoformat(occasion.rpartition(":")[2])


def last_workday_of_week(day: date, preferences: Preferences) -> date:
    """That day or the first one after it on which a working week ends: the workday before the longest rest."""
    ends = max(preferences.workdays, key=lambda each: (_rest_after(each, preferences.workdays), each))
    return day + timedelta(days=(ends - day.isoweekday()) % 7)


def first_workday_of_month(day: date, preferences: Preferences) -> date:
    """That day or the first one after it that is the first workday of a month."""
    this = first_workday(day.replace(day=1), preferences)
    if this >= day:
        return this
    return first_workday((day.replace(day=1) + timedelta(days=31)).replace(day=1), preferences)


def _renewed(user: User, kind: DeliveryKind, planned: date | None, today: date) -> date:
    if planned is not None and planned <= today:
        return planned
    earliest = planned - _APART[kind] if planned is not None else user.joined_on + _SETTLED[kind]
    return _next(kind, user.preferences, max(today, earliest))


def _next(kind: DeliveryKind, preferences: Preferences, earliest: date) -> date:
    if kind is DeliveryKind.FRIDAY:
        return last_workday_of_week(earliest, preferences)
    return first_workday_of_month(earliest, preferences)


def _rest_after(workday: int, workdays: frozenset[int]) -> int:
    """Days off that follow a workday."""
    return next(count for count in range(7) if (workday + count) % 7 + 1 in workdays)
