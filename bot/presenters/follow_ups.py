"""What is said about follow-ups: the cards of a digest, the list of all that is open, what was just noted."""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import (
    Button,
    ButtonStyle,
    Card,
    Heading,
    Line,
    Message,
    Part,
    Text,
    bold,
    italic,
    line,
    say,
)
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.followup import FollowUp, FollowUpKind, FollowUpState
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ASKS
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.services.follow_ups import Open
from bot.services.nudges import Told

SHOWN = 7
"""Follow-ups that a list shows with buttons: with three each, and one for a new one, they fit a message on Discord."""


def headline(follow_up: FollowUp, contact: Contact, today: date, *, discreet: bool = False) -> Line:
    """What there is to see to, in one line that ends with the name or with what it is about."""
    name = bold(contact.name)
    if follow_up.awaits_answer:
        return line("You wrote to ", name, f" {spoken.ago(follow_up.made_on, today)}, and no answer is noted.")
    if discreet:
        before, after = _IN_GENERAL[follow_up.kind]
        return line(before, name, after)
    if not follow_up.text:
        return line("You wanted to thank ", name, " for their help.")
    return line(_IN_FULL[follow_up.kind], name, ": ", italic(shortened(follow_up.text)))


_IN_FULL = {
    FollowUpKind.QUESTION: "You wanted to ask ",
    FollowUpKind.PROMISE: "You promised ",
    FollowUpKind.THANKS: "You wanted to thank ",
    FollowUpKind.WAITING: "You are waiting for something from ",
}
_IN_GENERAL = {
    FollowUpKind.QUESTION: ("There is a question you noted for ", "."),
    FollowUpKind.PROMISE: ("There is a promise you made to ", "."),
    FollowUpKind.THANKS: ("There is something to thank ", " for."),
    FollowUpKind.WAITING: ("You are waiting for something from ", "."),
}


def is_answered(told: Told) -> bool:
    """Whether nothing is left to do about a follow-up of a digest: it is closed, or put off since."""
    follow_up = told.follow_up
    if follow_up is None or told.nudge.state is NudgeState.DONE:
        return True
    return follow_up.is_open and follow_up.due_on != told.nudge.due_on


def card(told: Told, follow_up: FollowUp, today: date, *, discreet: bool) -> Card:
    """A follow-up in a digest as it stands now, with what can be done about it."""
    if is_answered(told):
        return _answered(told, follow_up, today)
    late = line(f" (late by {spoken.days(told.nudge.late)})") if told.nudge.late else ()
    hidden = discreet and not follow_up.awaits_answer
    title = headline(follow_up, told.contact, today, discreet=discreet) + late
    return Card(title, _last_time(told, follow_up), _open_buttons(told, follow_up, hidden=hidden))


def _last_time(told: Told, follow_up: FollowUp) -> tuple[Line, ...]:
    if follow_up.awaits_answer and _is_last(told, follow_up):
        return (
            line(
                "I don't ask again. Silence is normal: about four in ten old friends who are written to don't answer."
            ),
        )
    if not follow_up.awaits_answer and told.asks >= ASKS:
        return (line("This is the last time I bring it up; /kith remind goes on listing it."),)
    return ()


def _is_last(told: Told, follow_up: FollowUp) -> bool:
    return told.nudge.told_on >= follow_up.silent_from


def _answered(told: Told, follow_up: FollowUp, today: date) -> Card:
    name = line(bold(told.contact.name))
    talked, undo = Button("Talked", ActionId("ftalked", (told.nudge.id,))), _undo(told)
    if follow_up.is_open:
        assert follow_up.due_on is not None
        again = line(f"Later: I'll ask again on {spoken.day(follow_up.due_on, today)}.")
        answered = Button("They answered", ActionId("fanswered", (told.nudge.id,)))
        other = (answered,) if follow_up.awaits_answer else _other_days(told)
        return Card(name, (again,), (*other, talked, *undo))
    if follow_up.state is FollowUpState.DROPPED:
        return Card(name, (line("Fine, that is off the list."),), undo)
    last, closed = told.tie.last_on, follow_up.closed_on
    if last is not None and closed is not None and last >= closed:
        add = Button("Add note", ActionId("addnote", (told.nudge.id,)))
        return Card(name, (line(f"✓ You were in touch {spoken.ago(last, today)}."),), (add, *undo))
    return Card(name, (line("✓ Done. Also log a talk?"),), (talked, *undo))


def briefly(follow_up: FollowUp, today: date, *, discreet: bool) -> Line:
    """What became of a follow-up, in a few words."""
    about = f": {shortened(follow_up.text, 60)}" if follow_up.text and not discreet else ""
    match follow_up.state:
        case FollowUpState.DONE:
            return line(f"✓ Done{about}")
        case FollowUpState.DROPPED:
            return line(f"Off the list{about}")
    until = f", again on {spoken.day(follow_up.due_on, today)}" if follow_up.due_on is not None else ""
    return line(f"Later{until}{about}")


def _other_days(told: Told) -> tuple[Button, ...]:
    return (
        Button("Tomorrow", ActionId("flater", (told.nudge.id, "1"))),
        Button("In a month", ActionId("flater", (told.nudge.id, "30"))),
    )


def _undo(told: Told) -> tuple[Button, ...]:
    return (Button("Undo", ActionId("unanswer", (told.nudge.id,))),) if told.nudge.change is not None else ()


def _open_buttons(told: Told, follow_up: FollowUp, *, hidden: bool) -> tuple[Button, ...]:
    nudge = told.nudge.id
    talked = Button("Talked", ActionId("ftalked", (nudge,)))
    more = Button("Show note", ActionId("fnote", (nudge,))) if hidden else Button("More", ActionId("more", (nudge,)))
    if follow_up.awaits_answer:
        answered = Button("They answered", ActionId("fanswered", (nudge,)), ButtonStyle.PRIMARY)
        still = Button("Still waiting", ActionId("fstill", (nudge,)))
        stop = Button("Stop waiting", ActionId("fdrop", (nudge,)))
        return (answered, talked, *(() if _is_last(told, follow_up) else (still, stop)), more)
    return (
        Button("Done", ActionId("fdone", (nudge,)), ButtonStyle.PRIMARY),
        talked,
        Button("Later", ActionId("flater", (nudge,))),
        Button("Drop", ActionId("fdrop", (nudge,))),
        more,
    )


def note(found: Open, today: date) -> Message:
    """What a digest said in general words, for the reader alone."""
    return say(headline(found.follow_up, found.contact, today))


def noted(follow_up: FollowUp, contact: Contact, change: Change, today: date, tell_on: date | None) -> Message:
    """Something to see to was noted; says the day it was understood as, and the workday `tell_on` that it waits for."""
    lines = [headline(follow_up, contact, today)]
    if tell_on is not None and follow_up.due_on is not None and tell_on != follow_up.due_on:
        day_off = spoken.day(follow_up.due_on, today)
        lines.append(line(f"{day_off} is no workday of yours, so I'll remind you on {_when(tell_on, today)}."))
    elif follow_up.due_on == today:
        lines.append(line("I'll bring it up with the next digest."))
    elif follow_up.due_on is not None:
        lines.append(line(f"I'll remind you on {_when(follow_up.due_on, today)}."))
    elif contact.rhythm is not None:
        lines.append(line(f"I'll bring it up when it is time to be in touch with {contact.name}."))
    else:
        lines.append(line("It waits in /kith remind, since you keep in touch with them by no rhythm."))
    return Message((Text(tuple(lines)), buttons.row(buttons.undo(change))))


def listed(found: Sequence[Open], today: date, *, first: Message | None = None) -> Message:
    """All that is open: what is due, what is ahead, and what has no day; `first` says what was done just now."""
    parts: list[Part] = [*(first.parts if first is not None else ())]
    new = buttons.row(Button("New reminder", ActionId("open", ("remind",))))
    if not found:
        nothing = line("There is nothing to see to. To be reminded of something:")
        example = line(italic("/kith remind Sam in 2 weeks: ask about the flat"))
        return Message((*parts, Text((nothing, example)), new))
    shown = found[:SHOWN]
    for title, group in (
        ("Due", [each for each in shown if _is_due(each, today)]),
        ("Ahead", [each for each in shown if each.follow_up.due_on is not None and not _is_due(each, today)]),
        ("Without a day", [each for each in shown if each.follow_up.due_on is None]),
    ):
        if group:
            parts += [Heading(title), *(_listed_card(each, today, "list") for each in group)]
    if len(found) > SHOWN:
        parts.append(Text((line(f"And {len(found) - SHOWN} more."),)))
    return Message((*parts, new))


def _is_due(found: Open, today: date) -> bool:
    return found.follow_up.due_on is not None and found.follow_up.due_on <= today


def about_them(found: Sequence[Open], today: date, *, discreet: bool = False) -> tuple[Card, ...]:
    """What is open, each with its buttons, as it stands on a person's card and on the page of one's own."""
    return tuple(_listed_card(each, today, "card", discreet=discreet) for each in found)


def _listed_card(found: Open, today: date, place: str, *, discreet: bool = False) -> Card:
    follow_up = found.follow_up
    when = (line(_when(follow_up.due_on, today)),) if follow_up.due_on is not None else ()
    args = (follow_up.id, place)
    if follow_up.awaits_answer:
        answered = Button("They answered", ActionId("answered", args))
        asked = (line("I'll ask on ", *when[0]),) if when and not _is_due(found, today) else ()
        return Card(
            headline(follow_up, found.contact, today),
            asked,
            (answered, Button("Stop waiting", ActionId("drop", args))),
        )
    choices = (
        Button("Done", ActionId("done", args), ButtonStyle.PRIMARY),
        Button("Later", ActionId("notyet", args)),
        Button("Drop", ActionId("drop", args)),
    )
    return Card(headline(follow_up, found.contact, today, discreet=discreet), when, choices)


def _when(on: date, today: date) -> str:
    if on < today:
        return f"{spoken.day(on, today)}, {spoken.ago(on, today)}"
    return f"{spoken.day(on, today)} ({spoken.ahead(on, today)})"


def closed(found: Open, state: FollowUpState, change: Change | None) -> Message:
    """A follow-up was closed; `change` is None where it was before."""
    if change is None:
        return say(line("That is closed already: ", bold(found.contact.name), "."))
    done = "✓ Done" if state is FollowUpState.DONE else "Off the list"
    about = f": {shortened(found.follow_up.text, 60)}" if found.follow_up.text else ""
    said = line(f"{done}, ", bold(found.contact.name), f"{about}.")
    return Message((Text((said,)), buttons.row(buttons.undo(change))))


def put_off(found: Open, until: date, change: Change, today: date, place: str) -> Message:
    """A follow-up was put off; another day is one press away."""
    days = (("Tomorrow", "1"), ("In a month", "30"))
    other = (Button(label, ActionId("notyet", (found.follow_up.id, place, count))) for label, count in days)
    said = line("Later, ", bold(found.contact.name), f": I'll ask again on {spoken.day(until, today)}.")
    return Message((Text((said,)), buttons.row(*other, buttons.undo(change))))
