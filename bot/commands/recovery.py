"""The recovery code: given, taken back, entered."""

from functools import partial

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.domain.errors import Gone
from bot.domain.ids import RecoveryId
from bot.presenters import linking as linked
from bot.presenters import recovery as presenter
from bot.services import joined, joining, leaving, linking, recovery

commands = Registry()


def give(ctx: Context) -> Reply:
    """A code; where there is one already, the question whether a new one is to take its place."""
    known = recovery.of(ctx.uow, ctx.user)
    if known is not None:
        return Reply(message=presenter.known(known, ctx.today))
    return Reply(message=presenter.given(recovery.give(ctx.uow, ctx.user, ctx.now)))


def take_back(ctx: Context) -> Reply:
    """Lets the code lead nowhere."""
    return Reply(message=presenter.taken_back(had=recovery.take_back(ctx.uow, ctx.user)))


def enter(ctx: Context, text: str) -> Reply:
    """Shows what the code that was entered would do."""
    code = recovery.enter(ctx.uow, ctx.user, text, ctx.now)
    if code is None:
        paused = linking.is_paused(ctx.uow, ctx.user, ctx.now)
        return Reply(message=linked.paused() if paused else presenter.refused())
    plan = joining.preview(ctx.uow, ctx.user, code.user)
    shut_off = recovery.is_shut_off(recovery.side_of(plan, code).accounts)
    joins = ActionId("recover", (code.id,))
    return Reply(message=linked.preview(plan, joins, ctx.account, partial(joined.home, ctx.uow), shut_off=shut_off))


@commands.button("recovery")
def pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Gives a code, puts a new one in the place of the old, or lets it lead nowhere."""
    match args[0]:
        case "ask":
            return give(ctx)
        case "new":
            return Reply(message=presenter.given(recovery.give(ctx.uow, ctx.user, ctx.now)), replace=True)
        case "off":
            return Reply(message=presenter.taken_back(had=recovery.take_back(ctx.uow, ctx.user)), replace=True)
    raise Gone("This button is from another version of me. Please use /kith link recovery.")


@commands.button("recover")
def recover_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Joins the book to this account, if it is the one who entered the code who presses."""
    code = recovery.entered(ctx.uow, ctx.user, RecoveryId(args[0]), ctx.now)
    plan = joining.preview(ctx.uow, ctx.user, code.user)
    recovery.use_up(ctx.uow, code)
    recovery.leave_teams(ctx.uow, recovery.side_of(plan, code), ctx.now)
    recovery.carry_over(ctx.uow, plan)
    said = ctx.uow.leavings.ahead(plan.ends.user.id)
    user = joining.join(ctx.uow, plan, ctx.account.id, ctx.now)
    leaving.say_again(ctx.uow, user, said, ctx.now)
    return Reply(message=linked.joined(plan, len(ctx.uow.contacts.named(user.id))), replace=True)
