"""Getting planned messages out: each exactly once as far as the platform can tell.

A delivery is claimed under a lease, composed, posted outside any transaction, and its outcome written. Where a post may
or may not have been taken, the platform is asked before anything is posted again. The second of the two places that
catch every exception: one message that fails must not keep the others from leaving.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.chat.adapter import Adapter, Later, Outcome, Posted, Refused, Uncertain
from bot.chat.message import Message
from bot.chat.work import Work
from bot.domain.errors import PlatformError
from bot.domain.nudge import Delivery, DeliveryKind, DeliveryState, NudgeState
from bot.domain.user import Account, Platform, User
from bot.engine import greeting, mail
from bot.engine.addressing import part
from bot.engine.composing import compose
from bot.engine.hours import first_moment, may_leave
from bot.engine.pace import Pace
from bot.engine.revising import Reviser
from bot.engine.routing import account_for, platform_of, scope_of
from bot.ports import Clock, UnitOfWork
from bot.services import follow_ups, servers

logger = structlog.get_logger()

BATCH = 20
"""Deliveries that one claim takes."""
SEND_TIMEOUT = 15.0
"""Seconds that one post may take; a lease must outlast it."""
_UNFORESEEN = "something unforeseen went wrong"
_FIRST_RETRY, _LONGEST_RETRY = 30.0, 3600.0


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message to post. `attempted_at` tells of an earlier attempt that may have come through, to be looked for first.

    Without a `message` nothing is left to say; unless `open`, it is too late in the day to say it.
    """

    delivery: Delivery
    account: Account
    message: Message | None
    attempted_at: datetime | None
    open: bool


class Courier:
    """Delivers what is in the outbox through the adapters of this process."""

    def __init__(self, work: Work, adapters: Mapping[Platform, Adapter], clock: Clock, *, lease_seconds: float) -> None:
        self._work = work
        self._adapters = adapters
        self._clock = clock
        self._lease = lease_seconds
        self._pace = Pace()
        self._reviser = Reviser(work, adapters, clock, self._pace)

    async def deliver(self) -> int:
        """Deliver what is due in every domain that no other process holds; returns how many rows were handled."""
        domains = await self._work.read(self._domains)
        ours = [each for each in domains if platform_of(each) in self._adapters]
        return sum(await asyncio.gather(*(self._deliver_domain(each) for each in ours)))

    def _domains(self, uow: UnitOfWork) -> tuple[str, ...]:
        """The domains in which something may leave or change."""
        now = self._clock()
        return tuple(dict.fromkeys((*uow.outbox.domains(now), *uow.revisions.domains(now))))

    async def _deliver_domain(self, domain: str) -> int:
        handled = 0
        async with self._work.hold(domain) as held:
            while held:
                claimed = await self._work.write(
                    lambda uow: uow.outbox.claim(domain, self._clock(), BATCH, self._lease)
                )
                handled += len(claimed)
                if claimed and not await self._send_batch(domain, claimed):
                    break
                if not claimed:
                    return handled + await self._reviser.work_off(domain)
        return handled

    async def _send_batch(self, domain: str, claimed: tuple[Delivery, ...]) -> bool:
        """Send what was claimed; False where the platform asked the whole domain to wait, which then does."""
        wait: Later | None = None
        for delivery in claimed:
            if wait is not None:
                await self._settle(delivery, wait, before=delivery.attempted_at)
                continue
            outcome = await self._send(domain, delivery)
            if isinstance(outcome, Later) and not outcome.alone:
                wait = outcome
        if wait is None:
            return True
        until = self._clock() + timedelta(seconds=wait.seconds)
        await self._work.write(lambda uow: _hold_back(uow, domain, until))
        return False

    async def _send(self, domain: str, delivery: Delivery) -> Outcome | None:
        """Send one delivery and write its outcome; None where there was nothing to post."""
        ready: _Ready | None = None
        try:
            ready = await self._work.write(lambda uow: self._prepare(uow, delivery))
            if ready is None:
                return None
            outcome = await self._post(domain, ready)
        except Exception:
            logger.exception("delivery failed", delivery=delivery.id)
            outcome = Uncertain(_UNFORESEEN) if ready is not None else Later(_LONGEST_RETRY, _UNFORESEEN, alone=True)
        if outcome is not None:
            begun = ready.delivery if ready is not None else delivery
            await self._settle(begun, outcome, before=delivery.attempted_at)
        return outcome

    def _prepare(self, uow: UnitOfWork, delivery: Delivery) -> _Ready | None:
        """Compose a claimed delivery and note, before anything is posted, that a post begins."""
        now = self._clock()
        user = uow.users.lock(delivery.user)
        account = uow.users.account(delivery.account)
        left = account is not None and user is not None and account.user != user.id
        if user is None or account is None or (left and delivery.kind is DeliveryKind.JOINED):
            uow.outbox.save(replace(delivery, state=DeliveryState.WITHDRAWN))
            return None
        if delivery.kind is DeliveryKind.GREETING:
            said = greeting.prepare(uow, user, delivery, now)
            return _Ready(said[0], account, said[1], None, open=True) if said is not None else None
        if left:
            uow.outbox.save(_elsewhere(uow, user, delivery, "that account is no longer joined to this one", now))
            return None
        opened = may_leave(uow, user, delivery, now)
        if delivery.attempted_at is None and not opened:
            uow.outbox.save(_waiting(uow, user, delivery, now))
            return None
        message = compose(uow, user, delivery, account.platform, now)
        if message is None and delivery.attempted_at is None:
            uow.outbox.save(replace(delivery, state=DeliveryState.WITHDRAWN))
            return None
        begun = replace(delivery, attempted_at=delivery.attempted_at or now, attempts=delivery.attempts + 1)
        if not uow.outbox.save(begun):
            return None
        return _Ready(begun, account, message, delivery.attempted_at, opened)

    async def _post(self, domain: str, ready: _Ready) -> Outcome | None:
        """Post under the domain's pace, after looking for an earlier attempt; None where nothing is left to say."""
        adapter = self._adapters[platform_of(domain)]
        key = ready.delivery.id
        if ready.attempted_at is not None:
            try:
                async with asyncio.timeout(SEND_TIMEOUT):
                    found = await adapter.find_posted(ready.account, key, ready.attempted_at)
            except (PlatformError, TimeoutError) as trouble:
                reason = f"could not look for an earlier attempt: {trouble}"
                return Later(_retry_after(ready.delivery), reason, alone=True)
            if found is not None:
                return found
        if ready.message is None:
            withdrawn = replace(ready.delivery, state=DeliveryState.WITHDRAWN)
            await self._work.write(lambda uow: uow.outbox.save(withdrawn))
            return None
        if not ready.open:
            return Later(0, "it is outside the user's hours", alone=True)
        await self._pace.keep(domain, adapter.pace)
        needed = SEND_TIMEOUT if self._lease > SEND_TIMEOUT else self._lease / 2
        if not await self._work.read(lambda uow: uow.outbox.holds(ready.delivery, self._clock(), needed)):
            return Later(0, "the lease ran short", alone=True)
        try:
            async with asyncio.timeout(needed):
                if ready.delivery.kind is DeliveryKind.GREETING:
                    return await adapter.announce(scope_of(domain), ready.delivery.channel, ready.message, key)
                return await adapter.post(ready.account, ready.message, key)
        except TimeoutError:
            return Uncertain("the platform did not answer in time")

    async def _settle(self, delivery: Delivery, outcome: Outcome, *, before: datetime | None) -> None:
        """Write what became of a post. `before` is the attempt that was open when this one began."""
        await self._work.write(lambda uow: self._record(uow, delivery, outcome, before))
        logger.info(
            "delivery", delivery=delivery.id, outcome=type(outcome).__name__.lower(), attempts=delivery.attempts
        )

    def _record(self, uow: UnitOfWork, delivery: Delivery, outcome: Outcome, before: datetime | None) -> None:
        now = self._clock()
        user = uow.users.lock(delivery.user)
        account = uow.users.account(delivery.account)
        if user is None or account is None:
            return
        if delivery.kind is DeliveryKind.GREETING:
            greeting.settle(uow, user, delivery, outcome, now)
            return
        match outcome:
            case Posted(channel, posted):
                done = replace(delivery, state=DeliveryState.SENT, channel=channel, posted_id=posted)
                if uow.outbox.save(done):
                    sent(uow, user, delivery, now)
                    if channel and channel != account.channel:
                        uow.users.save_account(replace(account, channel=channel))
            case Refused(reason=reason, gone=gone):
                uow.users.save_account(replace(account, closed=reason))
                if gone:
                    servers.cut_off(uow, account, reason, now)
                uow.outbox.save(_elsewhere(uow, user, delivery, reason, now))
            case Later(seconds=seconds, reason=reason):
                again = now + timedelta(seconds=seconds)
                uow.outbox.save(_waiting(uow, user, replace(delivery, attempted_at=before, trouble=reason), again))
            case Uncertain(reason):
                again = now + timedelta(seconds=_retry_after(delivery))
                waiting = replace(delivery, state=DeliveryState.PLANNED, not_before=again, trouble=reason)
                uow.outbox.save(waiting)


def _hold_back(uow: UnitOfWork, domain: str, until: datetime) -> None:
    uow.outbox.hold_back(domain, until)
    uow.revisions.hold_back(domain, until)


def sent(uow: UnitOfWork, user: User, delivery: Delivery, now: datetime) -> None:
    """Mark what a delivery brought as told; an answer that was asked about a last time is waited for no more."""
    for nudge in uow.nudges.of_delivery(user.id, delivery.id):
        if nudge.state is NudgeState.PLANNED:
            uow.nudges.save(replace(nudge, state=NudgeState.SENT))
            follow_ups.silent(uow, user, nudge, now)
    mail.sent(uow, user, delivery.id)


def _elsewhere(uow: UnitOfWork, user: User, delivery: Delivery, reason: str, now: datetime) -> Delivery:
    """The delivery on its way to the user's other account, or undeliverable where there is none that takes messages.

    Who is told of on one platform alone stays behind, unless there is another account on that platform; so does what is
    for one account alone.
    """
    if delivery.kind is DeliveryKind.JOINED:
        return replace(delivery, state=DeliveryState.UNDELIVERABLE, trouble=reason)
    refused, accounts = platform_of(delivery.domain), uow.users.accounts(user.id)
    other = account_for(accounts, user.preferences)
    if not part(uow, user, delivery, other.platform, reason):
        other = account_for(accounts, user.preferences, refused)
    if other.closed:
        return replace(delivery, state=DeliveryState.UNDELIVERABLE, trouble=reason)
    return replace(
        delivery,
        account=other.id,
        domain=other.domain,
        state=DeliveryState.PLANNED,
        not_before=now,
        attempted_at=None,
        trouble=reason,
    )


def _waiting(uow: UnitOfWork, user: User, delivery: Delivery, again: datetime) -> Delivery:
    """The delivery to be tried again, within the user's hours."""
    return replace(delivery, state=DeliveryState.PLANNED, not_before=first_moment(uow, user, delivery, again))


def _retry_after(delivery: Delivery) -> float:
    """Seconds until the next attempt: doubling from half a minute, at most an hour."""
    return min(_FIRST_RETRY * 2.0 ** max(delivery.attempts - 1, 0), _LONGEST_RETRY)
