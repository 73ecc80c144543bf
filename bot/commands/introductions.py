"""Introductions: the command intro, and what the buttons and forms of both sides do.

Being shown a button proves nothing: each loads what the user asked for, or was asked for, and acts once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import File, Message, say
from bot.chat.option import rest_option, text_option
from bot.commands.answers import letter_of, redrawn_letter
from bot.commands.complete import known_names
from bot.commands.places import workspace_of
from bot.domain.errors import Gone, InputError, NotAllowed
from bot.domain.ids import ContactId, DraftId, IntroductionId, TeamId, UserId
from bot.domain.introduction import Outcome
from bot.ports import Draft
from bot.presenters import connecting as words
from bot.presenters import introductions as presenter
from bot.services import connecting, introductions, membership
from bot.services.connecting import Requested
from bot.services.introductions import Asked, Owed, Wanted
from bot.services.whom import whom

commands = Registry()

_KEPT = timedelta(days=1)
_LET_GO = "That was done before, or I kept it for a day and have let it go since. Please type it again."
_VIA = re.compile(r"\s+via\s+", re.IGNORECASE)
_UNKNOWN = "This button is from an older version of me. All that is open: /kith intro."


@dataclass(frozen=True, slots=True)
class IntroArgs:
    """Whom somebody would like to meet, and why."""

    person: Annotated[
        str,
        text_option(
            "Whom you would like to meet, of those your team openly knows",
            label="Whom",
            hint="Priya Nair",
            complete=known_names,
        ),
    ]
    reason: Annotated[
        str,
        rest_option(
            "Why, in a line: a colleague reads it", label="Why", hint="I'm moving to Lisbon and look for work there"
        ),
    ]
    via: Annotated[str, text_option("The colleague to ask; without one, whoever knows them best", hint="Ben")] = ""


def _open(ctx: Context) -> Reply:
    return Reply(message=_listed(ctx))


@commands.command(
    "intro",
    "Ask a colleague to introduce you to somebody they know",
    examples=("", "Priya Nair: I'm moving to Lisbon and look for work there", "Priya via Ben: how do they test?"),
    alone=_open,
)
def intro(args: IntroArgs, ctx: Context) -> Reply:
    """Finds whom the team openly knows and asks the colleague who knows them best; alone, all that is open."""
    member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    introductions.checked(args.reason)
    person, *colleague = _VIA.split(args.person, maxsplit=1)
    found = whom(ctx.uow, member, person, args.via or "".join(colleague), ctx.now, ctx.today)
    if found.sure is not None:
        try:
            return _request(ctx, Wanted(member.team, found.sure.member, found.sure.contact), args.reason)
        except (Gone, InputError, NotAllowed) as refused:
            return Reply(message=say(refused.sentence))  # not raised: that somebody looked is kept, and limits them
    if not found.likely:
        return Reply(message=presenter.nobody(found, person))
    return Reply(message=presenter.which(found, person, _keep(ctx, args.reason)))


@commands.button("intro", needs=3, opens_form=True)
def pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for the reason; with one that was typed before, asks the colleague."""
    wanted = _wanted(args)
    row = introductions.wanted_row(ctx.uow, ctx.user, wanted)
    if len(args) == 3:
        return Reply(form=presenter.form(row))
    (reason,) = _kept(ctx, args[3], 1)
    return replace(_request(ctx, wanted, reason), replace=True)


@commands.form("intro", needs=3)
def filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Asks the colleague."""
    return _request(ctx, _wanted(args), values.get("reason", ""))


@commands.button("introanyway")
def anyway(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks the colleague who has not heard what came of the last time."""
    reason, *wanted = _kept(ctx, args[0], 4)
    return replace(_request(ctx, _wanted(tuple(wanted)), reason, anyway=True), replace=True)


@commands.button("introback")
def taken_back(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes a request back."""
    request = introductions.withdraw(ctx.uow, ctx.user, IntroductionId(args[0]), ctx.now)
    return Reply(message=presenter.taken_back(request), replace=True)


@commands.button("introtell")
def question(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks what came of an introduction."""
    request = introductions.get(ctx.uow, ctx.user, IntroductionId(args[0]))
    return Reply(message=presenter.question(request, ctx.today))


@commands.button("introwent", needs=2)
def went(ctx: Context, args: tuple[str, ...]) -> Reply:
    """What came of an introduction."""
    if args[1] not in tuple(Outcome) or not args[1]:
        raise Gone(_UNKNOWN)
    request = introductions.tell(ctx.uow, ctx.user, IntroductionId(args[0]), Outcome(args[1]), ctx.now)
    return _drawn(ctx, args[2:], request)


@commands.button("introsay", needs=2)
def answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Yes, in three weeks, or no."""
    if args[1] not in tuple(connecting.Answer):
        raise Gone(_UNKNOWN)
    answer = connecting.Answer(args[1])
    request = connecting.answer(ctx.uow, ctx.user, IntroductionId(args[0]), answer, ctx.now)
    return _drawn(ctx, args[2:], request)


@commands.button("introwords")
def to_ask_with(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Words to begin with."""
    return Reply(message=words.words(connecting.get(ctx.uow, ctx.user, IntroductionId(args[0]))))


@commands.button("introreply", needs=2)
def replied(ctx: Context, args: tuple[str, ...]) -> Reply:
    """What the contact said."""
    if args[1] not in ("yes", "no"):
        raise Gone(_UNKNOWN)
    yes = args[1] == "yes"
    request = connecting.contact_said(ctx.uow, ctx.user, IntroductionId(args[0]), ctx.now, yes=yes)
    return _drawn(ctx, args[2:], request)


@commands.button("introbridge", opens_form=True)
def bridging(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens the text to both, to be changed."""
    return Reply(form=words.bridge_form(connecting.to_write(ctx.uow, ctx.user, IntroductionId(args[0]))))


@commands.form("introbridge")
def bridged(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Gives the text back as it was written."""
    request = connecting.write(ctx.uow, ctx.user, IntroductionId(args[0]), values.get("text", ""))
    return Reply(message=words.bridge(request))


@commands.button("introsent")
def sent(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The connector brought the two together."""
    request = connecting.sent(ctx.uow, ctx.user, IntroductionId(args[0]), ctx.now)
    return _drawn(ctx, args[1:], request)


def _wanted(args: tuple[str, ...]) -> Wanted:
    return Wanted(TeamId(args[0]), UserId(args[1]), ContactId(args[2]))


def _request(ctx: Context, wanted: Wanted, reason: str, *, anyway: bool = False) -> Reply:
    """Asks the colleague, or says first that they have not heard of the last time; what was typed is kept for that."""
    done = introductions.request(ctx.uow, ctx.user, wanted, reason, ctx.now, anyway=anyway)
    if isinstance(done, Owed):
        draft = _keep(ctx, reason, wanted.team, wanted.member, wanted.contact)
        return Reply(message=presenter.owed(done, draft, ctx.today))
    return Reply(message=presenter.asked(done))


def _keep(ctx: Context, reason: str, *wanted: str) -> DraftId:
    """Keeps a reason, and whom it is about once that is known, for the button that goes on from there."""
    draft = DraftId(ctx.uow.new_id())
    payload = {"intro": [reason, *wanted]}
    ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
    return draft


def _kept(ctx: Context, draft: str, parts: int) -> tuple[str, ...]:
    """What was kept, used up with that. Raises Gone, also for what somebody else typed."""
    found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
    kept = found.payload.get("intro") if found is not None else None
    if not isinstance(kept, list) or len(kept) != parts:
        raise Gone(_LET_GO)
    ctx.uow.drafts.remove(ctx.user.id, DraftId(draft))
    return tuple(map(str, kept))


def _drawn(ctx: Context, place: tuple[str, ...], request: Asked | Requested) -> Reply:
    """The digest or the list that the button was in, as it stands now; on a page of one's own, what was done."""
    if place and place[0] == presenter.HOME:
        return Reply(message=presenter.done_at_home(request, ctx.today), replace=True)
    if place and place[0] != presenter.LIST:
        return redrawn_letter(ctx, letter_of(ctx, place[0]))
    return Reply(message=_listed(ctx, request), replace=True)


def _listed(ctx: Context, first: Asked | Requested | None = None) -> Message:
    """All that is open, below what was just done."""
    mine = introductions.listed(ctx.uow, ctx.user, ctx.today)
    theirs = connecting.listed(ctx.uow, ctx.user, ctx.today)
    return presenter.listed(mine, theirs, connecting.made_by(ctx.uow, ctx.user), ctx.today, first=first)
