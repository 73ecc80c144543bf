"""Telling at a user's next command what no message could tell them."""

from dataclasses import replace
from itertools import starmap

from bot.chat.context import Context
from bot.chat.message import Message, line, say
from bot.domain.nudge import DeliveryKind, DeliveryState
from bot.engine.addressing import part
from bot.engine.composing import compose
from bot.engine.delivery import sent
from bot.presenters import greetings as greetings_presenter
from bot.services import greetings

_MOST = 3
_LOOKED_AT = 20


def missed(ctx: Context) -> tuple[Message, ...]:
    """The user's undeliverable messages as they stand now, with why they could not be sent; in a pause hardly any.

    What is for one account alone waits for a command from there, and for no end of a pause. Who looks after a team also
    hears which of its channels took no greeting.
    """
    user = ctx.uow.users.get(ctx.user.id)  # as this very command left them, if it did
    if user is None:
        return ()
    paused = user.preferences.is_paused(ctx.today)
    platform = ctx.account.platform
    told: list[Message] = []
    reason = ""
    for delivery in ctx.uow.outbox.of_state(user.id, DeliveryState.UNDELIVERABLE, _LOOKED_AT):
        waits = delivery.account != ctx.account.id if delivery.kind is DeliveryKind.JOINED else paused
        if len(told) == _MOST or waits or not part(ctx.uow, user, delivery, platform, delivery.trouble):
            continue
        message = compose(ctx.uow, user, delivery, platform, ctx.now)
        state = DeliveryState.SENT if message is not None else DeliveryState.WITHDRAWN
        ctx.uow.outbox.save(replace(delivery, state=state))
        if message is not None:
            sent(ctx.uow, user, delivery, ctx.now)
            told.append(message)
            reason = reason or delivery.trouble
    troubles = tuple(starmap(greetings_presenter.trouble, greetings.told(ctx.uow, user)))
    if not told:
        return troubles
    reason = reason or "your direct messages are closed"
    return (say(line(f"I had something for you and could not send it: {reason}. Here it is.")), *told, *troubles)
