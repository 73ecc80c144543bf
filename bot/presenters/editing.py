"""What is said when a contact was changed: its fields, its state, and what became of two that are one person."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import (
    Bullets,
    Button,
    ButtonStyle,
    Facts,
    Heading,
    Line,
    Message,
    Text,
    bold,
    line,
    say,
)
from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.language import spoken
from bot.presenters import buttons
from bot.services.merging import Merging

_STATES = {
    ContactState.ACTIVE: "",
    ContactState.RESTING: "resting: only dates come up, until you keep them again or say that they are active",
    ContactState.ARCHIVED: "archived: never comes up",
    ContactState.DECEASED: "deceased: never comes up",
    ContactState.DO_NOT_CONTACT: "do not contact: never comes up",
}


def state(contact: Contact) -> str:
    """Whether somebody comes up, empty for whoever does."""
    return _STATES[contact.state]


def changed(before: Contact, after: Contact, labels: Sequence[str], card: Message, change: Change) -> Message:
    """A contact was changed: what about it, how it stands now, and a way back."""
    lines: list[Line] = []
    if after.name != before.name:
        lines.append(line(before.name, " is called ", bold(after.name), " now."))
    if after.state is not before.state:
        lines.append(_moved(after))
    if after.only_on is not before.only_on:
        lines.append(_where(after))
    if labels:
        lines.append(line("Changed about ", bold(after.name), f": {spoken.joined(tuple(labels))}."))
    facts = tuple(part for part in card.parts if isinstance(part, Heading | Facts))
    more = Button("Edit…", ActionId("edit", (after.id, "0")))
    return Message((Text(tuple(lines)), *facts, buttons.row(buttons.undo(change), more)))


def steps(after: Contact, done: int, names: Sequence[str]) -> tuple[Button, ...]:
    """The other forms of a contact, by their names."""
    return tuple(
        Button(f"{name}…", ActionId("edit", (after.id, str(step)))) for step, name in enumerate(names) if step != done
    )


def unchanged(contact: Contact) -> Message:
    """What was typed is how it stands already."""
    return say(line("That is how it stands already about ", bold(contact.name), ", so I changed nothing."))


def resting(contact: Contact, change: Change) -> Message:
    """Somebody is let rest."""
    return Message((Text((_moved(contact),)), buttons.row(buttons.undo(change))))


def _moved(contact: Contact) -> Line:
    """Somebody is in another state."""
    name = bold(contact.name)
    match contact.state:
        case ContactState.DECEASED:
            return line("I'm sorry. ", name, " won't come up any more; what you noted stays.")
        case ContactState.ARCHIVED:
            return line(name, " is archived and won't come up any more; what you noted stays.")
        case ContactState.DO_NOT_CONTACT:
            return line("I won't bring up ", name, " any more, and no team can find them through you.")
        case ContactState.RESTING:
            back = bold(f"/kith edit {contact.name} active")
            return line(name, " rests: I tell you their dates and nothing else. To take it up again: ", back, ".")
        case ContactState.ACTIVE:
            kept = f": you keep in touch {contact.rhythm}" if contact.rhythm is not None else ""
            return line(name, f" may come up again{kept}.")


def _where(contact: Contact) -> Line:
    if contact.only_on is None:
        return line("What I tell you of ", bold(contact.name), " goes wherever your nudges go.")
    return line("I tell you of ", bold(contact.name), f" on {contact.only_on} alone.")


def preview(merging: Merging) -> Message:
    """What would become of two contacts who are one person; nothing is changed before the button is pressed."""
    stays, goes = merging.into, merging.other
    items = [line(each) for each in _moving(merging)]
    lines = [
        line(bold(stays.name), " stays; what is noted about ", bold(goes.name), " moves there:"),
    ]
    tail = [line(f"Not the same in both: {each}") for each in merging.conflicts]
    tail.append(line("You can undo this for 30 days."))
    choice = buttons.row(
        Button("Merge", ActionId("merge", (stays.id, goes.id)), ButtonStyle.PRIMARY),
        Button(f"Keep {goes.name} instead", ActionId("mergeask", (goes.id, stays.id))),
        Button("Leave both", ActionId("mergenot", (stays.id,))),
    )
    return Message((Heading("One person?"), Text(tuple(lines)), Bullets(tuple(items)), Text(tuple(tail)), choice))


def _moving(merging: Merging) -> tuple[str, ...]:
    counted = (
        (merging.interactions, "conversation", "conversations"),
        (merging.dates, "date", "dates"),
        (merging.follow_ups, "thing to see to", "things to see to"),
    )
    found = tuple(f"{count} {one if count == 1 else several}" for count, one, several in counted if count)
    learned = f"what {merging.into.name} does not have yet: {spoken.joined(merging.learns)}"
    called = f'the name "{merging.other.name}", by which {merging.into.name} is found from then on'
    more = ((learned, bool(merging.learns)), (called, merging.renames))
    return (*found, *(text for text, holds in more if holds))


def merged(merging: Merging, change: Change) -> Message:
    """Two contacts are one."""
    into, other = merging.into, merging.other
    text = line(bold(other.name), " and ", bold(into.name), " are one person now: ", bold(into.name), ".")
    lines = [text, *(line(f"Not the same in both: {each}") for each in merging.conflicts)]
    show = Button("Show", ActionId("show", (into.id,)))
    return Message((Text(tuple(lines)), buttons.row(show, buttons.undo(change))))


def not_merged() -> Message:
    """Two contacts stay two."""
    return say("Fine, they stay two people.")
