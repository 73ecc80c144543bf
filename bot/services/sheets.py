"""What a message asks about several people, kept under the message's own id so that its buttons work for weeks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.errors import Gone
from bot.domain.ids import DraftId
from bot.domain.user import User
from bot.ports import Draft, UnitOfWork

KEPT = timedelta(days=60)
"""How long such a message can be answered."""
Sheet = Mapping[str, object]


def find(uow: UnitOfWork, user: User, asks: str, key: str, now: datetime) -> Sheet | None:
    """What is kept under an id for that purpose, if anything."""
    draft = uow.drafts.get(user.id, DraftId(key), now)
    return draft.payload if draft is not None and draft.payload.get("asks") == asks else None


def load(uow: UnitOfWork, user: User, asks: str, key: str, now: datetime) -> Sheet:
    """What is kept under an id for that purpose; raises Gone, also for somebody else's."""
    sheet = find(uow, user, asks, key, now)
    if sheet is None:
        raise Gone("I don't know any more whom this was about. I keep that for 60 days.")
    return sheet


def keep(
    uow: UnitOfWork, user: User, asks: str, key: str, now: datetime, sheet: Sheet, *, kept: timedelta = KEPT
) -> None:
    """Keep it under that id for so long, in the place of what was there."""
    old = uow.drafts.get(user.id, DraftId(key), now)
    if old is not None:
        uow.drafts.remove(user.id, old.id)
    until = old.until if old is not None else now + kept
    uow.drafts.add(Draft(id=DraftId(key), user=user.id, payload={**sheet, "asks": asks}, until=until))


def drop(uow: UnitOfWork, user: User, key: str) -> None:
    """Let go of what was acted on."""
    uow.drafts.remove(user.id, DraftId(key))
