"""An introduction, and a private question, in Slack, in Discord and in the terminal, each through its real client."""

import io
from collections.abc import Awaitable, Callable, Sequence

import pytest
from rich.console import Console

from adapters.console.repl import ConsoleAdapter
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes import discord_person, slack_person
from tests.fakes.asking_story import asking_story
from tests.fakes.discord_script import Lived, Told
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.introduction_story import Introducer, introduction_story
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted
from tests.fakes.story import Forward
from tests.fakes.surfaces import MONDAY, QUIET, ConsoleReader, DiscordReader, SlackReader, forwarding, serving

Story = Callable[[Introducer, Introducer, Forward], Awaitable[None]]

stories = pytest.mark.parametrize("story", [introduction_story, asking_story])


class InSlack:
    """Somebody in Slack."""

    def __init__(self, person: slack_person.Person) -> None:
        self._person = person
        self._reader = SlackReader(person)
        self.say, self.press = self._reader.say, self._reader.press

    async def fill(self, label: str, text: str) -> str:
        assert self._person.modal is not None, "no form is open"
        return (await self._person.modal.submit({label: text})).text

    async def letters(self) -> Sequence[str]:
        return self._reader.inbox


class InDiscord:
    """Somebody on a Discord server."""

    def __init__(self, person: discord_person.Person) -> None:
        self._person = person
        self._reader = DiscordReader(person)
        self._form: discord_person.SeenForm | None = None
        self.say = self._reader.say

    async def press(self, label: str, *, on: str = "") -> str:
        if on:
            return await self._reader.press(label, on=on)
        seen = await self._person.press(label)
        self._form = seen if isinstance(seen, discord_person.SeenForm) else None
        return "" if self._form is not None else seen.text

    async def fill(self, label: str, text: str) -> str:
        assert self._form is not None, "no form is open"
        return (await self._form.submit({label: text})).text

    async def letters(self) -> Sequence[str]:
        return self._reader.inbox


class AtTheTerminal:
    """Somebody at the terminal, where a form asks for one field after the other."""

    def __init__(self, console: ConsoleAdapter, name: str, printed: io.StringIO) -> None:
        self._name = name
        self._reader = ConsoleReader(console, name, printed)
        self.say, self.press = self._reader.say, self._reader.press

    async def fill(self, _: str, text: str) -> str:
        return await self._reader.say(text)

    async def letters(self) -> Sequence[str]:
        await self._reader.say(f"/as {self._name}")
        return self._reader.inbox


@stories
async def test_in_slack(sqlite_shelf: Shelf, story: Story) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(sqlite_shelf.emptied(), adapter, clock) as kith:
            await slack.socket.connected()
            ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
            await story(InSlack(ana), InSlack(ben), forwarding(clock, kith.engine))
        slack.assert_clean()


@stories
async def test_in_discord(sqlite_shelf: Shelf, story: Story) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeDiscord(clock) as discord:
        adapter = DiscordAdapter(
            token=discord.token,
            registry=REGISTRY,
            synced=Told(),
            homes=Lived(),
            clock=clock,
            api_url=discord.api_url,
            gateway_url=discord.gateway_url,
        )
        async with serving(sqlite_shelf.emptied(), adapter, clock) as kith:
            await discord.online()
            ana, ben = discord.user("Ana"), discord.user("Ben")
            await story(InDiscord(ana), InDiscord(ben), forwarding(clock, kith.engine))
        discord.assert_clean()


@stories
async def test_in_the_terminal(sqlite_shelf: Shelf, story: Story) -> None:
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(sqlite_shelf.emptied(), clock, defaults=QUIET)
    printed = io.StringIO()
    console = ConsoleAdapter(
        REGISTRY,
        Clockwork(clock, kith.engine),
        "Ana",
        paper=Console(file=printed, width=400, markup=False, emoji=False),
    )
    kith.connect(console)
    console.connect(kith.pipeline)
    try:
        ana, ben = AtTheTerminal(console, "Ana", printed), AtTheTerminal(console, "Ben", printed)
        await story(ana, ben, forwarding(clock, kith.engine))
    finally:
        kith.close()
