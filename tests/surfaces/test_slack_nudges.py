"""What hangs under a nudge in Slack acts through the real client: twice, weeks later, and after a restart.

The message changes where it stands, and what only its reader may know is shown to them alone.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from adapters.slack.app import SlackAdapter
from bot.app import utc_now
from bot.commands import REGISTRY
from bot.domain.user import Preferences
from bot.engine.clockwork import MovableClock
from storage.store import SqlStore
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Post
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, QUIET, SlackReader, forwarding, serving


@dataclass(slots=True)
class Workspace:
    """A Slack that goes on while Kith is stopped and started again."""

    slack: FakeSlack
    store: SqlStore
    clock: MovableClock
    ana: Person

    @asynccontextmanager
    async def running(self, days: int = 0, defaults: Preferences = QUIET) -> AsyncIterator[SlackReader]:
        """Kith at work, so many days after it is started; Ana before it."""
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=self.slack.bot_token,
            app_token=self.slack.app_token,
            registry=REGISTRY,
            api_url=self.slack.base_url,
        )
        opened = self.slack.socket.opened
        async with serving(self.store, adapter, self.clock, defaults) as kith:
            await self.slack.socket.connected(times=opened + 1)
            await forwarding(self.clock, kith.engine)(days)
            yield SlackReader(self.ana)

    def letters(self) -> list[tuple[str, str]]:
        """The direct messages, each with the place where it stands."""
        return [(post.ts, post.text) for post in self.ana.dm() if post.only_for is None]


@pytest.fixture
async def workspace(sqlite_shelf: Shelf) -> AsyncIterator[Workspace]:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        yield Workspace(slack, sqlite_shelf.emptied(), clock, slack.user("U0ANA", name="Ana"))
        slack.assert_clean()


async def told(workspace: Workspace, *lines: str, days: int = 12) -> str:
    """Let Ana give commands and days pass; where the letter stands that came."""
    async with workspace.running() as ana:
        for line in lines:
            await ana.say(line)
    async with workspace.running(days):
        return workspace.letters()[-1][0]


async def test_the_buttons_of_a_digest_change_it_in_place_after_a_restart(workspace: Workspace) -> None:
    place = await told(workspace, "/kith add Sam Carter every 10 days", "/kith log Sam yesterday: his flat in Lisbon")
    for label, said in [("Later", "In a month"), ("Undo", "Talked"), ("Wrote", "Add note"), ("Undo", "Talked")]:
        async with workspace.running() as ana:
            changed = await ana.press(label, on="Sam Carter")
        assert said in changed
        assert [ts for ts, _ in workspace.letters()] == [place]
    async with workspace.running() as ana:
        assert "You were in touch today" in await ana.press("Talked", on="Sam Carter")
        await workspace.slack.socket.redeliver()
        form = await workspace.ana.press("Add note")
        assert isinstance(form, Modal)
        await form.submit({"What to remember next time": "the keys came"})
    assert [ts for ts, _ in workspace.letters()] == [place]
    async with workspace.running() as ana:
        shown = await ana.say("/kith show Sam")
        assert "the keys came" in shown
        assert shown.count("(today)") == 1


async def test_a_button_weeks_later_still_acts(workspace: Workspace) -> None:
    place = await told(workspace, "/kith add Sam Carter every 10 days")
    async with workspace.running(40) as ana:
        first = next(post for post in workspace.ana.dm() if post.ts == place)
        changed = await workspace.ana.press("Talked", on=first)
        assert isinstance(changed, Post)
        assert changed.ts == place
        assert "You were in touch" in changed.text
        assert "(today)" in await ana.say("/kith show Sam")


async def test_what_a_digest_leaves_out_is_shown_to_its_reader_alone(workspace: Workspace) -> None:
    await told(
        workspace,
        "/kith add Sam Carter every 10 days",
        "/kith log Sam yesterday: his flat in Lisbon",
        "/kith remind Sam in 9 days: ask about the visa",
    )
    async with workspace.running() as ana:
        assert "visa" not in "".join(text for _, text in workspace.letters())
        for label, hidden in [("Show note", "visa")]:
            await ana.press(label, on="Sam Carter")
            shown = workspace.ana.sees[-1]
            assert hidden in shown.text
            assert shown.only_for == "U0ANA"
        assert "visa" not in "".join(text for _, text in workspace.letters())


@pytest.mark.parametrize(
    ("label", "said"),
    [("Done", "Done"), ("Talked", "in touch today"), ("Later", "In a month"), ("Drop", "off the list")],
)
async def test_a_follow_up_is_answered_in_place(workspace: Workspace, label: str, said: str) -> None:
    place = await told(workspace, "/kith add Sam Carter", "/kith remind Sam in 9 days: ask about the visa")
    async with workspace.running() as ana:
        assert said in await ana.press(label, on="Sam Carter")
        assert workspace.letters()[0][0] == place
    async with workspace.running() as ana:
        assert "Show note" in await ana.press("Undo", on="Sam Carter")
        assert [ts for ts, _ in workspace.letters()] == [place]


async def test_the_card_of_friday_is_ticked_in_place(workspace: Workspace) -> None:
    new = Preferences(review=False)
    async with workspace.running(defaults=new) as ana:
        await ana.say("/kith add Sam Carter every 10 days")
        await ana.say("/kith add Priya Nair every 10 days")
    async with workspace.running(4, new):
        ((place, card),) = workspace.letters()
        assert "☐ Sam Carter" in card
    async with workspace.running(defaults=new) as ana:
        assert "☑ Sam Carter" in await ana.press("☐ Sam Carter")
    async with workspace.running(defaults=new) as ana:
        assert "☐ Sam Carter" in await ana.press("☑ Sam Carter")
        await ana.press("☐ Priya Nair")
        assert "you talked with Priya Nair" in await ana.press("Log the ticked (1)")
    assert [ts for ts, _ in workspace.letters()] == [place]
