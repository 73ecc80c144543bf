"""Taking over people from a file: what would be new, what would change, who seems to be there already.

A preview changes nothing; taking it over twice changes nothing the second time; undo takes it back as one step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.change import KEPT_LONG, Change
from bot.domain.contact import Contact
from bot.domain.dates import DateKind
from bot.domain.ids import ContactId
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.interchange.record import Reading, Record, Skipped
from bot.language.names import fold
from bot.ports import UnitOfWork
from bot.services import changes, contacts, reckoning
from bot.services.contacts import FIELD_LIMIT, NAME_LIMIT, Profile


@dataclass(frozen=True, slots=True)
class Known:
    """A record of somebody who is there already: whom it would change, or whom it seems to be."""

    record: Record
    contact: ContactId | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do."""

    source: str
    new: tuple[Record, ...]
    changed: tuple[Known, ...]
    duplicates: tuple[Known, ...]
    skipped: tuple[Skipped, ...]


def preview(uow: UnitOfWork, user: User, reading: Reading, now: datetime) -> Preview:
    """What taking over a file would do. The same person is told by e-mail, phone, profile or the file's own key.

    The same name alone is never taken for the same person: such a record is listed as a likely duplicate and left out.
    """
    sorter = _Sorter(uow, user, now)
    for record in reading.records:
        sorter.sort(_fitted(record))
    return Preview(
        source=reading.source,
        new=tuple(sorter.new),
        changed=tuple(sorter.changed),
        duplicates=tuple(sorter.duplicates),
        skipped=reading.skipped,
    )


def take_over(uow: UnitOfWork, user: User, planned: Preview, now: datetime) -> Change:
    """Add and change what a preview lists, as one action that can be undone for 30 days. Nobody is kept by it."""
    change = changes.begin(
        uow, user, f"the import of {len(planned.new) + len(planned.changed)} people", now, kept=KEPT_LONG
    )
    for record in planned.new:
        contacts.create(uow, user, _profile(record), now)
    found = uow.contacts.many(user.id, {each.contact for each in planned.changed if each.contact is not None})
    for known in planned.changed:
        if known.contact in found:
            _enrich(uow, user, found[known.contact], known.record, now)
    reckoning.plan(uow, user, now)
    return change


class _Sorter:
    """Sorts records by what would happen to them, also against each other."""

    def __init__(self, uow: UnitOfWork, user: User, now: datetime) -> None:
        self._uow = uow
        self._user = user
        self._today = local_day(now, user.preferences)
        self._names = {fold(each.name): each.id for each in uow.contacts.named(user.id)}
        self._birthdays = {each.contact for each in uow.dates.all(user.id) if each.kind is DateKind.BIRTHDAY}
        self._in_file: dict[str, str] = {}
        self.new: list[Record] = []
        self.changed: list[Known] = []
        self.duplicates: list[Known] = []

    def sort(self, record: Record) -> None:
        """Put a record where it belongs."""
        marks = [*record.emails, *record.phones, *(mark for mark in (record.url, record.uid) if mark)]
        twin = next((self._in_file[mark] for mark in marks if mark in self._in_file), None)
        if twin is not None:
            self.duplicates.append(Known(record, None, f"stands in the file before, as {twin}"))
            return
        self._in_file.update(dict.fromkeys(marks, record.name))
        same = self._uow.contacts.same(self._user.id, _candidate(record, self._user, self._today))
        namesake = self._names.get(fold(record.name))
        if len(same) == 1:
            self._compare(record, same[0])
        elif same:
            self.duplicates.append(Known(record, None, "fits several of your people"))
        elif namesake is not None:
            self.duplicates.append(Known(record, namesake, "you have somebody of that name"))
        else:
            self.new.append(record)
            if not marks:
                self._names[fold(record.name)] = ContactId("")

    def _compare(self, record: Record, contact_id: ContactId) -> None:
        contact = self._uow.contacts.get(self._user.id, contact_id)
        assert contact is not None
        learns = _merged(contact, record) != contact
        learns |= record.birthday is not None and contact_id not in self._birthdays
        if learns:
            self.changed.append(Known(record, contact_id, f"adds to {contact.name}"))
        else:
            self.duplicates.append(Known(record, contact_id, "is there already, with nothing new"))


def _enrich(uow: UnitOfWork, user: User, contact: Contact, record: Record, now: datetime) -> None:
    merged = _merged(contact, record)
    if merged != contact:
        uow.contacts.save(merged)
    born = [each for each in uow.dates.of(user.id, contact.id) if each.kind is DateKind.BIRTHDAY]
    if record.birthday is not None and not born:
        uow.dates.add(contacts.birthday(uow, merged, record.birthday))
    reckoning.contact_changed(uow, user, merged, now)


def _merged(contact: Contact, record: Record) -> Contact:
    """The contact with what the record adds; a newer company and title replace the old ones, the name stays."""
    return replace(
        contact,
        company=record.company or contact.company,
        title=record.title or contact.title,
        emails=_joined(contact.emails, record.emails),
        phones=_joined(contact.phones, record.phones),
        url=contact.url or record.url,
        tags=_joined(contact.tags, record.tags),
        about=contact.about or record.note,
        uid=contact.uid or record.uid,
    )


def _joined(had: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*had, *more)))


def _fitted(record: Record) -> Record:
    """The record cut to what a contact can hold."""
    return replace(
        record,
        name=record.name[:NAME_LIMIT],
        company=record.company[:FIELD_LIMIT],
        title=record.title[:FIELD_LIMIT],
        tags=tuple(tag[:FIELD_LIMIT] for tag in record.tags),
    )


def _profile(record: Record) -> Profile:
    return Profile(
        name=record.name,
        company=record.company,
        title=record.title,
        emails=record.emails,
        phones=record.phones,
        url=record.url,
        tags=record.tags,
        about=record.note,
        birthday=record.birthday,
        uid=record.uid,
    )


def _candidate(record: Record, user: User, today: date) -> Contact:
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
