"""The first run, the card and the review in Slack, in Discord and in the terminal, each through its real client."""

from pathlib import Path

from bot.domain.user import Preferences
from tests.fakes.care_story import care_story
from tests.fakes.places import at_the_terminal, in_discord, in_slack
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import DiscordReader, SlackReader


async def test_in_slack(sqlite_shelf: Shelf) -> None:
    async with in_slack(sqlite_shelf.emptied(), Preferences()) as (slack, forward):
        await care_story(SlackReader(slack.user("U0ANA", name="Ana")), forward)


async def test_in_discord(sqlite_shelf: Shelf) -> None:
    async with in_discord(sqlite_shelf.emptied(), Preferences()) as (discord, forward):
        await care_story(DiscordReader(discord.user("Ana")), forward)


async def test_in_the_terminal(sqlite_shelf: Shelf, tmp_path: Path) -> None:
    async with at_the_terminal(sqlite_shelf.emptied(), Preferences(), tmp_path) as (seat, forward):
        await care_story(seat("Ana"), forward)
