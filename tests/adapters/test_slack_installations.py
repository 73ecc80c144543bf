"""Many workspaces: how Kith comes into one, who sees what there, and what happens when it goes."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import utc_now
from bot.chat.adapter import Later, Posted
from bot.chat.message import say
from bot.domain.installation import KEPT
from bot.domain.user import Account, Platform
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Post, Seat
from tests.fakes.slack_many import Many, many_workspaces
from tests.fakes.surfaces import MONDAY

ACME, BOLT = Seat("T0ACME", "Acme"), Seat("T0BOLT", "Bolt")
ORG = Seat("", "Org", "E0ORG", whole=True)
EAST, WEST = Seat("T0EAST", "East", "E0ORG"), Seat("T0WEST", "West", "E0ORG")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def many(sqlite_shelf: Shelf, clock: MovableClock) -> AsyncIterator[Many]:
    async with FakeSlack(clock) as slack, many_workspaces(sqlite_shelf.emptied(), slack, clock) as running:
        yield running
        slack.assert_clean()


async def account_of(many: Many, team: str, person: str) -> Account:
    found = await many.kith.work.read(lambda uow: uow.users.find(Platform.SLACK, team, person))
    assert found is not None
    return found


async def gone(many: Many, team: str, person: str) -> bool:
    return await many.kith.work.read(lambda uow: uow.users.find(Platform.SLACK, team, person)) is None


async def held(many: Many, account: Account) -> bool:
    outcome = await many.adapter.post(account, say("Sam: 40 days."), "d1")
    assert isinstance(outcome, Later | Posted)
    return isinstance(outcome, Later)


async def test_a_link_installs_kith_and_its_people_write_at_once(many: Many) -> None:
    page = await many.browser().install(ACME)
    assert "Kith is installed" in page
    assert "Acme" in page
    ana = many.slack.user("U0ANA", team="T0ACME")
    assert "Added Sam Carter" in (await ana.command("/kith", "add Sam Carter")).text
    assert not await held(many, await account_of(many, "T0ACME", "U0ANA"))
    assert len(many.slack.calls_of("auth.test")) == 1  # at the installation, never for a request


async def test_slack_is_asked_for_what_the_manifest_names(many: Many) -> None:
    asked = await many.browser().begin()
    assert asked["client_id"] == "client-1"
    assert asked["redirect_uri"] == "http://127.0.0.1/slack/oauth/callback"
    assert "chat:write" in asked["scope"].split(",")


async def test_two_workspaces_do_not_see_each_others_people(many: Many) -> None:
    for seat in (ACME, BOLT):
        await many.browser().install(seat)
    ana = many.slack.user("U0ANA", team="T0ACME")
    ben = many.slack.user("U0BEN", team="T0BOLT")
    await ana.command("/kith", "add Sam Carter")
    assert "found nobody for Sam" in (await ben.command("/kith", "show Sam")).text
    theirs = await account_of(many, "T0ACME", "U0ANA")
    assert theirs.user != (await account_of(many, "T0BOLT", "U0BEN")).user
    assert not await held(many, theirs)
    assert [post.text for post in ana.dm()] == ["Sam: 40 days."]


async def test_in_each_workspace_homes_and_files_are_its_own(many: Many) -> None:
    for seat in (ACME, BOLT):
        await many.browser().install(seat)
    ana = many.slack.user("U0ANA", name="Ana", team="T0ACME")
    ben = many.slack.user("U0BEN", name="Ben", team="T0BOLT")
    await ana.says("", [ana.upload("people.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Sam Carter\nEND:VCARD\n")])
    preview = await ana.next()
    while "Import 1" not in preview.buttons:
        await ana.next()
    await ana.press("Import 1", on=preview)
    await ana.says("keep sam weekly")
    assert "Sam Carter" in (await ana.next()).text
    for someone, says in ((ana, "Nobody is due"), (ben, "Hello Ben, I'm Kith.")):
        await someone.opens_home()
        assert says in (await someone.next()).text


async def test_where_kith_is_not_installed_it_says_so(many: Many) -> None:
    answer = await many.slack.user("U0ZOE", team="T0ELSE").command("/kith", "due")
    assert answer.text.startswith("Kith is not installed in this workspace any more.")


async def test_one_installation_serves_the_workspaces_of_an_organisation(many: Many) -> None:
    await many.browser().install(ORG)
    for seat, person in ((EAST, "U0ANA"), (WEST, "U0BEN")):
        someone = many.slack.user(person, team=seat.team, enterprise="E0ORG")
        assert "Added Sam" in (await someone.command("/kith", "add Sam Carter")).text
        assert not await held(many, await account_of(many, seat.team, person))
    await many.slack.happens({"type": "team_access_revoked", "team_ids": ["T0EAST"]}, ORG)
    assert await held(many, await account_of(many, "T0EAST", "U0ANA"))
    assert not await held(many, await account_of(many, "T0WEST", "U0BEN"))
    await many.slack.happens({"type": "team_access_granted", "team_ids": ["T0EAST"]}, ORG)
    assert not await held(many, await account_of(many, "T0EAST", "U0ANA"))


async def test_an_organisation_that_removes_kith_removes_it_everywhere_and_may_come_back(
    many: Many, clock: MovableClock
) -> None:
    await many.browser().install(ORG)
    ana = many.slack.user("U0ANA", team="T0EAST", enterprise="E0ORG")
    await ana.command("/kith", "add Sam Carter")
    account = await account_of(many, "T0EAST", "U0ANA")
    clock.move(MONDAY + timedelta(minutes=5))
    many.slack.take_back("E0ORG")
    await many.slack.happens({"type": "app_uninstalled"}, ORG)
    assert await held(many, account)
    await many.browser().install(ORG)
    assert not await held(many, account)
    assert "Sam Carter" in (await ana.command("/kith", "show Sam")).text


UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0KITH"]}}


@pytest.mark.parametrize("events", [(UNINSTALLED, REVOKED), (REVOKED, UNINSTALLED)], ids=["as told", "turned round"])
async def test_removed_it_forgets_its_token_holds_what_is_planned_and_erases_after_a_month(
    many: Many, clock: MovableClock, sqlite_shelf: Shelf, events: tuple[dict[str, object], ...]
) -> None:
    for seat in (ACME, BOLT):
        await many.browser().install(seat)
    ana, ben = many.slack.user("U0ANA", team="T0ACME"), many.slack.user("U0BEN", team="T0BOLT")
    for one in (ana, ben):
        await one.command("/kith", "add Sam Carter")
    account = await account_of(many, "T0ACME", "U0ANA")
    clock.move(MONDAY + timedelta(minutes=5))
    many.slack.take_back("T0ACME")
    for event in events:
        await many.slack.happens(dict(event), ACME)
    assert await held(many, account)
    assert [row["team"] for row in sqlite_shelf.rows()["installation"] if row["token"]] == ["T0BOLT"]
    clock.move(MONDAY + KEPT)
    await many.kith.engine.upkeep()
    assert not await gone(many, "T0ACME", "U0ANA")
    clock.move(MONDAY + KEPT + timedelta(minutes=6))
    await many.kith.engine.upkeep()
    assert await gone(many, "T0ACME", "U0ANA")
    assert not await gone(many, "T0BOLT", "U0BEN")
    assert [row["owner_id"] for row in sqlite_shelf.rows()["contact"]] == [
        (await account_of(many, "T0BOLT", "U0BEN")).user
    ]


async def test_installed_again_it_delivers_what_was_held_and_keeps_what_was_noted(
    many: Many, clock: MovableClock
) -> None:
    await many.browser().install(ACME)
    ana = many.slack.user("U0ANA", team="T0ACME", tz="UTC")
    await ana.command("/kith", "add Sam Carter every 10 days")
    clock.move(MONDAY + timedelta(days=1))
    many.slack.take_back("T0ACME")
    await many.slack.happens(UNINSTALLED, ACME)
    clock.move(MONDAY + timedelta(days=14))
    await many.kith.engine.run()
    assert ana.dm() == []
    await many.browser().install(ACME)
    await many.kith.engine.run()
    (digest,) = ana.dm()
    assert "Sam Carter" in digest.text
    clock.move(MONDAY + timedelta(days=60))
    await many.kith.engine.upkeep()
    assert not await gone(many, "T0ACME", "U0ANA")


async def test_a_late_word_of_an_old_end_does_not_end_the_new_installation(many: Many, clock: MovableClock) -> None:
    await many.browser().install(ACME)
    removed = await many.slack.happens(UNINSTALLED, ACME, seconds=int(MONDAY.timestamp()) + 60)
    clock.move(MONDAY + timedelta(minutes=3))
    await many.browser().install(ACME)
    await many.webhooks.redeliver(removed)
    await many.slack.happens(REVOKED, ACME, seconds=int(MONDAY.timestamp()) + 60)
    await many.slack.user("U0ANA", team="T0ACME").command("/kith", "due")
    assert not await held(many, await account_of(many, "T0ACME", "U0ANA"))


async def test_a_token_that_slack_refuses_ends_the_installation(many: Many, sqlite_shelf: Shelf) -> None:
    await many.browser().install(ACME)
    await many.slack.user("U0ANA", team="T0ACME").command("/kith", "due")
    account = await account_of(many, "T0ACME", "U0ANA")
    many.slack.take_back("T0ACME")
    assert await held(many, account)
    assert [(row["ended"], row["token"]) for row in sqlite_shelf.rows()["installation"]] == [("token revoked", "")]
    assert await held(many, account)
    assert len(many.slack.calls_of("chat.postMessage")) == 1
    assert many.adapter.trouble() is None  # the others are well


async def test_a_renamed_workspace_and_a_deactivated_person(many: Many, sqlite_shelf: Shelf) -> None:
    await many.browser().install(ACME)
    ana = many.slack.user("U0ANA", team="T0ACME")
    await ana.command("/kith", "due")
    await many.slack.happens({"type": "team_rename", "name": "Acme & Sons"}, ACME)
    assert [row["name"] for row in sqlite_shelf.rows()["workspace"]] == ["Acme & Sons"]
    await many.slack.happens({"type": "user_change", "user": {"id": "U0ANA", "deleted": True}}, ACME)
    assert (await account_of(many, "T0ACME", "U0ANA")).closed == "deactivated"
    await ana.command("/kith", "note that I am back")
    assert (await account_of(many, "T0ACME", "U0ANA")).closed == ""


async def test_a_state_is_good_for_one_browser_once_and_ten_minutes(many: Many, clock: MovableClock) -> None:
    mine, other = many.browser(), many.browser()
    asked = await mine.begin()
    await other.begin()
    for browser, state in ((other, asked["state"]), (mine, "made up"), (mine, "")):
        status, page = await browser.come_back(state=state, code=many.slack.code_for(ACME))
        assert (status, "not the browser" in page) == (400, True)
    status, _ = await mine.come_back(state=asked["state"], code=many.slack.code_for(ACME))
    assert status == 200
    status, page = await mine.come_back(state=asked["state"], code=many.slack.code_for(ACME))
    assert (status, "used before" in page) == (400, True)
    late = await mine.begin()
    clock.move(MONDAY + timedelta(minutes=11))
    status, page = await mine.come_back(state=late["state"], code=many.slack.code_for(ACME))
    assert (status, "ten minutes" in page) == (400, True)


async def test_what_slack_says_against_it_stands_on_the_page(many: Many) -> None:
    mine = many.browser()
    asked = await mine.begin()
    _, page = await mine.come_back(state=asked["state"], error="access_denied")
    assert "cancelled or not allowed" in page
    asked = await mine.begin()
    _, page = await mine.come_back(state=asked["state"], code="<script>")
    assert "Slack did not accept it (invalid_code)." in page
    assert "<script>" not in page


async def test_tokens_are_sealed_and_in_no_log(
    many: Many, sqlite_shelf: Shelf, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    mine = many.browser()
    asked = await mine.begin()
    await mine.come_back(state=asked["state"], code=many.slack.code_for(ACME))
    answer = await many.slack.user("U0ANA", team="T0ACME").command("/kith", "due")
    assert isinstance(answer, Post)
    (token,) = many.slack.web.seats
    stored = str(sqlite_shelf.rows())
    logged = "\n".join(record.getMessage() for record in caplog.records) + "".join(capsys.readouterr())
    for secret in (token, asked["state"], "a client secret", "a signing secret"):
        assert secret not in stored
        assert secret not in logged
