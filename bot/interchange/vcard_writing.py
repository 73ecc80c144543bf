"""Contact cards as vCard 4.0 (RFC 6350): escaped, folded by octets, the same bytes for the same people."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.interchange.record import Record
from bot.language.dates import Birthday

_LONGEST: Final = 75
"""Octets of a line, by RFC 6350."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", ",": "\\,", ";": "\\;"})


def write_cards(people: Iterable[Record]) -> bytes:
    """One card a person, one after the other."""
    lines = (line for person in people for line in _card(person))
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8", errors="replace")


def _card(person: Record) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    if person.uid:
        yield f"UID:{_text(person.uid)}"
    yield f"FN:{_text(person.name)}"
    yield from _listed("NICKNAME", person.aliases)
    yield from (f"EMAIL:{_text(each)}" for each in person.emails)
    yield from (f"TEL:{_text(each)}" for each in person.phones)
    yield from _told("ORG", _text(person.company))
    yield from _told("TITLE", _text(person.title))
    yield from _told("BDAY", _day(person.birthday))
    yield from _told("ANNIVERSARY", _day(person.anniversary))
    yield from _told("URL", _text(person.url))
    yield from _listed("CATEGORIES", person.tags)
    yield from _told("NOTE", _text(person.note))
    if person.deceased:
        yield "DEATHDATE;VALUE=text:unknown"
    yield "END:VCARD"


def _told(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}:{value}"


def _listed(name: str, values: Iterable[str]) -> Iterator[str]:
    yield from _told(name, ",".join(map(_text, values)))


def _text(value: str) -> str:
    return value.replace("\r", "").translate(_ESCAPED)


def _day(day: Birthday | None) -> str:
    if day is None:
        return ""
    return f"{day.year:04}{day.month:02}{day.day:02}" if day.year else f"--{day.month:02}{day.day:02}"


def _folded(line: str) -> str:
    """A line cut so that no piece is longer than its limit in UTF-8, and never within a character."""
    if len(line) * 4 <= _LONGEST or len(line.encode("utf-8", errors="replace")) <= _LONGEST:
        return line
    pieces, piece, room = [], "", _LONGEST
    for each in line:
        size = len(each.encode("utf-8", errors="replace"))
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += each
        room -= size
    return "\r\n ".join((*pieces, piece))
