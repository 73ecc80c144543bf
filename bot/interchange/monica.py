"""Monica's export as JSON: people with their dates, tags, notes, and the days on which one talked to them.

Its parts are typed lists within lists: {"count": 2, "type": "contact", "values": [...]}. Nothing of it is believed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.domain.interaction import Began, Medium
from bot.interchange import fields
from bot.interchange.messages import MOST_DAYS
from bot.interchange.record import Record, Skipped, Touch, Unreadable
from bot.language.dates import Birthday

MOST_PEOPLE: Final = 20_000

_UUID: Final = re.compile(r'"uuid"\s*:\s*"([\w-]{1,64})"')


def is_monica(content: bytes) -> bool:
    """Whether a file looks like Monica's export: JSON that holds an account with contacts."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"account"' in content and b'"contact"' in content


def read_monica(text: str) -> Iterator[Record | Skipped]:
    """Each contact as a record, or why it gives none; raises `Unreadable` for JSON that is no export of Monica."""
    try:
        account = json.loads(text)["account"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Unreadable("This is not Monica's export: I can't read it as JSON.") from error
    book = _Book(_kinds(_list(_dict(account).get("instance"), "contact_field_types")), _activities(account))
    lines = _lines(text)
    for count, contact in enumerate(map(_dict, _values(account, "contact"))):
        uuid = _text(contact.get("uuid"))
        line = lines.get(uuid, 1)
        if count == MOST_PEOPLE:
            yield Skipped(line, f"I read {MOST_PEOPLE:,} people of a file; the rest is left out.")
            return
        yield _read(contact, uuid, line, book)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the contacts refer to: kinds of contact fields and activities, by their ids."""

    kinds: Mapping[str, str]
    activities: Mapping[str, Touch]


def _read(contact: Mapping[str, Any], uuid: str, line: int, book: _Book) -> Record | Skipped:
    told = _dict(contact.get("properties"))
    name = fields.line(" ".join(_text(told.get(part)) for part in ("first_name", "middle_name", "last_name")))
    if told.get("is_partial") is True:
        return Skipped(line, f"{name or 'Somebody'} is only named beside another person, so they are left out.")
    if not name:
        return Skipped(line, "The contact has no name.")
    ways = _told(contact, "contact_field")
    reach = [(book.kinds.get(_text(each.get("type")), ""), _text(each.get("data"))) for each in ways]
    notes = [_text(told.get("description")), *(_text(each.get("body")) for each in _told(contact, "note"))]
    return Record(
        line=line,
        name=name,
        aliases=fields.aliases([_text(told.get("nickname"))], name),
        emails=fields.emails(value for kind, value in reach if kind == "email" or (not kind and "@" in value)),
        phones=fields.phones(value for kind, value in reach if kind == "phone"),
        company=fields.line(_text(told.get("company"))),
        title=fields.line(_text(told.get("job"))),
        birthday=_birthday(_dict(told.get("birthdate"))),
        url=fields.url(value for _, value in reach),
        note=fields.note("\n".join(note for note in notes if note)),
        tags=fields.tags(map(_text, _list(told, "tags"))),
        touches=_touches(contact, told, book),
        deceased=told.get("is_dead") is True,
        uid=uuid,
    )


def _birthday(special: Mapping[str, Any]) -> Birthday | None:
    """A special date; where only the age was known, its month and day mean nothing."""
    if special.get("is_age_based") is True:
        return None
    born = fields.birthday(_text(special.get("date"))[:10], day_first=True)
    return born._replace(year=None) if born is not None and special.get("is_year_unknown") is True else born


def _touches(contact: Mapping[str, Any], told: Mapping[str, Any], book: _Book) -> tuple[Touch, ...]:
    """The newest days of contact: calls, conversations, activities, and the last day of all where no other is it."""
    found: dict[tuple[date, Medium], Touch] = {}
    for call in _told(contact, "call"):
        if on := fields.day(_text(call.get("called_at"))):
            began = Began.THEM if call.get("contact_called") is True else Began.ME
            found[on, Medium.CALL] = Touch(on, Medium.CALL, began, fields.note(_text(call.get("content"))))
    for conversation in _told(contact, "conversation"):
        if on := fields.day(_text(conversation.get("happened_at"))):
            found[on, Medium.MESSAGE] = Touch(on, Medium.MESSAGE)
    for uuid in _values(contact, "activity"):
        if touch := book.activities.get(_text(uuid)):
            found[touch.on, touch.medium] = touch
    last = fields.day(_text(told.get("last_talked_to")))
    if last is not None and last not in {on for on, _ in found}:
        found[last, Medium.TALK] = Touch(last, Medium.TALK)
    return tuple(found[key] for key in sorted(found, reverse=True)[:MOST_DAYS])


def _activities(account: object) -> dict[str, Touch]:
    touches: dict[str, Touch] = {}
    for activity in _values(account, "activity"):
        told = _dict(activity.get("properties")) if isinstance(activity, dict) else {}
        if on := fields.day(_text(told.get("happened_at"))):
            note = fields.note("\n".join(filter(None, (_text(told.get("summary")), _text(told.get("description"))))))
            touches[_text(activity.get("uuid"))] = Touch(on, Medium.IN_PERSON, Began.BOTH, note)
    return touches


def _kinds(types: list[Any]) -> dict[str, str]:
    """What each type of contact field is: its `type`, else the scheme that its links begin with."""
    kinds: dict[str, str] = {}
    for each in map(_dict, types):
        told = _dict(each.get("properties"))
        scheme = {"mailto:": "email", "tel:": "phone"}.get(_text(told.get("protocol")), "")
        kinds[_text(each.get("uuid"))] = _text(told.get("type")) or scheme
    return kinds


def _told(thing: object, kind: str) -> list[Mapping[str, Any]]:
    """The properties of all parts of a kind."""
    return [_dict(_dict(each).get("properties")) for each in _values(thing, kind)]


def _values(thing: object, kind: str) -> list[Any]:
    """The parts of a kind that something holds, in any of its typed lists."""
    lists = map(_dict, _list(_dict(thing), "data"))
    found = [value for each in lists if each.get("type") == kind for value in _list(each, "values")]
    return [value for value in found if isinstance(value, dict | str)]


def _list(thing: object, name: str) -> list[Any]:
    value = _dict(thing).get(name)
    if isinstance(value, dict):  # PHP writes a list whose numbers have a gap as an object
        return list(value.values())
    return value if isinstance(value, list) else []


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _lines(text: str) -> dict[str, int]:
    """On which line each id first stands."""
    lines: dict[str, int] = {}
    line, at = 1, 0
    for match in _UUID.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        lines.setdefault(match[1], line)
    return lines
