"""Everything a user has, as a document that restores it exactly."""

import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.change import KEPT_LONG, Change
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.errors import InputError
from bot.domain.ids import ContactId, DateId, InteractionId
from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.language.cleaning import clean, one_line
from bot.language.dates import FIRST_YEAR
from bot.ports import UnitOfWork
from bot.services import changes, reckoning
from bot.services.contacts import FIELD_LIMIT, NAME_LIMIT, checked_name

Document = Mapping[str, Any]

_ID = re.compile(r"[a-z2-7]{16}")
_PROSE = 20_000
"""Characters of a note that are taken over."""
_OLDEST, _LATEST = 1850, date(2199, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A document that was read: contacts that the user does not have, those that they have, what is about them."""

    new: tuple[Contact, ...]
    known: tuple[Contact, ...]
    dates: tuple[ImportantDate, ...]
    history: tuple[Interaction, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore added; people whose id is there already are left as they are."""

    people: int
    left: int
    change: Change


def export(uow: UnitOfWork, user: User) -> Document:
    """All of a user's contacts, interactions and dates, and their settings, as plain values."""
    return {
        "user": {"name": user.name, "settings": _preferences(user)},
        "contacts": [_contact(each) for each in uow.contacts.all(user.id)],
        "dates": [_date(each) for each in uow.dates.all(user.id)],
        "interactions": [_interaction(each) for each in uow.interactions.all(user.id)],
    }


def read(uow: UnitOfWork, user: User, document: Document, today: date) -> Book:
    """What an exported document holds; raises InputError if it is damaged."""
    try:
        people = {ContactId(str(each["id"])): _read_contact(each, user) for each in document["contacts"]}
        dates = tuple(_read_date(each, user) for each in document["dates"])
        history = tuple(_read_interaction(each, user, today) for each in document["interactions"])
    except KeyError as missing:
        raise InputError("file", f"This archive is damaged and was left alone: it lacks {missing}.") from missing
    except (TypeError, ValueError, AttributeError, OverflowError) as odd:
        raise InputError("file", "This archive is damaged and was left alone: a value in it makes no sense.") from odd
    mine = uow.contacts.many(user.id, {*people, *(_own_id(user, each) for each in people)})
    new = tuple(each for each in people.values() if each.id not in mine and _own_id(user, each.id) not in mine)
    return Book(new=new, known=tuple(mine.values()), dates=dates, history=history)


def restore(uow: UnitOfWork, user: User, document: Document, now: datetime) -> Restored:
    """Add what an exported document holds and the user does not have, as one action.

    Contacts keep the identity that they had, so a second restore adds nothing. People who are there already stay as
    they are, with their own history. Raises InputError for a damaged document.
    """
    book = read(uow, user, document, local_day(now, user.preferences))
    taken = uow.contacts.taken({contact.id for contact in book.new})
    change = changes.begin(uow, user, f"the restore of {len(book.new)} people", now, kept=KEPT_LONG)
    added: dict[ContactId, Contact] = {}
    for contact in book.new:
        new_id = contact.id if _ID.fullmatch(contact.id) and contact.id not in taken else _own_id(user, contact.id)
        added[contact.id] = replace(contact, id=new_id)
        uow.contacts.add(added[contact.id])
    for about in book.dates:
        if about.contact in added:
            uow.dates.add(replace(about, id=DateId(uow.new_id()), contact=added[about.contact].id))
    for each in book.history:
        with_new = tuple(added[contact].id for contact in each.contacts if contact in added)
        if with_new:
            uow.interactions.add(replace(each, id=InteractionId(uow.new_id()), contacts=with_new))
    for contact in added.values():
        reckoning.contact_changed(uow, user, contact, now, history=True)
    reckoning.plan(uow, user, now)
    return Restored(people=len(added), left=len(book.known), change=change)


def _own_id(user: User, contact: ContactId) -> ContactId:
    """The id that a contact gets in this book where somebody else has its own: the same each time."""
    digest = sha256(f"{user.id}:{contact}".encode()).digest()
    return ContactId(b32encode(digest[:10]).decode().lower())


def _preferences(user: User) -> Document:
    preferences = user.preferences
    return {
        "zone": preferences.zone,
        "hour": preferences.hour,
        "workdays": sorted(preferences.workdays),
        "platform": preferences.platform,
        "leap_day": preferences.leap_day,
        "day_first": preferences.day_first,
    }


def _contact(contact: Contact) -> Document:
    return {
        "id": contact.id,
        "name": contact.name,
        "added_on": contact.added_on.isoformat(),
        "aliases": list(contact.aliases),
        "company": contact.company,
        "title": contact.title,
        "emails": list(contact.emails),
        "phones": list(contact.phones),
        "url": contact.url,
        "tags": list(contact.tags),
        "about": contact.about,
        "circle": contact.circle,
        "cadence": [contact.cadence.count, contact.cadence.unit] if contact.cadence is not None else None,
        "kept_on": _iso(contact.kept_on),
        "later_until": _iso(contact.later_until),
        "uid": contact.uid,
    }


def _read_contact(each: Document, user: User) -> Contact:
    cadence = each["cadence"]
    return Contact(
        id=ContactId(str(each["id"])),
        owner=user.id,
        name=checked_name(one_line(str(each["name"]), NAME_LIMIT)),
        added_on=_within(date.fromisoformat(each["added_on"])),
        aliases=_texts(each["aliases"]),
        company=one_line(str(each["company"]), FIELD_LIMIT),
        title=one_line(str(each["title"]), FIELD_LIMIT),
        emails=_texts(each["emails"]),
        phones=_texts(each["phones"]),
        url=one_line(str(each["url"]), FIELD_LIMIT),
        tags=_texts(each["tags"]),
        about=_prose(each["about"]),
        circle=Circle(each["circle"]) if each["circle"] is not None else None,
        cadence=Cadence(int(cadence[0]), Unit(cadence[1])) if cadence is not None else None,
        kept_on=_day(each["kept_on"]),
        later_until=_day(each["later_until"]),
        uid=one_line(str(each["uid"]), FIELD_LIMIT),
    )


def _date(about: ImportantDate) -> Document:
    return {
        "contact": about.contact,
        "kind": about.kind,
        "month": about.month,
        "day": about.day,
        "year": about.year,
        "label": about.label,
    }


def _read_date(each: Document, user: User) -> ImportantDate:
    date(2000, each["month"], each["day"])  # refuses a day that no year has
    return ImportantDate(
        id=DateId(""),
        owner=user.id,
        contact=ContactId(str(each["contact"])),
        kind=DateKind(each["kind"]),
        month=each["month"],
        day=each["day"],
        year=_born(each["year"]),
        label=one_line(str(each["label"]), FIELD_LIMIT),
    )


def _interaction(interaction: Interaction) -> Document:
    return {
        "contacts": list(interaction.contacts),
        "on": interaction.on.isoformat(),
        "medium": interaction.medium,
        "began": interaction.began,
        "note": interaction.note,
    }


def _read_interaction(each: Document, user: User, today: date) -> Interaction:
    on = _within(date.fromisoformat(each["on"]))
    if on > today:
        raise ValueError("nobody was in touch on a day to come")
    return Interaction(
        id=InteractionId(""),
        owner=user.id,
        contacts=tuple(ContactId(contact) for contact in _texts(each["contacts"])),
        on=on,
        medium=Medium(each["medium"]),
        began=Began(each["began"]),
        note=_prose(each["note"]),
    )


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError("a list is needed")
    return tuple(text for value in values if (text := one_line(str(value), FIELD_LIMIT)))


def _prose(value: object) -> str:
    return clean(str(value))[:_PROSE]


def _born(year: object) -> int | None:
    if year is None:
        return None
    if not isinstance(year, int) or not _OLDEST <= year <= _LATEST.year:
        raise ValueError("nobody was born then")
    return year


def _within(day: date) -> date:
    if not date(FIRST_YEAR, 1, 1) <= day <= _LATEST:
        raise ValueError("a day too far away")
    return day


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return _within(date.fromisoformat(text)) if text is not None else None
