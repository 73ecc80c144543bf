"""Asking colleagues privately: the buttons behind a lookup, one's own questions, and the answers of those asked."""

from collections.abc import Mapping

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import File
from bot.commands.answers import letter_of, redrawn_letter
from bot.commands.places import workspace_of
from bot.domain.asking import Word
from bot.domain.errors import Gone
from bot.domain.ids import AskedId, AskId, DraftId
from bot.domain.letter import Letter, LetterKind
from bot.domain.team import Edge, Membership
from bot.presenters import asks as presenter
from bot.presenters import sharing as rules
from bot.services import asks, asks_told, membership, sharing

commands = Registry()


def own(ctx: Context) -> Reply:
    """One's own questions and who said yes: what `whoknows` answers alone."""
    return Reply(message=presenter.own(asks.own(ctx.uow, ctx.user, ctx.today), ctx.today))


@commands.button("askfirst")
def offered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Says who would see what, before anybody is asked."""
    member, draft = _member(ctx), DraftId(args[0])
    done = asks.made(ctx.uow, ctx.user, draft)
    if done is not None:
        return Reply(message=presenter.asked(done))
    what = asks.offered(ctx.uow, member, draft, ctx.now)
    asks.check_room(ctx.uow, ctx.user, ctx.today)
    return Reply(message=presenter.offered(what))


@commands.button("askwhy", opens_form=True)
def why(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens the form for a reason."""
    return Reply(form=presenter.why(asks.offered(ctx.uow, _member(ctx), DraftId(args[0]), ctx.now)))


@commands.button("ask")
def ask(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks without a reason."""
    return _ask(ctx, args, "")


@commands.form("askwhy")
def ask_with_reason(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Asks with the reason of the form."""
    return _ask(ctx, args, values.get("reason", ""))


def _ask(ctx: Context, args: tuple[str, ...], reason: str) -> Reply:
    made = asks.ask(ctx.uow, ctx.user, _member(ctx), DraftId(args[0]), reason, ctx.now)
    return Reply(message=presenter.asked(made), replace=True)


@commands.button("askleave")
def left(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks nobody."""
    asks.leave(ctx.uow, _member(ctx), DraftId(args[0]), ctx.now)
    return Reply(message=presenter.left(), replace=True)


@commands.button("askback")
def taken_back(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Ends a question of one's own."""
    return Reply(message=presenter.taken_back(asks.take_back(ctx.uow, ctx.user, AskId(args[0]), ctx.now)), replace=True)


@commands.button("askyes")
def yes(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Tells whoever asked that one knows somebody."""
    return _answered(ctx, args, Word.YES)


@commands.button("askno")
def no(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Tells nobody anything."""
    return _answered(ctx, args, Word.NO)


@commands.button("asknever")
def never(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Notes that nobody should ask about that contact; the team hears nothing of them any more."""
    letter = _letter(ctx, args)
    found = asks_told.question(ctx.uow, ctx.user, letter, ctx.today)
    if found is None:
        raise Gone(asks.OVER)
    change = sharing.say(ctx.uow, ctx.user, found.contact, Edge.DONT_ASK, ctx.now)[1]
    said = rules.said(found.contact, Edge.DONT_ASK, change, seen=False)
    return Reply(message=redrawn_letter(ctx, letter).message, replace=True, also=(said,))


def _answered(ctx: Context, args: tuple[str, ...], word: Word) -> Reply:
    letter = _letter(ctx, args)
    asks.answer(ctx.uow, ctx.user, AskedId(letter.about), word, ctx.now)
    return redrawn_letter(ctx, letter)


def _letter(ctx: Context, args: tuple[str, ...]) -> Letter:
    letter = letter_of(ctx, args[0])
    if letter.kind is not LetterKind.ASK:
        raise Gone(asks.OVER)
    return letter


def _member(ctx: Context) -> Membership:
    """The membership through which somebody asks. Raises NotAllowed."""
    return membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
