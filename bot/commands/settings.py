"""Commands about Kith itself: settings, status, undo."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice, Form
from bot.chat.message import File, Message
from bot.chat.option import text_option, word_option
from bot.commands.complete import zones
from bot.commands.preferences import NAMES, changed, first_fields, more_fields
from bot.domain.change import Change
from bot.domain.errors import InputError, Misread, Problem
from bot.domain.ids import ChangeId
from bot.domain.slot import local_day
from bot.domain.user import Preferences, User
from bot.language.words import shown
from bot.presenters import settings as presenter
from bot.services import changes, users
from bot.services.status import asked_for
from bot.services.status import status as find_status

commands = Registry()


def _setting(value: str) -> str:
    if value not in NAMES:
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
                **{name: name for name in NAMES},
                "time zone": "zone",
                "timezone": "zone",
                "time": "hour",
                "workdays": "days",
                "friday card": "friday",
                "monthly review": "review",
            },
            read=_setting,
            choices=tuple(Choice(name, label) for name, label in NAMES.items()),
        ),
    ] = ""
    value: Annotated[
        str,
        text_option(
            "What it should be: 9:30, mon-fri, slack, 2 a day, hidden, off, 2 weeks", hint="9:30", complete=zones
        ),
    ] = ""


@commands.command(
    "settings",
    "Your hour, workdays, time zone, how much, where nudges go, and a pause",
    examples=("", "hour 9:30", "zone Europe/Berlin", "budget 2 a day, 5 a week", "pause 2 weeks"),
)
def settings(args: SettingsArgs, ctx: Context) -> Reply:
    """Shows the settings, or changes one."""
    if not args.setting and not args.value:
        return Reply(message=_shown(ctx, ctx.user))
    if not args.setting or not args.value:
        given = args.setting or args.value
        raise InputError("setting", f'I need a setting and its value, and have only "{shown(given)}". Try: hour 9:30.')
    return _preferring(ctx, changed(ctx.user.preferences, args.setting, args.value, ctx.today))


@commands.button("settings", needs=0, opens_form=True)
def settings_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens one of the two forms of settings."""
    more = args[:1] == (_MORE,)
    action = ActionId("settings", (_MORE,) if more else ())
    asked = more_fields(ctx) if more else first_fields(ctx)
    return Reply(form=Form(action=action, title="Your settings", fields=asked, reopen=action))


_MORE = "more"


@commands.form("settings", needs=0, complete={"zone": zones})
def settings_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Changes all settings of a form at once, or says what is wrong with each."""
    preferences = ctx.user.preferences
    problems: list[Problem] = []
    for name in NAMES:
        if values.get(name):
            try:
                preferences = changed(preferences, name, values[name], ctx.today)
            except InputError as error:
                problems += [Problem(name, each.sentence) for each in error.problems]
    if problems:
        raise Misread(tuple(problems))
    return replace(_preferring(ctx, preferences), replace=True)


def _preferring(ctx: Context, preferences: Preferences) -> Reply:
    if preferences == ctx.user.preferences:
        return Reply(message=_shown(ctx, ctx.user))
    change = changes.begin(ctx.uow, ctx.user, "your settings", ctx.now)
    user = users.prefer(ctx.uow, ctx.user, preferences, ctx.now)
    return Reply(message=_shown(ctx, user, change))


def _shown(ctx: Context, user: User, change: Change | None = None) -> Message:
    today = local_day(ctx.now, user.preferences)
    return presenter.settings(user, asked_for(ctx.uow, user, today), today, change)


@dataclass(frozen=True, slots=True)
class StatusArgs:
    """Nothing to say."""


@commands.command("status", "Whether all is well: last tick, next nudge, failed sends", examples=("",), reads=True)
def status(args: StatusArgs, ctx: Context) -> Reply:
    """Health, as far as the user is concerned."""
    return Reply(message=presenter.status(find_status(ctx.uow, ctx.user, ctx.today), ctx.user, ctx.now))


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
