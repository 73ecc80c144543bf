"""The page of one's own that a platform may show its users, Slack's App Home.

It is drawn from what is stored and stores nothing: whoever only looks in is not kept.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.chat import replies
from bot.chat.event import Identity, Standing
from bot.chat.message import Message
from bot.chat.work import Work
from bot.ports import Clock, UnitOfWork

Draw = Callable[[Identity], Awaitable[Message]]
"""The page of somebody as it stands now."""
Page = Callable[[UnitOfWork, Identity, datetime], Message]
"""The page of somebody whom Kith serves, from what a unit of work reads."""


class Homes:
    """Draws pages."""

    def __init__(self, work: Work, clock: Clock, page: Page) -> None:
        self._work = work
        self._clock = clock
        self._page = page

    async def draw(self, who: Identity) -> Message:
        """The page of somebody; a sentence for those whom Kith does not serve. Raises KithError."""
        if who.standing is not Standing.MEMBER:
            return replies.refusal(who.standing)
        return await self._work.read(lambda uow: self._page(uow, who, self._clock()))
