"""The best purpose to write to somebody now."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.dates import ImportantDate
from bot.domain.interaction import Interaction
from bot.domain.user import LeapDay

_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class DateSoon:
    """A date of theirs is near."""

    about: ImportantDate
    on: date


@dataclass(frozen=True, slots=True)
class LastNote:
    """Something was noted when they last talked."""

    note: str
    on: date


Reason = DateSoon | LastNote


def best_reason(
    dates: tuple[ImportantDate, ...], noted: Interaction | None, today: date, leap_day: LeapDay
) -> Reason | None:
    """The first of: a date within two weeks, what was noted last. None where a plain hello is all there is."""
    near = sorted((each.next_on(today, leap_day), each.id, each) for each in dates)
    if near and near[0][0] - today <= _SOON:
        return DateSoon(near[0][2], near[0][0])
    if noted is not None and noted.note:
        return LastNote(noted.note, noted.on)
    return None
