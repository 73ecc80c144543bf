"""What is said about settings, health, help and undo."""

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil
from zoneinfo import ZoneInfo

from bot.chat.action import ActionId
from bot.chat.command import Command
from bot.chat.message import (
    Bullets,
    Button,
    ButtonStyle,
    Facts,
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
from bot.domain.change import Change, Undone
from bot.domain.nudge import Delivery, DeliveryState
from bot.domain.user import Notes, Preferences, User
from bot.language import spoken
from bot.presenters import buttons
from bot.services.status import Asked, Status

_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


NOTES = {
    Notes.BY_PLATFORM: "by platform: hidden where an employer may export messages",
    Notes.SHOWN: "shown in full",
    Notes.HIDDEN: "hidden: behind a button",
}
"""Whether messages say what was noted, each with what it means."""


def settings(user: User, asked: Asked, today: date, change: Change | None = None) -> Message:
    """How the user is told, with ways to change it, and to take back the change that was just made."""
    preferences = user.preferences
    rows = (
        ("Time zone", preferences.zone),
        ("Your hour", clock(preferences.hour)),
        ("Workdays", weekdays(preferences)),
        ("Nudges go to", str(preferences.platform) if preferences.platform else "wherever you wrote last"),
        *(((f"The circle {circle}", f"on {platform} alone") for circle, platform in preferences.circles)),
        ("Dates read as", "day-month (3/4 is 3 April)" if preferences.day_first else "month-day (3/4 is March 4)"),
        ("29 February", f"told on {preferences.leap_day} in other years"),
        ("At most", f"{budget(preferences)}, not counting dates"),
        ("Your notes in messages", NOTES[preferences.notes]),
        ("Friday card", "on" if preferences.friday else "off"),
        ("Monthly review", "on" if preferences.review else "off"),
        ("Pause", pause(preferences, today) or "off"),
        *((("Resting", f"{asked.resting}, not asked about"),) if asked.resting else ()),
    )
    too_much = asks_too_much(asked.weekly, preferences)
    row = (
        *((buttons.undo(change),) if change is not None else ()),
        Button("Change", ActionId("settings"), ButtonStyle.PRIMARY),
        Button("More settings", ActionId("settings", ("more",))),
    )
    said = (Text((too_much,)),) if too_much is not None else ()
    return Message((Heading("Your settings"), Facts(rows), *said, buttons.row(*row)))


def asks_for(weekly: float, preferences: Preferences) -> str:
    """How many people a week the user's circles ask for, beside how many they want to be asked about."""
    return f"Your circles ask for about {ceil(weekly)} a week; your budget is {preferences.a_week}."


def asks_too_much(weekly: float, preferences: Preferences) -> Line | None:
    """That one's circles ask for more people a week than one wants to hear about; None where they do not."""
    if ceil(weekly) <= preferences.a_week:
        return None
    return line(
        f"{asks_for(weekly, preferences)} I bring up those first who have faded most, and every circle has its turn."
    )


def budget(preferences: Preferences) -> str:
    """How many people one hears about at most: "3 a day, 7 a week"."""
    return f"{preferences.a_day} a day, {preferences.a_week} a week"


def pause(preferences: Preferences, today: date) -> str:
    """Until when nothing comes, empty without a pause."""
    until = preferences.paused_until
    if until is None or not preferences.is_paused(today):
        return ""
    return f"no messages before {spoken.day(until, today)}; to end it: /kith settings pause off"


def clock(minutes: int) -> str:
    """Minutes after midnight as a time: "09:30"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def weekdays(preferences: Preferences) -> str:
    """The workdays by name: "Mon, Tue, Wed"."""
    return ", ".join(_DAY_NAMES[day - 1] for day in sorted(preferences.workdays))


def status(found: Status, user: User, now: datetime) -> Message:
    """Last tick, next nudge, and everything that could not be sent."""
    zone = ZoneInfo(user.preferences.zone)
    ticked = (
        _moment(found.ticked_at, zone) if found.ticked_at else "not yet: the engine has not run since it was set up"
    )
    following = _moment(max(found.next_plan_at, now), zone) if found.next_plan_at else "nothing is planned"
    today = now.astimezone(zone).date()
    paused = pause(user.preferences, today)
    resting = f"; resting: {found.asked.resting}" if found.asked.resting else ""
    rows = (
        ("Last tick", ticked),
        ("Next nudge", following),
        *((("Pause", paused),) if paused else ()),
        ("People", f"{found.contacts}, of whom you keep in touch with {found.kept}{resting}"),
        ("I know you on", ", ".join(sorted({str(each.platform) for each in found.accounts}))),
        *((("Recovery code", f"since {spoken.day(found.recovery_since, today)}"),) if found.recovery_since else ()),
    )
    parts: list[Part] = [Heading("How Kith is doing"), Facts(rows)]
    too_much = asks_too_much(found.asked.weekly, user.preferences)
    if too_much is not None:
        parts.append(Text((too_much,)))
    closed = [each for each in found.accounts if each.closed]
    if closed:
        parts.append(
            Bullets(tuple(line(f"{each.platform} does not take my messages: {each.closed}") for each in closed))
        )
    if found.troubles:
        parts.append(Text((line("Sends that met trouble:"),)))
        parts.append(Bullets(tuple(_trouble(each, zone) for each in found.troubles)))
    else:
        parts.append(Text((line("No send has failed."),)))
    return Message(tuple(parts))


_FATES = {
    DeliveryState.PLANNED: "waiting to be tried again",
    DeliveryState.SENDING: "on its way",
    DeliveryState.SENT: "delivered in the end",
    DeliveryState.UNDELIVERABLE: "not delivered; I tell you here when you write to me",
    DeliveryState.WITHDRAWN: "no longer needed",
}


def _trouble(delivery: Delivery, zone: ZoneInfo) -> Line:
    return line(f"{_moment(delivery.not_before, zone)}: {delivery.trouble} ({_FATES[delivery.state]})")


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def undone(change: Change, what: Undone, others: Sequence[Change]) -> Message:
    """An action was taken back; names what stays, and what else can be undone."""
    if what.nothing:
        stays = f" It changed since, so it stays: {spoken.joined(what.left)}." if what.left else ""
        return say(line("There is nothing left to take back of this: ", bold(change.title), f".{stays}"))
    parts: list[Part] = [Text((line("Undone: ", bold(change.title), "."),))]
    if what.left:
        parts.append(Text((line(f"This changed since, so it stays: {spoken.joined(what.left)}."),)))
    if others:
        parts.append(undoable(others))
    return Message(tuple(parts))


def undoable(others: Sequence[Change]) -> Part:
    """The last actions, each with a button."""
    return buttons.row(*(Button(f"Undo {each.title}"[:75], ActionId("undo", (each.id,))) for each in others[:4]))


def nothing_to_undo() -> Message:
    """There is no action left."""
    return say("There is nothing to undo: I keep the last ten actions for a day, imports for 30 days.")


def overview(commands: Sequence[Command]) -> Message:
    """All commands in a line each."""
    items = tuple(line(bold(f"/kith {each.name}"), f"  {each.help}") for each in commands)
    tail = line("More about one: ", bold("/kith help log"), ". To begin: ", italic("/kith add Sam Carter close"), ".")
    return Message((Heading("What I can do"), Bullets(items), Text((tail,))))


def details(command: Command) -> Message:
    """One command with its options and examples."""
    options = tuple(
        line(bold(each.label), f": {each.option.help}", "" if each.required else " (optional)")
        for each in command.parameters
    )
    examples = tuple(line(italic(f"/kith {command.name} {example}".rstrip())) for example in command.examples)
    parts: list[Part] = [Heading(f"/kith {command.name}"), Text((line(command.help + "."),))]
    if options:
        parts.append(Bullets(options))
    parts += [Text((line("For example:"),)), Bullets(examples)]
    return Message(tuple(parts))
