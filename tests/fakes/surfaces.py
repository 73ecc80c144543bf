"""Readers of the shared story in front of the fake Slack, the fake Discord and the console."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.console.repl import ConsoleAdapter
from bot.app import Kith
from bot.chat.adapter import Adapter
from bot.domain.user import Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from bot.engine.ticks import Engine
from storage.store import SqlStore
from tests.fakes import discord_person, slack_person
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.slack_text import text_of
from tests.fakes.story import Forward, apart

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PEOPLE = "Up to 10 people"
"""The field of the first form."""
QUIET = Preferences(friday=False, review=False)
"""What people want unless the story is about the card at the end of the week and the review."""
_KEYCAP = re.compile(r"(\d\ufe0f\u20e3)")


class SlackReader:
    """Somebody in Slack: types lines, presses what stands under a card."""

    def __init__(self, person: slack_person.Person) -> None:
        self._person = person

    async def say(self, line: str) -> str:
        """Give a command and read the answer, also one that is long in coming."""
        name, _, text = line.partition(" ")
        answer = await self._person.command(name, text)
        while answer.text.startswith("One moment"):
            answer = await self._person.next(30)
        return answer.text

    async def press(self, label: str, *, on: str = "") -> str:
        """Press the newest button with that label under the words `on`."""
        for post in reversed(self._person.sees):
            found = [above for above, button in _under(post.content["blocks"]) if button == label]
            places = [number for number, above in enumerate(found) if on in above]
            if places:
                return (await self._person.press(label, on=post, nth=places[-1])).text
        raise LookupError(f"no button {label!r} under {on!r}")

    async def begin(self) -> str:
        """Say hello and read the welcome."""
        return (await self._person.command("/kith")).text

    async def fill(self, people: str) -> str:
        """Name the first people in the form that is open, and read what follows."""
        return await self.answer({PEOPLE: people})

    async def answer(self, answers: Mapping[str, str]) -> str:
        """Send the form that is open, and read what follows."""
        assert self._person.modal is not None, "no form is open"
        return (await self._person.modal.submit(answers)).text

    @property
    def inbox(self) -> Sequence[str]:
        """The direct messages, oldest first."""
        return [post.text for post in self._person.dm()]


def _under(blocks: Sequence[Any]) -> list[tuple[str, str]]:
    """The buttons of a message, each with the block that stands above it."""
    found: list[tuple[str, str]] = []
    above = ""
    for block in blocks:
        if block["type"] == "actions":
            found += [(above, element["text"]["text"]) for element in block["elements"]]
        else:
            above = text_of({"blocks": [block]})
    return found


class DiscordReader:
    """Somebody on a Discord server: gives options, presses numbered buttons."""

    def __init__(self, person: discord_person.Person) -> None:
        self._person = person
        self._form: discord_person.SeenForm | None = None

    async def say(self, line: str) -> str:
        """Give a command on the server and read the answer."""
        command, options = apart(line)
        return _text(await self._person.command(f"kith {command}", on_server=True, **options))

    async def press(self, label: str, *, on: str = "") -> str:
        """Press the newest button with that label, of the card that mentions `on`."""
        for message in reversed(self._person.dm()):
            numbered = next((part for part in message.text.split("\n") if on and on in part), "")
            number = _KEYCAP.match(numbered.replace("*", ""))
            if on and on in message.text:
                wanted = f"{number[1]} {label}" if number else label
                return self._read(await self._person.press(wanted, on=message))
        return self._read(await self._person.press(label))

    def _read(self, seen: discord_person.Seen) -> str:
        self._form = seen if isinstance(seen, discord_person.SeenForm) else None
        return _text(seen)

    async def begin(self) -> str:
        """Ask for help, the first time, and read the welcome below it."""
        await self._person.command("kith help", on_server=True)
        return (await self._person.sees("I'm Kith")).text

    async def fill(self, people: str) -> str:
        """Name the first people in the form that is open, and read what follows."""
        return await self.answer({PEOPLE: people})

    async def answer(self, answers: Mapping[str, str]) -> str:
        """Send the form that is open, and read what follows."""
        assert self._form is not None, "no form is open"
        return _text(await self._form.submit(answers))

    @property
    def inbox(self) -> Sequence[str]:
        """The direct messages, oldest first."""
        return [message.text for message in self._person.dm()]


class ConsoleReader:
    """Somebody at the terminal, which prints what comes to them as it comes."""

    def __init__(self, console: ConsoleAdapter, name: str, printed: io.StringIO) -> None:
        self._console = console
        self._name = name
        self._printed = printed

    async def say(self, line: str) -> str:
        """Type a line and read what is printed."""
        before = self._printed.tell()
        await self._console.play(self._name, line)
        return self._since(before)

    async def press(self, label: str, *, on: str = "") -> str:
        """Press the newest button with that label on the card that mentions `on`."""
        before = self._printed.tell()
        await self._console.press(self._name, label, on=on)
        return self._since(before)

    async def begin(self) -> str:
        """Say hello and read the welcome."""
        return await self.say("/kith")

    async def fill(self, people: str) -> str:
        """Answer the questions of the form, and read what follows."""
        return await self.answer({PEOPLE: people, "Circle": "close"})

    async def answer(self, answers: Mapping[str, str]) -> str:
        """Answer the questions of the form in their order, and read what follows the last."""
        return [await self.say(each) for each in answers.values()][-1]

    @property
    def inbox(self) -> Sequence[str]:
        """What was printed under a letter's head, oldest first."""
        return re.split(rf"── {self._name} · .* ──\n", self._since(0))[1:]

    def _since(self, place: int) -> str:
        return self._printed.getvalue()[place:]


def _text(seen: discord_person.Seen) -> str:
    return seen.text if isinstance(seen, SeenMessage) else seen.title


@asynccontextmanager
async def serving(
    store: SqlStore, adapter: Adapter, clock: MovableClock, defaults: Preferences = QUIET
) -> AsyncIterator[Kith]:
    """Kith with one adapter that is connected, on a clock that is moved by hand; stopped as `kith run` stops it."""
    kith = Kith(store, clock, defaults=defaults)
    kith.connect(adapter)
    running = asyncio.create_task(adapter.run(kith.pipeline))
    try:
        yield kith
    finally:
        running.cancel()
        await asyncio.wait({running})
        kith.close()
        if not running.cancelled():
            running.result()  # an adapter that could not go on says why


def forwarding(clock: MovableClock, engine: Engine) -> Forward:
    """Lets days pass, the engine at work at every moment at which something is due."""

    async def forward(days: int) -> None:
        await Clockwork(clock, engine).forward(clock() + timedelta(days=days))

    return forward
