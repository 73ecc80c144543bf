"""When the engine runs: APScheduler wakes it at the first due moment, at most a minute from now, or at once when asked.

The scheduler holds no state of ours; all of it is in the tables.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.chat.work import Work
from bot.domain.errors import StorageError
from bot.engine import greeting
from bot.engine.delivery import Courier
from bot.engine.planning import plan_some, postpone
from bot.engine.upkeep import upkeep
from bot.ports import Clock, UnitOfWork
from bot.services import asks
from bot.services.status import LAST_TICK

logger = structlog.get_logger()

_TICK = "tick"
_USERS_AT_ONCE = 50
_LONGEST_WAIT = timedelta(minutes=1)
_UPKEEP_EVERY = timedelta(hours=1)
_DRAIN_SECONDS = 10.0


class Engine:
    """Plans and delivers until nothing is left."""

    def __init__(self, work: Work, courier: Courier, clock: Clock) -> None:
        self._work = work
        self._courier = courier
        self._clock = clock
        self._turn = asyncio.Lock()

    async def plan(self) -> None:
        """Plan for everybody whose moment has come, and for the channels in which somebody is greeted."""
        at_once = _USERS_AT_ONCE
        planned = True
        while planned:
            try:
                planned = await self._plan_some(at_once)
            except Exception:  # one user who cannot be planned must not keep the others from being told
                logger.exception("planning failed", users=at_once)
                if at_once == 1:
                    await self._work.write(lambda uow: postpone(uow, self._clock()))
                at_once = 1
        try:
            while await self._work.write(lambda uow: greeting.plan_some(uow, self._clock(), _USERS_AT_ONCE)):
                pass
        except Exception:  # nobody's nudges wait for a channel
            logger.exception("planning of greetings failed")

    async def _plan_some(self, at_once: int) -> bool:
        return bool(await self._work.write(lambda uow: plan_some(uow, self._clock(), at_once)))

    async def deliver(self) -> None:
        """Deliver what may leave now."""
        while await self._courier.deliver():
            pass

    async def run(self) -> None:
        """One whole tick: take back what does not hold any more, plan, deliver, and note that it ran.

        In one process ticks run one after another.
        """
        async with self._turn:
            await self._work.write(lambda uow: asks.settle(uow, self._clock()))
            await self.plan()
            await self.deliver()
            await self._work.write(lambda uow: uow.notices.put(LAST_TICK, self._clock().isoformat()))

    async def between(self, act: Callable[[], None]) -> None:
        """Do something while no tick of this process runs: a clock that jumps would take the time from a send."""
        async with self._turn:
            act()

    async def upkeep(self) -> None:
        """Forget what has run out."""
        await self._work.write(lambda uow: upkeep(uow, self._clock()))

    async def next_at(self) -> datetime | None:
        """The first moment at which there is something to plan or to deliver."""

        def first(uow: UnitOfWork) -> datetime | None:
            waiting = (uow.outbox.next_at(), uow.revisions.next_at())
            moments = (uow.users.next_plan_at(), uow.greetings.next_at(), *waiting)
            return min((each for each in moments if each is not None), default=None)

        return await self._work.read(first)


class Ticks:
    """Runs the engine in this process until stopped."""

    def __init__(self, engine: Engine, clock: Clock, wall: Clock) -> None:
        """`clock` is the time people live in, which the console moves; `wall` the one that the scheduler waits by."""
        self._engine = engine
        self._clock = clock
        self._wall = wall
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._again = False
        self._idle = asyncio.Event()
        self._idle.set()

    def start(self) -> None:
        """Begin to tick on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._scheduler.add_job(
            self._tick, "interval", seconds=_LONGEST_WAIT.total_seconds(), id=_TICK, next_run_time=self._wall()
        )
        self._scheduler.add_job(self._upkeep, "interval", seconds=_UPKEEP_EVERY.total_seconds(), id="upkeep")
        self._scheduler.start()

    def wake(self) -> None:
        """Tick as soon as possible; from any thread. A wake that comes during a tick makes it run again."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake)

    async def stop(self) -> None:
        """No further tick begins; waits a little for the one that runs, so that what is being sent is also marked."""
        self._loop = None
        if self._scheduler.running:
            self._scheduler.pause()
            with suppress(TimeoutError):
                async with asyncio.timeout(_DRAIN_SECONDS):
                    await self._idle.wait()
            self._scheduler.shutdown(wait=False)

    def _wake(self) -> None:
        self._again = True
        if self._idle.is_set() and self._loop is not None:
            self._schedule(timedelta(0))

    def _schedule(self, wait: timedelta) -> None:
        self._scheduler.modify_job(_TICK, next_run_time=self._wall() + wait)

    async def _tick(self) -> None:
        self._idle.clear()
        wait = _LONGEST_WAIT
        try:
            self._again = True
            while self._again:
                self._again = False
                await self._engine.run()
            due = await self._engine.next_at()
            if due is not None and due > self._clock():  # what is due and stayed waits for another process, or platform
                wait = min(due - self._clock(), _LONGEST_WAIT)
        except StorageError as trouble:
            logger.warning("tick failed", trouble=trouble.sentence)
        finally:
            self._idle.set()
            if self._loop is not None:
                self._schedule(wait)

    async def _upkeep(self) -> None:
        try:
            await self._engine.upkeep()
        except StorageError as trouble:
            logger.warning("upkeep failed", trouble=trouble.sentence)
