"""What users may choose about how they are told, as it is typed: one reader for the line and for the forms."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from bot.chat.context import Context
from bot.chat.form import Choice, Field, FieldKind
from bot.domain.budget import MOST_A_DAY, MOST_A_WEEK
from bot.domain.cadence import Circle
from bot.domain.errors import InputError
from bot.domain.user import LeapDay, Notes, Platform, Preferences
from bot.language.budgets import parse_budget, parse_pause
from bot.language.dates import NotABirthday, parse_birthday
from bot.language.hours import parse_hour, parse_workdays
from bot.language.words import shown
from bot.presenters import settings as presenter
from bot.services import users

ANYWHERE = "anywhere"
NAMES = {
    "zone": "zone: your time zone",
    "hour": "hour: when nudges come",
    "days": "days: your workdays",
    "platform": "platform: where nudges go",
    "only": "only: where a circle is told of",
    "order": "order: day-month or month-day",
    "leap": "leap: when 29 February is told",
    "budget": "budget: how many people a day and a week",
    "notes": "notes: whether messages say what you noted",
    "friday": "friday: the card at the end of the week",
    "review": "review: the monthly one",
    "pause": "pause: no messages for a while",
}
"""What can be set, each with what it is."""
_LONGEST_PAUSE = timedelta(days=366)
_ON = {"on": True, "yes": True, "off": False, "no": False}
_LEAP_DAYS = {(2, 28): LeapDay.FEBRUARY_28, (3, 1): LeapDay.MARCH_1}


def changed(preferences: Preferences, name: str, text: str, today: date) -> Preferences:
    """The preferences with one of them read from what was typed; raises InputError."""
    word = " ".join(text.split()).casefold()
    try:
        match name:
            case "zone":
                return replace(preferences, zone=users.zone(text))
            case "hour":
                return replace(preferences, hour=parse_hour(text))
            case "days":
                return replace(preferences, workdays=parse_workdays(text))
            case "platform":
                return replace(preferences, platform=None if word == ANYWHERE else _platform(word))
            case "only":
                return _kept_to(preferences, word)
            case "order":
                return replace(preferences, day_first=_day_first(word))
            case "leap":
                return replace(preferences, leap_day=_leap_day(word))
            case "budget":
                return _budgeted(preferences, text)
            case "notes":
                return replace(preferences, notes=_notes(word))
            case "friday":
                return replace(preferences, friday=_on(word, "friday"))
            case "review":
                return replace(preferences, review=_on(word, "review"))
            case _:
                return _paused(preferences, text, today)
    except ValueError as unread:
        raise InputError("value", str(unread)) from unread


def first_fields(ctx: Context) -> tuple[Field, ...]:
    """Where and when one is told."""
    preferences = ctx.user.preferences
    platforms = sorted({str(each.platform) for each in ctx.uow.users.accounts(ctx.user.id)})
    hour, days = presenter.clock(preferences.hour), presenter.weekdays(preferences)
    return (
        Field(name="zone", label="Time zone", value=preferences.zone, hint="Europe/Berlin", required=True),
        Field(name="hour", label="Your hour", value=hour, hint="9:30", required=True),
        Field(name="days", label="Workdays", value=days, hint="mon-fri", required=True),
        _choice(
            "platform",
            "Nudges go to",
            str(preferences.platform or ANYWHERE),
            (Choice(ANYWHERE, "wherever I wrote last"), *(Choice(each, each) for each in platforms)),
        ),
        _choice(
            "order",
            "Dates read as",
            "day" if preferences.day_first else "month",
            (Choice("day", "day-month (3/4 is 3 April)"), Choice("month", "month-day (3/4 is March 4)")),
        ),
    )


def more_fields(ctx: Context) -> tuple[Field, ...]:
    """How much one is told, of what, and whether now."""
    preferences = ctx.user.preferences
    paused = preferences.paused_until if preferences.is_paused(ctx.today) else None
    shown_on = tuple(Choice(each, label) for each, label in presenter.NOTES.items())
    return (
        Field(name="budget", label="At most", value=presenter.budget(preferences), hint="2 a day, 5 a week"),
        _choice("notes", "Your notes in messages", preferences.notes, shown_on),
        _choice("friday", "Friday card", _word(preferences.friday), _SWITCH),
        _choice("review", "Monthly review", _word(preferences.review), _SWITCH),
        Field(
            name="pause",
            label="Pause",
            value=f"until {paused:%Y-%m-%d}" if paused is not None else "off",
            hint="2 weeks, until 3 May, off",
        ),
    )


_SWITCH = (Choice("on", "on"), Choice("off", "off"))


def _choice(name: str, label: str, value: str, choices: tuple[Choice, ...]) -> Field:
    return Field(name=name, label=label, kind=FieldKind.CHOICE, value=value, choices=choices)


def _word(on: bool) -> str:
    return "on" if on else "off"


def _platform(word: str) -> Platform:
    if word not in list(Platform):
        raise ValueError(f'I don\'t know the platform "{shown(word)}". It can be slack, discord or anywhere.')
    return Platform(word)


def _kept_to(preferences: Preferences, text: str) -> Preferences:
    circle, _, where = text.partition(" ")
    if circle not in list(Circle) or not where:
        raise ValueError(
            f'I need a circle and a platform, and can\'t read "{shown(text)}". Try: only close discord, or: only close '
            "anywhere."
        )
    return preferences.keeping(Circle(circle), None if where == ANYWHERE else _platform(where))


def _day_first(word: str) -> bool:
    if word.startswith(("day", "month")):
        return word.startswith("day")
    raise ValueError(f'I can\'t read "{shown(word)}" as an order. It can be "day first" or "month first".')


def _leap_day(word: str) -> LeapDay:
    with suppress(NotABirthday):
        month, day, year = parse_birthday(word, day_first=True)
        if year is None and (month, day) in _LEAP_DAYS:
            return _LEAP_DAYS[month, day]
    raise ValueError(f'"{shown(word)}" is not a day for 29 February. It can be "28 Feb" or "1 Mar".')


def _budgeted(preferences: Preferences, text: str) -> Preferences:
    found = parse_budget(text)
    for span, most in (("day", MOST_A_DAY), ("week", MOST_A_WEEK)):
        if not 1 <= found.get(span, 1) <= most:
            pause = ' For none at all: pause "2 weeks".' if found[span] == 0 else ""
            raise ValueError(f"{found[span]} a {span} is too {_much(found[span])}: from 1 to {most}.{pause}")
    return replace(preferences, a_day=found.get("day", preferences.a_day), a_week=found.get("week", preferences.a_week))


def _much(count: int) -> str:
    return "few" if count == 0 else "many"


def _notes(word: str) -> Notes:
    if word not in list(Notes):
        raise ValueError(f'I can\'t read "{shown(word)}" for notes. It can be shown, hidden or by platform.')
    return Notes(word)


def _on(word: str, name: str) -> bool:
    if word not in _ON:
        raise ValueError(f'I can\'t read "{shown(word)}". It can be on or off, as in: {name} off.')
    return _ON[word]


def _paused(preferences: Preferences, text: str, today: date) -> Preferences:
    """The preferences with another pause; one that ends today stays as its last day, from which nothing was late."""
    until = parse_pause(text, today=today, day_first=preferences.day_first)
    if until is None:
        return replace(preferences, paused_until=today) if preferences.is_paused(today) else preferences
    if until - today > _LONGEST_PAUSE:
        raise ValueError('A pause is a year at most. Try "3 months"; you can make it longer then.')
    return replace(preferences, paused_until=until)
