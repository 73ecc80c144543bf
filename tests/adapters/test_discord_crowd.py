"""A digest to many people through Discord's bad days: everybody sees it, nobody sees it twice."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_crowd import STEPS, Killed, gather, lives, seen
from tests.fakes.discord_faults import Breakdown, Drop, RateLimit
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY

MESSAGES = "/channels/*/messages"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def discord(clock: MovableClock) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(clock) as fake:
        yield fake
        fake.assert_clean()


async def test_two_hundred_people_through_a_storm_each_see_it_once(
    sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, discord, clock, 200)
    for nth in range(7, 190, 20):
        discord.fail("POST", MESSAGES, RateLimit(0.01), nth=nth, times=2)
        discord.fail("POST", MESSAGES, Drop(stored=nth % 40 == 7), nth=nth + 6)
        discord.fail("POST", MESSAGES, RateLimit(90.0), nth=nth + 12)
    discord.fail("POST", MESSAGES, Breakdown(502, stored=True), nth=60)
    assert await lives(store, discord, clock, days=8)
    assert seen(discord) == Counter({1: 200})
    assert 10 <= discord.invalid < 100
    assert sum(1 for call in discord.calls if call.startswith("POST /users")) == 0


@pytest.mark.parametrize("remembered", [True, False], ids=["nonce known", "nonce expired"])
@pytest.mark.parametrize("step", STEPS)
async def test_killed_at_any_step_and_started_again_it_comes_once(
    sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock, step: str, remembered: bool
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, discord, clock, 5)
    left = 1 if "planned" in step or "claimed" in step else 3  # these are done for all of them at once

    def hit(point: str) -> None:
        nonlocal left
        left -= point == step
        if point == step and left == 0:
            raise Killed

    assert not await lives(store, discord, clock, 8, hit)
    if not remembered:
        discord.forget_nonces()
    assert await lives(store, discord, clock, days=2)
    assert seen(discord) == Counter({1: 5})


async def test_who_has_closed_their_direct_messages_is_asked_once_in_all_the_weeks(
    sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, discord, clock, 20)
    for number in range(12):
        discord.user(f"person{number:03}").close_dms()
    assert await lives(store, discord, clock, days=8)
    assert await lives(store, discord, clock, days=60)
    assert discord.invalid == 12, "a forbidden answer each, and none after it"
    told = seen(discord)
    assert told[0] == 12
    assert all(times >= 3 for times in told.elements() if times)
