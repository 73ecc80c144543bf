"""One person's life with Kith in Slack, from the link that installs it to the day that it is removed.

Over HTTP, with an installation that somebody made from a browser. Whatever is sent on the way, each message, view and
call, is checked against what Slack takes.
"""

from datetime import timedelta

from bot.app import utc_now
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Post, Seat
from tests.fakes.slack_many import Many, many_workspaces
from tests.fakes.surfaces import MONDAY, PEOPLE

ACME = Seat("T0ACME", "Acme")
CARDS = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jonas Weber\nEND:VCARD\n"


async def test_from_the_link_to_the_removal(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack, many_workspaces(sqlite_shelf.emptied(), slack, clock) as kith:
        assert "Kith is installed" in await kith.browser().install(ACME)
        ana = slack.user("U0ANA", name="Ana", team=ACME.team)
        ben = slack.user("U0BEN", name="Ben Okafor", team=ACME.team)
        await _begins(ana)
        await _logs(ana)
        await _days(kith, clock, 9)
        await _answers_the_digest(ana)
        await _follows_up(ana, slack, ben)
        await _brings_people_in_and_out(ana)
        await _looks_at_home(ana)
        slack.take_back(ACME.team)
        await slack.happens({"type": "app_uninstalled"}, ACME)
        before = len(ana.dm())
        await _days(kith, clock, 14)
        assert len(ana.dm()) == before
        await kith.browser().install(ACME)
        await _days(kith, clock, 1)
        assert "Sam Carter" in ana.dm()[-1].text
        assert len(ana.dm()) == before + 1
        slack.assert_clean()


async def _days(kith: Many, clock: MovableClock, days: int) -> None:
    await Clockwork(clock, kith.kith.engine).forward(clock() + timedelta(days=days))


async def _begins(ana: Person) -> None:
    await ana.says("hello")
    welcome = await ana.next()
    form = await ana.press("Start", on=welcome)
    assert isinstance(form, Modal)
    asked = await form.submit({PEOPLE: "Sam Carter every 10 days, Priya Nair close"})
    assert "When did you last talk to Sam Carter?" in asked.text
    for name in ("Sam Carter", "Priya Nair"):
        assert name in asked.text
        asked = await ana.press("This month", on=asked)
    assert "You are set up" in asked.text


async def _logs(ana: Person) -> None:
    line = await ana.command("/kith", "log sam coffee yesterday: his flat in Lisbon")
    assert "Noted: met Sam Carter, Sun 1 Mar (yesterday)." in line.text
    form = await ana.command("/kith", "log")
    assert isinstance(form, Modal)
    values = {"People": ["Priya Nair"], "Colleagues": ["Ben Okafor"], "How": "video", "When": "2026-02-27"}
    logged = await form.submit(values)
    assert "a video call with Priya Nair and Ben Okafor, Fri 27 Feb" in logged.text


async def _answers_the_digest(ana: Person) -> None:
    digest = ana.dm()[-1]
    assert "10 days since you talked to Sam Carter" in digest.text
    assert "Lisbon" not in digest.text
    assert await ana.press("Talked", on=digest) is digest
    form = await ana.press("Add note", on=digest)
    assert isinstance(form, Modal)
    assert await form.submit({"What to remember next time": "the keys came"}) is digest
    assert "✓ You were in touch today." in digest.text


async def _follows_up(ana: Person, slack: FakeSlack, ben: Person) -> None:
    form = await ana.shortcut("follow_up_this", on=slack.world.post("CGENERAL", {"text": "the plan?"}, author=ben.id))
    assert isinstance(form, Modal)
    noted = await form.submit({"When": "2026-03-13"})
    assert "remind you on Fri 13 Mar" in noted.text
    assert isinstance(noted, Post)
    assert noted.only_for == ana.id


async def _brings_people_in_and_out(ana: Person) -> None:
    await ana.says("", [ana.upload("people.vcf", CARDS)])
    preview = await ana.next()
    assert await ana.next() is preview  # the progress is changed in place
    assert "Imported 1 new person." in (await ana.press("Import 1", on=preview)).text
    assert "Undone" in (await ana.press("Undo", on=preview)).text
    await ana.says("export csv")
    seen = [(await ana.next()).text for _ in range(2)]
    assert any(".csv)" in text for text in seen)


async def _looks_at_home(ana: Person) -> None:
    await ana.opens_home()
    assert "You wanted to ask Ben Okafor" in (await ana.next()).text
    assert "Done" in (await ana.press("Done", on=ana.at_home)).text
    assert "You wanted to ask" not in ana.at_home.text
