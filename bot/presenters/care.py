"""What is said beside an answer: a rhythm that two people already have, circles that ask for much, whom to let rest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, Message, Part, Text, bold, italic, line, say
from bot.domain.cadence import Cadence
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.user import Preferences
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.settings import asks_for
from bot.services.care import ACTIVE_TIES

_NAME = 40


def beside(message: Message, *parts: Part) -> Message:
    """The message with something more below it."""
    return replace(message, parts=(*message.parts, *parts))


def offered(contact: Contact, own: Cadence) -> tuple[Part, ...]:
    """The rhythm that the two have, to be kept with one press."""
    said = line("You and ", bold(contact.name), f" talk about {own}. Keep that rhythm?")
    take = Button(str(own).capitalize(), ActionId("rhythm", (contact.id, str(own.count), str(own.unit))))
    return Text((said,)), buttons.row(take, Button("Leave it", ActionId("rhythmnot", (contact.id,))))


def left_alone(contact: Contact) -> Message:
    """The offered rhythm was not taken."""
    rhythm = f": {contact.rhythm}" if contact.rhythm is not None else ""
    return say(line("Fine, ", bold(contact.name), f" stays as it is{rhythm}."))


def asks_much(wanted: float, preferences: Preferences) -> Part:
    """The circles ask for more than the budget, said when it comes to that."""
    return Text(
        (
            line(asks_for(wanted, preferences)),
            line("I bring up those first who have faded most, so some will wait. A slower circle for a few helps: "),
            line(italic("/kith keep Sam wider")),
        )
    )


def many_kept(people: Sequence[Contact]) -> tuple[Part, ...]:
    """More people are kept than one can keep; offers those to rest whose ties have faded most."""
    said = line(
        f"You keep in touch with more than {ACTIVE_TIES} people now, about as many as anybody can. ",
        "Is there somebody who may rest? These have faded most:",
    )
    rests = (Button(f"Rest {each.name[:_NAME]}", ActionId("letrest", (each.id,))) for each in people)
    return (Text((said,)), buttons.row(*rests)) if people else (Text((said,)),)


def kept_on(contact: Contact, change: Change | None, today: date) -> Message:
    """Somebody is asked about again, and from when on."""
    when = f" on {spoken.day(contact.later_until, today)}" if contact.later_until is not None else ""
    said = line("Fine, you keep ", bold(contact.name), f": I'll bring them up again{when}.")
    undo = (buttons.row(buttons.undo(change)),) if change is not None else ()
    return Message((Text((said,)), *undo))


def resting(contact: Contact, change: Change | None) -> Message:
    """Somebody rests."""
    said = line(bold(contact.name), " rests: I won't ask about them, and tell you their dates.")
    wake = line("To take them up again: ", italic(f"/kith keep {contact.name} close"))
    undo = (buttons.row(buttons.undo(change)),) if change is not None else ()
    return Message((Text((said, wake)), *undo))
