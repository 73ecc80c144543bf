"""What a file of contacts gives, whatever its format. Says nothing of whether somebody is already known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.interaction import Began, Medium
from bot.language.dates import Birthday


class Unreadable(ValueError):
    """The file cannot be read at all; the message is a sentence for the person who sent it."""


class Unmapped(Unreadable):
    """A table in which no column is known as the name; whoever sent it can say which one it is."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A day on which the two were in touch. The note is one that the user wrote, never what was said."""

    on: date
    medium: Medium = Medium.MESSAGE
    began: Began = Began.BOTH
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One person as a file tells it; `line` is where the entry begins, from 1."""

    line: int
    name: str
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    """Lower case."""
    phones: tuple[str, ...] = ()
    """International numbers as +12025550100, others as typed."""
    company: str = ""
    title: str = ""
    birthday: Birthday | None = None
    anniversary: Birthday | None = None
    url: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    touches: tuple[Touch, ...] = ()
    """Newest first, one a day and medium."""
    deceased: bool = False
    uid: str = ""
    """The entry's own key in its source, by which a second import finds it again."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not taken: where it begins, and a sentence that says why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its kind ("vcard", "linkedin"), what it gave and what it did not.

    `columns` says of a table which of its columns was taken for what.
    """

    source: str
    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, source: str, entries: Iterable[Record | Skipped], columns: tuple[tuple[str, str], ...] = ()
    ) -> "Reading":
        """What a reader gave, sorted."""
        found = tuple(entries)
        return cls(
            source,
            tuple(each for each in found if isinstance(each, Record)),
            tuple(each for each in found if isinstance(each, Skipped)),
            columns,
        )
