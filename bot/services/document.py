"""The plain values of an exported document, and what they mean. All is distrusted: people edit such files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.domain.budget import MOST_A_DAY, MOST_A_WEEK
from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId, DateId, InteractionId
from bot.domain.interaction import Began, Helped, Interaction, Medium
from bot.domain.user import LeapDay, Notes, Platform, Preferences, User
from bot.language.cleaning import clean, one_line
from bot.language.dates import FIRST_YEAR
from bot.services import users
from bot.services.contacts import FIELD_LIMIT, NAME_LIMIT, checked_name

Document = Mapping[str, Any]

_PROSE = 20_000
"""Characters of a note that are taken over."""
_OLDEST, _LATEST = 1850, date(2199, 12, 31)


def told_preferences(preferences: Preferences) -> Document:
    """Preferences as plain values, without where one is told, which is an installation's, and a pause, which passes."""
    return {
        "zone": preferences.zone,
        "hour": preferences.hour,
        "workdays": sorted(preferences.workdays),
        "leap_day": preferences.leap_day,
        "day_first": preferences.day_first,
        "a_day": preferences.a_day,
        "a_week": preferences.a_week,
        "notes": preferences.notes,
        "friday": preferences.friday,
        "review": preferences.review,
    }


def read_preferences(each: Document) -> Preferences:
    """The preferences that plain values mean; raises KeyError or ValueError.

    What an archive of an older Kith does not say is as it was meant then. The same holds below.
    """
    usual = Preferences()
    zone, hour, workdays = str(each["zone"]), int(each["hour"]), frozenset(map(int, each["workdays"]))
    if zone not in users.zones() or not 0 <= hour < 24 * 60 or not workdays <= frozenset(range(1, 8)):
        raise ValueError("settings that nobody can have")
    return Preferences(
        zone=zone,
        hour=hour,
        workdays=workdays or Preferences().workdays,
        leap_day=LeapDay(each["leap_day"]),
        day_first=bool(each["day_first"]),
        a_day=_budget(each.get("a_day", usual.a_day), MOST_A_DAY),
        a_week=_budget(each.get("a_week", usual.a_week), MOST_A_WEEK),
        notes=Notes(each.get("notes", usual.notes)),
        friday=bool(each.get("friday", usual.friday)),
        review=bool(each.get("review", usual.review)),
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
        "met": contact.met,
        "introduced_by": contact.introduced_by,
        "zone": contact.zone,
        "state": contact.state,
        "only_on": contact.only_on,
        "circle": contact.circle,
        "cadence": [contact.cadence.count, contact.cadence.unit] if contact.cadence is not None else None,
        "kept_on": iso(contact.kept_on),
        "later_until": iso(contact.later_until),
        "last_guess": iso(contact.last_guess),
        "uid": contact.uid,
    }


def read_contact(each: Document, user: User) -> Contact:
    """The contact that plain values mean, cut to what one can hold."""
    cadence = each["cadence"]
    return Contact(
        id=ContactId(str(each["id"])),
        owner=user.id,
        name=checked_name(one_line(str(each["name"]), NAME_LIMIT)),
        added_on=within(date.fromisoformat(each["added_on"])),
        aliases=_texts(each["aliases"]),
        company=one_line(str(each["company"]), FIELD_LIMIT),
        title=one_line(str(each["title"]), FIELD_LIMIT),
        emails=_texts(each["emails"]),
        phones=_texts(each["phones"]),
        url=one_line(str(each["url"]), FIELD_LIMIT),
        tags=_texts(each["tags"]),
        about=prose(each["about"]),
        met=prose(each.get("met", "")),
        introduced_by=ContactId(str(each["introduced_by"])) if each.get("introduced_by") else None,
        zone=_zone(each.get("zone", "")),
        state=ContactState(each.get("state", ContactState.ACTIVE)),
        only_on=Platform(each["only_on"]) if each.get("only_on") else None,
        circle=Circle(each["circle"]) if each["circle"] is not None else None,
        cadence=Cadence(int(cadence[0]), Unit(cadence[1])) if cadence is not None else None,
        kept_on=optional_day(each["kept_on"]),
        later_until=optional_day(each["later_until"]),
        last_guess=optional_day(each.get("last_guess")),
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
        "helped": interaction.helped,
        "note": interaction.note,
    }


def read_interaction(each: Document, user: User, today: date) -> Interaction:
    """The interaction that plain values mean, still without an id of its own."""
    on = within(date.fromisoformat(each["on"]))
    if on > today:
        raise ValueError("nobody was in touch on a day to come")
    return Interaction(
        id=InteractionId(""),
        owner=user.id,
        contacts=tuple(ContactId(contact) for contact in _texts(each["contacts"])),
        on=on,
        medium=Medium(each["medium"]),
        began=Began(each["began"]),
        helped=Helped(each.get("helped", Helped.NOBODY)),
        note=prose(each["note"]),
    )


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError("a list is needed")
    return tuple(text for value in values if (text := one_line(str(value), FIELD_LIMIT)))


def prose(value: object) -> str:
    """Text of several lines, cut to what is kept."""
    return clean(str(value))[:_PROSE]


def _budget(value: object, most: int) -> int:
    if not isinstance(value, int) or not 1 <= value <= most:
        raise ValueError("a budget that nobody can have")
    return value


def _zone(value: object) -> str:
    zone = str(value)
    if zone and zone not in users.zones():
        raise ValueError("a zone that does not exist")
    return zone


def _born(year: object) -> int | None:
    if year is None:
        return None
    if not isinstance(year, int) or not _OLDEST <= year <= _LATEST.year:
        raise ValueError("nobody was born then")
    return year


def within(day: date) -> date:
    """The day, unless it is too far away; raises ValueError."""
    if not date(FIRST_YEAR, 1, 1) <= day <= _LATEST:
        raise ValueError("a day too far away")
    return day


def iso(day: date | None) -> str | None:
    """A day as text, None for none."""
    return day.isoformat() if day is not None else None


def optional_day(text: str | None) -> date | None:
    """The day of a text, None for none; raises ValueError for one that is too far away."""
    return within(date.fromisoformat(text)) if text is not None else None
