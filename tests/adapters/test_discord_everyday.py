"""Everyday things on Discord, with all of Kith behind it: what is typed is completed, files come in and go out."""

from collections.abc import AsyncIterator

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_kith import through_a_gateway
from tests.fakes.discord_person import Person
from tests.fakes.discord_seen import SeenMessage, Upload
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY

CARD = Upload("sam.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sam Carter\r\nEND:VCARD\r\n")


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(MovableClock(utc_now, MONDAY)) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def ana(sqlite_shelf: Shelf, discord: FakeDiscord) -> AsyncIterator[Person]:
    async with through_a_gateway(sqlite_shelf.emptied(), discord, MovableClock(utc_now, MONDAY)):
        yield discord.user("Ana")


async def test_people_days_zones_and_tags_are_completed(ana: Person) -> None:
    await ana.command("kith add", name="Sam Carter", tags="climbing berlin")
    await ana.command("kith add", name="Priya Nair", tags="chess")

    async def offered(line: str, **options: str) -> list[str]:
        return [each.name for each in await ana.complete(line, **options)]

    assert await offered("kith log", people="sa") == ["Sam Carter"]
    assert await offered("kith log", people="Priya, sa") == ["Priya, Sam Carter"]
    assert await offered("kith log", people="Sam", when="last fri") == ["last fri → Fri 27 Feb"]
    assert await offered("kith remind", person="Sam", when="in 2 weeks") == ["in 2 weeks → Mon 16 Mar"]
    assert "Europe/Berlin" in await offered("kith settings", setting="zone", value="berl")
    assert await offered("kith add", name="Zoe", tags="cl") == ["climbing"]


async def test_files_come_in_with_a_command_and_go_out_with_its_answer(ana: Person) -> None:
    previewed = await ana.command("kith import", file=CARD)
    assert isinstance(previewed, SeenMessage)
    assert "Sam Carter" in previewed.text
    await ana.press("Import 1")
    for kind, ending, held in (("vcard", ".vcf", b"FN:Sam Carter"), ("csv", ".csv", b"Sam Carter")):
        exported = await ana.command("kith export", form=kind)
        assert isinstance(exported, SeenMessage)
        assert exported.ephemeral
        ((name, content),) = exported.files.items()
        assert name.endswith(ending)
        assert held in content
