"""What the buttons of a digest do. Each acts once, however often and however late it is pressed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Field, FieldKind, Form
from bot.chat.message import File, Message
from bot.commands.care import with_offers
from bot.commands.people import show_pressed
from bot.domain.errors import Gone, InputError
from bot.domain.ids import DeliveryId, LetterId, NudgeId
from bot.domain.interaction import Began, Medium
from bot.domain.letter import Letter
from bot.domain.nudge import Nudge
from bot.presenters import nudges as presenter
from bot.services import changes, finding, interactions, letters, mailbag, nudges

commands = Registry()

_LONGEST_LATER = 366


@commands.button("talked")
def talked(ctx: Context, args: tuple[str, ...]) -> Reply:
    """They talked today."""
    nudge = _nudge(ctx, args)
    return _answered(ctx, nudge, Medium.TALK, Began.BOTH)


@commands.button("wrote")
def wrote(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The user wrote to them today."""
    nudge = _nudge(ctx, args)
    return _answered(ctx, nudge, Medium.MESSAGE, Began.ME)


@commands.button("later")
def later(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Not now: in a week, or in so many days."""
    nudge = _nudge(ctx, args)
    nudges.put_off(ctx.uow, ctx.user, nudge, ctx.today + timedelta(days=days_of(args[1:])), ctx.now)
    return redrawn(ctx, nudge)


@commands.button("more")
def more(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The whole card of the person."""
    return show_pressed(ctx, (_nudge(ctx, args).contact,))


@commands.button("unanswer")
def unanswer(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes the answer to a nudge back."""
    nudge = _nudge(ctx, args)
    if nudge.change is None:
        raise Gone("There is nothing to take back here any more.")
    changes.undo(ctx.uow, ctx.user, nudge.change, ctx.now)
    return redrawn(ctx, nudge)


@commands.button("addnote", opens_form=True)
def addnote(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for a note on what was just noted."""
    person = finding.get(ctx.uow, ctx.user.id, _nudge(ctx, args).contact)
    title = f"Note on {person.name}"
    return Reply(
        form=Form(
            action=ActionId("addnote", args[:1]),
            title=title if len(title) <= 24 else "Add a note",
            fields=(
                Field(
                    name="note",
                    label="What to remember next time",
                    kind=FieldKind.LONG,
                    required=True,
                    hint="Her new job starts in May",
                ),
            ),
        )
    )


@commands.form("addnote")
def addnote_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Puts the note to the last time with that person."""
    nudge = _nudge(ctx, args)
    note = values.get("note", "")
    if not note:
        raise InputError("note", "There is nothing in the note yet.")
    newest = nudges.newest_with(ctx.uow, ctx.user, finding.get(ctx.uow, ctx.user.id, nudge.contact))
    if newest is None:
        raise Gone("There is no contact to put the note to any more. Log it with /kith log, the note behind a colon.")
    interactions.annotate(ctx.uow, ctx.user, newest, note, ctx.now)
    return redrawn(ctx, nudge)


def days_of(args: tuple[str, ...]) -> int:
    """How many days a button of *Later* says, a week where it says none."""
    days = int(args[0]) if args and args[0].isdecimal() else nudges.LATER.days
    return min(max(days, 1), _LONGEST_LATER)


def _nudge(ctx: Context, args: tuple[str, ...]) -> Nudge:
    return nudges.get(ctx.uow, ctx.user, NudgeId(args[0]))


def _answered(ctx: Context, nudge: Nudge, medium: Medium, began: Began) -> Reply:
    """Notes the contact; where the pair's own rhythm is worth offering, that is said below the digest."""
    logged = nudges.answer(ctx.uow, ctx.user, nudge, medium=medium, began=began, now=ctx.now)
    reply = redrawn(ctx, nudge)
    offer = with_offers(ctx, Message(()), logged.contacts) if logged is not None else Message(())
    return replace(reply, also=(offer,)) if offer.parts else reply


def redrawn(ctx: Context, nudge: Nudge) -> Reply:
    """The digest that holds a nudge, as it stands now, in place of the one that was pressed."""
    return _digest(ctx, nudge.delivery)


def letter_of(ctx: Context, letter: str) -> Letter:
    """The user's letter that a button is about. Raises Gone, also for somebody else's."""
    return letters.get(ctx.uow, ctx.user, LetterId(letter))


def redrawn_letter(ctx: Context, letter: Letter) -> Reply:
    """The digest that brought a letter, as it stands now, in place of the one that was pressed."""
    return _digest(ctx, letter.delivery)


def _digest(ctx: Context, delivery: DeliveryId | None) -> Reply:
    if delivery is None:
        raise Gone("I don't have that message any more.")
    lines = nudges.told(ctx.uow, ctx.user, delivery, ctx.today)
    brought = mailbag.told(ctx.uow, ctx.user, delivery, ctx.today)
    discreet = ctx.user.preferences.discreet_on(ctx.account.platform)
    return Reply(message=presenter.digest(lines, brought, ctx.user, ctx.today, discreet=discreet), replace=True)
