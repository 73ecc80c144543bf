"""Telling at a user's next command what no message could tell them."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.message import Message, line, say
from bot.domain.nudge import DeliveryState
from bot.engine.composing import compose
from bot.engine.delivery import sent

_MOST = 3


def missed(ctx: Context) -> tuple[Message, ...]:
    """The user's undeliverable messages as they stand now, with why they could not be sent."""
    waiting = ctx.uow.outbox.of_state(ctx.user.id, DeliveryState.UNDELIVERABLE, _MOST)
    told: list[Message] = []
    for delivery in waiting:
        message = compose(ctx.uow, ctx.user, delivery.id, ctx.account.platform, ctx.now)
        state = DeliveryState.SENT if message is not None else DeliveryState.WITHDRAWN
        ctx.uow.outbox.save(replace(delivery, state=state))
        if message is not None:
            sent(ctx.uow, ctx.user, delivery, ctx.now)
            told.append(message)
    if not told:
        return ()
    reason = waiting[0].trouble or "your direct messages are closed"
    return (say(line(f"I had something for you and could not send it: {reason}. Here it is.")), *told)
