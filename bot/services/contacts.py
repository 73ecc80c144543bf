"""Adding people, keeping in touch with them, and letting them go."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.cadence import Cadence, Circle
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.errors import InputError
from bot.domain.ids import ContactId, DateId
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import changes, reckoning

NAME_LIMIT = 120
"""Characters of a name."""
FIELD_LIMIT = 200
"""Characters of a company, a title or a tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is said about a new contact."""

    name: str
    company: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    tags: tuple[str, ...] = ()
    about: str = ""
    birthday: Birthday | None = None
    circle: Circle | None = None
    cadence: Cadence | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A new contact, and those who may be the same person."""

    contact: Contact
    change: Change
    alike: tuple[Contact, ...] = field(default=())


def add(uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> Added:
    """Add a contact; somebody of the same name or e-mail does not stop it but is named. Raises InputError."""
    name = checked_name(profile.name)
    for label, text in (("company", profile.company), ("title", profile.title), *(("tags", t) for t in profile.tags)):
        if len(text) > FIELD_LIMIT:
            raise InputError(label, f"The {label} is {len(text)} characters long; I can keep {FIELD_LIMIT}.")
    alike = [each.id for each in uow.contacts.named(user.id) if each.name.casefold() == name.casefold()]
    change = changes.begin(uow, user, f"added {name}", now)
    contact = create(uow, user, replace(profile, name=name), now)
    alike += uow.contacts.same(user.id, contact)
    reckoning.plan(uow, user, now)
    found = uow.contacts.many(user.id, set(alike) - {contact.id})
    return Added(contact, change, tuple(found.values()))


def create(uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> Contact:
    """Write a contact with its birthday and all that follows, but the user's next plan."""
    today = local_day(now, user.preferences)
    kept = profile.circle is not None or profile.cadence is not None
    contact = Contact(
        id=ContactId(uow.new_id()),
        owner=user.id,
        name=profile.name,
        added_on=today,
        company=profile.company,
        title=profile.title,
        emails=profile.emails,
        phones=profile.phones,
        url=profile.url,
        tags=profile.tags,
        about=profile.about,
        circle=profile.circle,
        cadence=profile.cadence,
        kept_on=today if kept else None,
        uid=profile.uid,
    )
    uow.contacts.add(contact)
    if profile.birthday is not None:
        uow.dates.add(birthday(uow, contact, profile.birthday))
    reckoning.contact_changed(uow, user, contact, now)
    return contact


def birthday(uow: UnitOfWork, contact: Contact, born: Birthday) -> ImportantDate:
    """The important date of a contact's birthday, not yet written."""
    return ImportantDate(
        id=DateId(uow.new_id()),
        owner=contact.owner,
        contact=contact.id,
        kind=DateKind.BIRTHDAY,
        month=born.month,
        day=born.day,
        year=born.year,
    )


def checked_name(name: str) -> str:
    """A name on one line; raises InputError for an empty or endless one."""
    flat = " ".join(name.split())
    if not any(each.isalnum() or unicodedata.category(each) == "So" for each in flat):
        raise InputError("name", "A contact needs a name.")
    if len(flat) > NAME_LIMIT:
        raise InputError("name", f"That name is {len(flat)} characters long; I can keep {NAME_LIMIT}.")
    return flat


def keep(
    uow: UnitOfWork, user: User, contact: Contact, circle: Circle | None, cadence: Cadence | None, now: datetime
) -> tuple[Contact, Change]:
    """Keep in touch with a contact in that rhythm from now on; with neither, stop."""
    change = changes.begin(uow, user, f"how often you keep in touch with {contact.name}", now)
    kept = contact.keep(circle, cadence, local_day(now, user.preferences))
    uow.contacts.save(kept)
    reckoning.contact_changed(uow, user, kept, now)
    reckoning.plan(uow, user, now)
    return kept, change


def later(uow: UnitOfWork, user: User, contact: Contact, until: date, now: datetime) -> tuple[Contact, Change]:
    """No nudge about a contact's cadence before that day; the rhythm itself stays. Raises InputError for a past day."""
    if until <= local_day(now, user.preferences):
        raise InputError("when", 'That day is not ahead of us. Try "tomorrow", "in 2 weeks" or "next month".')
    if contact.rhythm is None:
        raise InputError("person", f"You don't keep in touch with {contact.name} by a rhythm, so nothing would come.")
    change = changes.begin(uow, user, f"later for {contact.name}", now)
    put_off = replace(contact, later_until=until)
    uow.contacts.save(put_off)
    reckoning.contact_changed(uow, user, put_off, now)
    reckoning.plan(uow, user, now)
    return put_off, change


def forget(uow: UnitOfWork, user: User, contact: Contact, now: datetime) -> None:
    """Erase a contact with everything that is about it, also from what could be undone. There is no way back."""
    for membership in uow.teams.memberships(user.id):
        uow.directory.remove(membership.team, user.id, contact.id)
    uow.contacts.erase(user.id, contact.id)
    reckoning.plan(uow, user, now)
