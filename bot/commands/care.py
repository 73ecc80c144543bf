"""Looking after ties: the Friday card, the monthly review, insights, and what is offered beside other answers."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

import structlog

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.message import File, Message, Part
from bot.chat.option import word_option
from bot.commands.places import own_team
from bot.commands.ticks import Purpose
from bot.domain.cadence import Cadence, Unit
from bot.domain.contact import Contact, ContactState
from bot.domain.errors import Gone
from bot.domain.ids import ContactId
from bot.presenters import care as presenter
from bot.presenters import coverage as coverage_presenter
from bot.presenters import friday as friday_presenter
from bot.presenters import insights as insights_presenter
from bot.presenters import people
from bot.presenters import review as review_presenter
from bot.presenters.drawing import CannotDraw
from bot.presenters.pictures import pictures
from bot.services import care, contacts, coverage, finding, friday, review
from bot.services.insights import insights as find_insights

commands = Registry()
logger = structlog.get_logger()

_UNREADABLE = "This button is from another version of me. Please give the command again."


def _week(ctx: Context, key: str, bits: int) -> Message:
    return friday_presenter.card(friday.week(ctx.uow, ctx.user, key, ctx.now), bits, ctx.today)


def _talked(ctx: Context, key: str, chosen: Collection[int]) -> Message:
    card = friday.week(ctx.uow, ctx.user, key, ctx.now)
    if not chosen and not card.is_noted:
        friday.close(ctx.uow, ctx.user, card, ctx.now)
        return friday_presenter.nobody()
    noted = friday.note(ctx.uow, ctx.user, card, chosen, ctx.now)
    return friday_presenter.card(noted, 0, ctx.today)


FRIDAY = Purpose(show=_week, do=_talked)
"""What ticking names on the card at the end of a week does."""


@commands.button("review", needs=4)
def review_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Does something about a person in a review, which is then drawn again."""
    key, contact, act, start = args[:4]
    if act not in list(review.Act):
        raise Gone(_UNREADABLE)
    review.answer(ctx.uow, ctx.user, key, ContactId(contact), review.Act(act), ctx.now)
    return _page(ctx, key, start)


@commands.button("reviewpage", needs=2)
def review_turned(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Another page of a review."""
    return _page(ctx, *args[:2])


def _page(ctx: Context, key: str, start: str) -> Reply:
    found = review.review(ctx.uow, ctx.user, key, ctx.now)
    place = int(start) if start.isascii() and start.isdecimal() and len(start) <= 6 else 0
    if place >= len(found.quiet) or place % review.PAGE:
        place = 0
    return Reply(message=review_presenter.page(found, place, ctx.today), replace=True)


_OF = {"team": "team", "my team": "team", "the team": "team", "me": "me", "my own": "me"}


def _whose(value: str) -> str:
    if value not in _OF:
        raise ValueError(value)
    return value


@dataclass(frozen=True, slots=True)
class InsightsArgs:
    """Whose picture."""

    of: Annotated[
        str,
        word_option(
            "team: which companies your team knows; leave it out for your own ties",
            label="Of",
            words=_OF,
            read=_whose,
            choices=(Choice("me", "me: my own ties"), Choice("team", "team: companies that my team knows")),
        ),
    ] = "me"


@commands.command(
    "insights",
    "Who is near, who drifts, how your year went; or which companies your team knows",
    examples=("", "team"),
    reads=True,
)
def insights(args: InsightsArgs, ctx: Context) -> Reply:
    """How the user's ties stand, or whom the team knows where."""
    if args.of == "team":
        covered = coverage.coverage(ctx.uow, own_team(ctx)[0], ctx.today)
        return _drawn(coverage_presenter.coverage(covered), lambda: coverage_presenter.pictures(covered))
    found = find_insights(ctx.uow, ctx.user, ctx.today)
    return _drawn(insights_presenter.insights(found, ctx.user.preferences), lambda: pictures(found))


def _drawn(message: Message, draw: Callable[[], tuple[File, ...]]) -> Reply:
    """The words with their pictures, or alone where nothing can be drawn."""
    try:
        return Reply(message=replace(message, files=draw()))
    except CannotDraw:
        logger.warning("picture not drawn", exc_info=True)
        return Reply(message=message)


@commands.button("rhythm", needs=3)
def rhythm_taken(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Keeps a contact in the rhythm that the two have; the circle stays."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    try:
        cadence = Cadence(int(args[1]), Unit(args[2]))
    except ValueError as odd:
        raise Gone(_UNREADABLE) from odd
    kept, change = contacts.keep(ctx.uow, ctx.user, person, person.circle, cadence, ctx.now)
    return Reply(message=people.kept(kept, contacts.due_on(ctx.uow, ctx.user, kept), change, ctx.today))


@commands.button("rhythmnot")
def rhythm_left(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Leaves a contact's rhythm as it is."""
    return Reply(message=presenter.left_alone(finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))))


@commands.button("keepon")
def kept_on(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes somebody who has gone quiet up again, in the same rhythm; pressed twice, it is done once."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    if person.rhythm is None:
        raise Gone(f"You keep in touch with {person.name} by no rhythm any more. Try /kith keep {person.name} close.")
    put_off = person.later_until is not None and person.later_until > ctx.today
    change = care.keep_on(ctx.uow, ctx.user, person, ctx.now) if not put_off else None
    return Reply(message=presenter.kept_on(finding.get(ctx.uow, ctx.user.id, person.id), change, ctx.today))


@commands.button("letrest")
def let_rest(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Lets a contact rest."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    resting = person.state is ContactState.RESTING
    change = care.rest(ctx.uow, ctx.user, person, ctx.now) if not resting else None
    return Reply(message=presenter.resting(person, change))


def with_offers(ctx: Context, message: Message, logged: Iterable[Contact]) -> Message:
    """The answer to a log, with the pair's own rhythm where it is worth offering."""
    parts: list[Part] = []
    for contact in logged:
        own = care.offer(ctx.uow, ctx.user, contact, ctx.today)
        if own is not None:
            parts += presenter.offered(contact, own)
    return presenter.beside(message, *parts)


def with_load(ctx: Context, message: Message, before: care.Load, but: Contact | None = None) -> Message:
    """The answer to keeping people, with what the circles ask for where that has just become too much."""
    after = care.load(ctx.uow, ctx.user, ctx.today)
    parts: list[Part] = []
    if before.wanted <= ctx.user.preferences.a_week < after.wanted:
        parts.append(presenter.asks_much(after.wanted, ctx.user.preferences))
    if before.people <= care.ACTIVE_TIES < after.people:
        parts += presenter.many_kept(care.most_faded(ctx.uow, ctx.user, ctx.today, but))
    return presenter.beside(message, *parts)
