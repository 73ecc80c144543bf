"""A clock that can be moved, with the engine that runs on it: what the console and the tests live by."""

from datetime import datetime, timedelta

from bot.engine.ticks import Engine
from bot.ports import Clock

_STEP = timedelta(hours=1)
"""How far the clock moves while something is due that cannot be done, such as a message to another platform."""


class MovableClock:
    """The wall clock with an offset; time in it passes as outside, and can jump ahead."""

    def __init__(self, wall: Clock, start: datetime | None = None) -> None:
        self._wall = wall
        self._offset = start - wall() if start is not None else timedelta(0)

    def __call__(self) -> datetime:
        return self._wall() + self._offset

    def move(self, to: datetime) -> None:
        """Jump to a moment; one that has passed is left alone."""
        self._offset += max(to - self(), timedelta(0))


class Clockwork:
    """Moves a clock through every moment at which the engine has something to do."""

    def __init__(self, clock: MovableClock, engine: Engine) -> None:
        self._clock = clock
        self._engine = engine

    def now(self) -> datetime:
        """The pretend moment, in UTC."""
        return self._clock()

    async def forward(self, to: datetime) -> None:
        """Step to that moment; at each due moment on the way the engine runs."""
        await self._engine.run()
        while (due := await self._engine.next_at()) is not None and due <= to:
            await self._move(due if due > self._clock() else self._clock() + _STEP)
            if self._clock() > to:
                break
            await self._engine.run()
        await self._move(to)
        await self._engine.run()

    async def away(self, to: datetime) -> None:
        """Let time pass while Kith is down."""
        await self._move(to)

    async def _move(self, to: datetime) -> None:
        await self._engine.between(lambda: self._clock.move(to))
