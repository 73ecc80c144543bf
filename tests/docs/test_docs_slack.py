"""The page about Slack, followed from nothing to the first nudge: every command on it is given, every line is typed."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.slack.app import SlackAdapter
from bot.app import existing_store, utc_now
from bot.cli import EXAMPLE_URL
from bot.commands import REGISTRY
from bot.config import load_settings
from bot.engine.clockwork import Clockwork, MovableClock
from docs.chats import ROOT
from tests.fakes.shell import Shell
from tests.fakes.slack import TEAM, FakeSlack, Modal, Person
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import serving

PAGE = (ROOT / "docs/how-to/slack.md").read_text("utf-8")
SECONDS = 20.0
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`]+)`")
SPOKEN = [
    " ".join(each.split()) for each in CODE.findall(re.sub(r"^```.*?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL))
]
COMMANDS = {line for block in BLOCK.findall(PAGE) for line in block.splitlines()} | {
    each for each in SPOKEN if each.startswith("kith ")
}
LINES = [each for each in SPOKEN if each.startswith("/kith")]
MISREAD = ("I don't know what to do", "There is no command", "For example:", "Something went wrong")
SECRET = "0" * 32
MEMBER, SOMEBODY = "U0123ABCD", "slack:T0123:U0456"


class Reader:
    """Somebody who does what the page says, and everything it says."""

    def __init__(self, shell: Shell) -> None:
        self.left = set(COMMANDS)
        self._shell = shell

    async def kith(self, command: str, *typed: str, **names: str) -> str:
        """Give a command of the page, `names` in the place of its examples, and answer what it asks."""
        self.left.remove(command)
        words = [names.get(word, word) for word in command.split()[1:]]
        ended = await asyncio.to_thread(self._shell.call, *words, typed="".join(f"{each}\n" for each in typed))
        assert ended.exit_code == 0, ended.output
        return ended.output

    def settings(self) -> dict[str, str]:
        """What was written to the file of settings."""
        lines = Path(".env").read_text("utf-8").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}


@pytest.fixture
def reader(shell: Shell) -> Reader:
    return Reader(shell)


async def test_from_nothing_to_the_first_nudge(reader: Reader, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MovableClock(utc_now, utc_now())
    async with FakeSlack(clock) as slack:
        monkeypatch.setenv("KITH_SLACK_API_URL", slack.base_url)
        await _many_workspaces(reader, slack, shell.folder, monkeypatch)
        assert await reader.kith("kith manifest slack") == (ROOT / "deploy/slack-manifest.yaml").read_text("utf-8")
        assert "/log" in await reader.kith("kith manifest slack --short")
        assert "Written to .env" in await reader.kith("kith setup slack", slack.app_token, slack.bot_token)
        assert "MEND" not in await reader.kith("kith doctor")
        ana, ben = slack.user(MEMBER, "Ana"), slack.user("U0456", "Ben")
        assert "MEND" not in await reader.kith(f"kith doctor --nudge {MEMBER}")
        assert "test nudge" in ana.dm()[-1].text
        await _first_day(reader, slack, shell, ana, ben)
        shell.write("people.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Jonas Weber\nEND:VCARD\n")
        known = {SOMEBODY: f"slack:{TEAM}:{ben.id}"}
        assert "1 new" in await reader.kith(f"kith import people.vcf --as {SOMEBODY}", **known)
        assert reader.left == set()
        await _two_weeks(slack, clock, ana)
        slack.assert_clean()


async def _many_workspaces(reader: Reader, slack: FakeSlack, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings for HTTP, in a folder of their own."""
    (folder / "http").mkdir()
    monkeypatch.chdir(folder / "http")
    slack.web.client = ("1.2", SECRET)
    printed = await reader.kith(f"kith manifest slack --mode http --url {EXAMPLE_URL}")
    assert f"{EXAMPLE_URL}/slack/events" in printed
    await reader.kith("kith setup slack --mode http --many", "f" * 32, "1.2", SECRET, EXAMPLE_URL)
    assert reader.settings()["KITH_PUBLIC_URL"] == EXAMPLE_URL
    await reader.kith("kith setup slack --mode http", "f" * 32, slack.bot_token)
    assert reader.settings()["KITH_SLACK_BOT_TOKEN"] == slack.bot_token
    monkeypatch.chdir(folder)


async def _first_day(reader: Reader, slack: FakeSlack, shell: Shell, ana: Person, ben: Person) -> None:
    """`kith run` as a process; what the page has people type first."""
    reader.left.remove("kith run")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={**os.environ, "PYTHONPATH": str(ROOT), "KITH_WEB": "off"},
        cwd=shell.folder,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        await asyncio.wait_for(slack.socket.connected(), SECONDS)
        assert "What I can do" in (await ana.command("/kith", "help")).text
        assert "I'm Kith" in (await ana.next()).text
        assert "8:15" in (await ana.command("/kith", "settings hour 8:15")).text
        assert "Added Sam" in (await ana.command("/kith", "add Sam every 2 weeks")).text
        await ben.command("/kith", "help")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), SECONDS)
    assert process.returncode == 0


async def _two_weeks(slack: FakeSlack, clock: MovableClock, ana: Person) -> None:
    """The same book on a clock that is moved: the nudge comes, and every other line of the page is understood."""
    store = existing_store(load_settings())
    assert store is not None
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=REGISTRY,
        api_url=slack.base_url,
    )
    opened = slack.socket.opened
    async with serving(store, adapter, clock) as kith:
        await slack.socket.connected(times=opened + 1, within=SECONDS)
        await Clockwork(clock, kith.engine).forward(clock() + timedelta(days=17))
        (nudge,) = [post for post in ana.dm() if "Sam" in post.text]
        assert "Talked" in nudge.buttons
        assert datetime.fromtimestamp(float(nudge.ts), ZoneInfo("Europe/Berlin")).strftime("%H:%M") == "08:15"
        slack.user("U0SAM", "Sam Carter")
        for line in LINES:
            answer = await ana.command("/kith", line.removeprefix("/kith").strip())
            assert not [each for each in MISREAD if each in answer.text], line
            if isinstance(answer, Modal):
                await answer.close()
    store.close()
