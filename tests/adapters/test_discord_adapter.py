"""What people see in Discord when they command, press, fill in and complete, whatever the rest of Kith answers."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.discord.client import DiscordAdapter
from adapters.discord.files import LARGEST
from bot.chat.action import ActionId
from bot.chat.event import Called, Event, Pressed, Reply, Standing, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Button, Buttons, File, Message, Text, line, say
from bot.domain.errors import PlatformError
from tests.fakes.discord_faults import Breakdown
from tests.fakes.discord_person import Seen, SeenForm
from tests.fakes.discord_script import NOW, Lived, Script, Told, declared, running
from tests.fakes.discord_seen import SeenMessage, Upload, seen_message
from tests.fakes.discord_server import FakeDiscord

UNDO = ActionId("undo", ("x1",))
OPEN = ActionId("open", ("log",))
LOG = ActionId("form", ("log",))


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(lambda: NOW) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture
async def script(discord: FakeDiscord) -> AsyncIterator[Script]:
    made = Script()
    async with running(discord, made):
        yield made


def offering(text: str, *buttons: tuple[str, ActionId]) -> Message:
    return Message((Text((line(text),)), Buttons(tuple(Button(label, action) for label, action in buttons))))


def log_form(**values: str) -> Form:
    fields = (
        Field(name="people", label="People", required=True, hint="Sam, Priya"),
        Field(
            name="how", label="How", kind=FieldKind.CHOICE, choices=(Choice("talk", "Talked"), Choice("mail", "Wrote"))
        ),
        Field(name="note", label="Note", kind=FieldKind.LONG),
        Field(name="card", label="Card", kind=FieldKind.FILE),
    )
    return Form(action=LOG, title="Kith: log", fields=fields, reopen=OPEN, intro=(line("Who was it?"),)).filled(values)


def message(seen: Seen) -> SeenMessage:
    assert isinstance(seen, SeenMessage)
    return seen


def form(seen: Seen) -> SeenForm:
    assert isinstance(seen, SeenForm)
    return seen


async def thinking(discord: FakeDiscord) -> None:
    """Wait until somebody reads that Kith is thinking."""
    assert await discord.world.until(lambda: any(each.loading for each in discord.world.messages.values()), seconds=5)


async def test_a_command_arrives_with_its_options_and_only_its_giver_sees_the_answer(
    discord: FakeDiscord, script: Script
) -> None:
    alice = discord.user("alice")
    answer = message(await alice.command("kith log", people="Sam", how="Talked", note="*her* job", on_server=True))
    assert (answer.text, answer.ephemeral) == ("Done.", True)
    (called,) = script.events
    assert isinstance(called, Called)
    assert (called.command, called.options) == ("log", {"people": "Sam", "how": "talk", "note": "*her* job"})
    who = called.who
    assert (who.external, who.name, who.locale, who.standing) == (alice.id, "Alice", "en-US", Standing.MEMBER)
    assert (who.scope, who.workspace, who.workspace_name, who.manages) == ("", discord.world.server_id, "Home", True)


async def test_a_direct_message_belongs_to_no_workspace(discord: FakeDiscord, script: Script) -> None:
    await discord.user("alice").command("kith log", people="Sam")
    assert (script.events[0].who.workspace, script.events[0].who.manages) == ("", False)


async def test_slow_work_is_acknowledged_first(discord: FakeDiscord, script: Script) -> None:
    done = asyncio.Event()

    async def slow(event: Event) -> Reply:
        await done.wait()
        return Reply(message=say("Done at last."), also=(say("And this."),))

    script.answer = slow
    alice = discord.user("alice")
    commanding = asyncio.create_task(alice.command("kith log", people="Sam"))
    await thinking(discord)
    done.set()
    assert message(await commanding).text == "Done at last."
    assert (await alice.sees("And this.")).ephemeral


async def test_whoever_is_waiting_when_kith_stops_is_answered_yet(discord: FakeDiscord) -> None:
    done = asyncio.Event()

    async def slow(event: Event) -> Reply:
        await done.wait()
        return Reply(message=say("Done at last."))

    script = Script()
    script.answer = slow
    async with running(discord, script):
        commanding = asyncio.create_task(discord.user("alice").command("kith log", people="Sam"))
        await thinking(discord)
        asyncio.get_running_loop().call_soon(done.set)
    assert message(await commanding).text == "Done at last."


async def test_what_is_missing_is_asked_in_a_form(discord: FakeDiscord, script: Script) -> None:
    script.answer = lambda event: (
        Reply(form=log_form(note="Lunch")) if isinstance(event, Called) else Reply(message=say("Noted."))
    )
    asked = form(await discord.user("alice").command("kith log", note="Lunch"))
    assert (asked.title, asked.text) == ("Kith: log", "Who was it?")
    assert asked.values == {"People": "", "How": "", "Note": "Lunch", "Card": ""}
    assert [each.required for each in asked.fields] == [True, False, False, False]
    card = Upload("sam.vcf", b"BEGIN:VCARD")
    noted = message(await asked.submit({"People": "Sam", "How": "Wrote", "Card": card}))
    assert (noted.text, noted.ephemeral) == ("Noted.", True)
    sent = script.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.closed, "what is wrong can stand beside no field"
    assert (sent.action, sent.values) == (LOG, {"people": "Sam", "how": "mail", "note": "Lunch"})
    assert sent.files == {"card": File("sam.vcf", b"BEGIN:VCARD")}


async def test_a_form_that_comes_too_late_is_behind_a_button(discord: FakeDiscord, script: Script) -> None:
    async def slow(event: Event) -> Reply:
        if isinstance(event, Called):
            await thinking(discord)
        return Reply(form=log_form())

    script.answer = slow
    alice = discord.user("alice")
    offered = message(await alice.command("kith log"))
    assert offered.buttons == ("Open form",)
    assert form(await alice.press("Open form")).title == "Kith: log"


async def test_a_press_updates_the_message_in_place_and_says_the_rest_apart(
    discord: FakeDiscord, script: Script
) -> None:
    script.answer = lambda event: (
        Reply(message=say("Taken back."), replace=True, also=(say("By the way."),))
        if isinstance(event, Pressed)
        else Reply(message=offering("Noted: Sam.", ("Undo", UNDO)))
    )
    alice = discord.user("alice")
    noted = message(await alice.command("kith log", people="Sam"))
    taken = message(await alice.press("Undo"))
    assert (taken.id, taken.text, taken.buttons) == (noted.id, "Taken back.", ())
    assert (await alice.sees("By the way.")).id != noted.id
    pressed = script.events[-1]
    assert isinstance(pressed, Pressed)
    assert pressed.action == UNDO


async def test_buttons_and_forms_outlive_the_process_that_showed_them(discord: FakeDiscord) -> None:
    first, second = Script(), Script()
    first.answer = lambda event: (
        Reply(form=log_form()) if isinstance(event, Pressed) else Reply(message=offering("Noted.", ("More", OPEN)))
    )
    second.answer = lambda event: Reply(message=say(f"{type(event).__name__}."), replace=True)
    alice = discord.user("alice")
    async with running(discord, first):
        await alice.command("kith log", people="Sam")
        opened = form(await alice.press("More"))
    async with running(discord, second):
        second.opening.clear()
        assert message(await opened.submit({"People": "Sam"})).text == "Submitted."
    third = Script()
    third.answer = first.answer
    async with running(discord, third):
        await alice.command("kith log", people="Sam")
    async with running(discord, second):
        assert message(await alice.press("More")).text == "Pressed."


async def test_a_repeated_event_shows_nothing(discord: FakeDiscord, script: Script) -> None:
    script.answer = lambda event: Reply()
    assert message(await discord.user("alice").command("kith log", people="Sam")).deleted


async def test_completion_reaches_the_dispatcher_and_its_suggestions_the_person(
    discord: FakeDiscord, script: Script
) -> None:
    script.suggestions = (
        Choice("#c1", "Sam Rivera"),
        Choice("#c2", "Samira"),
        Choice("x" * 101, "too long for Discord"),
    )
    offered = await discord.user("alice").complete("kith log", people="sa")
    assert [(each.name, each.value) for each in offered] == [("Sam Rivera", "#c1"), ("Samira", "#c2")]
    (completing,) = script.completed
    assert (completing.command, completing.option, completing.text) == ("log", "people", "sa")


async def test_a_file_comes_along_unless_it_is_too_large(discord: FakeDiscord, script: Script) -> None:
    alice = discord.user("alice")
    await alice.command("kith import", file=Upload("people.vcf", b"BEGIN:VCARD"))
    called = script.events[0]
    assert isinstance(called, Called)
    assert called.files == {"file": File("people.vcf", b"BEGIN:VCARD")}
    refused = message(await alice.command("kith import", file=Upload("all.vcf", b"x" * (LARGEST + 1))))
    assert "too large" in refused.text
    assert len(script.events) == 1


async def test_a_picture_is_handed_over_with_what_it_shows(discord: FakeDiscord, script: Script) -> None:
    picture = File("year.png", b"\x89PNG", "Bars: May 3.")
    script.answer = lambda event: Reply(message=Message(say("Here.").parts, files=(picture,)))
    given = message(await discord.user("alice").command("kith import"))
    assert dict(given.files) == {"year.png": b"\x89PNG"}
    assert dict(given.alts) == {"year.png": "Bars: May 3."}


async def test_files_are_handed_over(discord: FakeDiscord, script: Script) -> None:
    script.answer = lambda event: Reply(message=Message(say("Here.").parts, files=(File("kith.json", b"{}"),)))
    given = message(await discord.user("alice").command("kith import"))
    assert dict(given.files) == {"kith.json": b"{}"}


async def test_commands_are_told_once_until_they_change(discord: FakeDiscord) -> None:
    told = Told()
    for help, times in (("Note a talk", 1), ("Note a talk", 1), ("Note a chat", 2)):
        async with running(discord, Script(), told=told, registry=declared(help)):
            assert discord.called("PUT", "/applications/*/commands") == times
    kith, *menus = discord.world.commands
    assert {each["name"] for each in menus} == {"Log a catch-up", "Keep in touch", "Follow up on this"}
    assert (kith["name"], kith["contexts"], kith["integration_types"]) == ("kith", [0, 1, 2], [0, 1])
    assert [each["description"] for each in kith["options"]] == ["Note a chat", "Bring your people in"]
    assert not any(option.get("required") for command in kith["options"] for option in command["options"])


async def test_commands_that_could_not_be_told_are_told_next_time(discord: FakeDiscord) -> None:
    told = Told()
    discord.fail("PUT", "/applications/*/commands", Breakdown(status=503))
    async with running(discord, Script(), told=told):
        assert discord.world.commands == []
    async with running(discord, Script(), told=told):
        assert discord.world.commands != []


async def test_a_wrong_token_is_a_sentence(discord: FakeDiscord) -> None:
    adapter = DiscordAdapter(
        token="wrong",
        registry=declared(),
        synced=Told(),
        homes=Lived(),
        clock=lambda: NOW,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )
    with pytest.raises(PlatformError, match="does not accept the bot token"):
        await adapter.run(Script())
    assert adapter.trouble() is not None


async def test_trouble_comes_and_goes_with_the_connection(discord: FakeDiscord) -> None:
    async with running(discord, Script()) as adapter:
        alice = discord.user("alice")
        assert message(await alice.command("kith log", people="Sam")).text == "Done."
        assert adapter.trouble() is None
        discord.gateway.cut()
        assert await discord.world.until(lambda: discord.gateway.resumes == 1, seconds=5)
        assert message(await alice.command("kith log", people="Sam")).text == "Done."
    assert adapter.trouble() is not None


async def test_nobody_is_rung_by_any_kind_of_answer(discord: FakeDiscord, script: Script) -> None:
    bob = discord.user("bob")
    ringing = f"@everyone <@{bob.id}> <@!{bob.id}> @here <@&{discord.world.server_id}>"
    script.answer = lambda event: Reply(
        message=offering(ringing, ("Again", UNDO)), also=(say(ringing),), replace=isinstance(event, Pressed)
    )
    alice = discord.user("alice")
    await alice.command("kith log", people="Sam", on_server=True)
    await alice.press("Again")
    assert await discord.world.until(lambda: len(discord.world.messages) == 3, seconds=5)
    shown = [seen_message(discord.world, each) for each in discord.world.messages.values()]
    assert all(bob.id in each.text and each.pings == () for each in shown)
