"""Adding people, keeping in touch with them, and letting them go."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.cadence import Cadence, Circle, staggered
from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.errors import InputError
from bot.domain.ids import ContactId, DateId
from bot.domain.reminder import ReminderKind
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.language.calling_cards import CallingCard
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import changes, reckoning, third_parties

NAME_LIMIT = 120
"""Characters of a name."""
FIELD_LIMIT = 200
"""Characters of a company, a title or a tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is said about a new contact."""

    name: str
    aliases: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    tags: tuple[str, ...] = ()
    about: str = ""
    met: str = ""
    introduced_by: ContactId | None = None
    zone: str = ""
    birthday: Birthday | None = None
    circle: Circle | None = None
    cadence: Cadence | None = None
    uid: str = ""


def on_a_card(card: CallingCard) -> Profile:
    """What a calling card says. Raises InputError for a name that is none, and for what is too long."""
    profile = Profile(
        name=checked_name(card.name),
        company=card.company,
        title=card.title,
        emails=card.emails,
        phones=(card.phone,) if card.phone else (),
        url=card.url,
    )
    _check_lengths(profile)
    return profile


@dataclass(frozen=True, slots=True)
class Added:
    """A new contact, those who may be the same person, and whether the person asked not to be kept here."""

    contact: Contact
    change: Change
    alike: tuple[Contact, ...]
    asked_out: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody is to be kept, among several."""

    contact: Contact
    circle: Circle | None
    cadence: Cadence | None


def add(uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> Added:
    """Add a contact; somebody of the same name or e-mail does not stop it but is named. Raises InputError."""
    name = checked_name(profile.name)
    _check_lengths(profile)
    alike = [each.id for each in uow.contacts.named(user.id) if each.name.casefold() == name.casefold()]
    change = changes.begin(uow, user, f"added {name}", now)
    contact = create(uow, user, replace(profile, name=name), now)
    alike += uow.contacts.same(user.id, contact)
    reckoning.plan(uow, user, now)
    found = uow.contacts.many(user.id, set(alike) - {contact.id})
    (asked_out,) = third_parties.asked(uow, [contact])
    return Added(contact, change, tuple(found.values()), asked_out)


def create(uow: UnitOfWork, user: User, profile: Profile, now: datetime) -> Contact:
    """Write a contact with its birthday and all that follows, but the user's next plan."""
    today = local_day(now, user.preferences)
    kept = profile.circle is not None or profile.cadence is not None
    contact = Contact(
        id=ContactId(uow.new_id()),
        owner=user.id,
        name=profile.name,
        added_on=today,
        aliases=profile.aliases,
        company=profile.company,
        title=profile.title,
        emails=profile.emails,
        phones=profile.phones,
        url=profile.url,
        tags=profile.tags,
        about=profile.about,
        met=profile.met,
        introduced_by=profile.introduced_by,
        zone=profile.zone,
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


def _check_lengths(profile: Profile) -> None:
    short = (("company", profile.company), ("title", profile.title), ("profile", profile.url))
    for label, text in (*short, *(("tags", tag) for tag in profile.tags)):
        if len(text) > FIELD_LIMIT:
            raise InputError(label, f"The {label} is {len(text)} characters long; I can keep {FIELD_LIMIT}.")


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
    """Keep in touch with a contact in that rhythm from now on; with neither, stop.

    Raises InputError for somebody who never comes up, unless it is to stop.
    """
    _check_may_come_up(contact, circle, cadence)
    change = changes.begin(uow, user, f"how often you keep in touch with {contact.name}", now)
    kept = contact.keep(circle, cadence, local_day(now, user.preferences))
    uow.contacts.save(kept)
    reckoning.contact_changed(uow, user, kept, now)
    reckoning.plan(uow, user, now)
    return kept, change


def keep_several(
    uow: UnitOfWork, user: User, wishes: Sequence[Wish], now: datetime
) -> tuple[tuple[Contact, ...], Change]:
    """Keep in touch with several contacts as one action, the first due days spread so that none is flooded by them.

    Raises InputError for somebody who never comes up, unless it is to stop.
    """
    for wish in wishes:
        _check_may_come_up(wish.contact, wish.circle, wish.cadence)
    all_kept: list[Contact] = []
    change = changes.begin(uow, user, f"how often you keep in touch with {len(wishes)} people", now)
    today = local_day(now, user.preferences)
    for place, wish in enumerate(wishes):
        kept = wish.contact.keep(wish.circle, wish.cadence, today)
        if kept.rhythm is not None:
            kept = replace(kept, kept_on=staggered(place, len(wishes), kept.rhythm, today))
        uow.contacts.save(kept)
        reckoning.contact_changed(uow, user, kept, now)
        all_kept.append(kept)
    reckoning.plan(uow, user, now)
    return tuple(all_kept), change


def due_on(uow: UnitOfWork, user: User, contact: Contact) -> date | None:
    """The day on which a contact's cadence ends, None for one who is not kept, or not asked about."""
    if contact.state is not ContactState.ACTIVE:
        return None
    reminders = uow.reminders.of(user.id, contact.id)
    return next((each.due_on for each in reminders if each.kind is ReminderKind.CADENCE), None)


def later(uow: UnitOfWork, user: User, contact: Contact, until: date, now: datetime) -> tuple[Contact, Change]:
    """No nudge about a contact's cadence before that day; the rhythm itself stays. Raises InputError for a past day."""
    if until <= local_day(now, user.preferences):
        raise InputError("when", 'That day is not ahead of us. Try "tomorrow", "in 2 weeks" or "next month".')
    check_kept(contact)
    change = changes.begin(uow, user, f"later for {contact.name}", now)
    put_off = replace(contact, later_until=until)
    uow.contacts.save(put_off)
    reckoning.contact_changed(uow, user, put_off, now)
    reckoning.plan(uow, user, now)
    return put_off, change


def check_kept(contact: Contact) -> None:
    """Raises InputError for somebody about whom no cadence nudge would come."""
    if contact.state.is_over:
        raise InputError("person", _never(contact))
    if contact.rhythm is None:
        raise InputError("person", f"You don't keep in touch with {contact.name} by a rhythm, so nothing would come.")


def _check_may_come_up(contact: Contact, circle: Circle | None, cadence: Cadence | None) -> None:
    if contact.state.is_over and (circle is not None or cadence is not None):
        raise InputError("person", _never(contact))


def _never(contact: Contact) -> str:
    if contact.state is ContactState.DECEASED:
        return f"You noted that {contact.name} has died, so I don't bring them up any more."
    how = "archived" if contact.state is ContactState.ARCHIVED else 'marked "do not contact"'
    return f"{contact.name} is {how} and never comes up. To change that: /kith edit {contact.name} active."
