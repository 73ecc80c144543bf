"""Taking over people from a file, as a preview said it.

Taking the same file over twice changes nothing the second time; undo takes it back as one step. Nobody is kept by it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.domain.change import KEPT_LONG, Change
from bot.domain.contact import Contact
from bot.domain.dates import ImportantDate
from bot.domain.ids import ContactId, DateId, InteractionId
from bot.domain.interaction import Interaction
from bot.domain.slot import local_day
from bot.domain.strength import tie_of
from bot.domain.user import User
from bot.interchange.record import Record, Touch
from bot.ports import UnitOfWork
from bot.services import changes, directory, reckoning
from bot.services.likeness import Preview, dates_of, merged

MOST_OFFERED: Final = 100
"""People of an import about whom it is worth asking how often to be in touch; never everybody."""

Progress = Callable[[int, int], None]
"""Told how many of how many people are done."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the action that takes it back, and whom it brought, the likeliest to be kept first."""

    change: Change
    likely: tuple[ContactId, ...]


def take_over(
    uow: UnitOfWork, user: User, planned: Preview, now: datetime, progress: Progress | None = None, *, title: str = ""
) -> Imported:
    """Add and change what a preview lists, as one action that can be undone for 30 days, under a title of its own."""
    total = len(planned.new) + len(planned.changed)
    change = changes.begin(uow, user, title or f"the import of {total} people", now, kept=KEPT_LONG)
    taken = _Taken(uow, user, now)
    for done, record in enumerate(planned.new, start=1):
        taken.add(record)
        if progress is not None:
            progress(done, total)
    taken.share()
    people = uow.contacts.many(user.id, {each.contact for each in planned.changed if each.contact is not None})
    for done, known in enumerate(planned.changed, start=len(planned.new) + 1):
        if known.contact in people:
            people[known.contact] = taken.enrich(people[known.contact], known.record)
        if progress is not None:
            progress(done, total)
    reckoning.plan(uow, user, now)
    return Imported(change, _likely(taken.people))


class _Taken:
    """Writes records, new ones without reading anything: twenty thousand people are a handful of statements."""

    def __init__(self, uow: UnitOfWork, user: User, now: datetime) -> None:
        self._uow = uow
        self._user = user
        self._now = now
        self._today = local_day(now, user.preferences)
        self.people: list[tuple[Contact, Record]] = []

    def add(self, record: Record) -> None:
        """A contact with all that the file knows and all that follows, but its row in a directory."""
        new = Contact(id=ContactId(self._uow.new_id()), owner=self._user.id, name=record.name, added_on=self._today)
        contact = merged(new, record)
        self._uow.contacts.add(contact)
        for about in self._dates(contact, record):
            self._uow.dates.add(about)
            reckoning.renew_date(self._uow, self._user, contact, about, None, self._today)
        noted = [self._noted(contact, each) for each in record.touches]
        if noted:
            self._uow.contacts.save_tie(self._user.id, contact.id, tie_of(noted))
        self.people.append((contact, record))

    def share(self) -> None:
        """The rows of the new people in the directories of teams with whom the user shares."""
        if any(each.sharing for each in self._uow.teams.memberships(self._user.id)):
            ties = self._uow.contacts.ties(self._user.id)
            for contact, _ in self.people:
                directory.refresh(self._uow, self._user, contact, ties.get(contact.id, tie_of(())))

    def enrich(self, contact: Contact, record: Record) -> Contact:
        """A contact that is there with what a record adds."""
        enriched = merged(contact, record)
        if enriched != contact:
            self._uow.contacts.save(enriched)
        had = {each.kind for each in self._uow.dates.of(self._user.id, contact.id)}
        for about in self._dates(contact, record):
            if about.kind not in had:
                self._uow.dates.add(about)
        if record.touches:
            noted = {each.on for each in self._uow.interactions.of(self._user.id, contact.id)}
            for touch in record.touches:
                if touch.on not in noted:
                    self._noted(contact, touch)
        reckoning.contact_changed(self._uow, self._user, enriched, self._now, history=bool(record.touches))
        self.people.append((enriched, record))
        return enriched

    def _noted(self, contact: Contact, touch: Touch) -> Interaction:
        interaction = Interaction(
            id=InteractionId(self._uow.new_id()),
            owner=self._user.id,
            contacts=(contact.id,),
            on=touch.on,
            medium=touch.medium,
            began=touch.began,
            note=touch.note,
        )
        self._uow.interactions.add(interaction)
        return interaction

    def _dates(self, contact: Contact, record: Record) -> Iterable[ImportantDate]:
        for kind, day in dates_of(record):
            yield ImportantDate(
                id=DateId(self._uow.new_id()),
                owner=self._user.id,
                contact=contact.id,
                kind=kind,
                month=day.month,
                day=day.day,
                year=day.year,
            )


def _likely(people: Iterable[tuple[Contact, Record]]) -> tuple[ContactId, ...]:
    """Those who are not kept yet: whoever was talked to last first, then those of whom the file knows most."""

    def rank(person: tuple[Contact, Record]) -> tuple[date, int, bool, bool]:
        _, record = person
        last = max((each.on for each in record.touches), default=date.min)
        return last, len(record.touches), record.birthday is not None, bool(record.company)

    open_ones = [each for each in people if each[0].rhythm is None and not each[0].state.is_over]
    ranked = sorted(open_ones, key=rank, reverse=True)
    return tuple(contact.id for contact, _ in ranked[:MOST_OFFERED])
