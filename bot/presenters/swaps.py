"""What is said about swapping private addresses."""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.form import Field, Form
from bot.chat.message import Button, ButtonStyle, Card, Message, Text, bold, line
from bot.domain.leaving import Address, Answer
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.ticks import Ticks, ticks
from bot.services.swaps import Proposed, Sheet, Swapped

ASK = "swapask"
"""The purpose of the list of colleagues."""


def form(action: ActionId, *, names: bool) -> Form:
    """Asks for a private address; with `names` also whom to ask, where the team is too large for a list."""
    fields = (
        Field(name="email", label="Private e-mail", hint="ana@home.example"),
        Field(name="phone", label="Private phone", hint="+49 30 1234567"),
        Field(name="url", label="A page of yours", hint="linkedin.com/in/ana"),
    )
    whom = Field(name="who", label="Whom to ask", hint="Ben, Priya; a list to tick if you leave it out")
    return Form(
        action=action,
        title="Swap contacts",
        fields=(*fields, whom) if names else fields,
        submit="Go on" if names else "Swap",
        intro=(line("Fill in what you want to give; one is enough. They get it only if they give theirs."),),
    )


def whom(listed: Sheet, bits: int) -> Message:
    """The list of colleagues to ask."""
    if not listed.members:
        return Message((Text((line("There is nobody left whom you did not ask."),)),))
    sheet = Ticks(
        purpose=ASK,
        key=listed.key,
        title="Who should be asked?",
        lines=(
            line("They would get: ", bold(shown(listed.address)), "."),
            line(
                "Each is asked in their digest, and you get theirs if they give it. Who doesn't want to just doesn't."
            ),
        ),
        names={place: each.name for place, each in listed.members.items()},
        done="Ask {}",
        none="Ask nobody",
    )
    return ticks(sheet, bits)


def shown(address: Address) -> str:
    """An address in a line."""
    return ", ".join(part for part in (address.email, address.phone, address.url) if part)


def asked(names: Sequence[str], listed: Sheet) -> Message:
    """Colleagues are asked, or nobody is."""
    leaving = listed.leaving.id
    said = (
        (line("In their next digest I ask ", bold(spoken.joined(tuple(names))), "."),)
        if names
        else (line("Nobody is asked."),)
    )
    more: tuple[Button, ...] = ()
    if listed.more is not None:  # those who are asked are on no list any more
        start = listed.more - len(names)
        more = (Button("Next colleagues", ActionId("swapmore", (listed.key, str(start)))),)
    return Message((Text(said), buttons.row(*more, Button("Back", ActionId("leaveshow", (leaving,))))))


def card(found: Proposed, letter: str, today: date) -> Card:
    """A colleague who leaves would like to stay in touch."""
    going = found.leaving
    on = spoken.day(going.on, today)
    leaves = f" left {found.team} on {on}" if going.ended else f" leaves {found.team} on {on}"
    match found.swap.answer:
        case Answer.YES:
            return Card(line(bold(going.name), f"{leaves}."), (line("✓ You swapped private addresses."),))
        case Answer.NO:
            return Card(line(bold(going.name), f"{leaves}."), (line("You keep yours. Nobody is told."),))
    return Card(
        line(bold(going.name), f"{leaves} and would like to stay in touch: swap private addresses?"),
        (line("You see theirs only if you give yours. A no is told to nobody."),),
        (
            Button("Swap", ActionId("swap", (letter,)), ButtonStyle.PRIMARY),
            Button("No, thanks", ActionId("swapnot", (letter,))),
        ),
    )


def made_card(found: Swapped, _letter: str, _today: date) -> Card:
    """A colleague gave their address."""
    return Card(
        line(bold(found.name), " swapped private addresses with you."),
        (line("They are in your book. To keep in touch: ", bold(f"/kith keep {found.name} close"), "."),),
    )
