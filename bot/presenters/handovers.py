"""What is said about people who are handed over, to whoever leaves and to their colleague."""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Card, Heading, Line, Message, Part, Text, bold, line
from bot.domain.contact import Contact
from bot.domain.ids import DraftId
from bot.domain.leaving import Answer, Handed
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.ticks import Ticks, ticks
from bot.services.handovers import Choice, Offered, Sheet, Taken

OFFER, EMAIL, TAKE = "handoffer", "handemail", "handtake"
"""The purposes of lists to tick: whom to hand over, whose address goes along, whom to take over."""
_NAMED = 10


def whom(listed: Sheet, bits: int) -> Message:
    """The list of whom to hand over."""
    if not listed.people:
        nobody = line(
            "There is nobody left whom you share or keep, and who isn't handed to ", bold(listed.to.name), "."
        )
        return Message((Text((nobody,)),))
    sheet = Ticks(
        purpose=OFFER,
        key=listed.key,
        title=f"Hand over to {listed.to.name}",
        lines=(
            line("Tick whom ", bold(listed.to.name), " should take over. Name, company and title go along."),
            line("Your notes, dates and history never do."),
        ),
        names=_places(listed),
        done="Hand over {}",
        none="Nobody of them",
    )
    return ticks(sheet, bits)


def whose_email(listed: Sheet, bits: int) -> Message:
    """The list of those whose address may go along."""
    sheet = Ticks(
        purpose=EMAIL,
        key=listed.key,
        title="With their e-mail addresses?",
        lines=(
            line("Tick whose e-mail address ", bold(listed.to.name), " gets too. Without a tick it stays with you."),
            line("Think of whether they gave it to you alone."),
        ),
        names=_places(listed),
        done="Hand over, {} with an address",
        none="Hand over without addresses",
    )
    return ticks(sheet, bits)


def _places(listed: Sheet) -> dict[int, str]:
    return {place: _label(each) for place, each in listed.people.items()}


def _label(contact: Contact) -> str:
    return f"{contact.name} ({contact.company})" if contact.company else contact.name


def offered(names: Sequence[str], listed: Sheet) -> Message:
    """They were offered to the colleague, or nobody was."""
    to = bold(listed.to.name)
    again = buttons.row(
        Button("More people", ActionId("handmore", (listed.leaving.id, listed.to.user, "0"))),
        Button("Another colleague", ActionId("handto", (listed.leaving.id,))),
        Button("Back", ActionId("leaveshow", (listed.leaving.id,))),
    )
    if not names:
        nobody = [line("Nobody is handed to ", to, " from this list.")]
        more = () if listed.more is None else (_further(listed),)
        return Message(
            (Text(tuple(nobody)), buttons.row(*more, Button("Back", ActionId("leaveshow", (listed.leaving.id,)))))
        )
    said = (
        line(to, " is asked in their next digest whether to take over ", bold(spoken.joined(tuple(names))), "."),
        line("A no is theirs to give: I tell you only who was taken over and who wasn't."),
    )
    return Message((Text(said), again))


def _further(listed: Sheet) -> Button:
    return Button("Next people", ActionId("handmore", (listed.leaving.id, listed.to.user, str(listed.more or 0))))


def card(found: Offered, letter: str, today: date) -> Card:
    """Whom a colleague may take over, with what they said about each."""
    people, going = found.handover.people, found.leaving
    open_ones = [each for each in people if each.answer is Answer.OPEN]
    on = spoken.day(going.on, today)
    leaves = (
        (" left ", bold(found.team), f" on {on}") if going.ended else (" is leaving ", bold(found.team), f" on {on}")
    )
    if not open_ones:
        return Card(line(bold(going.name), *leaves, "."), _first(people))
    single = people[0] if len(people) == 1 else None
    whom = _described(single) if single is not None else (f"{len(people)} people",)
    title = line(bold(going.name), *leaves, " and would like you to take over ", *whom, ".")
    body = () if single is not None else _first(people)
    take = Button(
        "Take over" if len(open_ones) == 1 else "Take over all", ActionId("takeover", (letter,)), ButtonStyle.PRIMARY
    )
    some = (Button("Choose", ActionId("takesome", (letter,))),) if len(open_ones) > 1 else ()
    return Card(title, body, (take, *some, Button("No, thanks", ActionId("takenot", (letter,)))))


def _first(people: Sequence[Handed]) -> tuple[Line, ...]:
    told = tuple(_told(each) for each in people[:_NAMED])
    more = len(people) - _NAMED
    return (*told, line(f"And {more} more.")) if more > 0 else told


def _described(person: Handed) -> Line:
    work = ", ".join(part for part in (person.title, person.company) if part)
    return line(bold(person.name), f" ({work})" if work else "")


def _told(person: Handed) -> Line:
    match person.answer:
        case Answer.YES:
            return line("✓ ", bold(person.name), ": in your book")
        case Answer.NO:
            return line(bold(person.name), ": not taken")
    return _described(person)


def which(listed: Choice, bits: int) -> Message:
    """The list of whom to take over."""
    sheet = Ticks(
        purpose=TAKE,
        key=listed.key,
        title=f"From {listed.offered.leaving.name}",
        lines=(line("Tick whom you take over. They come into your book; you keep in touch with whom you like."),),
        names={place: each.name for place, each in listed.people.items()},
        done="Take over {}",
        none="Nobody of them" if listed.more is not None else "Not now",
    )
    return ticks(sheet, bits)


def taken(found: Taken, letter: str, offered: DraftId | None) -> Message:
    """What became of taking people over, and who may be there already."""
    lines: list[Line] = []
    if found.new:
        lines.append(line("In your book: ", bold(spoken.joined(found.new)), "."))
    if found.known:
        lines.append(line("You had ", bold(spoken.joined(found.known)), " already: nobody is there twice."))
    if found.refused:
        lines.append(line(spoken.joined(found.refused), " asked not to be kept here, so I left them out."))
    if not lines and not found.unsure:
        lines.append(line("Nobody was taken over."))
    parts: list[Part] = [Text(tuple(lines))] if lines else []
    row = [buttons.undo(found.change)] if found.change is not None else []
    if offered is not None:
        row.append(Button("Whom to keep in touch with", ActionId("keepsome", (offered,))))
    if row:
        parts.append(buttons.row(*row))
    if found.unsure:
        parts.append(Heading("The same person?"))
        parts += [_unsure(person, why, letter) for person, why in found.unsure[:_NAMED]]
        more = len(found.unsure) - _NAMED
        if more > 0:
            parts.append(Text((line(f"Of {more} more I ask when you choose again in the message."),)))
    return Message(tuple(parts))


def _unsure(person: Handed, why: str, letter: str) -> Card:
    def said(what: str) -> ActionId:
        return ActionId("takesame", (letter, person.id, what))

    return Card(
        _described(person),
        (line(why[:1].upper() + why[1:], "."),),
        (Button("The same", said("same")), Button("Somebody else", said("other"))),
    )


def put_aside(listed: Choice) -> Message:
    """Nobody was ticked."""
    nobody = Bullets((line("Nobody was taken over; you can still choose in the message."),))
    if listed.more is None:
        return Message((nobody,))
    further = Button("Next people", ActionId("takesome", (listed.letter.id, str(listed.more))))
    return Message((nobody, buttons.row(further)))
