"""Changing messages where they stand, because somebody in them was forgotten: drawn anew, or taken away.

Done under the same lock and at the same pace as messages leave. An edit that was done twice does no harm, so what is
uncertain is done again; what a platform refuses is gone from there, or beyond reach.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.chat.adapter import Adapter, Later, Outcome, Posted, Refused, Uncertain
from bot.chat.message import Message, say
from bot.chat.work import Work
from bot.domain.errors import PlatformError
from bot.domain.nudge import DeliveryState
from bot.domain.revision import Revision
from bot.domain.user import Platform
from bot.engine.composing import redrawn
from bot.engine.pace import Pace
from bot.ports import Clock, UnitOfWork

logger = structlog.get_logger()

_BATCH = 20
_SECONDS = 15.0
_FIRST_RETRY, _LONGEST_RETRY = 30.0, 3600.0
_NOTHING = say("Nothing here any more.")
_ON_ITS_WAY = (DeliveryState.PLANNED, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A message as it is to be: without a `message` it goes. `posted` is where it stands, as far as that is known."""

    posted: Posted | None
    message: Message | None


class Reviser:
    """Works off what must change, through the adapters of this process."""

    def __init__(self, work: Work, adapters: Mapping[Platform, Adapter], clock: Clock, pace: Pace) -> None:
        self._work = work
        self._adapters = adapters
        self._clock = clock
        self._pace = pace

    async def work_off(self, domain: str) -> int:
        """Change what may change now in a domain whose lock is held; returns how many rows were handled."""
        handled = 0
        while due := await self._work.read(lambda uow: uow.revisions.due(domain, self._clock(), _BATCH)):
            for revision in due:
                outcome = await self._revise(revision)
                await self._settle(revision, outcome)
                handled += 1
                if isinstance(outcome, Later) and not outcome.alone:
                    return handled
        return handled

    async def _revise(self, revision: Revision) -> Outcome:
        try:
            standing = await self._work.read(lambda uow: self._look(uow, revision))
            if isinstance(standing, Later):
                return standing
            async with asyncio.timeout(_SECONDS):
                return await self._amend(revision, standing)
        except (PlatformError, TimeoutError) as trouble:
            return Uncertain(str(trouble) or "the platform did not answer in time")
        except Exception:  # one message that cannot be changed must not keep the others from it
            logger.exception("revision failed", revision=revision.id)
            return Uncertain("something unforeseen went wrong")

    def _look(self, uow: UnitOfWork, revision: Revision) -> _Standing | Later:
        """What the message should say now. One whose fate the delivery has yet to find out waits for that."""
        posted = Posted(revision.channel, revision.posted_id) if revision.posted_id else None
        user, delivery = uow.users.get(revision.user), uow.outbox.get(revision.user, revision.delivery)
        if user is None or delivery is None:
            return _Standing(posted, None)
        if posted is None and delivery.state in _ON_ITS_WAY:
            return Later(_FIRST_RETRY, "nobody knows yet whether it came through", alone=True)
        if posted is None and delivery.posted_id:
            posted = Posted(delivery.channel, delivery.posted_id)
        message = redrawn(uow, user, delivery, revision.platform, self._clock()) if revision.redrawn else None
        return _Standing(posted, message)

    async def _amend(self, revision: Revision, standing: _Standing) -> Outcome:
        adapter, posted = self._adapters[revision.platform], standing.posted
        await self._pace.keep(revision.domain, adapter.pace)
        if posted is None:
            posted = await adapter.find_posted(revision.address, revision.delivery, revision.attempted_at)
        if posted is None:
            return Refused("it was never posted")
        outcome = await adapter.amend(revision.address, posted, standing.message)
        if isinstance(outcome, Refused):  # where one way is closed the other one may be open
            return await adapter.amend(revision.address, posted, _NOTHING if standing.message is None else None)
        return outcome

    async def _settle(self, revision: Revision, outcome: Outcome) -> None:
        await self._work.write(lambda uow: self._record(uow, revision, outcome))
        logger.info("revision", revision=revision.id, outcome=type(outcome).__name__.lower())

    def _record(self, uow: UnitOfWork, revision: Revision, outcome: Outcome) -> None:
        match outcome:
            case Posted() | Refused():
                uow.revisions.remove([revision.id])
            case Later(seconds=seconds, alone=alone):
                uow.revisions.put_off(revision, self._after(max(seconds, _patience(revision))))
                if not alone:
                    uow.revisions.hold_back(revision.domain, self._after(seconds))
                    uow.outbox.hold_back(revision.domain, self._after(seconds))
            case Uncertain():
                uow.revisions.put_off(revision, self._after(_patience(revision)))

    def _after(self, seconds: float) -> datetime:
        return self._clock() + timedelta(seconds=seconds)


def _patience(revision: Revision) -> float:
    """Seconds until the next attempt: doubling from half a minute, at most an hour."""
    return min(_FIRST_RETRY * 2.0 ** min(revision.attempts, 20), _LONGEST_RETRY)
