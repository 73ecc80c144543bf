"""The chats on these pages, played again: what Kith answers there is what it answers.

A fenced block marked `kith` holds lines that somebody types ("Ana> /kith due") and the answers. The blocks of a page
are one story, told on a new database from Monday, 5 January 2026 on, through the real commands, engine and console.
"""

import asyncio
import re
import shutil
from contextlib import chdir, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from structlog.testing import capture_logs

from bot.domain.user import Preferences
from bot.engine.clockwork import MovableClock
from bot.terminal import at_terminal
from storage.store import open_store

ROOT = Path(__file__).resolve().parent.parent
STORIES = (
    "README.md",
    "docs/tutorial.md",
    "docs/how-to/colleagues.md",
    "docs/how-to/introductions.md",
    "docs/how-to/look-after-a-team.md",
)
"""The pages that hold chats."""

_START = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
_SAMPLE = "bot/demo/people.vcf"
_CHAT = re.compile(r"(?<=^```kith\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"^(\w+)> (.*)$", re.MULTILINE)
_INVITE = re.compile(r"(?<=code\s)[a-z0-9]{10}\b")


def replayed(page: str) -> str:
    """The page with the answers that Kith gives now."""
    typed = [_TYPED.findall(chat) for chat in _CHAT.findall(page)]
    answers = iter(asyncio.run(_play(typed)))
    return _CHAT.sub(lambda _: next(answers), page)


def typed_lines(page: str) -> list[str]:
    """Everything that is typed on a page, in order."""
    return [line for chat in _CHAT.findall(page) for _, line in _TYPED.findall(chat)]


async def _play(chats: list[list[tuple[str, str]]]) -> list[str]:
    with TemporaryDirectory() as folder, chdir(folder), capture_logs(), redirect_stdout(StringIO()) as shown:
        Path(_SAMPLE).parent.mkdir(parents=True)
        shutil.copy(ROOT / _SAMPLE, _SAMPLE)
        store = open_store("sqlite:///chat.db", upgrade=True)
        kith, console, _ = at_terminal(store, MovableClock(lambda: _START), "Ana", Preferences())
        console.connect(kith.pipeline)
        answers = []
        try:
            for chat in chats:
                begins = shown.tell()
                for person, line in chat:
                    await console.play(person, line)
                answers.append(_readable(shown.getvalue()[begins:]))
        finally:
            kith.close()
            store.close()
    return answers


def _readable(shown: str) -> str:
    """Without the blank line that ends each answer, and with one invite code for the random ones."""
    return _INVITE.sub("k7m2pq9xwd", shown).rstrip() + "\n"
