"""Kith is removed from a server, somebody leaves, an account is deleted: who is told, and what is kept how long."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_faults import Refuse
from tests.fakes.discord_kith import Running, through_a_gateway
from tests.fakes.discord_person import Person
from tests.fakes.discord_script import until
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY

DELETED = Refuse(404, 10013, "Unknown User")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def discord(clock: MovableClock) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(clock) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def running(shelf: Shelf, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Running]:
    async with through_a_gateway(shelf.emptied(), discord, clock) as kith:
        yield kith


async def says(person: Person, line: str, /, **options: str) -> str:
    answer = await person.command(f"kith {line}", on_server=True, **options)
    assert isinstance(answer, SeenMessage)
    return answer.text


async def weeks_with_sam(discord: FakeDiscord, running: Running, shelf: Shelf) -> Person:
    """Alice, who is told of Sam every week, and whose direct messages are open."""
    alice = discord.user("alice")
    await says(alice, "add", name="Sam Carter", rhythm="weekly")
    assert await until(lambda: shelf.rows()["account"][0]["channel"] != "")
    return alice


async def in_days(running: Running, days: int) -> None:
    """So many days pass, with the engine and its upkeep at work."""
    await running.time.forward(running.time.now() + timedelta(days=days))
    await running.kith.engine.upkeep()


async def removed(discord: FakeDiscord, shelf: Shelf) -> None:
    await discord.gateway.remove_from(discord.world.server_id)
    assert await until(lambda: [each["ended"] for each in shelf.rows()["installation"]] == ["uninstalled"])


async def test_whoever_can_still_be_reached_is_still_told(discord: FakeDiscord, running: Running, shelf: Shelf) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    await removed(discord, shelf)
    await in_days(running, 40)
    assert any("Sam Carter" in each.text for each in alice.dm())
    assert len(shelf.rows()["contact"]) == 1
    assert shelf.rows()["installation"] == []


async def test_out_of_reach_what_was_noted_is_kept_for_thirty_days_and_told_at_the_next_command(
    discord: FakeDiscord, running: Running, shelf: Shelf
) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    await removed(discord, shelf)
    alice.leave()
    await in_days(running, 20)
    assert alice.dm() == ()
    (account,) = shelf.rows()["account"]
    assert "share one with me again, or add me as an app" in str(account["closed"])
    discord.world.users[alice.id].shares_server = True
    answer = await alice.away().command("kith status")
    assert isinstance(answer, SeenMessage)
    told = await alice.sees("I had something for you")
    assert "add me as an app" in told.text
    await in_days(running, 40)
    assert len(shelf.rows()["users"]) == 1
    assert any("Sam Carter" in each.text for each in alice.dm())


async def test_after_thirty_days_out_of_reach_all_of_it_goes(
    discord: FakeDiscord, running: Running, shelf: Shelf
) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    alice.leave()
    await in_days(running, 30)
    assert len(shelf.rows()["users"]) == 1
    await in_days(running, 10)
    rows = shelf.rows()
    assert all(rows[table] == [] for table in ("users", "account", "contact", "nudge", "delivery", "reminder"))


async def test_closed_direct_messages_are_no_reason_to_erase_anything(
    discord: FakeDiscord, running: Running, shelf: Shelf
) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    alice.close_dms()
    await in_days(running, 60)
    assert len(shelf.rows()["contact"]) == 1
    assert "closed" in await says(alice, "status")


async def test_a_deleted_account_shares_nothing_and_goes(discord: FakeDiscord, running: Running, shelf: Shelf) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    await says(alice, "team", act="join")
    await says(alice, "team", act="sharing on")
    await says(alice, "privacy", person="Sam Carter", level="open")
    assert len(shelf.rows()["directory"]) == 1
    discord.fail("POST", "/channels/*/messages", DELETED, times=99)
    await in_days(running, 10)
    assert shelf.rows()["directory"] == []
    await in_days(running, 40)
    assert shelf.rows()["users"] == []


async def test_a_removal_while_kith_is_down_is_seen_at_its_start_and_undone_by_coming_back(
    discord: FakeDiscord, clock: MovableClock, sqlite_shelf: Shelf
) -> None:
    store = sqlite_shelf.emptied()

    def ended() -> list[object]:
        return [each["ended"] for each in sqlite_shelf.rows()["installation"]]

    async with through_a_gateway(store, discord, clock):
        assert await until(lambda: ended() == [""])
    del discord.world.servers[discord.world.server_id]
    async with through_a_gateway(store, discord, clock):
        assert await until(lambda: ended() == ["uninstalled"])
        discord.world.servers[discord.world.server_id] = "Home"
    async with through_a_gateway(store, discord, clock):
        assert await until(lambda: ended() == [""])


async def test_a_command_in_somebody_elses_server_ties_it_to_nothing(
    discord: FakeDiscord, running: Running, shelf: Shelf
) -> None:
    alice = await weeks_with_sam(discord, running, shelf)
    abroad = alice.away()
    for asking in (
        abroad.command("kith due"),
        abroad.command("kith whoknows", words="Sam"),
        abroad.command("kith team", act="join"),
    ):
        answer = await asking
        assert isinstance(answer, SeenMessage)
        assert answer.ephemeral
    assert "A team belongs to a workspace" in answer.text
    assert [each["external"] for each in shelf.rows()["workspace"]] == [discord.world.server_id]
    assert shelf.rows()["team"] == []
