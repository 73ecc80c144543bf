"""One field of a record made fit to keep: without control characters, of bounded length, in one spelling.

A file is somebody else's text: what could turn the direction of writing or hide characters goes out here.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

import phonenumbers

from bot.language.dates import Birthday, NotABirthday, parse_birthday

_LONGEST_LINE: Final = 200
_LONGEST_NOTE: Final = 10_000
_LONGEST_URL: Final = 2_000
_LONGEST_PHONE: Final = 40
_MOST: Final = 20
_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\\]{1,64}@[^\s@<>\"(),:;\\]{1,190}\.[^\s@<>\"(),:;\\.]{2,63}")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_KEPT: Final = frozenset("\n\t\u200c\u200d")  # the joiners shape Persian letters and emoji
_TAGS_OF_CLIENTS: Final = frozenset({"mycontacts", "starred"})  # Google's own, no label that a person gave
_NUMERIC: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})")
_TIME: Final = re.compile(r"(?<=\d)(T| 00:00)[\d:.Z+-]*$")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_OUTLOOK_HAS_NONE: Final = "0/0/00"
_MONTHS: Final = 12


def line(text: str, longest: int = _LONGEST_LINE) -> str:
    """Text on one line."""
    return " ".join(_visible(text[: 4 * longest]).split())[:longest].strip()


def note(text: str) -> str:
    """Text that keeps its lines."""
    rows = _visible(text[: 2 * _LONGEST_NOTE].replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(row.rstrip() for row in rows).strip()[:_LONGEST_NOTE]


def emails(values: Iterable[str]) -> tuple[str, ...]:
    """E-mail addresses in lower case, each once; what cannot be one is left out."""
    addresses = (line(value).removeprefix("mailto:").casefold() for value in values)
    return _each_once(address for address in addresses if _EMAIL.fullmatch(address))


def phones(values: Iterable[str]) -> tuple[str, ...]:
    """Telephone numbers, each once: in the international spelling where a + tells the country, else as typed."""
    return _each_once(_phone(line(value, _LONGEST_PHONE)) for value in values)


def tags(values: Iterable[str]) -> tuple[str, ...]:
    """Labels, each once, without those that an address book sets by itself."""
    return _each_once(tag for tag in map(line, values) if tag.casefold() not in _TAGS_OF_CLIENTS)


def aliases(values: Iterable[str], name: str) -> tuple[str, ...]:
    """Other names, each once, without the name itself."""
    return _each_once(each for each in map(line, values) if each.casefold() != name.casefold())


def birthday(typed: str, *, day_first: bool) -> Birthday | None:
    """The day of the year that a field names, in any spelling that people or programs use; None if it names none."""
    text = _TIME.sub("", line(typed))
    if not text or text == _OUTLOOK_HAS_NONE:
        return None
    try:
        return parse_birthday(text, day_first=day_first)
    except NotABirthday:
        return None


def day(typed: str, *, day_first: bool = False) -> date | None:
    """The day of "04 Mar 2026", "Mar 4, 2026", "2026-03-04 10:00:00 UTC" or 3/4/26, if it is one with its year."""
    text = line(typed)
    if numeric := _NUMERIC.match(text):
        first, second, year = numeric.groups()
        text = f"{first}/{second}/{year if len(year) == 4 else '20' + year[-2:]}"
    elif iso := _ISO.match(text):
        try:
            return date.fromisoformat(iso[0])  # a file may hold a hundred thousand of these
        except ValueError:
            return None
    try:
        written = parse_birthday(text, day_first=day_first)
    except NotABirthday:
        return None
    return date(written.year, written.month, written.day) if written.year else None


def day_first(values: Iterable[str]) -> bool | None:
    """Whether the numeric days of a column begin with the day of the month; None where nothing tells."""
    for value in values:
        numeric = _NUMERIC.match(value.strip())
        if numeric is None:
            continue
        first, second = int(numeric[1]), int(numeric[2])
        if first > _MONTHS >= second:
            return True
        if second > _MONTHS >= first:
            return False
    return None


def url(values: Iterable[str]) -> str:
    """The first web address, nothing if there is none."""
    found = (line(value, _LONGEST_URL) for value in values)
    return next((each for each in found if each.casefold().startswith(("http://", "https://", "www."))), "")


def _phone(typed: str) -> str:
    number = re.sub(r"^tel:", "", typed, flags=re.IGNORECASE)
    if not number.startswith("+"):
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    international = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{international} ext. {parsed.extension}" if parsed.extension else international


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(each for each in text if each in _KEPT or unicodedata.category(each) not in _INVISIBLE)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for value in values:
        if value:
            kept[value] = None
        if len(kept) == _MOST:
            break
    return tuple(kept)
