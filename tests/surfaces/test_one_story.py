"""The same dialogue in Slack, in Discord and in the terminal, each through its real client, on both databases."""

from tests.fakes.places import at_the_terminal, in_discord, in_slack
from tests.fakes.shelf import Shelf
from tests.fakes.story import story
from tests.fakes.surfaces import DiscordReader, SlackReader


async def test_in_slack(shelf: Shelf) -> None:
    async with in_slack(shelf.emptied()) as (slack, forward):
        ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
        await story(SlackReader(ana), SlackReader(ben), forward)


async def test_in_discord(shelf: Shelf) -> None:
    async with in_discord(shelf.emptied()) as (discord, forward):
        ana, ben = discord.user("Ana"), discord.user("Ben")
        await story(DiscordReader(ana), DiscordReader(ben), forward)


async def test_in_the_terminal(shelf: Shelf) -> None:
    async with at_the_terminal(shelf.emptied()) as (seat, forward):
        await story(seat("Ana"), seat("Ben"), forward)
