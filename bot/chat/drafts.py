"""Drafts: what somebody typed that still needs an answer, kept for a day and used up when it was acted on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.action import ActionId
from bot.chat.command import Command, Registry
from bot.chat.context import Context
from bot.chat.event import Standing
from bot.chat.typed import Typed
from bot.domain.errors import Gone
from bot.domain.ids import DraftId
from bot.ports import Draft

_KEPT = timedelta(days=1)
_GONE = "That was done before, or I kept it for a day and have let it go since. Please type it again."


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was kept: what was typed for a command, and the name in it that needs an answer."""

    command: Command
    typed: Typed
    text: str


def keep(ctx: Context, typed: Typed, text: str = "") -> DraftId:
    """Keep what was typed."""
    draft = DraftId(ctx.uow.new_id())
    payload = {
        "command": typed.command,
        "values": dict(typed.values),
        "unread": list(typed.unread),
        "text": text,
        "outsiders": dict(typed.outsiders),
    }
    ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
    return draft


def load(ctx: Context, registry: Registry, draft: str) -> Kept:
    """What was kept under that id; raises Gone."""
    found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
    command = registry.commands.get(str(found.payload.get("command"))) if found is not None else None
    if found is None or command is None:
        raise Gone(_GONE)
    values, unread, told = found.payload["values"], found.payload["unread"], found.payload.get("outsiders", {})
    assert isinstance(values, dict)
    assert isinstance(unread, list)
    assert isinstance(told, dict)
    outsiders = {each: Standing(standing) if standing else None for each, standing in told.items()}
    typed = Typed(command=command.name, values=values, unread=tuple(map(str, unread)), outsiders=outsiders)
    return Kept(command, typed, str(found.payload["text"]))


def keep_form(ctx: Context, action: ActionId, values: Mapping[str, str]) -> DraftId:
    """Keep what stood in a form that was not accepted and is closed."""
    draft = DraftId(ctx.uow.new_id())
    payload = {"form": action.encode(), "values": dict(values)}
    ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
    return draft


def load_form(ctx: Context, draft: str) -> tuple[ActionId, Mapping[str, str]]:
    """What a form is for that was kept under that id, and what stood in it; raises Gone."""
    found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
    action = ActionId.decode(str(found.payload.get("form"))) if found is not None else None
    if found is None or action is None:
        raise Gone(_GONE)
    values = found.payload["values"]
    assert isinstance(values, dict)
    return action, values


def use_up(ctx: Context, draft: str) -> None:
    """Let go of a draft that is acted on in this unit of work: a second press finds nothing."""
    ctx.uow.drafts.remove(ctx.user.id, DraftId(draft))
