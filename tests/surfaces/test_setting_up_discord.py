"""`kith setup discord`, `kith doctor` and `kith discord sync` before a Discord that takes things or refuses them."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.app import utc_now
from bot.commands import REGISTRY
from bot.config import Settings
from bot.doctor import examine
from bot.domain.checkup import Finding
from bot.domain.errors import ConfigError
from bot.engine.clockwork import MovableClock
from bot.setup import set_up_discord
from tests.fakes.discord_faults import Refuse
from tests.fakes.discord_kith import over_http, through_a_gateway
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf

SECONDS = 20.0
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and an environment that sets nothing."""
    for name in [name for name in os.environ if name.startswith("KITH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(utc_now) as fake:
        yield fake
        fake.assert_clean()


def settings(discord: FakeDiscord, **more: str) -> Settings:
    values = {"discord_token": discord.token, "discord_gateway_url": discord.gateway_url, **more}
    return Settings.model_validate({"discord_api_url": discord.api_url, **values})


def answering(*answers: str) -> Callable[[str, bool], str]:
    left = iter(answers)
    return lambda words, hidden: next(left)


async def found(discord: FakeDiscord, **more: str) -> dict[str, Finding]:
    return {each.what: each for each in await examine(settings(discord, **more), utc_now())}


async def test_a_token_that_discord_takes_becomes_a_setting(discord: FakeDiscord) -> None:
    said: list[str] = []
    ask = answering("what?", "an.other.token", discord.token)
    answers = await set_up_discord(settings(discord), "gateway", ask, said.append)
    assert answers == {"KITH_DISCORD_TOKEN": discord.token, "KITH_DISCORD_MODE": "gateway"}
    heard = "\n".join(said)
    assert "does not look like it: three parts with dots" in heard
    assert "MEND  Discord: token: Discord answers with 401. Copy it again from the page Bot" in heard
    assert "ok    Discord: token: taken; the bot is called Kith" in heard
    invite = f"client_id={discord.world.application_id}&scope=bot+applications.commands&permissions=0"
    assert invite in heard
    assert "integration_type=1" in heard
    assert discord.token not in heard
    assert discord.gateway.identifies == 0


async def test_over_http_the_public_key_is_read_from_discord(discord: FakeDiscord) -> None:
    answers = await set_up_discord(settings(discord), "http", answering(discord.token), lambda line: None)
    assert answers is not None
    assert answers["KITH_DISCORD_PUBLIC_KEY"] == discord.world.verify_key


async def test_after_three_tries_nothing_is_written(discord: FakeDiscord) -> None:
    assert await set_up_discord(settings(discord), "gateway", answering("a", "b", "c"), lambda line: None) is None
    with pytest.raises(ConfigError, match="gateway or http"):
        await set_up_discord(settings(discord), "socket", answering(), lambda line: None)


async def test_a_doctor_finds_nothing_where_all_is_well(discord: FakeDiscord, sqlite_shelf: Shelf) -> None:
    async with through_a_gateway(sqlite_shelf.emptied(), discord, MovableClock(utc_now)):
        looked = await found(discord)
    assert [each for each in looked.values() if not each.well] == []
    assert looked["Discord: gateway"].sentence == "reached"
    assert looked["Discord: sessions"].sentence == "1000 of 1000 are left today"
    assert looked["Discord: commands"].sentence == f"Discord shows all {len(list(REGISTRY))}"
    assert discord.gateway.identifies == 1


async def test_a_doctor_says_how_to_mend_each(discord: FakeDiscord) -> None:
    world = discord.world
    world.installs, world.endpoint, world.sessions_left = {"0": {}}, "https://kith.example.org/discord/interactions", 3
    world.commands = [{"id": "1", "name": "kith", "type": 1, "options": [{"type": 1, "name": "older"}]}]
    looked = await found(discord, discord_gateway_url="ws://127.0.0.1:9/")
    assert "Tick User Install" in looked["Discord: installation"].mend
    assert "KITH_DISCORD_MODE=http" in looked["Discord: way in"].mend
    assert looked["Discord: commands"].mend == "kith discord sync"
    assert "HTTPS_PROXY" in looked["Discord: gateway"].mend
    assert "over and over" in looked["Discord: sessions"].mend
    assert "Reset Token" in (await found(discord, discord_token="a.wrong.token"))["Discord: token"].mend
    discord.fail("GET", "/users/@me", Refuse(500, 0, "oops"))
    assert "discordstatus" in (await found(discord))["Discord: token"].mend
    discord.violations.clear()  # a command as old as that is not what Discord describes


async def test_a_doctor_looks_at_the_address_over_http(discord: FakeDiscord, sqlite_shelf: Shelf) -> None:
    http = {"discord_public_key": "0" * 64}
    looked = await found(discord, **http)
    assert "Interactions Endpoint URL" in looked["Discord: way in"].mend
    assert looked["Discord: public key"].well
    async with over_http(sqlite_shelf.emptied(), discord, MovableClock(utc_now)) as running:
        discord.world.endpoint = f"{running.address}/discord/interactions"
        looked = await found(discord, discord_public_key="1" * 64)
        assert looked["Discord: address"].sentence == f"Kith answers at {discord.world.endpoint}"
        assert looked["Discord: public key"].mend == f"KITH_DISCORD_PUBLIC_KEY={'0' * 64}"
        discord.world.endpoint = f"{running.address}/elsewhere"
        assert "answers with 404" in (await found(discord, **http))["Discord: address"].sentence


async def test_an_unreachable_discord_is_told_from_a_wrong_token(discord: FakeDiscord) -> None:
    finding = (await found(discord, discord_api_url="http://127.0.0.1:9"))["Discord: token"]
    assert "could not be reached" in finding.sentence


async def test_half_of_the_settings_are_told_as_such() -> None:
    for half, sentence in (
        ({"discord_public_key": "0" * 64}, "KITH_DISCORD_TOKEN is needed"),
        ({"discord_token": "a.b.c", "discord_mode": "http"}, "KITH_DISCORD_PUBLIC_KEY is needed"),
        ({"discord_token": "a.b.c", "discord_public_key": "0" * 64, "web": "off"}, "KITH_WEB must not be off"),
    ):
        (finding,) = [
            each for each in await examine(Settings.model_validate(half), utc_now()) if each.what == "Discord"
        ]
        assert sentence in finding.sentence
        assert finding.mend == "kith setup discord"


async def test_setting_up_and_telling_the_commands_in_a_shell(discord: FakeDiscord, elsewhere: Path) -> None:
    status, said, trouble = await _kith(discord, elsewhere, "setup", "discord", typed=f"{discord.token}\n")
    assert status == 0, trouble
    assert discord.token not in said
    assert "Written to .env" in said
    assert f"KITH_DISCORD_TOKEN={discord.token}" in (elsewhere / ".env").read_text()
    status, said, trouble = await _kith(discord, elsewhere, "discord", "sync")
    assert status == 0, trouble
    assert "Discord knows the commands" in said
    assert discord.called("PUT", "/applications/*/commands") == 1
    discord.fail("PUT", "/applications/*/commands", Refuse(403, 50001, "Missing Access"))
    status, _, trouble = await _kith(discord, elsewhere, "discord", "sync")
    assert status == 1
    assert "Discord did not take the commands" in trouble


async def _kith(discord: FakeDiscord, folder: Path, *words: str, typed: str = "") -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env={**os.environ, "PYTHONPATH": str(ROOT), "KITH_DISCORD_API_URL": discord.api_url},
        cwd=folder,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,  # without a terminal, so that what is typed comes from here
    )
    said, trouble = await asyncio.wait_for(process.communicate(typed.encode()), SECONDS)
    return process.returncode, said.decode(), trouble.decode()
