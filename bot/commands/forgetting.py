"""Erasing for good: somebody, or the user themselves. Asked before, done once, never undone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.option import person_option
from bot.commands.complete import contact_names
from bot.commands.files import ExportArgs, export
from bot.domain.errors import Gone
from bot.domain.ids import ContactId, DraftId
from bot.ports import Draft
from bot.presenters import erasing as presenter
from bot.services import erasing, finding, succession

commands = Registry()

_ME = frozenset({"me", "myself"})
_ASKED = timedelta(days=1)
_FORGETS = "forgets"
"""What the draft of a question holds whose yes erases the user."""


@dataclass(frozen=True, slots=True)
class ForgetArgs:
    """Whom to erase."""

    person: Annotated[str, person_option("Who to erase; me: everything that I have of you", complete=contact_names)]


@commands.command("forget", "Erase somebody and everything noted about them, or yourself: me", examples=("Sam", "me"))
def forget(args: ForgetArgs, ctx: Context) -> Reply:
    """Asks before erasing."""
    if args.person.strip().casefold() in _ME:
        question = DraftId(ctx.uow.new_id())
        asked = Draft(id=question, user=ctx.user.id, payload={_FORGETS: ctx.user.id}, until=ctx.now + _ASKED)
        ctx.uow.drafts.add(asked)
        return Reply(message=presenter.confirm_user(erasing.belongings(ctx.uow, ctx.user), question))
    return Reply(message=presenter.confirm(finding.find(ctx.uow, ctx.user.id, args.person)))


@commands.button("forget")
def forget_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks before erasing."""
    return Reply(message=presenter.confirm(finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))))


@commands.button("forgetyes")
def forget_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Erases for good."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    erasing.forget(ctx.uow, ctx.user, person, ctx.now)
    return Reply(message=presenter.forgotten(person.name), replace=True)


@commands.button("takeout")
def export_first(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Hands everything over before it goes."""
    _check_asked(ctx, args)
    return export(ExportArgs(), ctx)


@commands.button("forgetme")
def forget_me_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Erases the user for good; the question that they answered goes with them, so a second press finds none."""
    _check_asked(ctx, args)
    teams = [each.team for each in ctx.uow.teams.memberships(ctx.user.id)]
    erasing.forget_user(ctx.uow, ctx.user, ctx.now)
    for team in teams:
        succession.settle(ctx.uow, team)
    return Reply(message=presenter.user_forgotten(), replace=True)


@commands.button("forgetnot", needs=0)
def forget_declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Nothing is erased."""
    return Reply(message=presenter.kept(), replace=True)


def _check_asked(ctx: Context, args: tuple[str, ...]) -> None:
    """Raises Gone unless this user was asked, today, whether to be forgotten."""
    asked = ctx.uow.drafts.get(ctx.user.id, DraftId(args[0]), ctx.now)
    if asked is None or asked.payload.get(_FORGETS) != ctx.user.id:
        raise Gone("That was done before, or asked more than a day ago. To be asked again: /kith forget me.")
