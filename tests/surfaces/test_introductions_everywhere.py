"""An introduction, and a private question, in Slack, in Discord and in the terminal, each through its real client."""

from collections.abc import Awaitable, Callable, Sequence

import pytest

from tests.fakes import discord_person, slack_person
from tests.fakes.asking_story import asking_story
from tests.fakes.introduction_story import Introducer, introduction_story
from tests.fakes.places import at_the_terminal, in_discord, in_slack
from tests.fakes.shelf import Shelf
from tests.fakes.story import Forward
from tests.fakes.surfaces import ConsoleReader, DiscordReader, SlackReader

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

    def __init__(self, reader: ConsoleReader, name: str) -> None:
        self._name = name
        self._reader = reader
        self.say, self.press = reader.say, reader.press

    async def fill(self, _: str, text: str) -> str:
        return await self._reader.say(text)

    async def letters(self) -> Sequence[str]:
        await self._reader.say(f"/as {self._name}")
        return self._reader.inbox


@stories
async def test_in_slack(sqlite_shelf: Shelf, story: Story) -> None:
    async with in_slack(sqlite_shelf.emptied()) as (slack, forward):
        ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
        await story(InSlack(ana), InSlack(ben), forward)


@stories
async def test_in_discord(sqlite_shelf: Shelf, story: Story) -> None:
    async with in_discord(sqlite_shelf.emptied()) as (discord, forward):
        ana, ben = discord.user("Ana"), discord.user("Ben")
        await story(InDiscord(ana), InDiscord(ben), forward)


@stories
async def test_in_the_terminal(sqlite_shelf: Shelf, story: Story) -> None:
    async with at_the_terminal(sqlite_shelf.emptied()) as (seat, forward):
        await story(AtTheTerminal(seat("Ana"), "Ana"), AtTheTerminal(seat("Ben"), "Ben"), forward)
