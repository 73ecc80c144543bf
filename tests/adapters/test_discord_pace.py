"""How fast Kith goes in Discord: new direct messages a few at a time, none after refusals, and far from a ban."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from adapters.discord.client import DiscordAdapter
from adapters.discord.pace import INVALID_REQUESTS, OPENINGS_A_DAY, OPENINGS_A_MINUTE, REFUSALS, Openings
from bot.chat.adapter import Later, Posted, Refused
from bot.chat.message import say
from bot.chat.work import Work
from bot.engine.clockwork import MovableClock
from bot.homes import OPENINGS, StoredNotice
from tests.fakes.discord_faults import CLOSED_DM, DMS_TOO_FAST, NO_MUTUAL_SERVER, RateLimit, Refuse
from tests.fakes.discord_script import NOW, Lived, Script, account_of, running, until
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf

CHANNELS, MESSAGES = "/users/@me/channels", "/channels/*/messages"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(lambda: NOW)


@pytest.fixture
async def discord(clock: MovableClock) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(clock) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def adapter(discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[DiscordAdapter]:
    async with running(discord, Script(), clock=clock) as connected:
        assert await until(lambda: connected.trouble() is None)
        yield connected


async def posted(discord: FakeDiscord, adapter: DiscordAdapter, name: str, channel: str = "") -> object:
    return await adapter.post(account_of(discord.user(name), channel), say("Sam"), f"d{name}")


async def test_five_channels_a_minute(discord: FakeDiscord, adapter: DiscordAdapter, clock: MovableClock) -> None:
    for number in range(OPENINGS_A_MINUTE):
        assert isinstance(await posted(discord, adapter, f"a{number}"), Posted)
    waiting = await posted(discord, adapter, "b")
    assert waiting == Later(60.0, "new direct messages are opened a few at a time", alone=True)
    assert isinstance(await posted(discord, adapter, "a0", discord.world.dm(discord.world.user("a0")).id), Posted)
    clock.move(clock() + timedelta(seconds=60))
    assert isinstance(await posted(discord, adapter, "b"), Posted)
    assert discord.called("POST", CHANNELS) == OPENINGS_A_MINUTE + 1


async def test_fifty_channels_a_day_by_all_processes_together_whatever_restarts(
    shelf: Shelf, clock: MovableClock
) -> None:
    work = Work(shelf.emptied())
    for number in range(OPENINGS_A_DAY):
        clock.move(NOW + timedelta(minutes=number))
        assert await Openings(clock, StoredNotice(work, OPENINGS)).take() is None
    clock.move(NOW + timedelta(hours=23))
    first, second = (Openings(clock, StoredNotice(work, OPENINGS)) for _ in range(2))
    for each in (first, second):
        assert await each.take() == Later(3600.0, "new direct messages are opened a few at a time", alone=True)
    clock.move(NOW + timedelta(hours=24))
    outcomes = await asyncio.gather(*(each.take() for each in (first, second) for _ in range(4)))
    assert outcomes.count(None) == 1, "one fell out of the day"
    assert await first.take() is not None
    work.close()


async def test_after_five_refusals_no_channel_is_opened_for_half_an_hour(
    discord: FakeDiscord, adapter: DiscordAdapter, clock: MovableClock
) -> None:
    discord.fail("POST", MESSAGES, CLOSED_DM, times=REFUSALS)
    for number in range(REFUSALS):
        assert isinstance(await posted(discord, adapter, f"a{number}"), Refused)
    assert "no new ones for half an hour" in (adapter.trouble() or "")
    known = discord.world.dm(discord.world.user("known")).id
    assert isinstance(await posted(discord, adapter, "known", known), Posted)
    clock.move(clock() + timedelta(minutes=29))
    refused = await posted(discord, adapter, "new")
    assert isinstance(refused, Later)
    assert (refused.seconds, refused.alone) == (60.0, True)
    clock.move(clock() + timedelta(minutes=1))
    assert adapter.trouble() is None
    assert isinstance(await posted(discord, adapter, "new"), Posted)


async def test_refusals_that_lie_apart_stop_nothing(
    discord: FakeDiscord, adapter: DiscordAdapter, clock: MovableClock
) -> None:
    discord.fail("POST", MESSAGES, NO_MUTUAL_SERVER, times=REFUSALS + 1)
    for number in range(REFUSALS + 1):
        gone = await posted(discord, adapter, f"a{number}")
        assert isinstance(gone, Refused)
        assert gone.gone
        clock.move(clock() + timedelta(minutes=3))
    assert adapter.trouble() is None


async def test_opening_too_fast_is_for_later_and_a_deleted_account_is_gone(
    discord: FakeDiscord, adapter: DiscordAdapter
) -> None:
    discord.fail("POST", CHANNELS, DMS_TOO_FAST)
    assert isinstance(await posted(discord, adapter, "alice"), Later)
    discord.fail("POST", CHANNELS, Refuse(404, 10013, "Unknown User"))
    assert await posted(discord, adapter, "alice") == Refused("the account is gone", gone=True)


async def test_what_discord_counts_against_us_is_counted(
    discord: FakeDiscord, adapter: DiscordAdapter, clock: MovableClock
) -> None:
    discord.fail("POST", MESSAGES, CLOSED_DM)
    discord.fail("POST", MESSAGES, RateLimit(90.0))
    for name in ("alice", "bob"):
        await posted(discord, adapter, name)
    assert REGISTRY.get_sample_value("kith_discord_invalid_requests") == 2
    clock.move(clock() + timedelta(minutes=10))
    assert REGISTRY.get_sample_value("kith_discord_invalid_requests") == 0


async def test_far_below_a_ban_nothing_is_asked_any_more(
    discord: FakeDiscord, adapter: DiscordAdapter, clock: MovableClock
) -> None:
    channels = {name: discord.world.dm(discord.world.user(name)).id for name in ("alice", "bob")}
    discord.fail("POST", MESSAGES, CLOSED_DM, times=INVALID_REQUESTS)
    for _ in range(INVALID_REQUESTS):
        assert isinstance(await posted(discord, adapter, "alice", channels["alice"]), Refused)
    paused = await posted(discord, adapter, "bob", channels["bob"])
    assert isinstance(paused, Later)
    assert (paused.seconds, paused.alone) == (600.0, False)
    assert "I post nothing" in (adapter.trouble() or "")
    assert discord.called("POST", MESSAGES) == INVALID_REQUESTS
    clock.move(clock() + timedelta(minutes=10))
    assert isinstance(await posted(discord, adapter, "bob", channels["bob"]), Posted)


async def test_a_limit_that_others_caused_does_not_count(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    discord.fail("POST", MESSAGES, RateLimit(90.0, shared=True))
    assert isinstance(await posted(discord, adapter, "alice"), Later)
    assert REGISTRY.get_sample_value("kith_discord_invalid_requests") == 0


async def test_somebodys_first_command_opens_their_direct_messages(discord: FakeDiscord, clock: MovableClock) -> None:
    lived = Lived()
    alice, bob = discord.user("alice"), discord.user("bob")
    async with running(discord, Script(), lived=lived, clock=clock):
        await alice.command("kith log", people="Sam", on_server=True)
        await bob.command("kith log", people="Sam")
        assert await until(lambda: len(lived.channels) == 2)
        await alice.command("kith log", people="Sam", on_server=True)
    direct = {each.id: discord.world.dm(discord.world.user(name)).id for each, name in ((alice, "alice"), (bob, "bob"))}
    assert lived.channels == direct
    assert discord.called("POST", CHANNELS) == 1, "who writes from direct messages has them open"
    assert alice.dm() == bob.dm() == ()


async def test_a_crowd_of_first_commands_opens_no_more_than_the_pace_allows(
    discord: FakeDiscord, clock: MovableClock
) -> None:
    lived = Lived()
    people = [discord.user(f"a{number}") for number in range(OPENINGS_A_MINUTE + 3)]
    async with running(discord, Script(), lived=lived, clock=clock):
        for each in people:
            await each.command("kith log", people="Sam", on_server=True)
        assert await until(lambda: len(lived.channels) == OPENINGS_A_MINUTE)
        clock.move(clock() + timedelta(minutes=1))
        await people[-1].command("kith log", people="Sam", on_server=True)
        assert await until(lambda: people[-1].id in lived.channels)
    assert discord.called("POST", CHANNELS) == OPENINGS_A_MINUTE + 1
