"""Outlook's CSV: English names of columns; "Title" is a form of address there, the job is "Job Title"."""

from collections.abc import Iterator
from typing import Final

from bot.interchange import columns, table
from bot.interchange.columns import Part
from bot.interchange.record import Record, Skipped

_NAMES: Final = {
    "display name": Part.NAME,
    "first name": Part.FIRST,
    "middle name": Part.MIDDLE,
    "last name": Part.LAST,
    "nickname": Part.ALIAS,
    "company": Part.COMPANY,
    "job title": Part.TITLE,
    "birthday": Part.BIRTHDAY,
    "anniversary": Part.ANNIVERSARY,
    "notes": Part.NOTE,
    "categories": Part.TAGS,
    "web page": Part.URL,
    "personal web page": Part.URL,
    **dict.fromkeys(("e-mail address", "e-mail 2 address", "e-mail 3 address"), Part.EMAIL),
    **dict.fromkeys(
        (
            "mobile phone",
            "primary phone",
            "home phone",
            "home phone 2",
            "business phone",
            "business phone 2",
            "car phone",
            "other phone",
        ),
        Part.PHONE,
    ),
}
_TELLING: Final = frozenset(
    {"e-mail 2 address", "business phone", "home phone", "mobile phone", "business street", "home street", "job title"}
)


def is_outlook(text: str) -> bool:
    """Whether a text has the header of Outlook's contacts."""
    return _header(text) is not None


def read_outlook(text: str, *, day_first: bool) -> Iterator[Record | Skipped]:
    """Each contact as a record, or why it gives none."""
    header = _header(text)
    if header is not None:
        yield from columns.people(text, header, columns.known(header, _NAMES), day_first=day_first)


def _header(text: str) -> table.Header | None:
    return table.header(text, lambda known: "e-mail address" in known and bool(known & _TELLING))
