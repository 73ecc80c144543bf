"""Contact cards (.vcf) of any version, each read by itself: one broken card costs nobody else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from bot.interchange import fields
from bot.interchange.contentline import BrokenLine, Property, properties
from bot.interchange.record import Record, Skipped
from bot.language.dates import Birthday, NotABirthday, parse_birthday

MOST_CARDS: Final = 20_000

_BEGIN: Final = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END: Final = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4}-?|--)\d{2}-?\d{2}")
_GROUP_KINDS: Final = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
_ANNIVERSARIES: Final = ("ANNIVERSARY", "X-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY")
_NICKNAMES: Final = ("NICKNAME", "X-NICKNAME")
_APPLE_ANNIVERSARY: Final = "anniversary"
"""In the label "_$!<Anniversary>!$_" of an X-ABDATE."""
_ANDROID: Final = "vnd.android.cursor.item/"
_ANDROID_ANNIVERSARY: Final = "1"


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
        aliases=fields.aliases(_nicknames(known), name),
        emails=emails,
        phones=fields.phones(known.texts("TEL")),
        company=company,
        title=known.line("TITLE") or known.line("ROLE"),
        birthday=_first_day(known.all("BDAY")),
        anniversary=_first_day(_anniversaries(known)),
        url=fields.url(known.texts("URL")) or fields.url(known.texts("X-SOCIALPROFILE")),
        note=fields.note("\n".join(known.texts("NOTE"))),
        tags=fields.tags(known.pieces("CATEGORIES", ",")),
        deceased=bool(known.line("DEATHDATE")),
        uid=known.line("UID"),
    )


def _full_name(known: "_Properties") -> str:
    """The name that N gives in parts, for the cards without FN that vCard 2.1 allows."""
    family, given, additional, prefix, *_ = [*map(fields.line, known.pieces("N", ";")), "", "", "", ""]
    return fields.line(f"{given} {additional} {family}") or prefix


def _first_day(found: Iterable[Property]) -> Birthday | None:
    """The first property that names a day; Apple marks a year that is not known in a parameter."""
    for each in found:
        typed = each.text().strip().partition("T")[0]
        if not _DAY.fullmatch(typed):
            continue
        try:
            day = parse_birthday(typed, day_first=True)
        except NotABirthday:
            continue
        omitted = {year.strip() for year in each.parameters.get("X-APPLE-OMIT-YEAR", ())}
        return day._replace(year=None) if str(day.year) in omitted else day
    return None


def _anniversaries(known: "_Properties") -> Iterator[Property]:
    """What names an anniversary: RFC 6350's property, those of clients, Apple's labelled and Android's typed dates."""
    for name in _ANNIVERSARIES:
        yield from known.all(name)
    labels = {each.group: each.text().casefold() for each in known.all("X-ABLABEL")}
    yield from (each for each in known.all("X-ABDATE") if _APPLE_ANNIVERSARY in labels.get(each.group, ""))
    for values in known.android("contact_event"):
        if values[1:2] == [_ANDROID_ANNIVERSARY]:
            yield Property("X-ANDROID-CUSTOM", {}, values[0])


def _nicknames(known: "_Properties") -> list[str]:
    typed = [piece for name in _NICKNAMES for piece in known.pieces(name, ",")]
    return [*typed, *(values[0] for values in known.android("nickname") if values)]


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

    def android(self, kind: str) -> list[list[str]]:
        """The values of Android's own properties of a kind."""
        found = (each.pieces(";") for each in self.all("X-ANDROID-CUSTOM"))
        return [values for what, *values in found if what == _ANDROID + kind]

    def line(self, name: str) -> str:
        """The first value that is not empty."""
        return next((value for value in map(fields.line, self.texts(name)) if value), "")
