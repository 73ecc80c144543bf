"""Whatever the page on Discord has people type is answered: in a shell, and in Discord by the Kith that it started."""

import asyncio
import re
import shlex
from collections.abc import AsyncIterator

import pytest

from bot.app import utc_now
from docs.chats import ROOT
from tests.fakes.discord_person import Person
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.process import kith_run
from tests.fakes.shell import Shell

PAGE = (ROOT / "docs/how-to/discord.md").read_text("utf-8")
TYPED = re.compile(r"^(kith [^`\n]+)$|`(/?kith [^`\n]+)`", re.MULTILINE)
SECONDS = 20.0
SOMEBODY = "123456789"
"""The number of somebody on the page."""
OPTIONS = {
    "/kith settings": {"setting": "zone", "value": "Europe/Berlin"},
    "/kith add": {"name": "Sam", "rhythm": "every 2 weeks"},
    "/kith team join": {"act": "join"},
}
"""What the page has given along with a command, or what stands behind its name."""
ANSWERS = {
    "/kith help": "What I can do",
    "/kith settings": "Time zone: Europe/Berlin",
    "/kith add": "every 2 weeks",
    "/kith team join": "give them the code",
    "/kith status": "Next",
    "kith setup discord": "Written to .env",
    "kith setup discord --mode http": "Written to .env",
    "kith doctor": "Discord: gateway: reached",
    "kith discord sync": "Discord knows the commands",
    f"kith import people.vcf --as discord::{SOMEBODY}": "1",
}
"""What is said then."""


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(utc_now) as fake:
        yield fake
        fake.assert_clean()


async def test_what_the_page_has_people_type_is_answered(
    shell: Shell, discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = list(dict.fromkeys(block or span for block, span in TYPED.findall(PAGE)))
    assert {*typed} == {*ANSWERS, "kith run"}
    urls = {"KITH_DISCORD_API_URL": discord.api_url, "KITH_DISCORD_GATEWAY_URL": discord.gateway_url}
    for name, value in urls.items():
        monkeypatch.setenv(name, value)
    shell.write("people.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Priya Nair\nEND:VCARD\n")
    ana = discord.user("Ana")
    for line in typed:
        if line == "kith run":
            async with kith_run(shell.folder, **urls):
                assert await discord.world.until(lambda: discord.gateway.online, SECONDS)
                for command in (each for each in typed if each.startswith("/")):
                    assert ANSWERS[command] in await given(ana, command), command
        elif not line.startswith("/"):
            words = shlex.split(line.replace(SOMEBODY, ana.id))[1:]
            ended = await asyncio.to_thread(shell.call, *words, typed=f"{discord.token}\n")
            assert ANSWERS[line] in ended.output, (line, ended.output, ended.exception)


async def given(person: Person, command: str) -> str:
    options = OPTIONS.get(command, {})
    assert all(value in command or value in PAGE for value in options.values())
    answer = await person.command(" ".join(command.split()[:2]), on_server=True, **options)
    assert isinstance(answer, SeenMessage), answer
    return answer.text.replace("*", "")
