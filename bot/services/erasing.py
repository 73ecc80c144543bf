"""Erasing somebody for good, or the user themselves: from the books, and from the messages that were posted.

There is no way back, and nothing of it is recorded for undo.
"""

import re
from base64 import b64decode
from binascii import Error as NotEncoded
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.ids import ContactId
from bot.domain.nudge import DeliveryKind
from bot.domain.user import User
from bot.ports import Draft, UnitOfWork
from bot.services import introductions_ended, letters_about, posted, reckoning, team_needs

_ASKING = frozenset({DeliveryKind.FRIDAY, DeliveryKind.REVIEW})
"""What names people without a nudge for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What goes when a user does."""

    people: int
    conversations: int
    messages: int
    teams: int


def forget(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> int:
    """Erase a contact with everything that is about it, also from what could be undone and from posted messages.

    Returns how many messages change where they stand.
    """
    people = (contact, *uow.contacts.merged_into(user.id, contact.id))
    told = {each.delivery for person in people for each in uow.nudges.of_contact(user.id, person.id)}
    standing = uow.outbox.posted(user.id)
    changing = posted.revise(uow, (each for each in standing if each.id in told), now, redrawn=True)
    changing += posted.revise(uow, (each for each in standing if each.kind in _ASKING), now, redrawn=False)
    letters_about.take_out(uow, user, {each.id for each in people}, now)
    for draft in uow.drafts.all(user.id):
        if _mentions(draft, people):
            uow.drafts.remove(user.id, draft.id)
    for membership in uow.teams.memberships(user.id):
        uow.directory.remove(membership.team, user.id, contact.id)
    introductions_ended.forget_contacts(uow, user, {each.id for each in people}, now)
    uow.linking.forget(user.id, {each.id for each in people})
    uow.contacts.erase(user.id, contact.id)
    reckoning.plan(uow, user, now)
    return changing


def belongings(uow: UnitOfWork, user: User) -> Belongings:
    """How much there is of a user."""
    return Belongings(
        people=len(uow.contacts.named(user.id)),
        conversations=len(uow.interactions.all(user.id)),
        messages=len(uow.outbox.posted(user.id)),
        teams=len(uow.teams.memberships(user.id)),
    )


def forget_user(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Erase a user with everything of theirs, and take away every message that was posted to them."""
    take_from_colleagues(uow, user, now)
    posted.revise(uow, uow.outbox.posted(user.id), now, redrawn=False)
    uow.users.erase(user.id)


def take_from_colleagues(uow: UnitOfWork, user: User, now: datetime) -> None:
    """Take what a user shared or asked out of their teams and out of colleagues' messages, before they are erased.

    Private questions are not here: the next tick finds those whose asker is gone.
    """
    introductions_ended.forget_user(uow, user, now)
    for membership in uow.teams.memberships(user.id):
        uow.directory.remove(membership.team, user.id)
    team_needs.erased(uow, user.id, now)
    for leaving in uow.leavings.all(user.id):
        letters_about.take_back(uow, leaving, now)


def _mentions(draft: Draft, people: Collection[Contact]) -> bool:
    """Whether something half typed, or a file that waits for a yes, speaks of one of these people."""
    text = " ".join(_texts(draft.payload.values())).casefold()
    ids: set[ContactId] = {each.id for each in people}
    names = {word for each in people for name in (each.name, *each.aliases) for word in name.casefold().split()}
    return any(each in text for each in ids) or any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _texts(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, dict):
            yield from _texts(value.values())
        elif isinstance(value, list):
            yield from _texts(value)
        else:
            yield _decoded(str(value))


def _decoded(text: str) -> str:
    """The text, or the one that it stands for: a file is kept encoded."""
    try:
        return b64decode(text, validate=True).decode("utf-8", "replace") + text
    except (NotEncoded, ValueError):
        return text
