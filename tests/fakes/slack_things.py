"""What a pretend workspace holds: people, conversations, posts, views, files, and two kinds of permission slips."""

from dataclasses import dataclass, field
from typing import Literal

from tests.fakes.slack_rules import Json, elements_of
from tests.fakes.slack_text import effects_of, text_of


class Refusal(Exception):
    """Slack says no, with an error code and sometimes with details."""

    def __init__(self, error: str, details: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.details = details or []


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the workspace, or a guest or a stranger in it."""

    id: str
    name: str
    tz: str | None = "Europe/Berlin"
    locale: str = "en-US"
    flags: frozenset[str] = frozenset()  # is_bot, is_restricted, is_ultra_restricted, is_stranger, deleted
    team: str = "T0KITH"
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A workspace, or a whole organisation, that a bot token opens."""

    team: str
    name: str
    enterprise: str = ""
    whole: bool = False

    def holds(self, member: Member) -> bool:
        """Whether somebody belongs to it."""
        return member.enterprise == self.enterprise if self.whole else member.team == self.team


@dataclass(slots=True, eq=False)
class Conversation:
    """A channel, or the direct messages of one person with the app."""

    id: str
    kind: Literal["im", "channel"]
    name: str
    members: set[str]


@dataclass(slots=True, eq=False)
class Post:
    """A message as it stands now."""

    channel: str
    ts: str
    author: str
    content: Json
    only_for: str | None = None
    deleted: bool = False
    edits: int = 0

    @property
    def text(self) -> str:
        """What a reader sees."""
        return text_of(self.content)

    @property
    def fallback(self) -> str:
        """What a notification shows."""
        return str(self.content.get("text", ""))

    @property
    def effects(self) -> set[str]:
        """Mentions, links and formatting that the message carries."""
        return effects_of(self.content)

    @property
    def blocks(self) -> list[Json]:
        return self.content.get("blocks") or []

    @property
    def buttons(self) -> list[str]:
        """The texts of the buttons, top to bottom."""
        return buttons_of(self.content)

    @property
    def metadata(self) -> Json | None:
        return self.content.get("metadata")


@dataclass(slots=True, eq=False)
class View:
    """A modal as it stands now on its reader's screen."""

    id: str
    owner: str
    root: str
    content: Json
    hash: str
    errors: dict[str, str] = field(default_factory=dict)
    closed: bool = False


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """The address that one interaction may be answered at, five times."""

    person: str
    channel: str
    source: Post | None
    uses: int = 0
    expired: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that someone uploaded."""

    id: str
    name: str
    owner: str
    content: bytes
    mimetype: str
    alt: str = ""


@dataclass(slots=True, eq=False)
class Trigger:
    """The short permission to open a modal that comes with an interaction."""

    person: str
    expires: float
    used: bool = False


Sight = Post | View


def buttons_of(content: Json) -> list[str]:
    """The texts of the buttons in a message or a view, top to bottom."""
    elements = [element for block in content.get("blocks") or [] for element in elements_of(block)]
    return [element["text"]["text"] for element in elements if element["type"] == "button"]
