"""What is said about contacts: cards, and what was just noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, Facts, Heading, Line, Message, Part, Text, bold, italic, line, plain, say
from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.interaction import Helped, Interaction
from bot.domain.note import Note
from bot.domain.strength import Band, Tie
from bot.language import spoken
from bot.language.calling_cards import CallingCard
from bot.presenters import balance, buttons, follow_ups
from bot.presenters.editing import state
from bot.presenters.reasons import occasion, reason, shortened
from bot.services.background import Background
from bot.services.contacts import Added
from bot.services.follow_ups import Open
from bot.services.interactions import Logged
from bot.services.third_parties import ASKED

_ROW = 300
TIMELINE = 5
"""What happened or was noted, as far as a card shows it."""
_OPEN = 3
"""Follow-ups that a card shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """All that a contact's card shows."""

    contact: Contact
    tie: Tie
    dates: tuple[ImportantDate, ...]
    background: Background
    due_on: date | None
    shared: bool
    introduced_by: str = ""


def added(new: Added, card: CallingCard | None = None) -> Message:
    """A contact was added; says what was read beside the name, and names those who may be the same person."""
    contact = new.contact
    lines = [line("Added ", bold(contact.name), _kept(contact), ".")]
    if card is not None and card.beside:
        lines.append(line("I also read: ", ", ".join(card.beside), "."))
    if card is not None and card.may_be_several:
        lines.append(line("I took that as one name. If these are several people, press Undo and add each by itself."))
    if contact.rhythm is None:
        lines.append(line("To be reminded: ", italic(f"/kith keep {contact.name} monthly"), "."))
    if new.alike:
        alike = spoken.joined(tuple(_named(each) for each in new.alike))
        lines.append(line("You also have ", bold(alike), ". If that is the same person, press Undo."))
    if new.asked_out:
        lines.append(line(ASKED, " You typed them in yourself, so I did as you said; Undo takes it back."))
    show = Button("Show", ActionId("show", (contact.id,)))
    return Message((Text(tuple(lines)), buttons.row(show, buttons.undo(new.change))))


def logged(log: Logged, today: date) -> Message:
    """Having been in touch was noted; says the day it was understood as, and when each is due next."""
    names = spoken.joined(tuple(each.name for each in log.contacts))
    on = log.interaction.on
    what = log.interaction.happened
    lines = [line(f"Noted: {what} ", bold(names), f", {spoken.day(on, today)}", _if_past(on, today), ".")]
    if log.interaction.note:
        lines.append(line(italic(shortened(log.interaction.note))))
    awaited = {each.contact: each.due_on for each in log.opened if each.awaits_answer}
    for contact, due in zip(log.contacts, log.due_on, strict=True):
        ask_on = awaited.get(contact.id)
        if ask_on is not None:
            lines.append(line(f"If no answer from {contact.name} is noted by {spoken.day(ask_on, today)}, I'll ask."))
        elif due is not None:
            lines.append(line(f"Next time with {contact.name}: {spoken.day(due, today)}."))
        elif contact.state is ContactState.RESTING:
            again = bold(f"/kith edit {contact.name} active")
            lines.append(line(f"{contact.name} rests, so I don't ask about them. To take it up again: ", again, "."))
    lines += [_opened(each, log, today) for each in log.opened if not each.awaits_answer]
    return Message((Text(tuple(lines)), buttons.row(buttons.undo(log.change))))


def _opened(follow_up: FollowUp, log: Logged, today: date) -> Line:
    """What is to be seen to since, with the day of it."""
    if follow_up.kind is FollowUpKind.THANKS and log.interaction.helped is Helped.ME and follow_up.due_on is not None:
        return line(f"They helped you, so I'll remind you on {spoken.day(follow_up.due_on, today)} to thank them.")
    whom = next(each for each in log.contacts if each.id == follow_up.contact)
    when = f"on {spoken.day(follow_up.due_on, today)}" if follow_up.due_on is not None else "when you next write"
    about = line(": ", italic(shortened(follow_up.text))) if follow_up.text else line(".")
    return line(f"I'll remind you {when} {_TO[follow_up.kind]} ", bold(whom.name)) + about


_TO = {
    FollowUpKind.QUESTION: "to ask",
    FollowUpKind.PROMISE: "of your promise to",
    FollowUpKind.THANKS: "to thank",
    FollowUpKind.WAITING: "that you wait for something from",
}


def noted_before(contact: Contact) -> Message:
    """A button was pressed twice."""
    return say(line("That is noted already: you were in touch with ", bold(contact.name), " today."))


def kept(contact: Contact, due: date | None, change: Change, today: date) -> Message:
    """How often to keep in touch was set, or ended."""
    if contact.rhythm is None:
        text = line("I won't remind you about ", bold(contact.name), " any more.")
    else:
        text = line("You keep in touch with ", bold(contact.name), f" {contact.rhythm}", _circle(contact), ".")
    lines = [text]
    if due is not None:
        soon = (
            "They are due now; I'll bring it up." if due <= today else f"I'll remind you on {spoken.day(due, today)}."
        )
        lines.append(line(soon))
    return Message((Text(tuple(lines)), buttons.row(buttons.undo(change))))


def several_kept(contacts: Sequence[Contact], change: Change) -> Message:
    """How often to keep in touch with several was set, or ended."""
    names = spoken.joined(tuple(each.name for each in contacts))
    first = contacts[0]
    if first.rhythm is None:
        text = line("I won't remind you about ", bold(names), " any more.")
    else:
        text = line("You keep in touch with ", bold(names), f" {first.rhythm}", _circle(first), ".")
    spread = (line("Their first days are spread, so that they don't come all at once."),) if first.rhythm else ()
    return Message((Text((text, *spread)), buttons.row(buttons.undo(change))))


def put_off(contact: Contact, change: Change, today: date) -> Message:
    """A contact was put off."""
    assert contact.later_until is not None
    text = line("Fine. Nothing about ", bold(contact.name), f" before {spoken.day(contact.later_until, today)}.")
    return Message((Text((text,)), buttons.row(buttons.undo(change))))


def card(portrait: Portrait, today: date) -> Message:
    """Everything known about a contact."""
    contact, tie, past = portrait.contact, portrait.tie, portrait.background
    rows = [
        ("State", state(contact)),
        ("Also called", ", ".join(contact.nicknames)),
        ("Work", ", ".join(part for part in (contact.title, contact.company) if part)),
        ("Last contact", _last(portrait, today)),
        ("Keep in touch", f"{contact.rhythm}{_circle(contact)}" if contact.rhythm else "not kept"),
        ("Next due", _due(portrait, today)),
        *((occasion(each).capitalize(), _date(each)) for each in portrait.dates),
        ("The tie", _tie(tie, today)),
        ("E-mail", ", ".join(contact.emails)),
        ("Phone", ", ".join(contact.phones)),
        ("Profile", contact.url),
        ("Tags", " ".join(f"#{tag}" for tag in contact.tags)),
        ("How you met", contact.met),
        ("Introduced by", portrait.introduced_by),
        ("Lives in", f"{contact.zone}; dates are told on their day" if contact.zone else ""),
        ("Nudges go to", f"{contact.only_on} alone" if contact.only_on is not None else ""),
        ("About", contact.about),
        ("Who reaches out", balance.reaching_out(past.balance)),
        ("Who helped", balance.helping(past.balance)),
        ("Why write", plain(reason(past.purpose, today)) if past.purpose is not None else ""),
        ("Your team sees", "name, work, tags and how close; not notes" if portrait.shared else ""),
    ]
    parts: list[Part] = [
        Heading(contact.name),
        Facts(tuple((label, shortened(value, _ROW)) for label, value in rows if value)),
    ]
    parts += follow_ups.about_them([Open(each, contact) for each in past.follow_ups[:_OPEN]], today)
    if past.timeline:
        parts.append(Bullets(tuple(_entry(each, today) for each in past.timeline[:TIMELINE])))
    talked = Button("Talked today", ActionId("met", (contact.id, "talk")))
    edit = Button("Edit…", ActionId("edit", (contact.id, "0")))
    forget = Button("Forget…", ActionId("forget", (contact.id,)))
    parts.append(buttons.row(talked, edit, forget))
    return Message(tuple(parts))


def found(people: Sequence[Contact], text: str) -> Message:
    """Several contacts that words were found in."""
    if not people:
        return say(
            line("I found nobody for ", bold(shortened(text, 60)), "."),
            line("A part of a name, a company or a tag will do."),
        )
    items = tuple(line(bold(each.name), _work(each)) for each in people[:20])
    more = (Text((line(f"And {len(people) - 20} more."),)),) if len(people) > 20 else ()
    return Message((Heading(f"Found {len(people)}"), Bullets(items), *more))


def _entry(entry: Interaction | Note, today: date) -> Line:
    if isinstance(entry, Note):
        return line(f"{spoken.day(entry.on, today)}, noted: {shortened(entry.text)}")
    what = entry.happened.removesuffix(" with")
    if what.endswith((" to", " from")):
        what += " them"
    note = f": {shortened(entry.note)}" if entry.note else ""
    return line(f"{spoken.day(entry.on, today)}, {what}{note}")


def _if_past(on: date, today: date) -> str:
    return f" ({spoken.ago(on, today)})" if on != today else ""


def _kept(contact: Contact) -> str:
    return f", to keep in touch with {contact.rhythm}{_circle(contact)}" if contact.rhythm else ""


def _circle(contact: Contact) -> str:
    return f" ({contact.circle} circle)" if contact.circle is not None else ""


def _named(contact: Contact) -> str:
    return f"{contact.name}{_work(contact)}"


def _work(contact: Contact) -> str:
    parts = [part for part in (contact.title, contact.company) if part]
    return f" ({', '.join(parts)})" if parts else ""


def _last(portrait: Portrait, today: date) -> str:
    last, guess = portrait.tie.last_on, portrait.contact.last_guess
    if last is None and guess is not None:
        return f"roughly {spoken.ago(guess, today)}, you said"
    return f"{spoken.day(last, today)} ({spoken.ago(last, today)})" if last is not None else "none noted yet"


def _due(portrait: Portrait, today: date) -> str:
    if portrait.due_on is None:
        return ""
    if portrait.due_on <= today:
        return f"now ({spoken.days((today - portrait.due_on).days)} over)" if portrait.due_on < today else "today"
    return f"{spoken.day(portrait.due_on, today)} ({spoken.ahead(portrait.due_on, today)})"


def _date(about: ImportantDate) -> str:
    return spoken.day_of_year(about.month, about.day, about.year)


def _tie(tie: Tie, today: date) -> str:
    if tie.last_on is None:
        return ""
    band = tie.band(today)
    best = tie.peak_band()
    if tie.peak_on is not None and band in (Band.FAINT, Band.FADED) and best in (Band.STRONG, Band.WARM):
        return f"{band}; it was {best} until {tie.peak_on:%B %Y}"
    return str(band)
