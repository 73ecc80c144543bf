"""Google Contacts' CSV in both generations of its columns; its own advice for everything else is the vCard."""

import re
from collections.abc import Iterator
from typing import Final

from bot.interchange import columns, table
from bot.interchange.columns import Part
from bot.interchange.record import Record, Skipped

_NAMES: Final = {
    "name": Part.NAME,
    "given name": Part.FIRST,
    "first name": Part.FIRST,
    "additional name": Part.MIDDLE,
    "middle name": Part.MIDDLE,
    "family name": Part.LAST,
    "last name": Part.LAST,
    "nickname": Part.ALIAS,
    "organization name": Part.COMPANY,
    "organization 1 - name": Part.COMPANY,
    "organization title": Part.TITLE,
    "organization 1 - title": Part.TITLE,
    "birthday": Part.BIRTHDAY,
    "notes": Part.NOTE,
    "labels": Part.TAGS,
    "group membership": Part.TAGS,
}
_NUMBERED: Final = re.compile(r"(e-?mail|phone|website) \d+ - value")
_PARTS: Final = {"e": Part.EMAIL, "p": Part.PHONE, "w": Part.URL}
_TELLING: Final = frozenset({"group membership", "organization 1 - name", "organization name", "phonetic first name"})


def is_google(text: str) -> bool:
    """Whether a text has the header of Google's contacts."""
    return _header(text) is not None


def read_google(text: str, *, day_first: bool) -> Iterator[Record | Skipped]:
    """Each contact as a record, or why it gives none."""
    header = _header(text)
    if header is None:
        return
    names = dict(_NAMES)
    names.update((name, _PARTS[name[0]]) for name in header.columns if _NUMBERED.fullmatch(name))
    yield from columns.people(text, header, columns.known(header, names), day_first=day_first)


def _header(text: str) -> table.Header | None:
    return table.header(text, lambda known: bool(known & _TELLING) and any(map(_NUMBERED.fullmatch, known)))
