"""Dialogues at the terminal: what a line becomes for the dispatcher, and what the person sees of the answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.action import ActionId
from bot.chat.adapter import Later, Posted
from bot.chat.event import Called, Pressed, Reply, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Button, Buttons, Card, File, Message, line, say
from bot.domain.errors import Problem, StorageError
from tests.fakes.console import MORNING, Stage, StillClock, account, piped

FORM = Form(
    action=ActionId("form", ("log",)),
    title="Kith: log",
    fields=(
        Field(name="people", label="People", required=True),
        Field(
            name="medium", label="Medium", kind=FieldKind.CHOICE, choices=(Choice("c", "Coffee"), Choice("v", "Video"))
        ),
        Field(name="when", label="When", value="today"),
        Field(name="note", label="Note", kind=FieldKind.LONG, limit=20),
    ),
)


def card(name: str, *labels: str) -> Card:
    return Card(line(name), (), tuple(Button(label, ActionId(label.lower(), (name.lower(),))) for label in labels))


def digest(*names: str) -> Message:
    return Message(tuple(card(name, "Talked", "Wrote") for name in names))


def buttons(*labels: str) -> Message:
    return Message((Buttons(tuple(Button(label, ActionId(label.lower())) for label in labels)),))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/kith log sam: her new job", "log", "sam: her new job"),
        ("/log sam  coffee", "log", "sam  coffee"),
        ("  /KITH Log sam ", "log", "sam"),
        ("/kith", "", ""),
        ("/logg sam", "logg", "sam"),
        ("had coffee with sam", "", "had coffee with sam"),
        ("12 people", "", "12 people"),
    ],
)
async def test_a_line_reaches_the_dispatcher_as_a_command(stage: Stage, typed: str, command: str, rest: str) -> None:
    await stage.ana(typed)
    [called] = stage.dispatcher.events
    assert isinstance(called, Called)
    assert (called.command, called.line) == (command, rest)


async def test_an_empty_line_is_nothing(stage: Stage) -> None:
    await stage.ana("", "   ")
    assert stage.dispatcher.events == []


async def test_everybody_is_a_member_of_one_workspace_and_the_first_runs_it(tmp_path: Path) -> None:
    with piped("/log sam", "/as  Priya   Raman", "/log jo", "/as ANA", "/log lee") as source:
        stage = Stage(tmp_path, source=source)
        await stage.run()
    ana, priya, again = (event.who for event in stage.dispatcher.events)
    assert ana == again
    assert (ana.external, ana.name, ana.manages) == ("ana", "ana", True)
    assert (priya.external, priya.name, priya.manages) == ("priya raman", "Priya Raman", False)
    assert {ana.workspace, priya.workspace, ana.scope, priya.scope} == {"console"}


async def test_no_event_looks_like_a_repetition_of_another(stage: Stage) -> None:
    stage.answers(Reply(message=buttons("Undo")))
    await stage.ana("/log sam", "1")
    assert [event.key for event in stage.dispatcher.events] == ["", ""]


async def test_a_number_presses_the_button_with_that_number(stage: Stage) -> None:
    stage.answers(Reply(message=digest("Sam", "Jo")))
    shown = await stage.ana("/due", "4")
    assert "[4] Wrote" in shown
    assert "[Wrote] Jo" in shown
    assert stage.dispatcher.events[-1] == Pressed(
        who=stage.dispatcher.events[0].who, key="", action=ActionId("wrote", ("jo",))
    )


async def test_numbers_go_on_through_everything_that_one_answer_shows(stage: Stage) -> None:
    stage.answers(Reply(message=buttons("Undo"), also=(buttons("Look"), say("And this."))))
    shown = await stage.ana("/log sam", "2")
    assert "[1] Undo\n\n[2] Look\n\nAnd this." in shown
    assert [event.action.route for event in stage.dispatcher.events if isinstance(event, Pressed)] == ["look"]


async def test_numbers_hold_until_something_else_has_buttons(stage: Stage) -> None:
    stage.answers(Reply(message=digest("Sam")), Reply(message=say("Hello.")), Reply(message=buttons("Undo")))
    await stage.ana("/due", "hello", "/log sam", "1")
    assert [event.action.route for event in stage.dispatcher.events if isinstance(event, Pressed)] == ["undo"]
    await stage.ana("2")
    assert "There is no button 2 to press right now. The ones you see go from 1 to 1." in stage.printed


@pytest.mark.parametrize("number", ["0", "1", "7", "9" * 5000])
async def test_a_number_without_a_button_is_answered_kindly(stage: Stage, number: str) -> None:
    assert "There is no button" in await stage.ana(number)
    assert stage.dispatcher.events == []


async def test_what_a_press_replaced_cannot_be_pressed_again(stage: Stage) -> None:
    stage.answers(Reply(message=digest("Sam")), Reply(message=say("Noted: you talked to Sam."), replace=True))
    shown = await stage.ana("/due", "1", "1")
    assert "Noted: you talked to Sam." in shown
    assert "There is no button 1 to press right now." in shown
    with pytest.raises(LookupError, match="no button 'Talked'"):
        await stage.console.press("ana", "Talked")


async def test_a_form_is_asked_field_by_field(stage: Stage) -> None:
    stage.answers(Reply(form=FORM))
    await stage.ana("/log", "sam, jo", "video", "", "")
    sent = stage.dispatcher.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.action == FORM.action
    assert sent.values == {"people": "sam, jo", "medium": "v", "when": "today", "note": ""}


async def test_a_form_insists_on_what_is_needed_fits_and_can_be_picked(stage: Stage) -> None:
    stage.answers(Reply(form=FORM))
    shown = await stage.ana("/log", "", ".clear", "sam", "tea", "3", "1", ".clear", "x" * 21, "new job", "1")
    assert shown.count("People is needed. .cancel leaves the form.") == 2
    assert shown.count("Please pick one by its number, 1 to 2.") == 2
    assert "That is 21 characters long; 20 fit." in shown
    sent = next(event for event in stage.dispatcher.events if isinstance(event, Submitted))
    assert sent.values == {"people": "sam", "medium": "c", "when": "", "note": "new job"}


async def test_a_form_can_be_left(stage: Stage) -> None:
    stage.answers(Reply(form=FORM))
    shown = await stage.ana("/log", "sam", ".cancel", "/who")
    assert "You left the form. Nothing was saved." in shown
    assert "ana (you)" in shown
    assert len(stage.dispatcher.events) == 1


@pytest.mark.parametrize("typed", ["/kith due", "/log jo", "/who"])
async def test_a_command_leaves_the_form(stage: Stage, typed: str) -> None:
    stage.answers(Reply(form=FORM))
    assert "You left the form. Nothing was saved." in await stage.ana("/log", "sam", typed, "hello")
    assert not [event for event in stage.dispatcher.events if isinstance(event, Submitted)]
    last = stage.dispatcher.events[-1]
    assert isinstance(last, Called)
    assert last.line == "hello"


async def test_an_answer_may_begin_with_a_slash(stage: Stage) -> None:
    stage.answers(Reply(form=FORM))
    await stage.ana("/log", "sam", "", "", "/r/lisbon")
    sent = stage.dispatcher.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.values["note"] == "/r/lisbon"


async def test_only_fields_with_problems_are_asked_again_with_what_was_typed(stage: Stage) -> None:
    stage.answers(
        Reply(form=FORM),
        Reply(problems=(Problem("when", "I can't read that day."), Problem("", 'I don\'t know "x".'))),
    )
    shown = await stage.ana("/log", "sam", "", "smoday", "")
    assert "I don't know \"x\".\n\nI can't read that day.\nWhen · now: smoday\n" in shown
    await stage.ana("monday")
    first, second = (event for event in stage.dispatcher.events if isinstance(event, Submitted))
    assert first.values["when"] == "smoday"
    assert second.values == {"people": "sam", "medium": "", "when": "monday", "note": ""}


async def test_a_problem_of_no_field_asks_the_whole_form_again(stage: Stage) -> None:
    stage.answers(Reply(form=FORM), Reply(problems=(Problem("", "Sam is gone."),)))
    assert "Sam is gone.\n\nPeople · now: sam\n" in await stage.ana("/log", "sam", "", "", "")


async def test_the_answer_to_a_form_takes_the_place_of_the_card_that_opened_it(stage: Stage) -> None:
    stage.answers(
        Reply(message=digest("Sam")),
        Reply(form=FORM),
        Reply(problems=(Problem("people", "Who?"),)),
        Reply(message=say("Done."), replace=True),
    )
    shown = await stage.ana("/due", "1", "sam", "", "", "", "sam o", "2")
    assert "Done." in shown
    assert "There is no button 2 to press right now." in shown


async def test_a_file_is_read_from_the_path_behind_its_command(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "my people.vcf"
    path.write_bytes(b"BEGIN:VCARD")
    await stage.ana(f"/kith import {path}")
    [called] = stage.dispatcher.events
    assert isinstance(called, Called)
    assert (called.line, called.files) == ("", {"file": File("my people.vcf", b"BEGIN:VCARD")})


async def test_a_file_that_is_not_there_is_said_and_goes_nowhere(stage: Stage, tmp_path: Path) -> None:
    assert "There is no file" in await stage.ana(f"/import {tmp_path / 'x.vcf'}")
    assert stage.dispatcher.events == []


async def test_a_form_asks_for_the_path_of_a_file(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes(b"BEGIN:VCARD")
    field = Field(name="file", label="Address book", kind=FieldKind.FILE, required=True)
    stage.answers(Reply(form=Form(action=ActionId("form", ("import",)), title="Kith: import", fields=(field,))))
    shown = await stage.ana("/import", "", str(tmp_path / "nothing.vcf"), str(path))
    assert "Address book is needed: the path of a file." in shown
    assert "There is no file" in shown
    sent = stage.dispatcher.events[-1]
    assert isinstance(sent, Submitted)
    assert (sent.values, sent.files) == ({}, {"file": File("people.vcf", b"BEGIN:VCARD")})


async def test_what_a_picture_shows_is_said_where_it_is_put(stage: Stage, tmp_path: Path) -> None:
    stage.answers(Reply(message=Message(say("Here.").parts, (File("year.png", b"\x89PNG", "Bars: May 3."),))))
    assert f"Bars: May 3.\n\nSaved as {tmp_path / 'year.png'}" in await stage.ana("/insights")


async def test_a_file_in_an_answer_is_put_into_the_folder(stage: Stage, tmp_path: Path) -> None:
    export = Message(say("Here is everything.").parts, (File("kith.json", b"{}"),))
    stage.answers(Reply(message=export), Reply(message=export))
    shown = await stage.ana("/export", "/export")
    assert f"Saved as {tmp_path / 'kith.json'}" in shown
    assert f"Saved as {tmp_path / 'kith-2.json'}" in shown
    assert (tmp_path / "kith-2.json").read_bytes() == b"{}"


async def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "gone")
    stage.answers(Reply(message=Message(say("Here.").parts, (File("kith.json", b"{}"),))))
    assert "I could not write" in await stage.ana("/export")


async def test_the_clock_moves_in_the_zone_of_the_person(tmp_path: Path) -> None:
    stage = Stage(tmp_path, zone="Europe/Berlin")
    shown = await stage.ana("/forward 90 days", "/forward to 2020-01-01", "/forward")
    assert stage.clock.now() == datetime(2026, 6, 3, 8, 30, tzinfo=UTC)
    assert "It is now Wed 3 Jun 2026, 10:30." in shown
    assert "The clock only moves forward." in shown
    assert "How far should the clock move?" in shown


async def test_a_clock_that_is_stuck_says_why(tmp_path: Path) -> None:
    class Stuck(StillClock):
        async def forward(self, to: datetime) -> None:
            raise StorageError("The database is read-only.")

    stage = Stage(tmp_path, clock=Stuck())
    assert "The database is read-only." in await stage.ana("/forward 1 day")


async def test_a_direct_message_shows_its_reader_and_their_local_time(tmp_path: Path) -> None:
    stage = Stage(tmp_path, zone="America/New_York")
    await stage.ana("/log sam")
    posted = await stage.console.post(account("ana"), digest("Sam"), "k1")
    assert isinstance(posted, Posted)
    assert "── ana · Thu 5 Mar 2026, 04:30 ──\nSam\n  [1] Talked  [2] Wrote\n" in stage.printed
    await stage.ana("1")
    assert isinstance(stage.dispatcher.events[-1], Pressed)


async def test_a_direct_message_for_somebody_else_waits_for_them(tmp_path: Path) -> None:
    with piped("/as priya", "/who", "2") as source:
        stage = Stage(tmp_path, source=source)
        await stage.ana("/as Priya", "/as ana")
        await stage.console.post(account("priya"), digest("Sam"), "k1")
        await stage.console.post(account("priya"), digest("Jo"), "k2")
        assert "Priya has a new message: /as Priya\nPriya has 2 new messages: /as Priya\n" in stage.printed
        assert "Talked" not in stage.printed
        assert "Priya, 2 unread" in await stage.ana("/who")
        shown = await stage.run()
    assert shown.index("── Priya ·") < shown.index("Jo\n") < shown.index("You are Priya now.")
    assert "unread" not in shown
    assert "[Wrote] Jo" in shown


async def test_a_letter_that_nobody_read_yet_changes_or_goes(stage: Stage) -> None:
    await stage.ana("/as Priya", "/as ana")
    first = await stage.console.post(account("priya"), digest("Sam"), "k1")
    second = await stage.console.post(account("priya"), digest("Jo"), "k2")
    assert isinstance(first, Posted)
    assert isinstance(second, Posted)
    assert await stage.console.amend(account("priya"), first, None) == first
    assert await stage.console.amend(account("priya"), second, digest("Max")) == second
    shown = await stage.ana("/as Priya")
    assert "Max" in shown
    assert "Sam" not in shown
    assert "Jo" not in shown


async def test_what_was_printed_cannot_be_taken_back_and_that_is_said(stage: Stage) -> None:
    await stage.ana("/who")
    posted = await stage.console.post(account("ana"), digest("Sam"), "k1")
    assert isinstance(posted, Posted)
    assert await stage.console.amend(account("ana"), posted, None) == posted
    assert "What is printed in a terminal I cannot take back." in " ".join(stage.printed.split())


async def test_somebody_from_an_earlier_day_is_known_by_their_account(stage: Stage) -> None:
    await stage.ana("/who")
    await stage.console.post(account("lee wong"), say("Hello."), "k1")
    assert "Lee Wong has a new message: /as Lee Wong" in stage.printed
    assert "Hello." in await stage.ana("/as Lee Wong")


async def test_what_was_posted_can_be_found_again(stage: Stage) -> None:
    await stage.ana("/who")
    posted = await stage.console.post(account("ana"), say("Hello."), "k1")
    assert await stage.console.find_posted(account("ana"), "k1", MORNING) == posted
    assert await stage.console.find_posted(account("ana"), "k1", MORNING + timedelta(days=1)) is None
    assert await stage.console.find_posted(account("ana"), "k2", MORNING) is None
    assert await stage.console.find_posted(account("priya"), "k1", MORNING) is None


async def test_a_console_that_is_not_open_takes_no_messages_yet(stage: Stage) -> None:
    assert stage.console.trouble() is not None
    assert isinstance(await stage.console.post(account("ana"), say("Hello."), "k1"), Later)
    assert stage.printed == ""


@pytest.mark.parametrize("name", ["", "x" * 41])
async def test_a_name_that_is_none_is_answered_with_a_sentence(stage: Stage, name: str) -> None:
    shown = await stage.ana(f"/as {name}", "/who")
    assert "You are" not in shown
    assert "ana (you)" in shown


async def test_the_terminal_tells_what_it_knows(stage: Stage) -> None:
    shown = await stage.ana("/?")
    assert all(word in shown for word in ("/forward", "/as NAME", "/who", "/quit", "/kith help"))


async def test_a_press_is_played_like_one_at_the_terminal(stage: Stage) -> None:
    stage.answers(
        Reply(message=digest("Sam Oliver", "Jo")), Reply(message=buttons("Undo")), Reply(message=say("Good."))
    )
    await stage.ana("/due", "/log lee")
    await stage.console.press("ana", "talked", on="sam")
    assert stage.printed.endswith("ana> [Talked] Sam Oliver\nGood.\n\n")
    pressed = stage.dispatcher.events[-1]
    assert isinstance(pressed, Pressed)
    assert pressed.action == ActionId("talked", ("sam oliver",))


async def test_nothing_that_people_typed_reaches_the_terminal_as_a_command_to_it(stage: Stage) -> None:
    hostile = "\x1b[2Jsam\x1b]0;owned\x07\u202e"
    form = Form(
        action=ActionId("form", ("log",)),
        title="Kith: log",
        intro=(line(hostile),),
        fields=(
            Field(name="a", label=hostile, hint=hostile, value=hostile),
            Field(name="b", label="b", kind=FieldKind.CHOICE, choices=(Choice("x", hostile),)),
        ),
    )
    stage.answers(
        Reply(message=Message((card(hostile, hostile),))),
        Reply(problems=(Problem("", hostile),)),
        Reply(form=form),
        Reply(problems=(Problem("a", hostile),)),
    )
    await stage.ana(f"/as {hostile}", "/as ana", f"/due {hostile}", "1", "/log", hostile, "", hostile)
    await stage.console.post(account(hostile), say(hostile), "k")
    await stage.ana("/who", f"/import {hostile}", f"/as {hostile}")
    assert not set(stage.printed) & set("\x1b\x07\u202e")
    assert "owned" not in stage.printed
