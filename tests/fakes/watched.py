"""A dispatcher that lets no unforeseen error pass as an answer. Decides nothing else."""

from structlog.typing import EventDict

from bot.chat.adapter import Dispatcher
from bot.chat.event import Called, Completing, Event, Pressed, Reply
from bot.chat.form import Choice

_UNFORESEEN = ("event failed", "completion failed", "post failed")
_TELLING = 600
"""Characters at the end of a traceback that tell what went wrong."""


class Watched:
    """Hands events on, and fails the test where the answer would be that something went wrong."""

    def __init__(self, dispatcher: Dispatcher, logs: list[EventDict]) -> None:
        self._dispatcher = dispatcher
        self._logs = logs

    def opens_form(self, event: Called | Pressed) -> bool:
        """As it is."""
        return self._dispatcher.opens_form(event)

    async def dispatch(self, event: Event) -> Reply:
        """The reply, unless it stands for an error that nobody foresaw."""
        before = len(self._logs)
        reply = await self._dispatcher.dispatch(event)
        self._check(before)
        return reply

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        """The suggestions, unless there are none because of an error that nobody foresaw."""
        before = len(self._logs)
        found = await self._dispatcher.complete(event)
        self._check(before)
        return found

    def _check(self, before: int) -> None:
        for entry in self._logs[before:]:
            assert entry["event"] not in _UNFORESEEN, entry.get("exception", "")[-_TELLING:]
