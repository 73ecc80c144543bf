"""Messages that were posted and must change where they stand."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.ids import RevisionId
from bot.domain.nudge import Delivery
from bot.domain.revision import Revision
from bot.ports import UnitOfWork


def revise(uow: UnitOfWork, messages: Iterable[Delivery], now: datetime, *, redrawn: bool) -> int:
    """Let messages be drawn anew, or taken away, as soon as their platform can be reached; returns how many."""
    changing = 0
    for each in messages:
        account = uow.users.account(each.account)
        if account is None:
            continue
        uow.revisions.add(
            Revision(
                id=RevisionId(uow.new_id()),
                user=each.user,
                account=account.id,
                platform=account.platform,
                scope=account.scope,
                external=account.external,
                domain=each.domain,
                delivery=each.id,
                redrawn=redrawn,
                channel=each.channel or account.channel,
                posted_id=each.posted_id,
                attempted_at=each.attempted_at or each.not_before,
                not_before=now,
            )
        )
        changing += 1
    return changing
