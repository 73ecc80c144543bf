"""Follow-ups: the command remind, and what the buttons of a follow-up do, in a digest and in lists.

Each button acts once, however often and however late it is pressed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.option import day_option, person_option, rest_option, word_option
from bot.commands.answers import days_of, redrawn
from bot.commands.complete import contact_names
from bot.domain.change import Change
from bot.domain.followup import FollowUpKind, FollowUpState
from bot.domain.ids import ChangeId, FollowUpId, NudgeId
from bot.domain.interaction import Medium
from bot.domain.nudge import Nudge, NudgeState
from bot.domain.slot import first_workday
from bot.language.errands import errand
from bot.presenters import follow_ups as presenter
from bot.presenters import people
from bot.services import finding, follow_ups, nudges

commands = Registry()

_NEXT_TIME = "next time"
"""Said in place of a day; tells of no kind."""
_DO = ("write", "talk", "meet", "speak", "call", "see her", "see him", "see them", "write to her", "write to him")
_WHEN = ("when i next", "when we next", "next time i", "next time we", "the next time i", "the next time we")
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **{str(kind): str(kind) for kind in FollowUpKind},
        "promised": "promise",
        "thanks": "thank-you",
        "thank you": "thank-you",
        "wait": "waiting",
        **{f"{when} {do}": _NEXT_TIME for when in _WHEN for do in _DO},
        **dict.fromkeys((_NEXT_TIME, "the next time"), _NEXT_TIME),
    }
)


def _kind(value: str) -> FollowUpKind | None:
    return FollowUpKind(value) if value != _NEXT_TIME else None


@dataclass(frozen=True, slots=True)
class RemindArgs:
    """Something to see to about somebody."""

    person: Annotated[str, person_option("Who it is about", complete=contact_names, adds=True)]
    about: Annotated[str, rest_option("What to ask, to do or to thank for", label="What", hint="Ask about the flat")]
    when: Annotated[
        date | None,
        day_option("On which day; without one, when you next write to them", lean="future", hint="in 2 weeks, friday"),
    ] = None
    kind: Annotated[
        FollowUpKind | None,
        word_option(
            "What it is; without it, your words tell",
            words=_KINDS,
            read=_kind,
            choices=tuple(Choice(str(kind), str(kind)) for kind in FollowUpKind),
        ),
    ] = None


def _all_open(ctx: Context) -> Reply:
    return Reply(message=presenter.listed(follow_ups.listed(ctx.uow, ctx.user), ctx.today))


@commands.command(
    "remind",
    "Ask, keep a promise, thank, wait for something: on a day, or when you next write",
    examples=(
        "",
        "Sam in 2 weeks: ask about the flat",
        "Priya friday: I promised to send the book",
        "Sam: thank him for the introduction",
        "Sam tomorrow kind:waiting: the invoice",
    ),
    alone=_all_open,
)
def remind(args: RemindArgs, ctx: Context) -> Reply:
    """A follow-up about a contact; alone, all that are open."""
    person = finding.find(ctx.uow, ctx.user.id, args.person)
    meant = errand(args.about)
    kind = args.kind or FollowUpKind(meant.kind)
    text = meant.text if kind == meant.kind else args.about
    follow_up, change = follow_ups.add(ctx.uow, ctx.user, person, kind, text, args.when, ctx.now)
    tell_on = first_workday(args.when, ctx.user.preferences) if args.when is not None else None
    return Reply(message=presenter.noted(follow_up, person, change, ctx.today, tell_on))


@commands.button("fdone")
def done_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """It is done."""
    return _finished(ctx, args, FollowUpState.DONE)


@commands.button("fdrop")
def drop_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """It is not to be seen to any more, or waited for."""
    return _finished(ctx, args, FollowUpState.DROPPED)


@commands.button("ftalked")
def talked_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """They talked today, which closes it."""
    return _in_touch(ctx, args, Medium.TALK)


@commands.button("fanswered")
def answered_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer came."""
    return _in_touch(ctx, args, Medium.MESSAGE)


@commands.button("flater")
def later_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Not now: in a week, or in so many days."""
    nudge = _nudge(ctx, args)
    found = follow_ups.told_by(ctx.uow, ctx.user, nudge)
    until = ctx.today + timedelta(days=days_of(args[1:]))
    _, change = follow_ups.put_off(ctx.uow, ctx.user, found, until, ctx.now)
    return _redrawn(ctx, nudge, NudgeState.LATER, change)


@commands.button("fstill")
def still_in_digest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """No answer yet: ask once more."""
    nudge = _nudge(ctx, args)
    change = follow_ups.still_waiting(ctx.uow, ctx.user, follow_ups.told_by(ctx.uow, ctx.user, nudge), ctx.now)
    return _redrawn(ctx, nudge, NudgeState.LATER, change)


@commands.button("fnote")
def show_note(ctx: Context, args: tuple[str, ...]) -> Reply:
    """What the digest said in general words."""
    return Reply(message=presenter.note(follow_ups.told_by(ctx.uow, ctx.user, _nudge(ctx, args)), ctx.today))


@commands.button("done")
def done(ctx: Context, args: tuple[str, ...]) -> Reply:
    """It is done."""
    return _closed(ctx, args, FollowUpState.DONE)


@commands.button("drop")
def drop(ctx: Context, args: tuple[str, ...]) -> Reply:
    """It is not to be seen to any more, or waited for."""
    return _closed(ctx, args, FollowUpState.DROPPED)


@commands.button("notyet")
def not_yet(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Not now: in a week, or in so many days."""
    found = follow_ups.get(ctx.uow, ctx.user, FollowUpId(args[0]))
    until = ctx.today + timedelta(days=days_of(args[2:]))
    until, change = follow_ups.put_off(ctx.uow, ctx.user, found, until, ctx.now)
    return _placed(ctx, args, presenter.put_off(found, until, change, ctx.today, _place(args)))


@commands.button("answered")
def answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The answer came."""
    found = follow_ups.get(ctx.uow, ctx.user, FollowUpId(args[0]))
    logged = follow_ups.in_touch(ctx.uow, ctx.user, found, Medium.MESSAGE, ctx.now)
    said = people.logged(logged, ctx.today) if logged is not None else people.noted_before(found.contact)
    return _placed(ctx, args, said)


def _nudge(ctx: Context, args: tuple[str, ...]) -> Nudge:
    return nudges.get(ctx.uow, ctx.user, NudgeId(args[0]))


def _finished(ctx: Context, args: tuple[str, ...], state: FollowUpState) -> Reply:
    nudge = _nudge(ctx, args)
    change = follow_ups.finish(ctx.uow, ctx.user, follow_ups.told_by(ctx.uow, ctx.user, nudge), state, ctx.now)
    return _redrawn(ctx, nudge, NudgeState.DONE, change)


def _in_touch(ctx: Context, args: tuple[str, ...], medium: Medium) -> Reply:
    nudge = _nudge(ctx, args)
    logged = follow_ups.in_touch(ctx.uow, ctx.user, follow_ups.told_by(ctx.uow, ctx.user, nudge), medium, ctx.now)
    return _redrawn(ctx, nudge, NudgeState.DONE, logged.change if logged is not None else None)


def _redrawn(ctx: Context, nudge: Nudge, state: NudgeState, change: Change | None) -> Reply:
    """The digest as it stands; the nudge was answered by this change, if it changed anything."""
    if change is not None:
        ctx.uow.nudges.save(replace(nudge, state=state, change=ChangeId(change.id)))
    return redrawn(ctx, nudge)


def _closed(ctx: Context, args: tuple[str, ...], state: FollowUpState) -> Reply:
    found = follow_ups.get(ctx.uow, ctx.user, FollowUpId(args[0]))
    change = follow_ups.finish(ctx.uow, ctx.user, found, state, ctx.now)
    return _placed(ctx, args, presenter.closed(found, state, change))


def _place(args: tuple[str, ...]) -> str:
    return "list" if args[1:2] == ("list",) else "card"


def _placed(ctx: Context, args: tuple[str, ...], said: Message) -> Reply:
    """What was done, above the list that it was done in, or by itself."""
    if _place(args) != "list":
        return Reply(message=said)
    found = follow_ups.listed(ctx.uow, ctx.user)
    return Reply(message=presenter.listed(found, ctx.today, first=said), replace=True)
