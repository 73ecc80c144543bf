"""The plain values of an exported document, and what they mean. All is distrusted: people edit such files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, InteractionId
from bot.domain.interaction import Began, Interaction, Medium
from bot.domain.user import LeapDay, Preferences, User
from bot.language.cleaning import clean, one_line
from bot.language.dates import FIRST_YEAR
from bot.services import users
from bot.services.contacts import FIELD_LIMIT, NAME_LIMIT, checked_name

Document = Mapping[str, Any]

_PROSE = 20_000
"""Characters of a note that are taken over."""
_OLDEST, _LATEST = 1850, date(2199, 12, 31)


def told_preferences(preferences: Preferences) -> Document:
    """Preferences as plain values, but for the platform, which belongs to an installation."""
    return {
        "zone": preferences.zone,
        "hour": preferences.hour,
        "workdays": sorted(preferences.workdays),
        "leap_day": preferences.leap_day,
        "day_first": preferences.day_first,
    }


def read_preferences(each: Document) -> Preferences:
    """The preferences that plain values mean; raises KeyError or ValueError."""
    zone, hour, workdays = str(each["zone"]), int(each["hour"]), frozenset(map(int, each["workdays"]))
    if zone not in users.zones() or not 0 <= hour < 24 * 60 or not workdays <= frozenset(range(1, 8)):
        raise ValueError("settings that nobody can have")
    return Preferences(
        zone=zone,
        hour=hour,
        workdays=workdays or Preferences().workdays,
        leap_day=LeapDay(each["leap_day"]),
        day_first=bool(each["day_first"]),
    )


def told_contact(contact: Contact) -> Document:
    """A contact as plain values."""
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


def read_contact(each: Document, user: User) -> Contact:
    """The contact that plain values mean, cut to what one can hold."""
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


def told_date(about: ImportantDate) -> Document:
    """A date as plain values."""
    return {
        "contact": about.contact,
        "kind": about.kind,
        "month": about.month,
        "day": about.day,
        "year": about.year,
        "label": about.label,
    }


def read_date(each: Document, user: User) -> ImportantDate:
    """The date that plain values mean, still without an id of its own."""
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


def told_interaction(interaction: Interaction) -> Document:
    """An interaction as plain values."""
    return {
        "contacts": list(interaction.contacts),
        "on": interaction.on.isoformat(),
        "medium": interaction.medium,
        "began": interaction.began,
        "note": interaction.note,
    }


def read_interaction(each: Document, user: User, today: date) -> Interaction:
    """The interaction that plain values mean, still without an id of its own."""
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
