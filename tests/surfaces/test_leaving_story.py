"""Somebody leaves a team, in Slack, in Discord and in the terminal, each through its real client."""

from tests.fakes.leaving_story import leaving_story
from tests.fakes.places import at_the_terminal, in_discord, in_slack
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import DiscordReader, SlackReader


async def test_in_slack(sqlite_shelf: Shelf) -> None:
    async with in_slack(sqlite_shelf.emptied()) as (slack, forward):
        ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
        await leaving_story(SlackReader(ana), SlackReader(ben), "<@U0ANA|Ana>", forward)


async def test_in_discord(sqlite_shelf: Shelf) -> None:
    async with in_discord(sqlite_shelf.emptied()) as (discord, forward):
        ana, ben = discord.user("Ana"), discord.user("Ben")
        await leaving_story(DiscordReader(ana), DiscordReader(ben), f"<@{ana.id}|Ana>", forward)


async def test_in_the_terminal(sqlite_shelf: Shelf) -> None:
    async with at_the_terminal(sqlite_shelf.emptied()) as (seat, forward):
        await leaving_story(seat("Ana"), seat("Ben"), "<@ana|Ana>", forward)
