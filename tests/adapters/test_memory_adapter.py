"""The platform in memory, and the people who talk through it."""

from collections import deque
from datetime import UTC, datetime, timedelta

import pytest

from adapters.memory import MemoryAdapter, Talker, text_of
from bot.chat.action import ActionId
from bot.chat.adapter import Adapter, Later, Posted, Refused, Uncertain
from bot.chat.event import Called, Completing, Event, Identity, Pressed, Reply, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Bullets, Button, Buttons, Card, Facts, File, Heading, Message, Text, bold, line, say
from bot.domain.errors import PlatformError, Problem
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, Platform

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
ANA = Account(id=AccountId("a"), user=UserId("u"), platform=Platform.SLACK, scope="T1", external="U1")
FORM = Form(
    action=ActionId("form", ("log",)),
    title="Kith: log",
    fields=(
        Field(name="people", label="People", required=True),
        Field(
            name="medium", label="Medium", kind=FieldKind.CHOICE, choices=(Choice("c", "Coffee"), Choice("v", "Video"))
        ),
        Field(name="when", label="When", value="today"),
        Field(name="file", label="Address book", kind=FieldKind.FILE),
    ),
)


class Script:
    """Answers each event with the next reply."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = deque(replies)
        self.events: list[Event] = []

    def opens_form(self, event: Called | Pressed) -> bool:
        return False

    async def dispatch(self, event: Event) -> Reply:
        self.events.append(event)
        return self.replies.popleft() if self.replies else Reply(message=say("Noted."))

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        return (Choice(event.text, f"{event.command} {event.option}"),)


@pytest.fixture
def slack() -> MemoryAdapter:
    return MemoryAdapter(Platform.SLACK, lambda: NOW)


def ana(script: Script, adapter: MemoryAdapter | None = None) -> Talker:
    who = Identity(platform=Platform.SLACK, scope="T1", external="U1", name="Ana", workspace="T1")
    return Talker(script, who, adapter)


def card(name: str, *labels: str) -> Card:
    return Card(
        line(bold(name)), (), tuple(Button(label, ActionId(label.lower(), (name.lower(),))) for label in labels)
    )


def digest(*names: str) -> Message:
    return Message(tuple(card(name, "Talked", "Wrote") for name in names))


def pressed(script: Script) -> list[ActionId]:
    return [event.action for event in script.events if isinstance(event, Pressed)]


async def test_a_post_is_kept_and_found_by_its_key(slack: MemoryAdapter) -> None:
    adapter: Adapter = slack
    posted = await adapter.post(ANA, say("Good morning."), "k1")
    assert isinstance(posted, Posted)
    assert await adapter.find_posted(ANA, "k1", NOW) == posted
    assert await adapter.find_posted(ANA, "k2", NOW) is None
    assert await adapter.find_posted(ANA, "k1", NOW + timedelta(seconds=1)) is None


async def test_a_message_that_comes_twice_is_seen_twice(slack: MemoryAdapter) -> None:
    first = await slack.post(ANA, say("Good morning."), "k1")
    second = await slack.post(ANA, say("Good morning."), "k1")
    assert first != second
    assert ana(Script(), slack).inbox == (say("Good morning."),) * 2


@pytest.mark.parametrize(
    ("outcome", "stored"),
    [
        (Refused("the DM is closed"), False),
        (Later(5.0, "busy"), False),
        (Uncertain("cut off"), False),
        (Uncertain("cut off"), True),
    ],
)
async def test_the_next_posts_end_as_planned(
    slack: MemoryAdapter, outcome: Refused | Later | Uncertain, stored: bool
) -> None:
    slack.will(outcome, stored=stored, times=2)
    assert [await slack.post(ANA, say("Hello."), key) for key in ("k1", "k2")] == [outcome] * 2
    assert (await slack.find_posted(ANA, "k2", NOW) is not None) is stored
    assert isinstance(await slack.post(ANA, say("Hello."), "k3"), Posted)


async def test_during_an_outage_nothing_can_be_posted_or_asked(slack: MemoryAdapter) -> None:
    slack.outage = "Slack is away."
    assert slack.trouble() == "Slack is away."
    assert isinstance(await slack.post(ANA, say("Hello."), "k1"), Later)
    with pytest.raises(PlatformError, match="away"):
        await slack.find_posted(ANA, "k1", NOW)
    slack.outage = None
    assert slack.trouble() is None
    assert ana(Script(), slack).inbox == ()


async def test_everybody_reads_their_own_mail(slack: MemoryAdapter) -> None:
    await slack.post(ANA, say("For Ana."), "k1")
    other = Identity(platform=Platform.SLACK, scope="T1", external="U2", name="Jo")
    assert Talker(Script(), other, slack).inbox == ()


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/kith log sam coffee yesterday", "log", "sam coffee yesterday"),
        ("/kith  log  sam", "log", "sam"),
        ("/log sam: a note", "log", "sam: a note"),
        ("/kith", "", ""),
        ("hello there", "", "hello there"),
    ],
)
async def test_a_line_becomes_a_command(typed: str, command: str, rest: str) -> None:
    script = Script()
    book = File("people.vcf", b"")
    await ana(script).say(typed, files={"file": book})
    [called] = script.events
    assert isinstance(called, Called)
    assert (called.command, called.line, called.files) == (command, rest, {"file": book})


async def test_no_two_events_have_the_same_key() -> None:
    script = Script()
    for talker in (ana(script), ana(script)):
        await talker.say("/due")
        await talker.say("/due")
    assert len({event.key for event in script.events}) == 4


async def test_a_press_finds_the_newest_button_by_label_and_card(slack: MemoryAdapter) -> None:
    script = Script(Reply(message=digest("Lee")))
    talker = ana(script, slack)
    await talker.say("/due")
    await slack.post(ANA, digest("Sam Oliver", "Jo"), "k1")
    await talker.press("wrote", on="sam")
    await talker.press("Talked")
    await talker.press("Talked", on="Lee")
    assert pressed(script) == [
        ActionId("wrote", ("sam oliver",)),
        ActionId("talked", ("sam oliver",)),
        ActionId("talked", ("lee",)),
    ]
    with pytest.raises(LookupError, match=r"no button 'More' among: \[Talked\] Sam Oliver, \[Wrote\] Sam Oliver"):
        await talker.press("More")


async def test_a_replaced_message_changes_where_it_stands(slack: MemoryAdapter) -> None:
    await slack.post(ANA, digest("Sam", "Jo"), "k1")
    await slack.post(ANA, say("Later."), "k2")
    script = Script(Reply(message=digest("Jo"), replace=True, also=(say("Well done."),)))
    talker = ana(script, slack)
    await talker.press("Talked", on="Sam")
    assert talker.inbox == (digest("Jo"), say("Later."))
    assert ana(script, slack).inbox == talker.inbox
    assert talker.text == "Jo\n[Talked] [Wrote]\n\nWell done."
    with pytest.raises(LookupError):
        await talker.press("Talked", on="Sam")


async def test_a_form_is_filled_by_label_or_name() -> None:
    script = Script(Reply(form=FORM))
    talker = ana(script)
    await talker.say("/log")
    assert talker.form == FORM
    book = File("people.vcf", b"BEGIN:VCARD")
    await talker.fill({"people": "sam", "MEDIUM": "Video", "Address book": book})
    sent = script.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.values == {"people": "sam", "medium": "v", "when": "today"}
    assert sent.files == {"file": book}
    with pytest.raises(LookupError, match="no form is open"):
        await talker.fill({})


async def test_a_form_with_problems_stays_open_with_what_was_typed() -> None:
    script = Script(Reply(form=FORM), Reply(problems=(Problem("when", "I can't read that day."),)))
    talker = ana(script)
    await talker.say("/log")
    await talker.fill({"People": "sam", "When": "smoday"})
    assert talker.text == "Kith: log\nPeople: sam\nMedium:\nWhen: smoday\nAddress book:\n\nI can't read that day."
    await talker.fill({"When": "monday"})
    sent = script.events[-1]
    assert isinstance(sent, Submitted)
    assert sent.values == {"people": "sam", "medium": "", "when": "monday"}
    assert talker.text == "Noted."


async def test_an_unknown_field_is_named() -> None:
    talker = ana(Script(Reply(form=FORM)))
    await talker.say("/log")
    with pytest.raises(LookupError, match="no field 'Day' among: People, Medium, When"):
        await talker.fill({"Day": "monday"})


async def test_the_answer_to_a_form_replaces_the_message_that_opened_it(slack: MemoryAdapter) -> None:
    await slack.post(ANA, digest("Sam"), "k1")
    problem = Reply(problems=(Problem("people", "Who?"),))
    talker = ana(Script(Reply(form=FORM), problem, Reply(message=say("Done."), replace=True)), slack)
    await talker.press("Talked")
    await talker.fill({})
    await talker.fill({"People": "sam"})
    assert talker.inbox == (say("Done."),)


async def test_suggestions_come_from_the_dispatcher() -> None:
    assert await ana(Script()).complete("log", "people", "sa") == (Choice("sa", "log people"),)


def test_a_message_as_plain_text() -> None:
    message = Message(
        (
            Heading("Thursday"),
            Text((line("Hello ", bold("Ana"), "."), line("Two today."))),
            card("Sam", "Talked", "Wrote"),
            Bullets((line("one"),)),
            Facts((("Next", "6 March"),)),
            Buttons((Button("All", ActionId("all")),)),
        ),
        (File("kith.json", b"{}"),),
    )
    assert text_of(message) == (
        "Thursday\nHello Ana.\nTwo today.\nSam\n[Talked] [Wrote]\n• one\nNext: 6 March\n[All]\n"
        "(file kith.json, 2 bytes)"
    )
