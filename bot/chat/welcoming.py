"""When somebody new is welcomed: once, and never over an answer that asks them something."""

from bot.chat.context import Context
from bot.chat.event import Called, Event, Reply
from bot.chat.host import Host
from bot.chat.message import Message

_GREETINGS = frozenset({"help", "hello", "hi", "hey"})


def looks_in(event: Called) -> bool:
    """Whether somebody only looks in: what they are answered is a welcome already, as long as they have nobody."""
    return event.command in _GREETINGS or not (event.command or event.line.strip())


def greeting(ctx: Context, host: Host, event: Event, reply: Reply) -> tuple[Message, ...]:
    """A welcome below the first answer that somebody gets, unless that welcomes or asks them something itself."""
    if not ctx.first or not isinstance(event, Called) or looks_in(event):
        return ()
    if reply.message is None or reply.message.asks:
        return ()
    welcome = host.welcome(ctx)
    return (welcome,) if welcome is not None else ()
