"""A process that runs the real engine and kills itself where it is told to.

Started as a program it takes jobs as lines of JSON and runs each in a process of its own, forked when everything is
loaded; it answers with that process's exit status. A worker kills itself with SIGKILL: nothing is cleaned up, no
transaction ended, no lock let go.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.app import Kith
from bot.engine.clockwork import MovableClock
from bot.ports import UnitOfWork
from storage.store import open_store
from tests.fakes.crash_adapter import LoopbackAdapter
from tests.fakes.crash_store import WatchedStore
from tests.fakes.engine_world import QUIET

KILLED = -signal.SIGKILL
_ROOT = Path(__file__).parents[2]
_ROUND = 0.02
_STEP = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker does: run on that database until nothing is left, or until the platform says stop.

    It dies when it reaches `point` the first time, or any point for the `countdown`th time.
    """

    url: str
    keys: str
    port: int
    lease: float = 0.6
    point: str = ""
    countdown: int = 0
    until_stopped: bool = False


class Doom:
    """Counts the points that a worker reaches, and ends it at one of them."""

    def __init__(self, job: Job) -> None:
        self._point = job.point
        self._left = job.countdown

    def hit(self, point: str) -> None:
        """Die here if this is the place."""
        self._left -= 1
        if point == self._point or self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Workers:
    """The program that starts workers, as the tests see it."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.crash_worker"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, job: Job) -> int:
        """Run a job to its end; returns the exit status, negative for the signal that ended it."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        print(json.dumps(asdict(job)), file=self._program.stdin, flush=True)
        return int(self._program.stdout.readline())

    def close(self) -> None:
        """End the program."""
        self._program.communicate()


async def _work(job: Job) -> None:
    doom = Doom(job)
    store = open_store(job.url, Path(job.keys))
    platform = LoopbackAdapter(job.port, lambda: clock(), doom.hit)
    start = datetime.fromisoformat(platform.ask("/now", {})["now"])
    clock = MovableClock(lambda: start)
    with store.lock_for_engine():
        kith = Kith(WatchedStore(store, doom.hit), clock, defaults=QUIET, lease_seconds=job.lease)
        kith.connect(platform)
        while True:
            await kith.engine.run()
            heard = platform.ask("/now", {})
            if job.until_stopped:
                clock.move(datetime.fromisoformat(heard["now"]))
            else:
                clock.move(clock() + _STEP)
            if heard["stopped"] or (not job.until_stopped and await kith.work.read(_nothing_left)):
                break
            await asyncio.sleep(_ROUND)
        kith.close()
        store.close()


def _nothing_left(uow: UnitOfWork) -> bool:
    return uow.outbox.next_at() is None


def _child(job: Job) -> None:
    try:
        asyncio.run(_work(job))
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _child(Job(**json.loads(line)))
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    _main()
