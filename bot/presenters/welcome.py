"""What somebody new reads: the welcome, when they last talked to each of their people, and what comes next."""

from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Card, Heading, Line, Message, Part, Text, bold, line
from bot.domain.user import User
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.settings import asks_for, clock
from bot.services.care import Load
from bot.services.welcome import MOST, Begun, Since

_ANSWERS = {
    Since.MONTH: "This month",
    Since.YEAR: "This year",
    Since.AGES: "Ages ago",
    Since.UNSURE: "Not sure",
}


def welcome(user: User) -> Message:
    """A short hello with a way to begin; nobody has to."""
    lines = (
        line(f"Hello {user.name}, I'm Kith. I help you stay in touch with the people who matter to you."),
        line("I remember when you last talked, and write to you here when it has been long or a birthday is near."),
        line(f"To begin, name up to {MOST} people. It takes a minute, and only you see them."),
    )
    start = Button("Start", ActionId("start"), ButtonStyle.PRIMARY)
    return Message((Text(lines), buttons.row(start)))


def asked(begun: Begun, place: int) -> Message:
    """When the user last talked to the one at that place."""
    person = begun.people[place]
    count = f"{place + 1} of {len(begun.people)}. " if len(begun.people) > 1 else ""
    rhythm = f"You keep in touch {person.rhythm}. " if person.rhythm is not None else ""
    answers = tuple(
        Button(label, ActionId("since", (begun.key, str(place), str(since)))) for since, label in _ANSWERS.items()
    )
    card = Card(
        line("When did you last talk to ", bold(person.name), "?"),
        (line(f"{count}{rhythm}Roughly will do."),),
        answers,
    )
    if place + 1 == len(begun.people):
        return Message((card,))
    skip = Button("Skip the rest", ActionId("since", (begun.key, str(place), str(Since.DONE))))
    return Message((card, buttons.row(skip)))


def ready(begun: Begun, user: User, load: Load, today: date, *, here: bool) -> Message:
    """Who is kept now, and when the first digest comes."""
    parts: list[Part] = [Heading("You are set up")]
    people = tuple(line(bold(each.name), f": {each.rhythm or 'not kept'}") for each in begun.people)
    if people:
        parts.append(Bullets(people))
    lines: list[Line] = []
    if begun.digest_on is not None:
        where = ", here" if here else f", on {user.preferences.platform}" if user.preferences.platform else ""
        when = spoken.ahead(begun.digest_on, today)
        day = "" if when == "today" else f", {spoken.day(begun.digest_on, today)}"
        lines.append(
            line("Your first digest comes ", bold(f"{when}{day}, at {clock(user.preferences.hour)}"), f"{where}.")
        )
    lines.append(line(asks_for(load.wanted, user.preferences)))
    lines.append(line("Log a talk with ", bold("/kith log Sam coffee yesterday"), "; your hour is in /kith settings."))
    parts.append(Text(tuple(lines)))
    return Message(tuple(parts))
