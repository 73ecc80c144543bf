"""What a file of contacts gives, whatever its format. Says nothing of whether somebody is already known."""

from dataclasses import dataclass
from datetime import date

from bot.language.dates import Birthday


class Unreadable(ValueError):
    """The file cannot be read at all; the message is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person as a file tells it; `line` is where the entry begins, from 1."""

    line: int
    name: str
    emails: tuple[str, ...] = ()
    """Lower case."""
    phones: tuple[str, ...] = ()
    """International numbers as +12025550100, others as typed."""
    company: str = ""
    title: str = ""
    birthday: Birthday | None = None
    url: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    last_on: date | None = None
    """A day on which the two were in touch, where the file knows one; for LinkedIn the day they connected."""
    uid: str = ""
    """The entry's own key in its source, by which a second import finds it again."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that gave no record: where it begins, and a sentence that says why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its kind ("vcard", "linkedin"), what it gave and what it did not."""

    source: str
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...] = ()
