"""Kith's forms on Discord, where a form is gone once it was sent: filled in wrongly, opened again, sent again."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_kith import Running, through_a_gateway
from tests.fakes.discord_person import Person, Seen, SeenForm
from tests.fakes.discord_seen import SeenMessage, Upload
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.surfaces import MONDAY, PEOPLE

FIX = "Fix it in a form"
NOTE = "What to remember next time"
TABLE = Upload("people.csv", b"first,second\nZoe,zoe@acme.example\n")
Values = Mapping[str, str | Upload]

FORMS: Mapping[str, tuple[Mapping[str, Any], Values, str, Values, str]] = {
    "add": ({}, {"Name": "Zoe", "Birthday": "whenever"}, "whenever", {"Birthday": "14 may"}, "Added Zoe"),
    "log": ({}, {"People": "Sam", "When": "someday", "Note": "her flat"}, "someday", {"When": "yesterday"}, "her flat"),
    "keep": ({}, {"People": "Sam", "How often": "at times"}, "at times", {"How often": "every 6 weeks"}, "6 weeks"),
    "show": ({}, {}, "", {"Who": "Sam"}, "Last contact"),
    "edit": ({}, {}, "", {"Person": "Sam", "About": "Plays the cello"}, "Changed about Sam Carter"),
    "forget": ({}, {}, "", {"Person": "Sam"}, "Sam Carter"),
    "later": ({}, {"Person": "Sam", "When": "someday"}, "someday", {"When": "in 2 weeks"}, "16 Mar"),
    "remind": ({"about": "the flat"}, {"Person": "Sam", "When": "so-so"}, "so-so", {"When": "in 2 weeks"}, "the flat"),
    "note": ({}, {}, "", {"Person": "Sam", "Note": "Plays the cello #music"}, "cello"),
    "import": ({}, {"File": Upload("a.pdf", b"%PDF-1.7")}, "a.pdf", {"File": TABLE}, "Zoe"),
    "settings": ({"setting": "hour", "value": "late"}, {"Value": "soon"}, "soon", {"Value": "8:30"}, "hour: 08:30"),
    "link": ({"act": "off", "code": "x"}, {"Code": "y"}, "y", {"What": "", "Code": ""}, "/kith link"),
}
"""For each command: what is given before its form opens, how that is filled in wrongly and what is said then, how it is
mended, and what is answered in the end. What stands in the form between the two is what was typed."""


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def discord(clock: MovableClock) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(clock) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def kith(sqlite_shelf: Shelf, discord: FakeDiscord, clock: MovableClock) -> AsyncIterator[Running]:
    async with through_a_gateway(sqlite_shelf.emptied(), discord, clock) as running:
        yield running


@pytest.fixture
async def ana(discord: FakeDiscord, kith: Running) -> Person:
    person = discord.user("Ana")
    await person.command("kith add", name="Sam Carter", rhythm="every 7 days")
    return person


def form(seen: Seen) -> SeenForm:
    assert isinstance(seen, SeenForm), seen
    return seen


def text(seen: Seen) -> str:
    assert isinstance(seen, SeenMessage), seen
    return seen.text.replace("*", "")


@pytest.mark.parametrize("command", FORMS)
async def test_the_form_of_a_command(ana: Person, command: str) -> None:
    given, wrong, said, right, done = FORMS[command]
    opened = await ana.command(f"kith {command}", **given)
    asked = form(opened if isinstance(opened, SeenForm) else await ana.press(FIX))
    if wrong:
        assert said in text(await asked.submit(wrong))
        asked = form(await ana.press(FIX))
        assert {value for value in wrong.values() if isinstance(value, str)} <= set(asked.values.values())
    assert done in text(await asked.submit(right))


async def test_the_form_of_a_lookup_opens_beside_ones_own_questions(ana: Person) -> None:
    assert "You have asked nobody privately" in text(await ana.command("kith whoknows"))
    asked = form(await ana.press("Look somebody up"))
    assert "/kith team join" in text(await asked.submit({"Whom": "Acme"}))


async def test_what_a_form_does_not_ask_for_outlives_two_mistakes(ana: Person) -> None:
    await ana.command("kith add", name="Zoe", title="CTO", email="zoe@acme.example", tags="chess", birthday="whenever")
    await form(await ana.press(FIX)).submit({"Birthday": "some day"})
    added = text(await form(await ana.press(FIX)).submit({"Birthday": "14 may"}))
    assert "Added Zoe" in added
    shown = text(await ana.command("kith show", words="Zoe"))
    assert all(each in shown for each in ("CTO", "zoe@acme.example", "chess"))


async def test_settings_in_two_forms_each_mended_and_sent(ana: Person) -> None:
    settings = await ana.command("kith settings")
    assert isinstance(settings, SeenMessage)
    refused = text(await form(await ana.press("Change")).submit({"Time zone": "Mars/Base", "Your hour": "8:30"}))
    assert "Mars/Base" in refused
    again = form(await ana.press(FIX))
    assert (again.values["Time zone"], again.values["Your hour"]) == ("Mars/Base", "8:30")
    assert "Europe/Berlin" in text(await again.submit({"Time zone": "Europe/Berlin"}))
    more = form(await ana.press("More settings"))
    refused = text(await more.submit({"At most": "40 a day", "Friday card": "off", "Pause": "for ever"}))
    assert "too many" in refused
    assert "for ever" in refused, "all that is wrong is said at once"
    again = form(await ana.press(FIX))
    assert again.values["Friday card"] == "off"
    shown = text(await again.submit({"At most": "2 a day", "Pause": "2 weeks"}))
    assert "2 a day" in shown
    assert "Friday card: off" in shown
    assert "Your hour: 08:30" in shown


async def test_somebody_is_edited_in_steps(ana: Person) -> None:
    steps = (
        ({"Birthday": "whenever", "Company": "Acme"}, {"Birthday": "14 may"}, "company and birthday"),
        ({"E-mail": "nowhere", "Tags": "chess"}, {"E-mail": "sam@acme.example"}, "tags"),
        ({"Their time zone": "Mars/Base"}, {"Their time zone": "Europe/Berlin"}, "time zone"),
        ({"The same person as": "Zed", "State": "archived: never comes up"}, {"The same person as": ""}, "archived"),
    )
    asked = form(await ana.command("kith edit", person="Sam"))
    for number, (wrong, right, done) in enumerate(steps):
        refused = text(await asked.submit(wrong))
        assert any(value in refused for value in wrong.values())
        mended = form(await ana.press(FIX))
        assert mended.title == asked.title
        assert all(mended.values[label] in (value, value.partition(":")[0]) for label, value in wrong.items())
        saved = await mended.submit(right)
        assert done in text(saved)
        if number + 1 < len(steps) and isinstance(saved, SeenMessage):
            asked = form(await ana.press(saved.buttons[number + 1], on=saved))


async def test_whom_to_edit_is_asked_first_and_the_form_is_behind_a_button(ana: Person) -> None:
    await ana.command("kith add", name="Sam Miller")
    assert "Which Sam" in text(await form(await ana.command("kith edit")).submit({"Person": "Sam"}))
    await ana.press("Sam Miller")
    assert form(await ana.press("Open form")).values["Name"] == "Sam Miller"


async def test_a_note_that_is_only_blanks_is_mended(ana: Person, kith: Running) -> None:
    await kith.time.forward(MONDAY + timedelta(days=8))
    await ana.press("Talked")
    assert "nothing in the note" in text(await form(await ana.press("Add note")).submit({NOTE: "  "}))
    await form(await ana.press(FIX)).submit({NOTE: "her flat"})
    assert "her flat" in text(await ana.command("kith show", words="Sam"))


async def test_the_first_people_are_named_in_a_form(discord: FakeDiscord, kith: Running) -> None:
    ben = discord.user("Ben")
    await ben.command("kith help")
    await ben.sees("I'm Kith")
    refused = text(await form(await ben.press("Start")).submit({PEOPLE: "Sam, Mum every blue moon"}))
    assert "blue moon" in refused
    again = form(await ben.press(FIX))
    assert again.values[PEOPLE] == "Sam, Mum every blue moon"
    assert "Sam" in text(await again.submit({PEOPLE: "Sam, Mum weekly"}))


async def test_the_columns_of_a_table_are_told_in_a_form(ana: Person) -> None:
    unknown = Upload("people.csv", b"wer,wo\nZoe,zoe@acme.example\n")
    await ana.command("kith import", file=unknown)
    assert "1 new" in text(await form(await ana.press("Tell me the columns")).submit({"Name, or first name": "wer"}))


async def test_a_form_that_was_kept_for_a_day_is_let_go(ana: Person, clock: MovableClock) -> None:
    await form(await ana.command("kith edit", person="Sam")).submit({"Birthday": "whenever"})
    clock.move(MONDAY + timedelta(hours=25))
    assert "Please type it again" in text(await ana.press(FIX))


async def test_nobody_else_opens_a_form_that_was_kept(ana: Person, discord: FakeDiscord) -> None:
    await form(await ana.command("kith edit", person="Sam", on_server=True)).submit({"Birthday": "whenever"})
    ben = discord.user("Ben")
    (message,) = (each for each in discord.world.messages.values() if FIX in str(each.components))
    message.only_for = None
    assert "Please type it again" in text(await ben.press(FIX))
