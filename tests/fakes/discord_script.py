"""The Discord adapter before a fake Discord, with a test in the place of everything behind it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from adapters.discord.client import DiscordAdapter
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Event, Pressed, Reply
from bot.chat.form import Choice
from bot.chat.message import File, say
from bot.chat.option import file_option, people_option, rest_option, word_option
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, Platform
from tests.fakes.discord_person import Person
from tests.fakes.discord_server import FakeDiscord

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Answer = Callable[[Event], Reply | Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class LogArguments:
    people: Annotated[tuple[str, ...], people_option("Who you talked to", complete=lambda ctx, text: ())]
    how: Annotated[str, word_option("How", words={}, read=str, choices=(Choice("talk", "Talked"),))] = "talk"
    note: Annotated[str, rest_option("What to remember")] = ""


@dataclass(frozen=True, slots=True)
class ImportArguments:
    file: Annotated[File | None, file_option("An address book")] = None


def declared(help: str = "Note that you were in touch") -> Registry:
    """Two commands: one with somebody to complete and something to pick, one with a file."""
    registry = Registry()

    @registry.command("log", help, examples=("sam",))
    def log(arguments: LogArguments, ctx: Context) -> Reply:
        raise AssertionError("the test answers itself")

    @registry.command("import", "Bring your people in", examples=("",))
    def bring(arguments: ImportArguments, ctx: Context) -> Reply:
        raise AssertionError("the test answers itself")

    return registry


class Script:
    """A dispatcher that keeps what it is told and answers as the test says; `opening` are buttons that open forms."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.completed: list[Completing] = []
        self.suggestions: tuple[Choice, ...] = ()
        self.opening = {"open"}
        self.answer: Answer = lambda event: Reply(message=say("Done."))

    def opens_form(self, event: Called | Pressed) -> bool:
        if isinstance(event, Pressed):
            return event.action.route in self.opening
        return event.command == "log" and not event.options.get("people")

    async def dispatch(self, event: Event) -> Reply:
        self.events.append(event)
        reply = self.answer(event)
        return reply if isinstance(reply, Reply) else await reply

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        self.completed.append(event)
        return self.suggestions


class Told:
    """One thing, such as what Discord was last told of, kept as long as the test lasts."""

    def __init__(self) -> None:
        self.fingerprint: str | None = None

    async def recall(self) -> str | None:
        return self.fingerprint

    async def remember(self, value: str) -> None:
        self.fingerprint = value

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        yield True


class Lived:
    """Where Kith lives, kept as long as the test lasts. Everybody is known, with or without a channel."""

    def __init__(self) -> None:
        self.present: dict[str, str] = {}
        self.channels: dict[str, str] = {}
        self.openings = Told()

    async def servers(self, present: Mapping[str, str]) -> None:
        self.present = dict(present)

    async def joined(self, server: str, name: str) -> None:
        self.present[server] = name

    async def left(self, server: str) -> None:
        self.present.pop(server, None)

    async def channel(self, person: str) -> str | None:
        return self.channels.get(person, "")

    async def opened(self, person: str, channel: str) -> None:
        self.channels[person] = channel


@asynccontextmanager
async def running(
    discord: FakeDiscord,
    script: Script,
    *,
    told: Told | None = None,
    lived: Lived | None = None,
    registry: Registry | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[DiscordAdapter]:
    """The adapter, connected; stopped as `kith run` stops it."""
    adapter = DiscordAdapter(
        token=discord.token,
        registry=registry or declared(),
        synced=told or Told(),
        homes=lived or Lived(),
        clock=clock,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )
    serving = asyncio.create_task(adapter.run(script))
    try:
        await discord.online()
        yield adapter
    finally:
        serving.cancel()
        await asyncio.wait({serving})


async def until(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Wait for something that nobody tells of; False when it did not come in that many real seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - it lies within the adapter, which tells nobody
                await asyncio.sleep(0.005)
    return holds()


def account_of(person: Person, channel: str = "") -> Account:
    """The account of somebody who wrote before; unless told otherwise their direct messages were never opened."""
    return Account(
        id=AccountId("a1"),
        user=UserId("u1"),
        platform=Platform.DISCORD,
        scope="",
        external=person.id,
        channel=channel,
    )
