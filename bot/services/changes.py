"""Taking back what was done."""

from datetime import datetime, timedelta

from bot.domain.change import KEPT, LAST, Change, Undone
from bot.domain.errors import Gone, NotFound
from bot.domain.ids import ChangeId
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import directory, reckoning


def begin(uow: UnitOfWork, user: User, title: str, now: datetime, *, kept: timedelta = KEPT) -> Change:
    """Record from here on what this unit of work changes, under a title that completes the sentence "Undone: ..."."""
    return uow.changes.begin(Change(id=ChangeId(uow.new_id()), user=user.id, title=title, at=now, until=now + kept))


def recent(uow: UnitOfWork, user: User, now: datetime) -> tuple[Change, ...]:
    """The user's last actions that can still be undone, newest first; not the join of accounts, which is separated."""
    joins = uow.linking.changes(user.id)
    recent = uow.changes.recent(user.id, now, LAST + len(joins))
    return tuple(each for each in recent if each.id not in joins)[:LAST]


def undo(uow: UnitOfWork, user: User, change: ChangeId, now: datetime) -> tuple[Change, Undone]:
    """Take an action back; returns it, what was touched, and what stays because it has changed since.

    Raises NotFound for somebody else's, Gone for one that ran out or was undone before.
    """
    found = uow.changes.get(user.id, change)
    if found is None:
        raise NotFound("I don't have that action any more.")
    if found.id in uow.linking.changes(user.id):
        raise Gone("Accounts that were joined are separated with /kith link off.")
    if found.undone:
        raise Gone(f"That was undone before: {found.title}.")
    if found.until <= now:
        raise Gone(f"That is too long ago to undo: {found.title}.")
    undone = uow.changes.undo(found)
    current = uow.users.get(user.id) or user
    reckoning.moved(uow, current, uow.contacts.many(user.id, undone.contacts).values(), now)
    if undone.sharing:
        directory.refresh_teams(uow, current)
    if current.preferences == user.preferences:
        reckoning.plan(uow, current, now)
    else:
        reckoning.preferences_changed(uow, current, user.preferences, now)
    return found, undone
