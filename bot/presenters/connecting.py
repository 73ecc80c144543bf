"""What is said to whoever is asked for an introduction: the request, the words to begin with, what came of it.

The words are a start that the connector changes and sends by themself. Kith sends them to nobody.
"""

from datetime import date

from bot.chat.action import ActionId
from bot.chat.form import Field, FieldKind, Form
from bot.chat.message import Button, ButtonStyle, Card, Line, Message, Text, bold, italic, line
from bot.domain.introduction import IntroductionState, Outcome
from bot.language import spoken
from bot.presenters import buttons
from bot.services.connecting import BRIDGE_LIMIT, Answer, Requested
from bot.services.introductions_brought import Heard

_LABEL = 70
_UNSEEN = "whether you say no or nothing, they only read that no answer came."


def card(request: Requested, place: str, today: date) -> Card:
    """A request as it stands, with what the connector can do about it."""
    asker, name = bold(request.asker), bold(request.contact.name)
    match request.introduction.state:
        case IntroductionState.ASKED:
            return _asked(request, place)
        case IntroductionState.LATER:
            until = request.introduction.later_until
            if until is None or until <= today:
                return _asked(request, place)
            again = f"✓ I bring it up again on {spoken.day(until, today)}. Until a yes, "
            waits = line(again, asker, " only reads that no answer came.")
            return Card(_wish(request), (waits,), (_yes(request, place), _no(request, place)))
        case IntroductionState.DECLINED:
            no = line("✓ You said no. ", asker, " only reads that no answer came.")
            return Card(_wish(request), (no,), (_yes(request, place, after="after all"),))
        case IntroductionState.ACCEPTED:
            body = line("What did they say? ", asker, " knows that you ask.")
            return Card(
                line("You ask ", name, " whether they would like to meet ", asker, "."), (body,), _steps(request, place)
            )
        case IntroductionState.AGREED:
            body = line("Bring them together in your own words, then tell me that you did.")
            return Card(line(name, " and ", asker, " would both like to meet."), (body,), _bridging(request, place))
        case IntroductionState.REFUSED:
            told = line("✓ ", asker, " hears that it did not work out, and that it is nobody's fault.")
            return Card(line(name, " would rather not meet ", asker, "."), (told,))
        case IntroductionState.MADE:
            later = line("✓ In three weeks I ask ", asker, " what came of it, and tell you.")
            told = line(*_result(request)) if request.introduction.outcome is not Outcome.UNTOLD else later
            return Card(line("You introduced ", asker, " to ", name, "."), (told,))
        case IntroductionState.WITHDRAWN:
            return Card(line("That was taken back."))


def heard(found: Heard, _: str, __: date) -> Card:
    """What came of an introduction that the reader made."""
    request = found.requested
    title = line("You introduced ", bold(request.asker), " to ", bold(request.contact.name), ".")
    return Card(title, (line(*_result(request)),))


def _result(request: Requested) -> Line:
    asker = bold(request.asker)
    match request.introduction.outcome:
        case Outcome.HELPED:
            return line(asker, " says that it helped. That was your doing.")
        case Outcome.MET:
            return line(asker, " says that they have met.")
        case _:
            return line(asker, " says that it came to nothing this time. It was kind of you all the same.")


def _wish(request: Requested) -> Line:
    return line(bold(request.asker), " would like to meet ", bold(request.contact.name), ".")


def _asked(request: Requested, place: str) -> Card:
    reason = line(italic(f"“{request.introduction.reason}”"))
    later = Button("In three weeks", _say(request, Answer.LATER, place))
    free = line("Only a yes is told to ", bold(request.asker), f": {_UNSEEN}")
    return Card(_wish(request), (reason, free), (_yes(request, place), later, _no(request, place)))


def _say(request: Requested, answer: Answer, place: str) -> ActionId:
    return ActionId("introsay", (request.introduction.id, answer, place))


def _yes(request: Requested, place: str, after: str = "") -> Button:
    label = f"Yes, I'll ask {first_name(request)} {after}".rstrip()
    return Button(label[:_LABEL], _say(request, Answer.YES, place), ButtonStyle.PRIMARY)


def _no(request: Requested, place: str) -> Button:
    return Button("No", _say(request, Answer.NO, place))


def first_name(request: Requested) -> str:
    """What the connector may call their contact."""
    return request.contact.name.split()[0]


def _steps(request: Requested, place: str) -> tuple[Button, ...]:
    introduction, name = request.introduction.id, first_name(request)
    return (
        Button("Words to ask with", ActionId("introwords", (introduction,))),
        Button(f"{name} said yes"[:_LABEL], ActionId("introreply", (introduction, "yes", place)), ButtonStyle.PRIMARY),
        Button(f"{name} said no"[:_LABEL], ActionId("introreply", (introduction, "no", place))),
    )


def _bridging(request: Requested, place: str) -> tuple[Button, ...]:
    introduction = request.introduction.id
    return (
        Button("Write to both", ActionId("introbridge", (introduction,)), ButtonStyle.PRIMARY),
        Button("I introduced them", ActionId("introsent", (introduction, place))),
    )


def words(request: Requested) -> Message:
    """A question to the contact that leaves them free to say no, to be put into the connector's own words."""
    question = (
        f"{request.asker}, a colleague, would like to meet you. In their words: “{request.introduction.reason}”. "
        "May I bring you together? A no is perfectly fine."
    )
    return Message(
        (
            Text(
                (
                    line("Ask ", bold(request.contact.name), " first, in your own words. A start:"),
                    line(italic(question)),
                )
            ),
            buttons.row(*_steps(request, "list")[1:]),
        )
    )


def bridge_form(request: Requested) -> Form:
    """The text to both, to be changed before it is anybody's."""
    return Form(
        action=ActionId("introbridge", (request.introduction.id,)),
        title="Bring them together",
        fields=(
            Field(
                name="text",
                label="To both of them",
                kind=FieldKind.LONG,
                required=True,
                value=request.introduction.bridge or _bridge(request),
                hint="Who each of them is, and what they may have in common",
                limit=BRIDGE_LIMIT,
            ),
        ),
        submit="Show it to me",
        intro=(
            line("A start, to be put into your own words. I send it to nobody: you do, by mail or where you like."),
        ),
    )


def _bridge(request: Requested) -> str:
    name, contact = first_name(request), request.contact
    work = " at ".join(part for part in (contact.title, contact.company) if part)
    about = f"{contact.name}, {work}" if work else contact.name
    return (
        f"{name}, this is {request.asker}, who asked to meet you: “{request.introduction.reason}”\n\n"
        f"{request.asker}, this is {about}.\n\n"
        f"You both said yes to this, so the rest is yours. {request.asker} writes first."
    )


def bridge(request: Requested) -> Message:
    """What the connector wrote, to be copied and sent."""
    written = tuple(line(each) if each else line(" ") for each in request.introduction.bridge.splitlines())
    return Message(
        (
            Text((line("Copy this and send it to both:"),)),
            Text(written),
            buttons.row(
                Button("I sent it", ActionId("introsent", (request.introduction.id, "list")), ButtonStyle.PRIMARY),
                Button("Change it", ActionId("introbridge", (request.introduction.id,))),
            ),
        )
    )
