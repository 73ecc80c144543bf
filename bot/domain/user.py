"""Who uses Kith, where they can be reached, and how they want to be told."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.cadence import Circle
from bot.domain.ids import AccountId, TeamId, UserId, WorkspaceId


class Platform(StrEnum):
    """A chat platform that Kith can live in."""

    SLACK = "slack"
    DISCORD = "discord"
    CONSOLE = "console"

    @property
    def exported(self) -> bool:
        """Whether an employer may come to read direct messages there: Slack lets workspaces export them."""
        return self is Platform.SLACK


class LeapDay(StrEnum):
    """On which day a birthday of 29 February is told in a year without one."""

    FEBRUARY_28 = "28 Feb"
    MARCH_1 = "1 Mar"


class Notes(StrEnum):
    """Whether what was noted stands in the messages that Kith sends, or in general words only."""

    BY_PLATFORM = "by platform"
    """In full where nobody else can come to read them."""
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How a user wants to be told.

    `hour` is minutes after local midnight; `workdays` are ISO weekdays (Monday is 1); `platform` is where nudges go,
    or None for wherever the user wrote last. `a_day` and `a_week` are how many people are asked about on a day and in
    seven days at most. Nothing is sent before `paused_until`. `friday` and `review` say whether the card at the end of
    the week and the monthly review come. `circles` are
    told of on one platform alone.
    """

    zone: str = "UTC"
    hour: int = 9 * 60 + 30
    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    platform: Platform | None = None
    leap_day: LeapDay = LeapDay.FEBRUARY_28
    day_first: bool = True
    a_day: int = 3
    a_week: int = 7
    notes: Notes = Notes.BY_PLATFORM
    paused_until: date | None = None
    friday: bool = True
    review: bool = True
    circles: tuple[tuple[Circle, Platform], ...] = ()

    def only_on(self, circle: Circle | None) -> Platform | None:
        """The one platform on which the user wants to hear of a circle, None for any."""
        return next((platform for kept, platform in self.circles if kept is circle), None)

    def keeping(self, circle: Circle, platform: Platform | None) -> "Preferences":
        """The preferences with a circle kept to one platform, or to none."""
        others = tuple(each for each in self.circles if each[0] is not circle)
        return replace(self, circles=others if platform is None else (*others, (circle, platform)))

    def discreet_on(self, platform: Platform) -> bool:
        """Whether messages to that platform say in general words what was noted."""
        return self.notes is Notes.HIDDEN or (self.notes is Notes.BY_PLATFORM and platform.exported)

    def is_paused(self, today: date) -> bool:
        """Whether the user wants no messages on that day. A pause that is over stays as the day on which it ended."""
        return self.paused_until is not None and today < self.paused_until


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who uses Kith: owns one contact book and one set of preferences.

    `next_plan_at` is the first moment at which anything is due, or None while nothing ever is. `owed_since` is the
    local day of a slot that passed unserved while Kith was away. `planned_on` is the last local day with a digest:
    there is one a day at most. `welcome_on` is the day of the first digest, which names somebody in any case, until it
    has come. `friday_on` and `review_on` are the next days of the card at the end of the week and of the review.
    """

    id: UserId
    name: str
    joined_on: date
    preferences: Preferences = field(default_factory=Preferences)
    next_plan_at: datetime | None = None
    owed_since: date | None = None
    planned_on: date | None = None
    welcome_on: date | None = None
    friday_on: date | None = None
    review_on: date | None = None

    def planned_at(self, moment: datetime | None) -> "User":
        """The user to be planned next at that moment, with nothing owed from before."""
        return replace(self, next_plan_at=moment, owed_since=None)


DEACTIVATED = "deactivated"
"""Why an account takes no messages whose owner the platform has taken out, until they write again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user's identity on a platform.

    `scope` is the Slack workspace that the identity belongs to, empty where identities are global. `channel` is the
    direct-message channel once known. `closed` says why messages were refused, empty while they are welcome. `gone_at`
    is since when the account is deleted or its owner nowhere to be met.
    """

    id: AccountId
    user: UserId
    platform: Platform
    scope: str
    external: str
    channel: str = ""
    closed: str = ""
    gone_at: datetime | None = None
    seen_at: datetime | None = None

    @property
    def domain(self) -> str:
        """The rate-limit domain that messages to it share: a Slack workspace, the Discord bot as a whole."""
        return domain_of(self.platform, self.scope)


def domain_of(platform: Platform, scope: str) -> str:
    """The rate-limit domain of a workspace."""
    return f"{platform}:{scope}" if platform is Platform.SLACK else str(platform)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A Slack workspace or a Discord server that Kith is installed in."""

    id: WorkspaceId
    platform: Platform
    external: str
    name: str
    team: TeamId | None = None
