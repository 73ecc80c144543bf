"""The help command, made from the declarations of all the others."""

from dataclasses import dataclass
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.option import text_option
from bot.domain.errors import InputError
from bot.language.words import shown
from bot.presenters import settings as presenter
from bot.presenters.welcome import welcome
from bot.services.welcome import is_empty


@dataclass(frozen=True, slots=True)
class HelpArgs:
    """Which command, or all of them."""

    command: Annotated[str, text_option("The command to explain", hint="log")] = ""


def declare_help(registry: Registry) -> Registry:
    """A registry with `help` about everything in another one, itself included."""
    own = Registry()

    @own.command("help", "What I can do, or how one command works", examples=("", "log"), reads=True)
    def explain(args: HelpArgs, ctx: Context) -> Reply:
        """All commands, or one."""
        if not args.command:
            overview = presenter.overview(tuple(registry))
            return Reply(message=overview, also=(welcome(ctx.user),) if is_empty(ctx.uow, ctx.user) else ())
        name = args.command.casefold().removeprefix("/kith").strip().lstrip("/")
        if name not in registry.commands:
            raise InputError("command", f'There is no command "{shown(args.command)}". /kith help lists them all.')
        return Reply(message=presenter.details(registry.commands[name]))

    return own
