"""Slack over HTTP: whose requests are taken, what comes twice, and that each is acknowledged in time."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal
from tests.fakes.slack_many import SIGNING_SECRET, Many, many_workspaces
from tests.fakes.slow_store import SlowStore
from tests.fakes.surfaces import MONDAY

JSON = {"Content-Type": "application/json"}
HELLO = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
ONE_TOKEN = {"oauth": None, "bot_token": "xoxb-1-fake-bot"}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(MovableClock(utc_now, MONDAY)) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def one(sqlite_shelf: Shelf, slack: FakeSlack) -> AsyncIterator[Many]:
    """One workspace over HTTP, with a token in the settings."""
    async with many_workspaces(sqlite_shelf.emptied(), slack, slack.world.clock, **ONE_TOKEN) as running:
        yield running


async def test_slack_finds_the_address_by_its_challenge(one: Many) -> None:
    status, said = await one.webhooks.request(HELLO, JSON)
    assert (status, json.loads(said)["challenge"]) == (200, "abc")


@pytest.mark.parametrize(
    ("stamp", "signature"),
    [
        (None, "v0=0000"),
        (None, ""),
        (None, "v0=\u00fc"),
        ("0", None),
        ("soon", None),
        ("", None),
    ],
    ids=["wrong", "none", "not ASCII", "old", "no number", "no moment"],
)
async def test_what_slack_did_not_sign_just_now_is_refused(one: Many, stamp: str | None, signature: str | None) -> None:
    def tampered(right: str) -> str:
        return right if signature is None else signature

    status, _ = await one.webhooks.request(HELLO, JSON, stamp=stamp, sign=tampered)
    assert status == 401


async def test_a_moment_six_minutes_ago_is_refused_and_one_four_minutes_ago_is_not(one: Many) -> None:
    now = int(utc_now().timestamp())
    assert (await one.webhooks.request(HELLO, JSON, stamp=str(now - 360)))[0] == 401
    assert (await one.webhooks.request(HELLO, JSON, stamp=str(now - 240)))[0] == 200


async def test_a_body_that_is_too_large_is_not_read(one: Many) -> None:
    assert (await one.webhooks.request(b"x" * (1024**2 + 1), JSON))[0] == 413


async def test_no_body_of_a_refused_request_is_logged(
    one: Many, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    await one.webhooks.request(b"text=a+secret+note", JSON, stamp="soon")
    logged = "\n".join(record.getMessage() for record in caplog.records) + "".join(capsys.readouterr())
    assert "secret" not in logged
    assert SIGNING_SECRET not in logged


async def test_a_workspace_with_a_token_is_served_over_http(one: Many) -> None:
    ana = one.slack.user("U0ANA")
    assert "Added Sam Carter" in (await ana.command("/kith", "add Sam Carter")).text
    assert "Noted: met Sam" in (await ana.command("/log", "Sam coffee")).text
    assert (await one.get("/slack/install"))[0] == 404
    assert "kith_slack_connections" in (await one.get("/metrics"))[1]


async def test_whatever_comes_twice_acts_once(one: Many, sqlite_shelf: Shelf) -> None:
    ana = one.slack.user("U0ANA")
    await ana.command("/kith", "add Sam Carter")
    await one.webhooks.redeliver()
    await ana.command("/kith", "log Sam coffee")
    await one.webhooks.redeliver()
    await ana.press("Undo")
    await one.webhooks.redeliver()
    form = await ana.command("/kith", "log")
    assert isinstance(form, Modal)
    await form.submit({"People": "Sam Carter"})
    await one.webhooks.redeliver()
    rows = sqlite_shelf.rows()
    assert (len(rows["contact"]), len(rows["interaction"])) == (1, 1)


async def test_a_replayed_request_is_a_repeat(one: Many, sqlite_shelf: Shelf) -> None:
    ana = one.slack.user("U0ANA")
    await ana.command("/kith", "log")
    for _ in range(3):
        await ana.command("/kith", "add Sam Carter")
        await one.webhooks.send("slash_commands", one.webhooks.envelopes[-1].payload)
    assert len(sqlite_shelf.rows()["event_seen"]) >= 3


async def test_everything_is_acknowledged_in_time_while_the_database_takes_two_seconds(
    sqlite_shelf: Shelf, slack: FakeSlack
) -> None:
    store = SlowStore(sqlite_shelf.emptied())
    async with many_workspaces(store, slack, slack.world.clock, **ONE_TOKEN) as one:
        ana, ben, cyd, dan, eve = people = [slack.user(f"U{number}", f"person {number}") for number in range(5)]
        for each in people:
            await each.command("/kith", "add Sam Carter")
        form, noted = await ben.command("/kith", "log"), await cyd.command("/kith", "log Sam tea")
        assert isinstance(form, Modal)
        await form.fill({"People": ["Sam Carter"]})
        store.takes(2.0)
        assert "Noted: met Sam Carter" in (await ana.command("/kith", "log Sam lunch")).text
        store.takes(2.6)
        meanwhile, working, undone, _, asked = await asyncio.gather(
            ana.command("/kith", "log Sam coffee"),
            form.submit(),
            cyd.press("Undo", on=noted),
            dan.says("log Sam call"),
            eve.shortcut("kith"),
        )
        assert "Until then it is not noted." in meanwhile.text
        assert "Noted: met Sam Carter" in (await ana.next()).text
        assert isinstance(working, Modal)  # it said that Kith works on it, and says by now:
        assert "Noted: talked with Sam Carter" in working.text
        assert undone.text.startswith("Undone")
        assert "Noted: a call with Sam Carter" in (await dan.next()).text
        assert isinstance(asked, Modal)
        assert isinstance(await eve.next(), Modal)
        assert all((each.acknowledged_after or 9) < 3 for each in one.webhooks.envelopes)
    assert len(sqlite_shelf.rows()["interaction"]) == 4  # of five, one was undone: what was acknowledged was also done


async def test_an_event_that_could_not_be_kept_is_told_again(one: Many, sqlite_shelf: Shelf) -> None:
    ana = one.slack.user("U0ANA")
    await ana.command("/kith", "due")
    one.kith.work.close()
    body = json.dumps(
        {
            "type": "event_callback",
            "event_id": "Ev1",
            "event_time": 1,
            "team_id": "T0KITH",
            "event": {"type": "team_rename", "name": "New"},
        }
    ).encode()
    assert (await one.webhooks.request(body, JSON))[0] == 500


async def test_with_a_token_in_the_settings_only_a_removal_ends_the_installation(
    one: Many, sqlite_shelf: Shelf
) -> None:
    now = int(MONDAY.timestamp()) + 60
    await one.slack.happens({"type": "tokens_revoked", "tokens": {"bot": ["U0KITH"]}}, seconds=now)
    assert [(row["team"], row["token"], row["ended"]) for row in sqlite_shelf.rows()["installation"]] == [
        ("T0KITH", "", "")
    ]
    await one.slack.happens({"type": "app_uninstalled"}, seconds=now)
    assert [row["ended"] for row in sqlite_shelf.rows()["installation"]] == ["uninstalled"]


async def test_a_token_of_somebody_that_is_revoked_is_none_of_kiths(one: Many, sqlite_shelf: Shelf) -> None:
    await one.slack.happens({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
    assert [row["ended"] for row in sqlite_shelf.rows()["installation"]] == [""]
