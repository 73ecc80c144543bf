"""The whole bot without a platform: dialogue tests talk to it as people would, and move its clock.

Everything is real but the platforms, which are in memory, and the clock, which stands still until it is moved.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.processors import format_exc_info
from structlog.testing import capture_logs
from structlog.typing import EventDict

from adapters.memory import MemoryAdapter, Talker, form_text, text_of
from bot.app import Kith
from bot.chat.action import ActionId
from bot.chat.event import Identity, Pressed, Reply, Standing
from bot.chat.message import Button, Buttons, Card, File, Message, plain
from bot.domain.user import Platform, Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.watched import Watched

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment at which every test begins: a Monday, after the hour at which people are told."""
QUIET = Preferences(friday=False, review=False)
"""What people want who are not told of the card at the end of the week and of the review: they have tests of their own.
"""
HOME = "T1"
"""The workspace that people write from unless told otherwise."""


class Person:
    """Somebody in front of a platform. What they do is answered with the text that they then read."""

    def __init__(self, talker: Talker) -> None:
        self.talker = talker

    @property
    def who(self) -> Identity:
        """As the platform tells of them."""
        return self.talker.who

    @property
    def text(self) -> str:
        """All that the last answer shows."""
        return self.talker.text

    @property
    def inbox(self) -> list[str]:
        """The direct messages as they now read, oldest first."""
        return list(map(text_of, self.talker.inbox))

    @property
    def files(self) -> tuple[File, ...]:
        """The files that came with the last answer."""
        return tuple(file for message in self.talker.last for file in message.files)

    async def say(self, line: str, file: File | None = None) -> str:
        """Type a line, perhaps with a file."""
        await self.talker.say(line, {"file": file} if file is not None else {})
        return self.text

    async def press(self, label: str, *, on: str = "") -> str:
        """Press the newest visible button with that label, on a card that mentions `on` if that is given."""
        await self.talker.press(label, on=on)
        return self.text

    async def fill(self, answers: Mapping[str, str | File]) -> str:
        """Send the open form with these answers by label; the other fields keep what they start with."""
        await self.talker.fill(answers)
        return self.text

    async def book(self) -> dict[str, Any]:
        """All that is kept for them, as their export tells it."""
        await self.say("/kith export")
        exported: dict[str, Any] = json.loads(self.files[0].content)
        return exported

    async def complete(self, command: str, option: str, text: str) -> tuple[str, ...]:
        """What is suggested while an option is typed."""
        return tuple(each.value for each in await self.talker.complete(command, option, text))

    def button(self, label: str, *, on: str = "") -> ActionId:
        """What a button with that label does, in the last answer or else in the newest direct message that has it."""
        shown = [*self.talker.inbox, *self.talker.last]
        for title, button in (each for message in reversed(shown) for each in buttons_of(message)):
            if button.label == label and on in title:
                return button.action
        raise LookupError(f"no button {label!r} on {on!r} in: {[text_of(message) for message in shown]}")


class Bot:
    """Kith on a store, with every platform in memory. `logs` is all that it logged."""

    def __init__(self, shelf: Shelf, logs: list[EventDict], defaults: Preferences = QUIET) -> None:
        self.shelf = shelf
        self.logs = logs
        self.clock = MovableClock(lambda: MONDAY)
        self.kith = Kith(shelf.emptied(), self.clock, defaults=defaults)
        self.dispatcher = Watched(self.kith.pipeline, logs)
        self.platforms = {platform: MemoryAdapter(platform, self.clock) for platform in Platform}
        for adapter in self.platforms.values():
            self.kith.connect(adapter)
        self._clockwork = Clockwork(self.clock, self.kith.engine)

    def person(
        self,
        name: str,
        *,
        platform: Platform = Platform.SLACK,
        workspace: str = HOME,
        standing: Standing = Standing.MEMBER,
        manages: bool = False,
        channel: str = "",
        zone: str = "",
        locale: str = "",
    ) -> Person:
        """Somebody on a platform; the same name there is the same person. Without a workspace: in a Discord DM."""
        who = Identity(
            platform=platform,
            scope="" if platform is Platform.DISCORD else workspace,
            external=f"U-{name.casefold()}",
            name=name,
            workspace=workspace,
            workspace_name=f"Workspace {workspace}" if workspace else "",
            channel=channel,
            standing=standing,
            manages=manages,
            zone=zone,
            locale=locale,
        )
        return Person(Talker(self.dispatcher, who, self.platforms[platform]))

    async def press(self, who: Person, action: ActionId) -> str:
        """Press a button that need not be visible: kept from weeks ago, somebody else's, or made up."""
        return text_in(await self.dispatcher.dispatch(Pressed(who=who.who, key="", action=action)))

    async def forward(self, days: int = 0, *, hours: int = 0, minutes: int = 0) -> None:
        """Let time pass, the engine at work at every moment at which something is due."""
        await self._clockwork.forward(self.clock() + timedelta(days=days, hours=hours, minutes=minutes))

    async def away(self, days: int) -> None:
        """Let time pass while Kith is down, then let it come back."""
        await self._clockwork.away(self.clock() + timedelta(days=days))
        await self.forward()


def buttons_of(message: Message) -> Iterator[tuple[str, Button]]:
    """The buttons of a message with the titles of their cards."""
    for part in message.parts:
        match part:
            case Card(title, _, buttons):
                yield from ((plain(title), button) for button in buttons)
            case Buttons(buttons):
                yield from (("", button) for button in buttons)


def text_in(reply: Reply) -> str:
    """All that a reply shows."""
    shown = [form_text(reply.form)] if reply.form is not None else []
    shown += [problem.sentence for problem in reply.problems]
    shown += [text_of(message) for message in (reply.message, *reply.also) if message is not None]
    return "\n\n".join(shown)


@contextmanager
def _running(shelf: Shelf, defaults: Preferences = QUIET) -> Iterator[Bot]:
    with capture_logs((format_exc_info,)) as logs:
        bot = Bot(shelf, logs, defaults)
        try:
            yield bot
        finally:
            bot.kith.close()


@pytest.fixture
def bot(shelf: Shelf) -> Iterator[Bot]:
    """Kith with nobody in it, on both databases."""
    with _running(shelf) as bot:
        yield bot


@pytest.fixture
def quick(sqlite_shelf: Shelf) -> Iterator[Bot]:
    """Kith with nobody in it, on SQLite alone: for words, where the database makes no difference."""
    with _running(sqlite_shelf) as bot:
        yield bot


@pytest.fixture
def caring(shelf: Shelf) -> Iterator[Bot]:
    """Kith as it is for somebody new, with card and review, on both databases."""
    with _running(shelf, Preferences()) as bot:
        yield bot
