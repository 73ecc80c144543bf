"""The recovery code: given, taken back, and entered where its user's own account is shut off."""

import secrets
from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Gone
from bot.domain.ids import RecoveryId
from bot.domain.linking import ALPHABET, VALID, read_code
from bot.domain.recovery import LENGTH, Recovery
from bot.domain.slot import local_day
from bot.domain.user import DEACTIVATED, Account, User
from bot.ports import UnitOfWork
from bot.services import leaving, linking
from bot.services.joining import Joining, Side

_SHUT_OFF = frozenset({DEACTIVATED, "user_disabled"})
"""Why an account takes no messages whose owner cannot write either, in Slack's words for the second."""
_GONE = "That was done before, or too long ago. Please enter the code once more: /kith link CODE."


def give(uow: UnitOfWork, user: User, now: datetime) -> str:
    """A new recovery code in place of the user's last one; returns its letters, which are kept nowhere."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    today = local_day(now, user.preferences)
    uow.recoveries.put(Recovery(id=RecoveryId(uow.new_id()), user=user.id, made_on=today), letters)
    return letters


def of(uow: UnitOfWork, user: User) -> Recovery | None:
    """The recovery code that a user has."""
    return uow.recoveries.of(user.id)


def take_back(uow: UnitOfWork, user: User) -> bool:
    """Whether there was one; it leads nowhere any more."""
    return uow.recoveries.remove(user.id)


def is_one(text: str) -> bool:
    """Whether a text has the length of a recovery code, and not of another code."""
    return len(read_code(text)) == LENGTH


def enter(uow: UnitOfWork, user: User, text: str, now: datetime) -> Recovery | None:
    """The recovery code that a text is, noted as entered by the user; None for one that does not work.

    That is counted with the other codes that do not work, and while the user is paused none is looked at.
    """
    paused = linking.is_paused(uow, user, now)
    found = uow.recoveries.find(read_code(text)) if not paused else None
    if found is None:
        linking.refuse(uow, user, now, paused=paused)
        return None
    entered = replace(found, entered_by=user.id, entered_at=now)
    uow.recoveries.save(entered)
    return entered


def entered(uow: UnitOfWork, user: User, recovery: RecoveryId, now: datetime) -> Recovery:
    """The recovery code with that id, if it is this user who entered it a moment ago; raises Gone."""
    found = uow.recoveries.get(recovery)
    if found is None or found.entered_by != user.id or found.entered_at is None or found.entered_at <= now - VALID:
        raise Gone(_GONE)
    return found


def use_up(uow: UnitOfWork, recovery: Recovery) -> None:
    """Let a recovery code be used this once; raises Gone for the second time."""
    if not uow.recoveries.remove(recovery.user):
        raise Gone(_GONE)


def carry_over(uow: UnitOfWork, plan: Joining) -> None:
    """Before two users become one: the code of the one that ends goes on, unless the other has one too."""
    ending = uow.recoveries.of(plan.ends.user.id)
    if ending is not None:
        uow.recoveries.move(ending, plan.stays.user.id)


def side_of(plan: Joining, recovery: Recovery) -> Side:
    """The one of the two users to whom the code leads."""
    return plan.stays if plan.stays.user.id == recovery.user else plan.ends


def is_shut_off(accounts: tuple[Account, ...]) -> bool:
    """Whether nobody can act through any of these accounts any more, as far as the platforms told."""
    return all(each.gone_at is not None or each.closed in _SHUT_OFF for each in accounts)


def leave_teams(uow: UnitOfWork, side: Side, now: datetime) -> None:
    """Whoever was shut off is in no team any more: a recovery code leads to one's own book alone."""
    if is_shut_off(side.accounts):
        for membership in uow.teams.memberships(side.user.id):
            leaving.leave(uow, side.user, membership, now)
