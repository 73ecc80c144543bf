"""The digest, and the lists of who is due and what is coming."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Card, Heading, Line, Message, Part, Text, bold, line, say
from bot.domain.dates import ImportantDate
from bot.domain.ids import ContactId
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ASKS, ReminderKind
from bot.domain.strength import Band
from bot.domain.user import User
from bot.language import spoken
from bot.presenters import follow_ups, letters
from bot.presenters.reasons import occasion, reason
from bot.services.mailbag import Brought
from bot.services.nudges import Ahead, DuePerson, Told

_NOON = 12 * 60
_TEAM = "From your team"
_LISTED = 20
_MOST_BUTTONS = 5
"""In one row, on Discord; *More*, which stands last, makes room."""
_LONG_GAP = timedelta(days=365)


def digest(lines: Sequence[Told], brought: Sequence[Brought], user: User, today: date, *, discreet: bool) -> Message:
    """What a user is told today: one card a person, with what can be done about it, and what their team brings.

    A `discreet` one leaves notes out: they are shown to the reader alone, behind *More*.
    """
    late = any(each.nudge.late for each in lines)
    opening = f"Good morning, {user.name}." if user.preferences.hour < _NOON else f"Hello, {user.name}."
    intro = line(opening, " I was away for a while, so some of this is late." if late else "")
    gladder = next((each for each in lines if _has_faded(each, today)), None)
    cards = [_person(about, today, discreet=discreet, heartened=gladder in about) for about in _by_person(lines)]
    team: tuple[Part, ...] = letters.cards(brought, today)
    if not lines:
        return Message((Heading(_TEAM), Text((intro,)), *team))
    if team:
        team = (Heading(_TEAM), *team)
    return Message((Heading("Your people today"), Text((intro,)), *cards, *team))


def _by_person(lines: Sequence[Told]) -> list[list[Told]]:
    """The lines about each person together: there is one card a person."""
    people: dict[ContactId, list[Told]] = {}
    for each in lines:
        people.setdefault(each.contact.id, []).append(each)
    return list(people.values())


def _person(lines: Sequence[Told], today: date, *, discreet: bool, heartened: bool) -> Card:
    """The card of one person. Several things are answered one by one: the others stand below and wait."""
    waiting = [each for each in lines if not _is_answered(each)]
    if not waiting:
        return _card(lines[-1], today, discreet=discreet, heartened=False)
    first = _card(waiting[0], today, discreet=discreet, heartened=heartened)
    then = [_card(each, today, discreet=discreet, heartened=False).title for each in waiting[1:]]
    before = [each for each in lines if _is_answered(each)]
    done = tuple(_briefly(each, today, discreet=discreet) for each in before)
    body = (*done, *first.body, *(line("Then: ", *each) for each in then))
    undo = _undo_button(before[-1]) if before else ()
    return Card(first.title, body, (*first.buttons[: _MOST_BUTTONS - len(undo)], *undo))


def _briefly(told: Told, today: date, *, discreet: bool) -> Line:
    """What became of something that was answered, while there is more about the same person."""
    if told.follow_up is not None:
        return follow_ups.briefly(told.follow_up, today, discreet=discreet)
    return _later_line(told, today) if told.nudge.state is NudgeState.LATER else _done_line(told, today)


def _is_answered(told: Told) -> bool:
    if told.nudge.kind is ReminderKind.FOLLOW_UP:
        return follow_ups.is_answered(told)
    return told.nudge.state in (NudgeState.DONE, NudgeState.LATER)


def _has_faded(told: Told, today: date) -> bool:
    is_open = told.nudge.kind is ReminderKind.CADENCE and not _is_answered(told)
    return is_open and told.tie.last_on is not None and told.tie.band(today) is Band.FADED


def _card(told: Told, today: date, *, discreet: bool, heartened: bool) -> Card:
    if told.follow_up is not None:
        return follow_ups.card(told, told.follow_up, today, discreet=discreet)
    match told.nudge.state:
        case NudgeState.DONE:
            return Card(line(bold(told.contact.name)), (_done_line(told, today),), _done_buttons(told))
        case NudgeState.LATER:
            return Card(line(bold(told.contact.name)), (_later_line(told, today),), _later_buttons(told))
    late = line(f" (late by {spoken.days(told.nudge.late)})") if told.nudge.late else ()
    if told.about is not None:
        return Card(_date_line(told, told.about, today) + late, (), _open_buttons(told))
    why = reason(told.reason, today, discreet=discreet)
    last = (line("This is the last time I bring it up; /kith due goes on listing it."),) if told.asks >= ASKS else ()
    return Card(
        _cadence_line(told, today) + late,
        (why, *_encouragement(told, today, heartened=heartened), *last),
        _open_buttons(told),
    )


def _encouragement(told: Told, today: date, *, heartened: bool) -> tuple[Line, ...]:
    """For a tie that has faded. The longer the gap, the longer the next call (Bhattacharya et al. 2016); who is written
    to is gladder than writers expect (Liu et al. 2022), which is said to one person at a time.
    """
    last = told.tie.last_on
    long_ago = last is not None and today - last > _LONG_GAP
    call = (line("After that long, half an hour on the phone may do more than a text."),) if long_ago else ()
    glad = (line("People are usually gladder to be written to than we expect."),) if heartened else ()
    return (*call, *glad)


def _done_line(told: Told, today: date) -> Line:
    last = told.tie.last_on
    return line(f"✓ You were in touch {spoken.ago(last, today)}." if last is not None else "✓ Done.")


def _cadence_line(told: Told, today: date) -> Line:
    name = bold(told.contact.name)
    guess = told.contact.last_guess
    if told.tie.last_on is None and guess is not None:
        return line("You talked to ", name, " roughly ", bold(spoken.ago(guess, today)), ".")
    if told.tie.last_on is None:
        kept = f" {told.contact.rhythm}" if told.contact.rhythm else ""
        return line("You wanted to keep in touch with ", name, f"{kept}, and no contact is noted yet.")
    gone = spoken.days((today - told.tie.last_on).days)
    return line("It's been ", bold(gone), " since you talked to ", name, ".")


def _date_line(told: Told, about: ImportantDate, today: date) -> Line:
    name, what, on = bold(told.contact.name), occasion(about), told.nudge.due_on
    years = about.years_on(on)
    turns = f" (turning {years})" if years is not None and what == "birthday" else ""
    if told.here == today:
        there = f" It is {spoken.day(on, today)} where they are." if on != today else ""
        return line("🎂 Today is ", name, f"'s {what}{turns}.{there}")
    if told.here > today:
        return line(name, f"'s {what}{turns} is {spoken.ahead(told.here, today)}, on {spoken.day(on, today)}.")
    past = f"'s {what}{turns} was {spoken.ago(told.here, today)}, on {spoken.day(on, today)}."
    return line(name, past, " A belated wish still warms.")


def _later_line(told: Told, today: date) -> Line:
    until = told.contact.later_until
    if until is None or told.nudge.kind is ReminderKind.DATE:
        return line("Put aside.")
    return line(f"Later: I'll ask again on {spoken.day(until, today)}.")


def _open_buttons(told: Told) -> tuple[Button, ...]:
    nudge = told.nudge.id
    return (
        Button("Talked", ActionId("talked", (nudge,)), ButtonStyle.PRIMARY),
        Button("Wrote", ActionId("wrote", (nudge,))),
        Button("Later", ActionId("later", (nudge,))),
        Button("More", ActionId("more", (nudge,))),
    )


def _done_buttons(told: Told) -> tuple[Button, ...]:
    return (Button("Add note", ActionId("addnote", (told.nudge.id,))), *_undo_button(told))


def _undo_button(told: Told) -> tuple[Button, ...]:
    """Only what was answered here is taken back here."""
    return (Button("Undo", ActionId("unanswer", (told.nudge.id,))),) if told.nudge.change is not None else ()


def _later_buttons(told: Told) -> tuple[Button, ...]:
    nudge = told.nudge.id
    if told.nudge.kind is ReminderKind.DATE:
        return (Button("Talked", ActionId("talked", (nudge,))), *_undo_button(told))
    return (
        Button("Tomorrow", ActionId("later", (nudge, "1"))),
        Button("In a month", ActionId("later", (nudge, "30"))),
        Button("Talked", ActionId("talked", (nudge,))),
        *_undo_button(told),
    )


def due(people: Sequence[DuePerson], total: int, today: date, *, resting: int = 0, discreet: bool = False) -> Message:
    """Who it is time to be in touch with, most overdue first, each with buttons; and how many are not asked about."""
    rest = (line(f"Resting, and not asked about: {resting}."),) if resting else ()
    if not people:
        quiet = "Nobody is due. Enjoy the quiet."
        return say(quiet, line("See who is next with ", bold("/kith upcoming"), "."), *rest)
    parts: list[Part] = [Heading("Who is due"), *(_due_card(each, today, discreet=discreet) for each in people)]
    if total > len(people):
        parts.append(Text((line(f"And {total - len(people)} more. I bring them up a few at a time."),)))
    if rest:
        parts.append(Text(rest))
    return Message(tuple(parts))


def _due_card(person: DuePerson, today: date, *, discreet: bool) -> Card:
    why = reason(person.reason, today, discreet=discreet)
    return Card(due_line(person, today), (why,), _person_buttons(person.contact.id))


def due_line(person: DuePerson, today: date) -> Line:
    """How long it has been with somebody, beside how often it was to be."""
    name, guess = bold(person.contact.name), person.contact.last_guess
    if person.tie.last_on is None and guess is not None:
        ago = spoken.ago(guess, today)
        return line(name, f": you talked roughly {ago}, and you wanted {person.contact.rhythm} ({person.standing}).")
    if person.tie.last_on is None:
        return line(name, f": {person.contact.rhythm}, and no contact noted yet ({person.standing}).")
    gone = spoken.days((today - person.tie.last_on).days)
    return line(name, ": ", gone, f" since you talked, and you wanted {person.contact.rhythm} ({person.standing}).")


def _person_buttons(contact: ContactId) -> tuple[Button, ...]:
    return (
        Button("Talked", ActionId("met", (contact, "talk")), ButtonStyle.PRIMARY),
        Button("Wrote", ActionId("met", (contact, "wrote"))),
        Button("Later", ActionId("putoff", (contact,))),
        Button("More", ActionId("show", (contact,))),
    )


def upcoming(ahead: Sequence[Ahead], today: date, days: int, *, dates_only: bool) -> Message:
    """What comes in the next days."""
    if not ahead:
        what = "No birthdays or other dates" if dates_only else "Nothing"
        return say(f"{what} in the next {days} days.")
    items = tuple(_ahead_line(each, today) for each in ahead[:_LISTED])
    title = "Dates ahead" if dates_only else "The next days"
    more = (Text((line(f"And {len(ahead) - _LISTED} more."),)),) if len(ahead) > _LISTED else ()
    return Message((Heading(title), Bullets(items), *more))


def _ahead_line(each: Ahead, today: date) -> Line:
    when = f"{spoken.day(each.on, today)} ({spoken.ahead(each.on, today)}): "
    if each.follow_up is not None:
        return line(when, *follow_ups.headline(each.follow_up, each.contact, today))
    if each.about is None:
        return line(when, "be in touch with ", bold(each.contact.name))
    years = each.about.years_on(each.on)
    turns = f", turning {years}" if years is not None and occasion(each.about) == "birthday" else ""
    return line(when, bold(each.contact.name), f"'s {occasion(each.about)}{turns}")
