"""Contact cards (.vcf) of any version, each read by itself: one broken card costs nobody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.interchange import fields
from bot.interchange.contentline import BrokenLine, Property, properties
from bot.interchange.record import Record, Skipped
from bot.language.dates import Birthday, NotABirthday, parse_birthday

MOST_CARDS: Final = 20_000

_BEGIN: Final = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END: Final = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_DAY_OF_BIRTH: Final = re.compile(r"(\d{4}-?|--)\d{2}-?\d{2}")
_GROUP_KINDS: Final = ("KIND", "X-ADDRESSBOOKSERVER-KIND")


@dataclass(slots=True)
class _Card:
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    complete: bool = False


def is_vcard(text: str) -> bool:
    """Whether a text holds a card."""
    return any(_BEGIN.fullmatch(line) for line in text.split("\n"))


def read_cards(text: str) -> Iterator[Record | Skipped]:
    """Each card of a text as a record, or why it gives none."""
    for count, card in enumerate(_cards(text)):
        if count == MOST_CARDS:
            yield Skipped(card.line, f"I read {MOST_CARDS:,} cards of a file; the rest, from this one on, is left out.")
            return
        yield _read(card)


def _cards(text: str) -> Iterator[_Card]:
    card: _Card | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if _BEGIN.fullmatch(line):
            if card is not None:
                yield card
            card = _Card(number)
        elif card is not None and _END.fullmatch(line):
            card.complete = True
            yield card
            card = None
        elif card is not None:
            card.lines.append((number, line))
    if card is not None:
        yield card


def _read(card: _Card) -> Record | Skipped:
    if not card.complete:
        return Skipped(card.line, "The card has no end: END:VCARD is missing.")
    try:
        known = _Properties(card)
    except BrokenLine as error:
        return Skipped(card.line, str(error))
    if any(kind.casefold() == "group" for name in _GROUP_KINDS for kind in known.texts(name)):
        return Skipped(card.line, "This is a group of contacts, not a person.")
    emails = fields.emails(known.texts("EMAIL"))
    company = next((part for part in map(fields.line, known.pieces("ORG", ";")) if part), "")
    name = known.line("FN") or _full_name(known) or company or next(iter(emails), "")
    if not name:
        return Skipped(card.line, "The card has no name, no company and no e-mail address.")
    return Record(
        line=card.line,
        name=name,
        emails=emails,
        phones=fields.phones(known.texts("TEL")),
        company=company,
        title=known.line("TITLE") or known.line("ROLE"),
        birthday=_birthday(known),
        url=fields.url(known.texts("URL")) or fields.url(known.texts("X-SOCIALPROFILE")),
        note=fields.note("\n".join(known.texts("NOTE"))),
        tags=fields.tags(known.pieces("CATEGORIES", ",")),
        uid=known.line("UID"),
    )


def _full_name(known: "_Properties") -> str:
    """The name that N gives in parts, for the cards without FN that vCard 2.1 allows."""
    family, given, additional, prefix, *_ = [*map(fields.line, known.pieces("N", ";")), "", "", "", ""]
    return fields.line(f"{given} {additional} {family}") or prefix


def _birthday(known: "_Properties") -> Birthday | None:
    """The first BDAY that names a day; Apple marks a year that is not known in a parameter."""
    for found in known.all("BDAY"):
        typed = found.text().strip().partition("T")[0]
        if not _DAY_OF_BIRTH.fullmatch(typed):
            continue
        try:
            birthday = parse_birthday(typed, day_first=True)
        except NotABirthday:
            continue
        omitted = {year.strip() for year in found.parameters.get("X-APPLE-OMIT-YEAR", ())}
        return birthday._replace(year=None) if str(birthday.year) in omitted else birthday
    return None


class _Properties:
    """The properties of one card by name."""

    def __init__(self, card: _Card) -> None:
        self._by_name: dict[str, list[Property]] = {}
        for found in properties(card.lines):
            self._by_name.setdefault(found.name, []).append(found)

    def all(self, name: str) -> list[Property]:
        return self._by_name.get(name, [])

    def texts(self, name: str) -> list[str]:
        return [found.text() for found in self.all(name)]

    def pieces(self, name: str, separator: str) -> list[str]:
        return [piece for found in self.all(name) for piece in found.pieces(separator)]

    def line(self, name: str) -> str:
        """The first value that is not empty."""
        return next((value for value in map(fields.line, self.texts(name)) if value), "")
