"""What letters say of somebody goes when that somebody is forgotten: in the reader's digest, in a colleague's."""

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.ids import ContactId, TeamId
from bot.domain.leaving import Leaving
from bot.domain.letter import LetterKind
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import letters, posted

_OF_LEAVERS = frozenset({LetterKind.HANDOVER, LetterKind.SWAP})


def take_out(uow: UnitOfWork, user: User, people: Collection[ContactId], now: datetime) -> None:
    """Take people out of all letters, before they are erased: those about them alone go, the others are drawn anew."""
    for parting in uow.partings.of(user.id, people):
        letters.withdraw(uow, parting.team, LetterKind.PARTING, parting.id, now)
    for handover in uow.handovers.with_contact(user.id, people):
        if all(each.contact in people for each in handover.people):
            letters.withdraw(uow, handover.team, LetterKind.HANDOVER, handover.id, now)
            continue
        for each in uow.letters.about(handover.team, LetterKind.HANDOVER, handover.id):
            told = uow.outbox.get(each.user, each.delivery) if each.delivery is not None else None
            if told is not None and (told.posted_id or told.attempted_at is not None):
                posted.revise(uow, (told,), now, redrawn=True)


def take_from(uow: UnitOfWork, user: User, team: TeamId, now: datetime) -> None:
    """Take back what leavers of a team asked of a user who leaves it too; before that, since it goes with them."""
    for each in uow.letters.since(user.id, date.min):
        if each.team == team and each.kind in _OF_LEAVERS:
            letters.withdraw(uow, team, each.kind, each.about, now)


def take_back(uow: UnitOfWork, leaving: Leaving, now: datetime) -> None:
    """Take back what somebody who leaves asked of their colleagues."""
    for handover in uow.handovers.all(leaving.id):
        letters.withdraw(uow, leaving.team, LetterKind.HANDOVER, handover.id, now)
    for swap in uow.swaps.all(leaving.id):
        letters.withdraw(uow, leaving.team, LetterKind.SWAP, swap.id, now)
