"""Birthdays in a calendar (.ics): events that say so, as address books and calendars write them.

Events are cut and read by the same linear code as contact cards, so one broken event costs nobody else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.interchange import fields
from bot.interchange.contentline import BrokenLine, Property, properties
from bot.interchange.record import Record, Skipped
from bot.language.dates import Birthday

MOST_EVENTS: Final = 20_000
OURS: Final = "-//Kith//"
"""How the calendars that we write begin to name their maker; the years in them mean nothing."""

_NO_YEAR: Final = frozenset({"0001", "1604", "1900"})
"""Years that programs write where they know none."""
_EDGE: Final = re.compile(r"(BEGIN|END)\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(T[\d:Z]*)?")
_YEAR_SAID: Final = re.compile(r"\(\*?\s?(\d{4})\)$")
_BIRTHDAY: Final = "birthday|b-?day|geburtstag|anniversaire|cumpleaños|verjaardag"
_CAKES: Final = "🎂🎁🎉🥳🎈"
_SPOKEN: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.{{1,190}}?)['’]s? (?:{_BIRTHDAY})",
        rf"(?:{_BIRTHDAY})(?: of| von| de| van)?\s?[:–—-]?\s(?P<name>.{{1,190}})",
        rf"(?P<name>.{{1,190}}?)(?:\s?[:–—-])?\s(?:has (?:his|her|their|a) |hat )?(?:{_BIRTHDAY})",
    )
)


@dataclass(slots=True)
class _Event:
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Source:
    """What the calendar says of itself."""

    ours: bool
    of_birthdays: bool


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text.lstrip()[:40].upper().startswith("BEGIN:VCALENDAR")


def read_birthdays(text: str) -> Iterator[Record | Skipped]:
    """Each birthday as a record; the events that are none are told in one sentence."""
    source = _source(text)
    others: list[int] = []
    for count, event in enumerate(_events(text)):
        if count == MOST_EVENTS:
            yield Skipped(event.line, f"I read {MOST_EVENTS:,} events of a file; the rest is left out.")
            break
        try:
            found = _read(event, source)
        except BrokenLine as error:
            yield Skipped(event.line, str(error))
            continue
        if found is None:
            others.append(event.line)
        else:
            yield found
    if others:
        many = f"{len(others):,} events are" if len(others) > 1 else "This event is"
        yield Skipped(others[0], f"{many} no birthday, so far as I can tell.")


def _source(text: str) -> _Source:
    head = text[:5_000].upper().partition("BEGIN:VEVENT")[0]
    named = re.search(r"^X-WR-CALNAME[^:\n]*:(.*)$", head, re.MULTILINE)
    maker = re.search(r"^PRODID[^:\n]*:(.*)$", head, re.MULTILINE)
    return _Source(
        ours=maker is not None and maker[1].startswith(OURS.upper()),
        of_birthdays=named is not None and any(word in named[1] for word in ("BIRTHDAY", "GEBURTSTAG", "ANNIVERSAIRE")),
    )


def _events(text: str) -> Iterator[_Event]:
    """The lines of each event, without those of an alarm inside it."""
    event: _Event | None = None
    inner = 0
    for number, line in enumerate(text.split("\n"), start=1):
        edge = _EDGE.fullmatch(line) if line[:1] in "BbEe" else None
        if edge is None:
            if event is not None and not inner:
                event.lines.append((number, line))
            continue
        begins, what = edge[1].upper() == "BEGIN", edge[2].upper()
        if what == "VEVENT":
            if event is not None:
                yield event
            event, inner = (_Event(number) if begins else None), 0
        elif event is not None:
            inner = inner + 1 if begins else max(inner - 1, 0)
    if event is not None:
        yield event


def _read(event: _Event, source: _Source) -> Record | Skipped | None:
    known: dict[str, Property] = {}
    for found in properties(event.lines):
        known.setdefault(found.name, found)
    said = fields.line(_text(known, "SUMMARY"))
    name = _name(said, known, source)
    day = _DAY.fullmatch(_text(known, "DTSTART").strip())
    if name is None or (day is None and "BIRTHDAY" not in said.upper()):
        return None
    typed = "" if day is None else f"{'-' if day[1] in _NO_YEAR else day[1]}-{day[2]}-{day[3]}"
    born = fields.birthday(typed, day_first=True)
    if born is None:
        return Skipped(event.line, f"The event of {name} has no day that I can read.")
    return Record(line=event.line, name=name, birthday=Birthday(born.month, born.day, _year(born, said, known, source)))


def _name(said: str, known: dict[str, Property], source: _Source) -> str | None:
    """Whose birthday an event is; None if it is none."""
    title = _YEAR_SAID.sub("", said.strip(_CAKES + " \ufe0f")).strip()
    for spoken in _SPOKEN:
        if match := spoken.fullmatch(title):
            return fields.line(_YEAR_SAID.sub("", match["name"].strip(" :–—-"))) or None
    marked = (
        said[:1] in _CAKES
        or _text(known, "X-NEXTCLOUD-BC-FIELD-TYPE").upper() == "BDAY"
        or "BIRTHDAY" in _text(known, "CATEGORIES").upper()
    )
    yearly = "FREQ=YEARLY" in _text(known, "RRULE").upper()
    if title and (marked or (source.of_birthdays and yearly)):
        return fields.line(title)
    return None


def _year(born: Birthday, said: str, known: dict[str, Property], source: _Source) -> int | None:
    """The year of birth, if the event really tells it: many begin in the year in which somebody typed them."""
    told = _text(known, "X-NEXTCLOUD-BC-YEAR") or next(iter(_YEAR_SAID.findall(said)), "")
    if told:
        whole = fields.birthday(f"{told}-{born.month:02}-{born.day:02}", day_first=True)
        return whole.year if whole is not None else None
    if source.ours or _text(known, "X-NEXTCLOUD-BC-UNKNOWN-YEAR") == "1":
        return None
    made = _text(known, "CREATED") or _text(known, "DTSTAMP")
    if "RRULE" not in known or born.year is None or not made[:4].isdecimal():
        return None
    return born.year if born.year < int(made[:4]) - 1 else None


def _text(known: dict[str, Property], name: str) -> str:
    return known[name].text() if name in known else ""
