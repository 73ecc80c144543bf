"""Greetings in a team's channel: a date that a member gave themself, and where and when the team greets."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, GreetingId, TeamId, UserId
from bot.domain.slot import OPEN, day_here, local_day, slot
from bot.domain.user import Platform, Preferences

HOUR = 9 * 60
"""When greetings come, in minutes after midnight where the channel was chosen."""


class GreetingKind(StrEnum):
    """What somebody is greeted for."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "work anniversary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """A date on which a member wants to be greeted. `next_at` is when that is looked at next, None while nobody is."""

    id: GreetingId
    team: TeamId
    user: UserId
    kind: GreetingKind
    month: int
    day: int
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The channel in which a team greets, and the zone of whoever chose it. `trouble` is what they have to hear of it.

    `workspace` is the platform's id of the Slack workspace or Discord server, `label` the channel's name if known.
    """

    team: TeamId
    platform: Platform
    workspace: str
    channel: str
    label: str
    zone: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which a greeting is due: the member's day, and the moment at which the channel has its hour."""

    on: date
    moment: datetime

    def is_open(self, now: datetime, member: Preferences) -> bool:
        """Whether it may be said now: while it is that day where the member lives, or the hour has just passed."""
        return self.moment <= now and (local_day(now, member) == self.on or now < self.moment + OPEN)


def occurrences(greeting: Greeting, place: Place, member: Preferences, now: datetime) -> tuple[Occurrence, ...]:
    """The next times at which a greeting is due, the first of them perhaps just now.

    It is told on the member's own date: at the hour of the channel at which they have that date already.
    """
    about = ImportantDate(
        id=DateId(greeting.id),
        owner=greeting.user,
        contact=ContactId(greeting.user),
        kind=DateKind.BIRTHDAY,
        month=greeting.month,
        day=greeting.day,
    )
    channel = Preferences(zone=place.zone, hour=HOUR)
    first = about.next_on(local_day(now, member) - timedelta(days=1), member.leap_day)
    days = (first, about.next_on(first + timedelta(days=1), member.leap_day))
    found = (Occurrence(on, slot(day_here(on, member.zone, channel), channel)) for on in days)
    return tuple(each for each in found if each.moment > now or each.is_open(now, member))
