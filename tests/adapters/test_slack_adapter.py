"""What people see in Slack when they command, press, fill in and complete, whatever the rest of Kith answers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.slack.app import SlackAdapter
from adapters.slack.logs import quiet_logger
from bot.chat.action import ActionId
from bot.chat.event import Called, Event, Pressed, Reply, Standing, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Button, Buttons, File, Message, Text, line, say
from bot.domain.errors import PlatformError, Problem
from tests.fakes.slack import Broken, ClientRefused, Dropped, FakeSlack, Fault, Modal, Post, RateLimited, Refused
from tests.fakes.slack_installed import Noted
from tests.fakes.slack_script import Script, account_of, declared, running


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def script(slack: FakeSlack) -> AsyncIterator[Script]:
    made = Script()
    async with running(slack, made):
        yield made


def offering(text: str, *buttons: tuple[str, ActionId]) -> Message:
    return Message((Text((line(text),)), Buttons(tuple(Button(label, action) for label, action in buttons))))


UNDO = ActionId("undo", ("x1",))
OPEN = ActionId("open", ("log",))
LOG = ActionId("form", ("log",))


def log_form(**values: str) -> Form:
    fields = (
        Field(name="people", label="People", kind=FieldKind.PEOPLE, required=True, hint="Sam, Priya"),
        Field(name="note", label="Note", kind=FieldKind.LONG),
    )
    return Form(action=LOG, title="Kith: log", fields=fields, reopen=OPEN).filled(values)


async def test_a_command_arrives_as_typed_and_only_its_giver_sees_the_answer(slack: FakeSlack, script: Script) -> None:
    alice, sam = slack.user("U1", "alice", tz="Asia/Kolkata", locale="en-GB"), slack.user("U2", "sam")
    answer = await alice.command("/kith", 'Log @sam coffee & "cake" <3, see https://kith.example/x')
    assert answer.text == "Done."
    assert sam.sees == []
    called = script.events[0]
    assert isinstance(called, Called)
    assert (called.command, called.line) == ("log", '<@U2|Sam> coffee & "cake" <3, see https://kith.example/x')
    who = called.who
    assert (who.external, who.name, who.zone, who.locale) == ("U1", "Alice", "Asia/Kolkata", "en-GB")
    assert (who.scope, who.workspace, who.workspace_name) == ("T0KITH", "T0KITH", "Kith Test")


async def test_of_somebody_whom_slack_does_not_tell_of_that_is_told_too(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    slack.user("U2", "sam")
    slack.faults.plan("users.info", Refused("user_not_found"), nth=2)
    await alice.command("/kith", "log @sam coffee")
    called = script.events[0]
    assert isinstance(called, Called)
    assert called.line == "<@U2|sam> coffee"
    assert called.outsiders == {"U2": None}


async def test_an_empty_command_is_passed_on(slack: FakeSlack, script: Script) -> None:
    await slack.user("U1").command("/kith")
    called = script.events[0]
    assert isinstance(called, Called)
    assert (called.command, called.line) == ("", "")


async def test_the_acknowledgement_of_slow_work_comes_in_time_and_the_answer_after_it(
    slack: FakeSlack, script: Script
) -> None:
    done = asyncio.Event()

    async def slow(event: Event) -> Reply:
        await done.wait()
        return Reply(message=offering("Done.", ("Undo", UNDO)))

    alice = slack.user("U1")
    script.answer = slow
    commanding = asyncio.create_task(alice.command("/kith", "log sam"))
    held = await commanding
    assert isinstance(held, Modal)
    assert held.text == "Kith\nOne moment…"
    done.set()
    shown = await alice.next()
    assert shown.text == "Kith\nDone.\n[Undo]"
    assert all(sent.acknowledged_after is not None and sent.acknowledged_after < 2.6 for sent in slack.socket.envelopes)


@pytest.mark.parametrize(
    ("flag", "standing"),
    [
        ("is_restricted", Standing.GUEST),
        ("is_ultra_restricted", Standing.GUEST),
        ("is_stranger", Standing.STRANGER),
        ("is_bot", Standing.BOT),
        ("deleted", Standing.GONE),
        ("is_admin", Standing.MEMBER),
    ],
)
async def test_the_standing_of_a_person_is_told(
    slack: FakeSlack, script: Script, flag: str, standing: Standing
) -> None:
    await slack.user("U1", flags={flag}).command("/kith", "due")
    assert script.events[0].who.standing is standing


async def test_people_are_looked_up_once_in_a_while(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    for _ in range(3):
        await alice.command("/kith", "due")
    assert len(slack.calls_of("users.info")) == 1
    assert len(slack.calls_of("auth.test")) == 1


@pytest.mark.parametrize("fault", [Dropped(stored=True), Broken(503), RateLimited(1)], ids=["cut", "broken", "busy"])
async def test_what_only_reads_is_asked_once_more(slack: FakeSlack, script: Script, fault: Fault) -> None:
    slack.faults.plan("users.info", fault)
    answer = await slack.user("U1").command("/kith", "due")
    assert answer.text.endswith("Done.")
    assert len(slack.calls_of("users.info")) == 2


async def test_nobody_is_taken_for_a_member_unseen(slack: FakeSlack, script: Script) -> None:
    slack.faults.plan("users.info", Refused("internal_error"))
    answer = await slack.user("U1").command("/kith", "due")
    assert answer.text == "Slack could not tell me who you are just now. Please try that again."
    assert script.events == []


async def test_one_delivered_twice_has_one_key(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    await alice.command("/kith", "due")
    await slack.socket.redeliver()
    await alice.next()
    first, second = script.events
    assert first.key == second.key != ""


async def test_a_form_opens_is_filled_and_answered_where_the_command_was_given(
    slack: FakeSlack, script: Script
) -> None:
    alice = slack.user("U1")
    script.answer = lambda event: Reply(form=log_form(note="her new job"))
    form = await alice.command("/kith", "log")
    assert isinstance(form, Modal)
    assert (form.title, form.fields) == ("Kith: log", {"People": [], "Note": "her new job"})
    with pytest.raises(ClientRefused, match="People"):
        await form.submit()

    script.answer = lambda event: Reply(message=offering("Logged.", ("Undo", UNDO)))
    logged = await form.submit({"People": "Sam"})
    assert isinstance(logged, Post)
    assert (logged.text, logged.channel, logged.only_for) == ("Logged.\n[Undo]", "CGENERAL", "U1")
    assert alice.modal is None
    sent = script.events[1]
    assert isinstance(sent, Submitted)
    assert (sent.action, sent.values) == (LOG, {"people": "+Sam", "note": "her new job"})
    assert sent.key not in {"", script.events[0].key}


async def test_problems_stand_beside_their_fields_and_nothing_typed_is_lost(slack: FakeSlack, script: Script) -> None:
    script.answer = lambda event: Reply(form=log_form())
    form = await slack.user("U1").command("/kith", "log")
    assert isinstance(form, Modal)
    problems = (Problem("note", "That is too long."), Problem("", 'I don\'t know "xyz".'))
    script.answer = lambda event: Reply(problems=problems)
    assert await form.submit({"People": "Sam", "Note": "long"}) is form
    assert form.is_open
    assert form.errors == {"Note": "That is too long.", "People": 'I don\'t know "xyz".'}
    assert form.fields == {"People": ["Add “Sam”"], "Note": "long"}


async def test_a_slow_form_says_so_and_then_shows_its_problems_with_what_was_typed(
    slack: FakeSlack, script: Script
) -> None:
    alice, done = slack.user("U1"), asyncio.Event()
    slack.user("U2", "ben")

    async def slow(event: Event) -> Reply:
        await done.wait()
        return Reply(problems=(Problem("note", "That is too long."),))

    people = Field(name="people", label="People", kind=FieldKind.PEOPLE, colleagues=True)
    script.answer = lambda event: Reply(form=replace(log_form(), fields=(people, *log_form().fields[1:])))
    form = await alice.command("/kith", "log")
    assert isinstance(form, Modal)
    script.answer = slow
    waiting = await form.submit({"People": "Sam", "Colleagues": "ben", "Note": "long"})
    assert waiting.text == "Kith\nWorking on it…"
    done.set()
    again = await alice.next()
    assert isinstance(again, Modal)
    assert again.text.startswith("Kith: log\nThat is too long.")
    assert again.fields == {"People": ["Add “Sam”"], "Colleagues": ["U2"], "Note": "long"}

    script.answer = lambda event: Reply(message=say("Logged."))
    logged = await again.submit()
    assert (logged.text, script.events[-1].key) == ("Logged.", script.events[-1].key)
    assert isinstance(logged, Post)


async def test_a_slow_form_ends_with_its_answer_in_the_modal(slack: FakeSlack, script: Script) -> None:
    alice, done = slack.user("U1"), asyncio.Event()

    async def slow(event: Event) -> Reply:
        await done.wait()
        return Reply(message=offering("Logged.", ("Undo", UNDO)))

    script.answer = lambda event: Reply(form=log_form())
    form = await alice.command("/kith", "log")
    assert isinstance(form, Modal)
    script.answer = slow
    await form.submit({"People": "Sam"})
    done.set()
    shown = await alice.next()
    assert shown.text == "Kith\nLogged.\n[Undo]"
    script.answer = lambda event: Reply(message=say("Undone."), replace=True)
    undone = await alice.press("Undo")
    assert undone.text == "Kith\nUndone."


async def test_a_form_whose_moment_passed_opens_from_a_button(script: Script) -> None:
    async with FakeSlack(trigger_seconds=-1) as late, running(late, script):
        alice = late.user("U1")
        script.answer = lambda event: Reply(form=log_form())
        answer = await alice.command("/kith", "log")
        assert answer.buttons == ["Open the form"]
        late.world.trigger_seconds = 3.0
        assert isinstance(await alice.press("Open the form"), Modal)
        pressed = script.events[-1]
        assert isinstance(pressed, Pressed)
        assert pressed.action == OPEN
        late.assert_clean()


async def test_a_form_may_follow_a_form(slack: FakeSlack, script: Script) -> None:
    script.answer = lambda event: Reply(form=log_form())
    form = await slack.user("U1").command("/kith", "log")
    assert isinstance(form, Modal)
    script.answer = lambda event: Reply(form=log_form(note="and what did you say?"))
    following = await form.submit({"People": "Sam"})
    assert isinstance(following, Modal)
    assert following.fields["Note"] == "and what did you say?"


async def test_suggestions_come_while_typing_and_what_was_typed_can_be_kept(slack: FakeSlack, script: Script) -> None:
    script.answer = lambda event: Reply(form=log_form())
    script.suggestions = (Choice("Sam Rivera", "Sam Rivera (Acme)"), Choice("x" * 76, "too long for Slack"))
    form = await slack.user("U1").command("/kith", "log")
    assert isinstance(form, Modal)
    assert await form.suggest("People", "sam") == ["Sam Rivera (Acme)", "Add “sam”"]
    completing = script.completed[0]
    assert (completing.command, completing.option, completing.text) == ("log", "people", "sam")
    await form.submit({"People": "Sam Rivera (Acme)"})
    sent = script.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.values["people"] == "Sam Rivera"


async def test_a_press_changes_the_message_in_place_and_works_after_a_restart(slack: FakeSlack) -> None:
    alice, digest = slack.user("U1"), offering("Sam: 40 days", ("Talked", ActionId("talked", ("n1",))))
    script = Script()
    async with running(slack, script) as adapter:
        await adapter.post(account_of("U1"), digest, "d1")
    script.answer = lambda event: Reply(message=say("Talked to Sam today."), replace=True)
    async with running(slack, script):
        changed = await alice.press("Talked")
    assert [post.text for post in alice.dm()] == ["Talked to Sam today."]
    assert changed is alice.dm()[0]
    pressed = script.events[0]
    assert isinstance(pressed, Pressed)
    assert pressed.action == ActionId("talked", ("n1",))


async def test_a_press_on_an_answer_that_only_its_reader_sees_changes_it_too(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    script.answer = lambda event: Reply(message=offering("Logged.", ("Undo", UNDO)))
    logged = await alice.command("/kith", "log sam")
    script.answer = lambda event: Reply(message=say("Undone."), replace=True, also=(say("By the way."),))
    assert await alice.press("Undo") is logged
    also = await alice.next()
    assert [post.text for post in alice.sees] == ["Undone.", "By the way."]
    assert isinstance(also, Post)
    assert also.only_for == "U1"


async def test_a_form_from_a_button_replaces_the_message_of_the_button(slack: FakeSlack) -> None:
    alice, script = slack.user("U1"), Script()
    async with running(slack, script) as adapter:
        await adapter.post(account_of("U1"), offering("Sam: 40 days", ("More", OPEN)), "d1")
        script.answer = lambda event: Reply(form=log_form())
        form = await alice.press("More")
        assert isinstance(form, Modal)
    script.answer = lambda event: Reply(message=say("Logged."), replace=True)
    async with running(slack, script):  # nothing about the form is kept in the process
        await form.submit({"People": "Sam"})
    assert [post.text for post in alice.dm()] == ["Logged."]


async def test_an_answer_whose_address_ran_out_comes_as_a_direct_message(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    script.answer = lambda event: Reply(form=log_form())
    form = await alice.command("/kith", "log")
    assert isinstance(form, Modal)
    slack.expire_response_urls()
    script.answer = lambda event: Reply(message=say("Logged."))
    await form.submit({"People": "Sam"})
    assert [post.text for post in alice.dm()] == ["Logged."]


async def test_a_file_in_a_form_arrives_whole(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    field = Field(name="file", label="File", kind=FieldKind.FILE, required=True)
    script.answer = lambda event: Reply(
        form=Form(action=ActionId("form", ("import",)), title="Import", fields=(field,))
    )
    form = await alice.command("/kith", "import")
    assert isinstance(form, Modal)
    script.answer = lambda event: Reply(message=say("2 people."))
    await form.submit({"File": [alice.upload("people.vcf", b"BEGIN:VCARD\r\n", "text/vcard")]})
    sent = script.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.files == {"file": File("people.vcf", b"BEGIN:VCARD\r\n")}


async def test_a_file_that_cannot_be_had_keeps_the_form_open(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    field = Field(name="file", label="File", kind=FieldKind.FILE, required=True)
    script.answer = lambda event: Reply(
        form=Form(action=ActionId("form", ("import",)), title="Import", fields=(field,))
    )
    form = await alice.command("/kith", "import")
    assert isinstance(form, Modal)
    large = alice.upload("people.vcf", b"x" * (10 * 1024**2 + 1))
    assert await form.submit({"File": [large]}) is form
    assert form.errors == {"File": "That file is too large: I take up to 10 MB."}
    gone = alice.upload("gone.vcf", b"")
    await form.fill({"File": [gone]})
    del slack.world.files[gone.id]
    assert await form.submit() is form
    assert form.errors == {"File": "Slack did not give me that file. Please send it again."}
    assert len(script.events) == 1


async def test_a_file_for_somebody_lands_in_their_direct_messages(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    export = Message((Text((line("Here is everything."),)),), files=(File("kith.json", b"{}"),))
    script.answer = lambda event: Reply(message=export)
    answer = await alice.command("/kith", "export")
    assert answer.text == "Here is everything."
    await alice.next()
    assert [post.text for post in alice.dm()] == ["(kith.json)"]
    assert [stored.content for stored in slack.world.files.values()] == [b"{}"]


async def test_a_picture_says_what_it_shows(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    picture = File("year.png", b"\x89PNG", "Bars: May 3.")
    script.answer = lambda event: Reply(message=Message(say("Here.").parts, files=(picture,)))
    await alice.command("/kith", "insights")
    await alice.next()
    assert [(each.name, each.alt) for each in slack.world.files.values()] == [("year.png", "Bars: May 3.")]


async def test_a_repeat_shows_nothing(slack: FakeSlack, script: Script) -> None:
    alice = slack.user("U1")
    await alice.command("/kith", "log sam")
    script.answer = lambda event: Reply() if event.key == script.events[0].key else Reply(message=say("Second."))
    await slack.socket.redeliver()
    await alice.command("/kith", "due")
    assert [post.text for post in alice.sees] == ["Done.", "Second."]


async def test_stopping_finishes_what_is_under_way(slack: FakeSlack) -> None:
    alice, script, reached, done = slack.user("U1"), Script(), asyncio.Event(), asyncio.Event()

    async def slow(event: Event) -> Reply:
        reached.set()
        await done.wait()
        return Reply(message=say("Done."))

    script.answer = slow
    async with running(slack, script):
        commanding = asyncio.create_task(alice.command("/kith", "log sam"))
        await reached.wait()
        asyncio.get_running_loop().call_soon(done.set)
    assert (await commanding).text == "Done."


async def test_a_connection_that_drops_is_made_anew(slack: FakeSlack) -> None:
    script = Script()
    async with running(slack, script) as adapter:
        alice, opened = slack.user("U1"), slack.socket.opened
        await alice.command("/kith", "due")
        assert adapter.trouble() is None
        await slack.socket.drop()
        await slack.socket.connected(times=opened + 1)
        await slack.socket.refresh()
        assert (await alice.command("/kith", "due")).text == "Done."
        assert adapter.trouble() is None
    assert adapter.trouble() == "Slack is not connected yet."


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_bad_token_is_said_in_a_sentence(slack: FakeSlack, method: str) -> None:
    slack.faults.plan(method, Refused("invalid_auth"))
    adapter = SlackAdapter(
        installed=Noted(), bot_token="xoxb-1-bad", app_token="xapp-1-bad", registry=declared(), api_url=slack.base_url
    )
    if method == "apps.connections.open":
        slack.web.bot_token = "xoxb-1-bad"
    with pytest.raises(PlatformError, match=r"Slack does not accept the (bot|app) token\..*invalid_auth") as refused:
        await adapter.run(Script())
    assert "xoxb-1-bad" not in refused.value.sentence
    assert "xapp-1-bad" not in refused.value.sentence


async def test_neither_tokens_nor_what_people_write_is_logged(
    slack: FakeSlack, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with running(slack, Script()) as adapter:
        alice = slack.user("U1")
        await alice.command("/kith", "log sam: a secret note")
        slack.revoke_tokens()
        await adapter.post(account_of("U1"), say("a secret digest"), "d1")
        quiet_logger().warning("retrying %s", "wss://x/?ticket=t-1 Bearer xoxb-1-2 xapp-1-3 xoxe.xoxp-1-4")
    logged = "\n".join(record.getMessage() for record in caplog.records) + "".join(capsys.readouterr())
    assert "retrying wss://x/?ticket=… Bearer … xapp-… xoxe.…" in logged
    for secret in (slack.bot_token, slack.app_token, "xoxb-1", "xapp-1", "t-1", "secret"):
        assert secret not in logged
