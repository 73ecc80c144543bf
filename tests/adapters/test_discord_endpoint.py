"""Discord over HTTP: whose requests are taken, what comes twice, and that people are answered as through a gateway."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from adapters.discord.pace import OPENINGS_A_MINUTE
from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_kith import Running, over_http
from tests.fakes.discord_person import SeenForm
from tests.fakes.discord_script import until
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_webhooks import PING, Webhooks
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY

CHANNELS = "/users/@me/channels"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def discord(clock: MovableClock) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(clock) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def served(sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Running]:
    async with over_http(sqlite_shelf.emptied(), discord, clock) as running:
        yield running


@pytest.fixture
def webhooks(served: Running, discord: FakeDiscord) -> Webhooks:
    assert discord.way is not None
    return discord.way


async def test_discord_finds_the_address_by_its_ping(webhooks: Webhooks) -> None:
    status, said = await webhooks.request(PING)
    assert (status, json.loads(said)) == (200, {"type": 1})


@pytest.mark.parametrize(
    ("stamp", "signature"),
    [(None, "00" * 64), (None, ""), (None, "ü"), (None, "no hexadecimal"), ("0", None), ("soon", None), ("", None)],
    ids=["wrong", "none", "not ASCII", "no number", "old", "no moment", "empty moment"],
)
async def test_what_discord_did_not_sign_just_now_is_refused(
    webhooks: Webhooks, stamp: str | None, signature: str | None
) -> None:
    def tampered(right: str) -> str:
        return right if signature is None else signature

    status, _ = await webhooks.request(PING, stamp=stamp, sign=tampered)
    assert status == 401


async def test_a_moment_six_minutes_ago_is_refused_and_one_four_minutes_ago_is_not(
    webhooks: Webhooks, clock: MovableClock
) -> None:
    now = int(clock().timestamp())
    assert (await webhooks.request(PING, stamp=str(now - 360)))[0] == 401
    assert (await webhooks.request(PING, stamp=str(now + 360)))[0] == 401
    assert (await webhooks.request(PING, stamp=str(now - 240)))[0] == 200


async def test_a_body_that_was_changed_on_the_way_is_refused(webhooks: Webhooks) -> None:
    other = webhooks.public_key  # something of the right length that signs nothing
    assert (await webhooks.request(PING, sign=lambda _: other * 2))[0] == 401


@pytest.mark.parametrize("body", [b"x" * (1024**2 + 1), b"not json", b"[]", b"\xff"])
async def test_what_is_no_interaction_is_not_acted_on(webhooks: Webhooks, body: bytes, sqlite_shelf: Shelf) -> None:
    status, _ = await webhooks.request(body)
    assert status == (413 if len(body) > 1024**2 else 400)
    assert sqlite_shelf.rows()["account"] == []


async def test_no_body_of_a_refused_request_is_logged(
    webhooks: Webhooks, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    await webhooks.request(b'{"note": "a secret"}', stamp="soon")
    logged = "\n".join(record.getMessage() for record in caplog.records) + "".join(capsys.readouterr())
    assert "secret" not in logged


async def test_people_are_answered_as_through_a_gateway(discord: FakeDiscord, served: Running) -> None:
    alice = discord.user("alice")
    added = await alice.command("kith add", name="Sam Carter", rhythm="close", on_server=True)
    assert isinstance(added, SeenMessage)
    assert added.ephemeral
    assert "Added **Sam Carter**" in added.text
    form = await alice.command("kith log")
    assert isinstance(form, SeenForm)
    noted = await form.submit({"Who": "Sam Carter"} if "Who" in form.values else {form.fields[0].label: "Sam Carter"})
    assert isinstance(noted, SeenMessage)
    assert "Sam Carter" in noted.text
    assert [choice.value for choice in await alice.complete("kith log", people="sa")] == ["Sam Carter"]
    undone = await alice.press("Undo")
    assert isinstance(undone, SeenMessage)
    assert discord.gateway.identifies == 0
    assert (await served.get("/readyz"))[0] == 200


async def test_whatever_comes_twice_acts_once(discord: FakeDiscord, webhooks: Webhooks, sqlite_shelf: Shelf) -> None:
    alice = discord.user("alice")
    await alice.command("kith add", name="Sam Carter")
    await webhooks.redeliver()
    await alice.command("kith log", people="Sam Carter")
    await webhooks.redeliver()
    assert await until(lambda: len(discord.violations) == 2)
    repeats = [each for each in discord.violations if "40060" in each]  # Discord has its answer already
    assert repeats == discord.violations
    discord.violations.clear()
    rows = sqlite_shelf.rows()
    assert (len(rows["contact"]), len(rows["interaction"])) == (1, 1)


async def test_the_library_is_still_the_one_that_takes_interactions_this_way(discord: FakeDiscord) -> None:
    """`hand_over` uses what discord.py does not promise to keep."""
    import inspect

    import discord as library
    from discord.state import ConnectionState

    assert library.version_info[:2] == (2, 7)
    assert list(inspect.signature(ConnectionState.parse_interaction_create).parameters) == ["self", "data"]


async def test_servers_are_known_by_name_and_a_removal_is_seen_at_the_next_count(
    discord: FakeDiscord, served: Running, sqlite_shelf: Shelf, clock: MovableClock
) -> None:
    alice = discord.user("alice")
    await alice.command("kith due", on_server=True)
    (workspace,) = sqlite_shelf.rows()["workspace"]
    assert workspace["name"] == "Home"
    club = discord.world.add_server("Club")
    discord.world.square.server = club
    await asyncio.gather(*(discord.user(name).command("kith due", on_server=True) for name in ("alice", "bob", "cleo")))
    assert await until(lambda: [each["name"] for each in sqlite_shelf.rows()["workspace"]] == ["Home", "Club"])
    assert discord.called("GET", "/users/@me/guilds") == 2
    del discord.world.servers[discord.world.server_id]
    async with over_http(served.kith.store, discord, clock):
        ended = {"Home": "uninstalled", "Club": ""}
        assert await until(lambda: _ended(sqlite_shelf) == ended)


def _ended(shelf: Shelf) -> dict[object, object]:
    return {each["name"]: each["ended"] for each in shelf.rows()["installation"]}


async def test_two_processes_serve_one_database(
    sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock, served: Running
) -> None:
    await discord.user("alice").command("kith add", name="Sam Carter")
    async with over_http(served.kith.store, discord, clock):
        shown = await discord.user("alice").command("kith show", words="Sam Carter")
        assert isinstance(shown, SeenMessage)
        assert "Sam Carter" in shown.text


async def test_of_several_processes_that_start_at_once_one_tells_the_commands(
    shelf: Shelf, discord: FakeDiscord, clock: MovableClock
) -> None:
    store = shelf.emptied()
    async with AsyncExitStack() as stack:
        starting = (stack.enter_async_context(over_http(store, discord, clock)) for _ in range(3))
        await asyncio.gather(*starting)
        assert discord.called("PUT", "/applications/*/commands") == 1


async def test_the_first_commands_that_several_processes_take_open_no_more_than_one_would(
    shelf: Shelf, discord: FakeDiscord, clock: MovableClock
) -> None:
    store = shelf.emptied()
    names = iter(f"person{number}" for number in range(20))
    async with AsyncExitStack() as stack:
        ways = []
        for _ in range(2):
            await stack.enter_async_context(over_http(store, discord, clock))
            ways.append(discord.way)
        for discord.way in ways * OPENINGS_A_MINUTE:
            await discord.user(next(names)).command("kith due", on_server=True)
    assert discord.called("POST", CHANNELS) == OPENINGS_A_MINUTE
    async with over_http(store, discord, clock):
        await discord.user(next(names)).command("kith due", on_server=True)
    assert discord.called("POST", CHANNELS) == OPENINGS_A_MINUTE, "a restart begins no new count"
    clock.move(clock() + timedelta(minutes=1))
    async with over_http(store, discord, clock):
        await discord.user(next(names)).command("kith due", on_server=True)
    assert discord.called("POST", CHANNELS) == OPENINGS_A_MINUTE + 1
