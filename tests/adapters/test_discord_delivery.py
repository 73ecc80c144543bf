"""Direct messages reach people once, whatever Discord does, and how each attempt ended is told truly."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord.client import DiscordAdapter
from bot.chat.action import ActionId
from bot.chat.adapter import Later, Posted, Refused, Uncertain
from bot.chat.event import Pressed, Reply
from bot.chat.message import Button, Card, Heading, Message, bold, line, say
from bot.domain.errors import PlatformError
from tests.fakes.discord_faults import DMS_TOO_FAST, Breakdown, Drop, Fault, Hang, RateLimit, Refuse
from tests.fakes.discord_script import NOW, Lived, Script, Told, account_of, declared, running
from tests.fakes.discord_server import FakeDiscord

MESSAGES = "/channels/*/messages"
KEY = "d000000000000001"


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(lambda: NOW) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def script() -> Script:
    return Script()


@pytest.fixture
async def adapter(discord: FakeDiscord, script: Script) -> AsyncIterator[DiscordAdapter]:
    async with running(discord, script) as connected:
        yield connected


def digest(*names: str) -> Message:
    cards = [
        Card(
            line("It's been ", bold("34 days"), " since you talked to ", bold(name), "."),
            buttons=(
                Button("Talked", ActionId("talked", (f"n{number}",))),
                Button("Later", ActionId("later", (f"n{number}",))),
            ),
        )
        for number, name in enumerate(names)
    ]
    return Message((Heading("Your people today"), *cards))


async def test_a_digest_arrives_and_rings_nobody_else(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice, bob = discord.user("alice"), discord.user("bob")
    posted = await adapter.post(account_of(alice), digest(f"<@{bob.id}> @everyone"), KEY)
    (shown,) = alice.dm()
    assert posted == Posted(discord.world.dm(discord.world.user("alice")).id, shown.id)
    assert shown.buttons == ("Talked", "Later")
    assert shown.pings == ()
    assert bob.dm() == ()


async def test_each_card_has_its_own_buttons(discord: FakeDiscord, adapter: DiscordAdapter, script: Script) -> None:
    alice = discord.user("alice")
    await adapter.post(account_of(alice), digest("Sam", "Priya"), KEY)
    (shown,) = alice.dm()
    assert "1️⃣ It's been **34 days** since you talked to **Sam**." in shown.text
    assert shown.buttons == ("1️⃣ Talked", "1️⃣ Later", "2️⃣ Talked", "2️⃣ Later")
    await alice.press("2️⃣ Talked")
    (pressed,) = script.events
    assert isinstance(pressed, Pressed)
    assert pressed.action == ActionId("talked", ("n1",))


async def test_a_known_channel_is_not_opened_again(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice = discord.user("alice")
    first = await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert isinstance(first, Posted)
    await adapter.post(account_of(alice, first.channel), digest("Priya"), "d2")
    assert discord.called("POST", "/users/@me/channels") == 1
    assert len(alice.dm()) == 2


async def test_a_posted_message_is_found_by_its_key_even_after_a_button_changed_it(
    discord: FakeDiscord, adapter: DiscordAdapter, script: Script
) -> None:
    alice = discord.user("alice")
    script.answer = lambda event: Reply(message=digest("Priya"), replace=True)
    posted = await adapter.post(account_of(alice), digest("Sam"), KEY)
    await adapter.post(account_of(alice), digest("Priya"), "another")
    (changed, _) = alice.dm()
    await alice.press("Talked", on=changed)
    assert await adapter.find_posted(account_of(alice), KEY, NOW) == posted
    assert await adapter.find_posted(account_of(alice), "never posted", NOW) is None


@pytest.mark.parametrize(("stored", "seen_before"), [(True, 1), (False, 0)])
async def test_a_lost_answer_is_uncertain_and_looking_tells(
    discord: FakeDiscord, adapter: DiscordAdapter, stored: bool, seen_before: int
) -> None:
    alice = discord.user("alice")
    discord.fail("POST", MESSAGES, Drop(stored=stored))
    assert isinstance(await adapter.post(account_of(alice), digest("Sam"), KEY), Uncertain)
    assert len(alice.dm()) == seen_before
    discord.forget_nonces()
    found = await adapter.find_posted(account_of(alice), KEY, NOW)
    assert (found is not None) is stored
    if found is None:
        await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert len(alice.dm()) == 1


async def test_a_repeat_within_minutes_is_taken_for_the_first(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice = discord.user("alice")
    discord.fail("POST", MESSAGES, Drop(stored=True))
    await adapter.post(account_of(alice), digest("Sam"), KEY)
    again = await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert isinstance(again, Posted)
    assert [each.id for each in alice.dm()] == [again.id]


async def test_the_library_repeats_after_a_server_error_without_a_second_message(
    discord: FakeDiscord, adapter: DiscordAdapter
) -> None:
    alice = discord.user("alice")
    discord.fail("POST", MESSAGES, Breakdown(status=502, stored=True))
    assert isinstance(await adapter.post(account_of(alice), digest("Sam"), KEY), Posted)
    assert discord.called("POST", MESSAGES) == 2
    assert len(alice.dm()) == 1


@pytest.mark.parametrize(
    ("fault", "outcome", "seconds"),
    [
        (RateLimit(90.0), Later, 90.0),
        (RateLimit(5.0, via=False), Later, 300.0),
        (Breakdown(status=503), Uncertain, None),
        (Refuse(403, 50001, "Missing Access"), Refused, None),
        (Refuse(404, 10003, "Unknown Channel"), Refused, None),
        (Refuse(400, 50035, "Invalid Form Body"), Later, 3600.0),
    ],
)
async def test_each_refusal_has_its_outcome(
    discord: FakeDiscord, adapter: DiscordAdapter, fault: Fault, outcome: type, seconds: float | None
) -> None:
    alice = discord.user("alice")
    discord.fail("POST", MESSAGES, fault)
    ended = await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert isinstance(ended, outcome)
    assert seconds is None or (isinstance(ended, Later) and ended.seconds == seconds)
    assert alice.dm() == ()


async def test_closed_doors_are_refusals_with_a_reason(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice, bob = discord.user("alice"), discord.user("bob")
    alice.close_dms()
    bob.leave()
    closed, left = [await adapter.post(account_of(each), digest("Sam"), KEY) for each in (alice, bob)]
    assert isinstance(closed, Refused)
    assert "closed" in closed.reason
    assert isinstance(left, Refused)
    assert "no server" in left.reason


@pytest.mark.parametrize("fault", [DMS_TOO_FAST, Drop(stored=True), Breakdown(status=503)])
async def test_nothing_is_uncertain_before_the_channel_is_open(
    discord: FakeDiscord, adapter: DiscordAdapter, fault: Fault
) -> None:
    alice = discord.user("alice")
    discord.fail("POST", "/users/@me/channels", fault)
    assert isinstance(await adapter.post(account_of(alice), digest("Sam"), KEY), Later)
    assert discord.called("POST", MESSAGES) == 0


async def test_silence_ends_in_uncertainty(
    discord: FakeDiscord, adapter: DiscordAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.delivery.SECONDS", 0.2)
    alice = discord.user("alice")
    discord.fail("POST", MESSAGES, Hang(stored=True))
    assert isinstance(await adapter.post(account_of(alice), digest("Sam"), KEY), Uncertain)
    discord.fail("GET", MESSAGES, Hang(stored=False))
    with pytest.raises(PlatformError):
        await adapter.find_posted(account_of(alice), KEY, NOW)


async def test_nothing_is_posted_unless_connected(discord: FakeDiscord) -> None:
    adapter = DiscordAdapter(
        token=discord.token,
        registry=declared(),
        synced=Told(),
        homes=Lived(),
        clock=lambda: NOW,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )
    alice = account_of(discord.user("alice"))
    assert isinstance(await adapter.post(alice, digest("Sam"), KEY), Later)
    with pytest.raises(PlatformError):
        await adapter.find_posted(alice, KEY, NOW)


async def test_an_unreachable_discord_is_tried_again_until_it_answers(
    discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.discord.client._FIRST_WAIT", 0.01)
    discord.fail("GET", "/users/@me", Drop(stored=False), times=2)
    async with running(discord, Script()) as adapter:
        assert isinstance(await adapter.post(account_of(discord.user("alice")), digest("Sam"), KEY), Posted)
    assert discord.gateway.identifies == 1
    assert discord.called("GET", "/users/@me") == 3


async def test_stopping_leaves_no_connection_behind(discord: FakeDiscord) -> None:
    async with running(discord, Script()):
        assert discord.gateway.online
    async with asyncio.timeout(5):
        assert await discord.world.until(lambda: not discord.gateway.online, seconds=5)


async def test_a_message_is_changed_where_it_stands(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice = discord.user("alice")
    posted = await adapter.post(account_of(alice), digest("Sam", "Priya"), KEY)
    assert isinstance(posted, Posted)
    for _ in range(2):
        assert await adapter.amend(account_of(alice), posted, digest("Priya")) == posted
    (shown,) = alice.dm()
    assert "Sam" not in shown.text
    assert "Priya" in shown.text
    assert shown.buttons == ("Talked", "Later")
    assert await adapter.amend(account_of(alice), posted, say("Nothing here any more.")) == posted
    (shown,) = alice.dm()
    assert shown.buttons == ()


async def test_a_message_is_taken_away_once(discord: FakeDiscord, adapter: DiscordAdapter) -> None:
    alice = discord.user("alice")
    posted = await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert isinstance(posted, Posted)
    assert await adapter.amend(account_of(alice), posted, None) == posted
    assert alice.dm() == ()
    for message in (None, digest("Sam")):
        again = await adapter.amend(account_of(alice), posted, message)
        assert isinstance(again, Refused)
        assert "gone" in again.reason


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Refuse(403, 50001, "Missing Access"), Refused),
        (RateLimit(90.0), Later),
        (Breakdown(status=503), Uncertain),
        (Drop(stored=True), Refused),  # the library asks again, and finds the message gone
    ],
)
async def test_each_way_in_which_a_deletion_fails_has_its_outcome(
    discord: FakeDiscord, adapter: DiscordAdapter, fault: Fault, outcome: type
) -> None:
    alice = discord.user("alice")
    posted = await adapter.post(account_of(alice), digest("Sam"), KEY)
    assert isinstance(posted, Posted)
    discord.fail("DELETE", "/channels/*/messages/*", fault)
    assert isinstance(await adapter.amend(account_of(alice), posted, None), outcome)


async def test_nothing_is_changed_unless_connected(discord: FakeDiscord) -> None:
    adapter = DiscordAdapter(
        token=discord.token,
        registry=declared(),
        synced=Told(),
        homes=Lived(),
        clock=lambda: NOW,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )
    assert isinstance(await adapter.amend(account_of(discord.user("alice")), Posted("1", "2"), None), Later)
