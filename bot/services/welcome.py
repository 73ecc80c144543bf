"""The first run: up to ten people, roughly when the user last talked to each, and a digest on the next workday."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import Cadence, Circle
from bot.domain.contact import Contact
from bot.domain.ids import ContactId
from bot.domain.slot import local_day, next_slot
from bot.domain.user import User
from bot.language.names import fold
from bot.ports import UnitOfWork
from bot.services import changes, contacts, reckoning, sheets

MOST = 10
"""People that one begins with."""
_ASKS = "welcome"
_MONTH, _YEAR, _AGES = 10, 120, 365


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody as they were named in the form, with what stood beside the name, and how to keep them."""

    profile: contacts.Profile
    circle: Circle | None
    cadence: Cadence | None


class Since(StrEnum):
    """When the two last talked, roughly."""

    MONTH = "month"
    YEAR = "year"
    AGES = "ages"
    UNSURE = "unsure"
    """Not known, or passed over."""
    DONE = "done"
    """Passed over, and all who follow too."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The people of a first run in the order in which they are asked about, and the first digest's day if it waits."""

    key: str
    people: tuple[Contact, ...]
    digest_on: date | None


def is_empty(uow: UnitOfWork, user: User) -> bool:
    """Whether there is nobody in the user's book."""
    return not uow.contacts.named(user.id)


def begin(uow: UnitOfWork, user: User, entries: Sequence[Entry], now: datetime) -> Begun:
    """Add and keep those who were named, each once; who is known already is not added again, who is kept stays so."""
    changes.begin(uow, user, "added your first people", now)
    known = {fold(each.name): each.id for each in uow.contacts.named(user.id)}
    wishes: dict[ContactId, contacts.Wish] = {}
    named: dict[ContactId, None] = {}
    for entry in entries:
        name = fold(entry.profile.name)
        found = known.get(name)
        person = uow.contacts.get(user.id, found) if found is not None else None
        if person is None:
            person = contacts.create(uow, user, entry.profile, now)
            known[name] = person.id
        named[person.id] = None
        if person.rhythm is None:
            wishes.setdefault(person.id, contacts.Wish(person, entry.circle, entry.cadence))
    contacts.keep_several(uow, user, tuple(wishes.values()), now)
    current = uow.users.get(user.id) or user
    if current.planned_on is None:
        first = next_slot(now, local_day(now, user.preferences), user.preferences, workdays_only=True)
        current = replace(current, welcome_on=local_day(first, user.preferences))
        uow.users.save(current)
    reckoning.plan(uow, current, now)
    key = uow.new_id()
    sheets.keep(uow, user, _ASKS, key, now, {"people": list(named)})
    return begun(uow, user, key, now)


def begun(uow: UnitOfWork, user: User, key: str, now: datetime) -> Begun:
    """A first run as it stands now; raises Gone, also for somebody else's."""
    ids = sheets.load(uow, user, _ASKS, key, now)["people"]
    assert isinstance(ids, list)
    found = uow.contacts.many(user.id, [ContactId(each) for each in ids])
    current = uow.users.get(user.id) or user
    return Begun(key, tuple(found[each] for each in ids if each in found), current.welcome_on)


def guess(uow: UnitOfWork, user: User, contact: Contact, since: Since, now: datetime) -> None:
    """Remember roughly when the two last talked; what is noted counts for more."""
    today = local_day(now, user.preferences)
    changes.begin(uow, user, f"when you last talked to {contact.name}", now)
    changed = replace(contact, last_guess=_roughly(contact, since, today))
    uow.contacts.save(changed)
    reckoning.contact_changed(uow, user, changed, now)
    reckoning.plan(uow, uow.users.get(user.id) or user, now)


def _roughly(contact: Contact, since: Since, today: date) -> date | None:
    """The day that is meant: ages ago lies beyond the due day in any rhythm."""
    span = contact.rhythm.days(today) if contact.rhythm is not None else 0
    days = {Since.MONTH: _MONTH, Since.YEAR: _YEAR, Since.AGES: max(_AGES, span * 3 // 2)}.get(since)
    return today - timedelta(days=days) if days is not None else None
