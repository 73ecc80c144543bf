"""How often Kith may do what Discord counts. Time is that of the clock; nothing here waits."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import aiohttp
import structlog
from prometheus_client import Gauge

from adapters.discord.homes import Kept
from bot.chat.adapter import Later

OPENINGS_A_MINUTE, OPENINGS_A_DAY = 5, 50
"""New direct-message channels. Discord names no number; bots were quarantined after 25 to 40 (DiscordPHP)."""
REFUSALS = 5
"""Of so many within ten minutes, Discord may be about to block us: then no channel is opened for half an hour."""
INVALID_REQUESTS = 1000
"""Answers of 401, 403 and 429 in ten minutes after which nothing is posted: a tenth of what gets an address banned
(Discord, Rate Limits, "Invalid Request Limit")."""
_TURN = 1.0
"""Seconds until it is tried again while another process counts."""
_TEN_MINUTES, _PAUSE, _DAY = timedelta(minutes=10), timedelta(minutes=30), timedelta(days=1)
_INVALID = frozenset({401, 403, 429})

_COUNTED = Gauge("kith_discord_invalid_requests", "Requests of the last ten minutes that Discord counts against us.")
_PAUSED = Gauge("kith_discord_openings_paused", "1 while no direct messages are opened, as Discord refused several.")

logger = structlog.get_logger()

Clock = Callable[[], datetime]


class Window:
    """What happened within the last so many minutes."""

    def __init__(self, clock: Clock, span: timedelta, moments: Iterable[datetime] = ()) -> None:
        self._clock = clock
        self._span = span
        self._moments = deque(moments)

    @property
    def moments(self) -> tuple[datetime, ...]:
        """When it happened, oldest first."""
        self.count()
        return tuple(self._moments)

    def add(self) -> None:
        """It happened once more."""
        self._moments.append(self._clock())

    def clear(self) -> None:
        """Begin to count anew."""
        self._moments.clear()

    def count(self) -> int:
        """How often it happened."""
        since = self._clock() - self._span
        while self._moments and self._moments[0] <= since:
            self._moments.popleft()
        return len(self._moments)

    def wait(self, most: int) -> float:
        """Seconds until it has happened less often than that; 0 where it has."""
        over = self.count() - most
        return (self._moments[over] + self._span - self._clock()).total_seconds() if over >= 0 else 0.0


class Openings:
    """When a direct-message channel may be opened: so many a minute and a day by all processes together."""

    def __init__(self, clock: Clock, kept: Kept) -> None:
        self._clock = clock
        self._kept = kept
        self._turn = asyncio.Lock()
        self._refused = Window(clock, _TEN_MINUTES)
        self._paused_until: datetime | None = None

    async def take(self) -> Later | None:
        """Take one of those that are allowed; where there is none, how long to wait."""
        if (paused := self._paused()) > 0:
            return Later(paused, "Discord refused several direct messages, so I open none for a while", alone=True)
        async with self._turn, self._kept.alone() as mine:
            if not mine:
                return Later(_TURN, "another process opens direct messages", alone=True)
            day = Window(self._clock, _DAY, _read(await self._kept.recall()))
            minute = Window(self._clock, timedelta(minutes=1), day.moments)
            wait = max(minute.wait(OPENINGS_A_MINUTE), day.wait(OPENINGS_A_DAY))
            if wait > 0:
                return Later(wait, "new direct messages are opened a few at a time", alone=True)
            day.add()
            await self._kept.remember(json.dumps([each.isoformat() for each in day.moments]))
            return None

    def refused(self) -> None:
        """Discord forbade to open or to write one."""
        self._refused.add()
        if self._refused.count() >= REFUSALS:
            self._refused.clear()
            self._paused_until = self._clock() + _PAUSE
            _PAUSED.set(1)
            logger.warning("direct messages are not opened", until=self._paused_until.isoformat())

    def trouble(self) -> str | None:
        """None, or a sentence while no channel is opened."""
        if self._paused() <= 0:
            return None
        return f"Discord refused {REFUSALS} direct messages in ten minutes; I open no new ones for half an hour."

    def _paused(self) -> float:
        if self._paused_until is None:
            return 0.0
        left = (self._paused_until - self._clock()).total_seconds()
        if left <= 0:
            self._paused_until = None
            _PAUSED.set(0)
        return left


class Requests:
    """Counts the requests for which Discord bans whoever makes too many."""

    def __init__(self, clock: Clock) -> None:
        self._invalid = Window(clock, _TEN_MINUTES)
        _COUNTED.set_function(self._invalid.count)

    def trace(self) -> aiohttp.TraceConfig:
        """What counts them, for a session."""
        made = aiohttp.TraceConfig()
        made.on_request_end.append(self._ended)
        return made

    def wait(self) -> Later | None:
        """How long to post nothing, if too many were made."""
        left = self._invalid.wait(INVALID_REQUESTS)
        return Later(left, "Discord refused too much of late, so I ask for nothing") if left > 0 else None

    def trouble(self) -> str | None:
        """None, or a sentence while nothing is posted."""
        if self._invalid.count() < INVALID_REQUESTS:
            return None
        return f"Discord refused {INVALID_REQUESTS} requests in ten minutes; I post nothing until there are fewer."

    async def _ended(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        answer = ended.response
        if answer.status in _INVALID and answer.headers.get("X-RateLimit-Scope") != "shared":
            self._invalid.add()


def _read(kept: str | None) -> Iterator[datetime]:
    return (datetime.fromisoformat(each) for each in json.loads(kept or "[]"))
