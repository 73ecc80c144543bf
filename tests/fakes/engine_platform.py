"""A platform in memory that remembers every call, and can fail one person while it serves the others."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.memory import MemoryAdapter
from bot.chat.adapter import Outcome, Posted
from bot.chat.message import Message
from bot.domain.user import Account, Platform


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the platform: "post" or "look", for whom, and when."""

    what: str
    whom: str
    at: datetime


class WatchedPlatform(MemoryAdapter):
    """Keeps the direct messages, and what was asked of it in order.

    People in `hanging` wait for an answer that never comes; for people in `breaking` the client itself raises.
    `interrupt` is called twice for each message, "before" and "after" the platform takes it, and may raise.
    """

    def __init__(self, platform: Platform, clock: Callable[[], datetime]) -> None:
        super().__init__(platform, clock)
        self.calls: list[Call] = []
        self.hanging: set[str] = set()
        self.breaking: set[str] = set()
        self.interrupt: Callable[[str], object] = lambda moment: None
        self._now = clock

    def heal(self) -> None:
        """Be well from now on, whatever was planned."""
        self._planned.clear()
        self.interrupt = lambda moment: None

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Keep the message, unless told otherwise."""
        self._note("post", account)
        if account.external in self.hanging:
            await asyncio.Event().wait()
        if account.external in self.breaking:
            raise ValueError("the client of the platform met something unforeseen")
        self.interrupt("before")
        outcome = await super().post(account, message, key)
        self.interrupt("after")
        return outcome

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message with that key, if it is there."""
        self._note("look", account)
        return await super().find_posted(account, key, since)

    def asked(self, whom: str) -> list[tuple[str, datetime]]:
        """The calls for somebody, in order."""
        return [(each.what, each.at) for each in self.calls if each.whom == whom]

    def _note(self, what: str, account: Account) -> None:
        self.calls.append(Call(what, account.external, self._now()))
