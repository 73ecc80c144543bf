"""The Block Kit of a digest and of the form to log, letter by letter, in tests/golden/slack. Ids are left out."""

import json
import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from adapters.slack.app import SlackAdapter
from bot.app import utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, forwarding, serving

_ID = re.compile(r"(?<![\w.-])[a-z2-7]{16}(?![\w.-])|(?<=kith:)[^\"]+")
_NUMBERED = re.compile(r'"b\d+"')


class _GoldenBlocks(SingleFileSnapshotExtension):
    file_extension = "json"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parents[1] / "golden" / "slack" / test_location.basename)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_GoldenBlocks)


def written(content: object) -> str:
    """Content as Slack got it, with nothing in it that differs from run to run."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return _NUMBERED.sub('"…"', _ID.sub("…", text)) + "\n"


async def test_a_digest_and_the_form_to_log(sqlite_shelf: Shelf, golden: SnapshotAssertion) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(sqlite_shelf.emptied(), adapter, clock) as kith:
            await slack.socket.connected()
            ana = slack.user("U0ANA", name="Ana")
            await ana.command("/kith", "add Sam Carter every 10 days company:Acme")
            await ana.command("/kith", "log Sam coffee yesterday: his flat in Lisbon")
            await ana.command("/kith", "remind Sam in 9 days: ask about the visa")
            await ana.command("/kith", "add Priya Nair birthday:11 march close")
            await forwarding(clock, kith.engine)(9)
            digest = next(post for post in reversed(ana.dm()) if "Sam Carter" in post.text)
            assert written(digest.content["blocks"]) == golden(name="digest")
            form = await ana.shortcut("kith")
            assert isinstance(form, Modal)
            assert written(form.view.content) == golden(name="log_form")
        slack.assert_clean()
