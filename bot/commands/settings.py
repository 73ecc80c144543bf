"""Commands about Kith itself: settings, status, undo."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import File
from bot.chat.option import text_option, word_option
from bot.commands.complete import zones
from bot.domain.errors import InputError, Misread, Problem
from bot.domain.ids import ChangeId
from bot.domain.user import LeapDay, Platform, Preferences
from bot.language.dates import NotABirthday, parse_birthday
from bot.language.hours import parse_hour, parse_workdays
from bot.language.words import shown
from bot.presenters import settings as presenter
from bot.services import changes, users
from bot.services.status import status as find_status

commands = Registry()

_ANYWHERE = "anywhere"
_NAMES = ("zone", "hour", "days", "platform", "order", "leap")


def _setting(value: str) -> str:
    if value not in _NAMES:
        raise ValueError(value)
    return value


@dataclass(frozen=True, slots=True)
class SettingsArgs:
    """Which setting, and what it should be."""

    setting: Annotated[
        str,
        word_option(
            "Which setting to change; leave it out to see them all",
            words={
                **{name: name for name in _NAMES},
                "time zone": "zone",
                "timezone": "zone",
                "time": "hour",
                "workdays": "days",
            },
            read=_setting,
            choices=(
                Choice("zone", "zone: your time zone"),
                Choice("hour", "hour: when nudges come"),
                Choice("days", "days: your workdays"),
                Choice("platform", "platform: where nudges go"),
                Choice("order", "order: day-month or month-day"),
                Choice("leap", "leap: when 29 February is told"),
            ),
        ),
    ] = ""
    value: Annotated[
        str,
        text_option("What it should be: Europe/Berlin, 9:30, mon-fri, slack, day first", hint="9:30", complete=zones),
    ] = ""


@commands.command(
    "settings",
    "Your hour, workdays, time zone, and where nudges go",
    examples=("", "hour 9:30", "zone Europe/Berlin", "days mon-fri"),
)
def settings(args: SettingsArgs, ctx: Context) -> Reply:
    """Shows the settings, or changes one."""
    user = ctx.user
    if not args.setting and not args.value:
        return Reply(message=presenter.settings(user))
    if not args.setting or not args.value:
        given = args.setting or args.value
        raise InputError("setting", f'I need a setting and its value, and have only "{shown(given)}". Try: hour 9:30.')
    user = users.prefer(ctx.uow, user, _changed(user.preferences, args.setting, args.value), ctx.now)
    return Reply(message=presenter.settings(user))


@commands.button("settings", needs=0, opens_form=True)
def settings_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens all settings in a form."""
    preferences = ctx.user.preferences
    platforms = sorted({str(each.platform) for each in ctx.uow.users.accounts(ctx.user.id)})
    choices = (Choice(_ANYWHERE, "wherever I wrote last"), *(Choice(each, each) for each in platforms))
    return Reply(
        form=Form(
            action=ActionId("settings"),
            title="Your settings",
            fields=(
                Field(name="zone", label="Time zone", value=preferences.zone, hint="Europe/Berlin", required=True),
                Field(
                    name="hour", label="Your hour", value=presenter.clock(preferences.hour), hint="9:30", required=True
                ),
                Field(
                    name="days", label="Workdays", value=presenter.weekdays(preferences), hint="mon-fri", required=True
                ),
                Field(
                    name="platform",
                    label="Nudges go to",
                    kind=FieldKind.CHOICE,
                    value=str(preferences.platform or _ANYWHERE),
                    choices=choices,
                ),
                Field(
                    name="order",
                    label="Dates read as",
                    kind=FieldKind.CHOICE,
                    value="day" if preferences.day_first else "month",
                    choices=(
                        Choice("day", "day-month (3/4 is 3 April)"),
                        Choice("month", "month-day (3/4 is March 4)"),
                    ),
                ),
            ),
        )
    )


@commands.form("settings", needs=0)
def settings_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Changes all settings at once, or says what is wrong with each."""
    preferences = ctx.user.preferences
    problems: list[Problem] = []
    for name in _NAMES:
        if values.get(name):
            try:
                preferences = _changed(preferences, name, values[name])
            except InputError as error:
                problems += [Problem(name, each.sentence) for each in error.problems]
    if problems:
        raise Misread(tuple(problems))
    user = users.prefer(ctx.uow, ctx.user, preferences, ctx.now)
    return Reply(message=presenter.settings(user), replace=True)


def _changed(preferences: Preferences, name: str, text: str) -> Preferences:
    """The preferences with one of them read from what was typed; raises InputError."""
    word = text.strip().casefold()
    try:
        match name:
            case "zone":
                return replace(preferences, zone=users.zone(text))
            case "hour":
                return replace(preferences, hour=parse_hour(text))
            case "days":
                return replace(preferences, workdays=parse_workdays(text))
            case "platform":
                return replace(preferences, platform=None if word == _ANYWHERE else _platform(word))
            case "order":
                return replace(preferences, day_first=_day_first(word))
            case _:
                return replace(preferences, leap_day=_leap_day(word))
    except ValueError as unread:
        raise InputError("value", str(unread)) from unread


def _platform(word: str) -> Platform:
    if word not in list(Platform):
        raise ValueError(f'I don\'t know the platform "{shown(word)}". It can be slack, discord or anywhere.')
    return Platform(word)


def _day_first(word: str) -> bool:
    if word.startswith(("day", "month")):
        return word.startswith("day")
    raise ValueError(f'I can\'t read "{shown(word)}" as an order. It can be "day first" or "month first".')


_LEAP_DAYS = {(2, 28): LeapDay.FEBRUARY_28, (3, 1): LeapDay.MARCH_1}


def _leap_day(word: str) -> LeapDay:
    with suppress(NotABirthday):
        month, day, year = parse_birthday(word, day_first=True)
        if year is None and (month, day) in _LEAP_DAYS:
            return _LEAP_DAYS[month, day]
    raise ValueError(f'"{shown(word)}" is not a day for 29 February. It can be "28 Feb" or "1 Mar".')


@dataclass(frozen=True, slots=True)
class StatusArgs:
    """Nothing to say."""


@commands.command("status", "Whether all is well: last tick, next nudge, failed sends", examples=("",), reads=True)
def status(args: StatusArgs, ctx: Context) -> Reply:
    """Health, as far as the user is concerned."""
    return Reply(message=presenter.status(find_status(ctx.uow, ctx.user), ctx.user, ctx.now))


@dataclass(frozen=True, slots=True)
class UndoArgs:
    """Nothing to say: the last action."""


@commands.command("undo", "Take your last action back", examples=("",))
def undo(args: UndoArgs, ctx: Context) -> Reply:
    """Undoes the newest action; offers the ones before it."""
    recent = changes.recent(ctx.uow, ctx.user, ctx.now)
    if not recent:
        return Reply(message=presenter.nothing_to_undo())
    change, undone = changes.undo(ctx.uow, ctx.user, recent[0].id, ctx.now)
    return Reply(message=presenter.undone(change, undone, recent[1:]))


@commands.button("undo")
def undo_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Undoes the action that the button names."""
    change, undone = changes.undo(ctx.uow, ctx.user, ChangeId(args[0]), ctx.now)
    return Reply(message=presenter.undone(change, undone, ()), replace=True)
