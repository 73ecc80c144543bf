"""What a message asks about several people, kept under the message's own id so that its buttons work for weeks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bot.domain.errors import Gone
from bot.domain.ids import DraftId
from bot.domain.user import User
from bot.ports import Draft, UnitOfWork

KEPT = timedelta(days=60)
"""How long such a message can be answered."""
PAGE = 20
"""People on one list to tick."""
Sheet = Mapping[str, object]
_T = TypeVar("_T")


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


def page(listed: Sequence[_T], start: int) -> tuple[Sequence[_T], int | None]:
    """Those on the list that begins there, and where the next one begins; None for the last."""
    end = start + PAGE
    return listed[start:end], end if end < len(listed) else None


def more(sheet: Sheet) -> int | None:
    """Where the list after a kept one begins."""
    found = sheet["more"]
    return found if isinstance(found, int) else None


def texts(value: object) -> tuple[str, ...]:
    """Ids and other texts, as they were kept in a row."""
    assert isinstance(value, list | tuple)
    return tuple(map(str, value))
