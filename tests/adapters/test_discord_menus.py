"""What stands in the menus of people and messages in Discord, with all of Kith behind it."""

from collections.abc import AsyncIterator

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_kith import over_http, through_a_gateway
from tests.fakes.discord_person import SeenForm
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(MovableClock(utc_now, MONDAY)) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture(params=[through_a_gateway, over_http], ids=["gateway", "http"])
async def kith(request: pytest.FixtureRequest, sqlite_shelf: Shelf, discord: FakeDiscord) -> AsyncIterator[Shelf]:
    async with request.param(sqlite_shelf.emptied(), discord, MovableClock(utc_now, MONDAY)):
        yield sqlite_shelf


def form(seen: object) -> SeenForm:
    assert isinstance(seen, SeenForm), seen
    return seen


def text(seen: object) -> str:
    assert isinstance(seen, SeenMessage), seen
    return seen.text


async def test_a_catch_up_is_logged_from_the_menu_of_a_person(discord: FakeDiscord, kith: Shelf) -> None:
    ana, ben = discord.user("Ana"), discord.user("Ben | <Stein>")
    asked = form(await ana.choose("Log a catch-up", ben))
    assert "Ben Stein" in asked.values.values()
    assert "don't know anyone called Ben Stein" in text(await asked.submit({"Note": "her new job"}))
    added = text(await ana.press("Add Ben Stein"))
    assert "Noted" in added
    assert "her new job" in added
    again = form(await ana.choose("Log a catch-up", ben))
    assert "Noted" in text(await again.submit())
    assert [each["name"] for each in kith.rows()["contact"]] == ["Ben Stein"]


async def test_somebody_who_took_another_name_is_still_found(discord: FakeDiscord, kith: Shelf) -> None:
    ana, ben = discord.user("Ana"), discord.user("Ben")
    await form(await ana.choose("Log a catch-up", ben)).submit()
    await ana.press("Add Ben")
    await ana.command("kith edit", person="Ben", name="Benedikt Stein")
    assert "Benedikt Stein" in text(await form(await ana.choose("Log a catch-up", ben)).submit())


async def test_somebody_is_kept_from_their_menu(discord: FakeDiscord, kith: Shelf) -> None:
    ana, ben = discord.user("Ana"), discord.user("Ben")
    await ana.command("kith add", name="Ben", on_server=True)
    asked = form(await ana.choose("Keep in touch", ben))
    assert "every 30 days" in text(await asked.submit({asked.fields[1].label: "close"}))


async def test_a_follow_up_on_a_message_keeps_its_address_alone(discord: FakeDiscord, kith: Shelf) -> None:
    ana = discord.user("Ana")
    await ana.command("kith add", name="Priya Nair")
    await ana.writes("a secret recipe")
    written = await ana.sees("a secret recipe")
    asked = form(await ana.choose("Follow up on this", written, on_server=False))
    address = asked.values["What"]
    assert address.startswith("https://discord.com/channels/")
    assert address.endswith(written.id)
    assert "secret" not in str(asked.fields)
    assert "Priya Nair" in text(await asked.submit({"Person": "Priya"}))
    assert "secret" not in text(await ana.command("kith show", words="Priya"))
