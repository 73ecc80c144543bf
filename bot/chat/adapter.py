"""The two protocols between the chat platforms and everything else. They hold obligations, no code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.event import Called, Completing, Event, Pressed, Reply
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.domain.user import Account, Platform


class Dispatcher(Protocol):
    """Takes what happened on a platform and answers it. Never raises: an error becomes a sentence in the reply."""

    def opens_form(self, event: Called | Pressed) -> bool:
        """Whether a form may follow, decided without I/O: then no deferred answer is sent first."""

    async def dispatch(self, event: Event) -> Reply:
        """Act on the event and say what to show. An event whose key was seen before acts once."""

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        """At most 25 suggestions for an option; empty for people who may not use Kith."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The platform took the message: the channel it stands in and its id there."""

    channel: str
    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The platform will not take messages to this account until its owner acts: DM closed, account gone.

    `gone` says that the account was deleted, or that Kith was removed from wherever its owner could be met.
    """

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Definitely not posted; try again after so many seconds. `alone` says that others need not wait as well."""

    seconds: float
    reason: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The platform may or may not have taken the message: a cut connection, a time-out, a server error."""

    reason: str


Outcome = Posted | Refused | Later | Uncertain


class Adapter(Protocol):
    """One chat platform. Translates both ways and decides nothing."""

    platform: Platform
    pace: float
    """Direct messages a second that one rate-limit domain of the platform takes without complaint."""

    async def run(self, dispatcher: Dispatcher) -> None:
        """Connect and serve until cancelled; reconnects by itself. Raises PlatformError if the platform refuses us."""

    def trouble(self) -> str | None:
        """None while connected, else a sentence for `status` and `/readyz`."""

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Deliver a message outside any conversation; the key travels with it. Never retries by itself."""

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Post into a channel, before the eyes of all who are in it; in Slack that of the workspace `scope`.

        *Refused* where Kith may not write there. Never retries by itself.
        """

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message that was posted with that key since then, if the platform still shows it.

        Raises PlatformError where the platform cannot be asked right now.
        """

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Let a message that was posted say something else, or take it away; doing so twice does no harm.

        *Refused* where it is gone, or the platform will not have it changed. Never retries by itself.
        """
