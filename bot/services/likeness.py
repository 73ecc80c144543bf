"""Whether the people in a file are there already: the same for certain, perhaps the same, or new. Changes nothing.

E-mail addresses, profiles and a file's own keys tell the same person. A number does so only where one name holds the
other, because families share numbers; a name alone never does. Where it is not certain, the user is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import compress
from typing import Final

from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.interchange.record import Reading, Record, Skipped
from bot.language.dates import Birthday
from bot.language.names import fold
from bot.ports import UnitOfWork
from bot.services import third_parties
from bot.services.contacts import FIELD_LIMIT, NAME_LIMIT

OWN_KEY: Final = "kith-"
"""How the key of a person begins in a file that we wrote; the contact's id follows."""

_SAID: Final = {
    "aliases": "another name",
    "emails": "e-mail",
    "phones": "phone",
    "url": "web page",
    "tags": "labels",
    "about": "notes",
    "state": "that they died",
}
"""What it is called when one of these of a contact changes."""


class Answer(StrEnum):
    """What a user said about a record that may be of somebody they have."""

    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Known:
    """A record of somebody who is there already, or seems to be: whom it is about, and why.

    `place` is the record's place in the file, from 0.
    """

    record: Record
    contact: ContactId | None
    reason: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. The `unsure` are left out until the user answers; the `refused` asked not to be kept."""

    source: str
    new: tuple[Record, ...]
    changed: tuple[Known, ...]
    unsure: tuple[Known, ...]
    same: tuple[Known, ...]
    skipped: tuple[Skipped, ...]
    refused: tuple[Record, ...]
    columns: tuple[tuple[str, str], ...] = ()


def preview(
    uow: UnitOfWork, user: User, reading: Reading, now: datetime, answers: Mapping[int, Answer] | None = None
) -> Preview:
    """What taking over a file would do, with what the user answered about records by their place in the file."""
    today = local_day(now, user.preferences)
    records = [fitted(each, today) for each in reading.records]
    sorter = _Sorter(_Book.read(uow, user, records, today), answers or {})
    asked = third_parties.asked(uow, records)
    for place, record in enumerate(records):
        if not asked[place]:
            sorter.sort(place, record)
    return Preview(
        source=reading.source,
        new=tuple(sorter.new),
        changed=tuple(sorter.changed),
        unsure=tuple(sorter.unsure),
        same=tuple(sorter.same),
        skipped=reading.skipped,
        refused=tuple(compress(records, asked)),
        columns=reading.columns,
    )


def fitted(record: Record, today: date) -> Record:
    """The record cut to what a contact can hold, without days that are still ahead."""
    return replace(
        record,
        name=record.name[:NAME_LIMIT].strip(),
        aliases=tuple(each[:NAME_LIMIT] for each in record.aliases),
        company=record.company[:FIELD_LIMIT],
        title=record.title[:FIELD_LIMIT],
        tags=tuple(tag[:FIELD_LIMIT] for tag in record.tags),
        touches=tuple(each for each in record.touches if each.on <= today),
    )


def merged(contact: Contact, record: Record) -> Contact:
    """The contact with what the record adds; a newer company and title replace the old ones, the name stays."""
    key = "" if record.uid == f"{OWN_KEY}{contact.id}" else record.uid
    return replace(
        contact,
        aliases=_joined(contact.aliases, (each for each in record.aliases if each != contact.name)),
        company=record.company or contact.company,
        title=record.title or contact.title,
        emails=_joined(contact.emails, record.emails),
        phones=_joined(contact.phones, record.phones),
        url=contact.url or record.url,
        tags=_joined(contact.tags, record.tags),
        about=contact.about or record.note,
        state=ContactState.DECEASED if record.deceased else contact.state,
        uid=contact.uid or key,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the user has, so far as the records are about it."""

    people: Mapping[ContactId, Contact]
    named: Mapping[str, tuple[ContactId, ...]]
    certain: tuple[frozenset[ContactId], ...]
    """For each record, by its place, the contacts that it certainly is about."""
    by_phone: tuple[frozenset[ContactId], ...]
    dates: Mapping[tuple[ContactId, DateKind], ImportantDate]
    days: Mapping[ContactId, frozenset[date]]

    @classmethod
    def read(cls, uow: UnitOfWork, user: User, records: list[Record], today: date) -> "_Book":
        """Everything in a few statements, however many records there are."""
        named: defaultdict[str, list[ContactId]] = defaultdict(list)
        ids: set[ContactId] = set()
        for each in uow.contacts.named(user.id):
            ids.add(each.id)
            for name in {fold(each.name), *map(fold, each.aliases)}:
                named[name].append(each.id)
        candidates = [candidate(each, user, today) for each in records]
        certain = uow.contacts.recognised(user.id, [replace(each, phones=()) for each in candidates])
        numbers = [replace(each, emails=(), url="", uid="") for each in candidates]
        by_phone = uow.contacts.recognised(user.id, numbers)
        own = [frozenset({key} & ids) for key in (ContactId(each.uid.removeprefix(OWN_KEY)) for each in records)]
        names = {each for record in records for each in named.get(fold(record.name), ())}
        return cls(
            people=uow.contacts.many(user.id, names.union(*certain, *by_phone, *own)),
            named={name: tuple(found) for name, found in named.items()},
            certain=tuple(mine or found for mine, found in zip(own, certain, strict=True)),
            by_phone=by_phone,
            dates={(each.contact, each.kind): each for each in uow.dates.all(user.id)},
            days=_days(uow, user) if any(each.touches for each in records) else {},
        )


@dataclass(slots=True)
class _Sorter:
    """Sorts records by what would happen to them, also against each other."""

    book: _Book
    answers: Mapping[int, Answer]
    new: list[Record] = field(default_factory=list)
    changed: list[Known] = field(default_factory=list)
    unsure: list[Known] = field(default_factory=list)
    same: list[Known] = field(default_factory=list)
    _marks: dict[str, Record] = field(default_factory=dict)
    _bare: set[str] = field(default_factory=set)
    """Names of records before that have nothing else to be told by."""

    def sort(self, place: int, record: Record) -> None:
        """Put a record where it belongs."""
        twin = self._twin(record)
        if twin is not None:
            self.same.append(Known(record, None, f"stands in the file before, as {twin}", place))
            return
        certain = self.book.certain[place]
        if not certain:
            certain = frozenset(each for each in self.book.by_phone[place] if self._is_called(each, record))
        if len(certain) > 1:
            self.same.append(Known(record, None, "fits several of your people", place))
        elif certain:
            self._compare(place, record, next(iter(certain)))
        else:
            self._ask(place, record)

    def _ask(self, place: int, record: Record) -> None:
        """New, unless somebody has the name or the number: then as the user says."""
        namesakes = self.book.named.get(fold(record.name), ())
        numbers = tuple(self.book.by_phone[place])
        alone = next(iter(namesakes or numbers)) if len(namesakes or numbers) == 1 else None
        answer = self.answers.get(place)
        if (not namesakes and not numbers) or answer is Answer.OTHER:
            self.new.append(record)
        elif alone is not None and answer is Answer.SAME:
            self._compare(place, record, alone)
        elif alone is not None and namesakes and not self._news(record, alone):
            self.same.append(Known(record, alone, f"you have {self._shown(namesakes)}, and nothing is new", place))
        elif namesakes:
            self.unsure.append(Known(record, alone, f"you have {self._shown(namesakes)}", place))
        else:
            self.unsure.append(Known(record, alone, f"has a number of {self._shown(numbers)}", place))

    def _compare(self, place: int, record: Record, contact: ContactId) -> None:
        news = self._news(record, contact)
        if news:
            reason = f"adds to {self.book.people[contact].name}: {', '.join(news)}"
            self.changed.append(Known(record, contact, reason, place))
        else:
            self.same.append(Known(record, contact, "is there already, with nothing new", place))

    def _news(self, record: Record, contact: ContactId) -> list[str]:
        """What a contact would gain from a record, in words; a key alone is no news."""
        before = self.book.people[contact]
        after = merged(before, record)
        news = [said for name, said in _SAID.items() if getattr(after, name) != getattr(before, name)]
        for said, old, new in (("company", before.company, after.company), ("job title", before.title, after.title)):
            if old != new:
                news.append(f"{said} {new} instead of {old}" if old else said)
        news += [str(kind) for kind, _ in dates_of(record) if (contact, kind) not in self.book.dates]
        days = {each.on for each in record.touches} - self.book.days.get(contact, frozenset())
        if days:
            news.append(f"{len(days)} days of contact" if len(days) > 1 else "a day of contact")
        return news

    def _twin(self, record: Record) -> str | None:
        """The name of the same person further up in the file."""
        marks = [*record.emails, *(mark for mark in (record.url, record.uid) if mark)]
        before = [self._marks[mark] for mark in marks if mark in self._marks]
        by_phone = [self._marks[phone] for phone in record.phones if phone in self._marks]
        before += [each for each in by_phone if _alike(each.name, record.name)]
        if before:
            return before[0].name
        self._marks.update((mark, record) for mark in (*marks, *record.phones) if mark not in self._marks)
        if fold(record.name) in self._bare:
            return record.name
        if not marks and not record.phones:
            self._bare.add(fold(record.name))
        return None

    def _is_called(self, contact: ContactId, record: Record) -> bool:
        known = self.book.people[contact]
        return any(_alike(name, record.name) for name in (known.name, *known.aliases))

    def _shown(self, people: Iterable[ContactId]) -> str:
        """Whom a record may be about."""
        found = [self.book.people[each] for each in people]
        if len(found) > 1:
            return f"{len(found)} of that name" if found[0].name == found[1].name else "several people"
        work = f", {found[0].company}" if found[0].company else ""
        return f"{found[0].name}{work}"


def dates_of(record: Record) -> tuple[tuple[DateKind, Birthday], ...]:
    """The days of the year that a record knows."""
    found = ((DateKind.BIRTHDAY, record.birthday), (DateKind.ANNIVERSARY, record.anniversary))
    return tuple((kind, day) for kind, day in found if day is not None)


def _days(uow: UnitOfWork, user: User) -> dict[ContactId, frozenset[date]]:
    """For each contact the days on which anything is noted."""
    found: defaultdict[ContactId, set[date]] = defaultdict(set)
    for each in uow.interactions.all(user.id):
        for contact in each.contacts:
            found[contact].add(each.on)
    return {contact: frozenset(days) for contact, days in found.items()}


def _alike(one: str, other: str) -> bool:
    """Whether every word of one name stands in the other; a family name alone makes nobody the same."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return words <= others or others <= words


def _joined(had: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*had, *more)))


def candidate(record: Record, user: User, today: date) -> Contact:
    """The contact that a record would make, to find the same one by."""
    return Contact(
        id=ContactId(""),
        owner=user.id,
        name=record.name,
        added_on=today,
        emails=record.emails,
        phones=record.phones,
        url=record.url,
        uid=record.uid,
    )
