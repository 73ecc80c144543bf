"""What a user has, as a file for another program; the archive alone restores everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.ids import ContactId
from bot.domain.user import LeapDay, User
from bot.interchange import archive
from bot.interchange.calendar_writing import Yearly, write_calendar
from bot.interchange.record import Record, Touch
from bot.interchange.table_writing import write_table
from bot.interchange.vcard_writing import write_cards
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import archive as archives
from bot.services.document_asks import told_questions
from bot.services.document_introductions import told_introductions
from bot.services.document_team import told_to_teams
from bot.services.likeness import OWN_KEY


class Format(StrEnum):
    """What a file is for."""

    EVERYTHING = "everything"
    CSV = "csv"
    VCARD = "vcard"
    CALENDAR = "calendar"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return _ENDINGS[self]


_ENDINGS = {Format.EVERYTHING: ".json", Format.CSV: ".csv", Format.VCARD: ".vcf", Format.CALENDAR: ".ics"}
BY_ENDING: Mapping[str, Format] = MappingProxyType({ending: form for form, ending in _ENDINGS.items()})
WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{str(form): str(form) for form in Format},
        **dict.fromkeys(("all", "archive", "backup", "json"), str(Format.EVERYTHING)),
        **dict.fromkeys(("table", "spreadsheet", "excel"), str(Format.CSV)),
        **dict.fromkeys(("vcf", "cards", "contacts", "v-card"), str(Format.VCARD)),
        **dict.fromkeys(("ics", "birthdays", "ical"), str(Format.CALENDAR)),
    }
)
"""Whatever people type for a form, and what it means."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, and of how many people (in a calendar: days) it tells."""

    content: bytes
    count: int


def export(uow: UnitOfWork, user: User, form: Format, now: datetime) -> Exported:
    """The user's contact book in that form."""
    if form is Format.EVERYTHING:
        document = {
            **archives.export(uow, user),
            "introductions": told_introductions(uow, user),
            "teams": told_to_teams(uow, user),
            "questions": told_questions(uow, user),
        }
        return Exported(archive.dump(document), len(document["contacts"]))
    if form is Format.CALENDAR:
        days = tuple(_days(uow, user))
        return Exported(write_calendar(days, now), len(days))
    people = tuple(_records(uow, user))
    return Exported((write_table if form is Format.CSV else write_cards)(people), len(people))


def _records(uow: UnitOfWork, user: User) -> Iterable[Record]:
    """Every contact as other programs know people."""
    dates: dict[tuple[ContactId, DateKind], Birthday] = {}
    for each in uow.dates.all(user.id):
        dates.setdefault((each.contact, each.kind), Birthday(each.month, each.day, each.year))
    ties = uow.contacts.ties(user.id)
    for number, contact in enumerate(uow.contacts.all(user.id), start=1):
        last = ties[contact.id].last_on if contact.id in ties else None
        yield Record(
            line=number,
            name=contact.name,
            aliases=contact.nicknames,
            emails=contact.emails,
            phones=contact.phones,
            company=contact.company,
            title=contact.title,
            birthday=dates.get((contact.id, DateKind.BIRTHDAY)),
            anniversary=dates.get((contact.id, DateKind.ANNIVERSARY)),
            url=contact.url,
            note=contact.about,
            tags=contact.tags,
            touches=(Touch(last),) if last is not None else (),
            deceased=contact.state is ContactState.DECEASED,
            uid=contact.uid or f"{OWN_KEY}{contact.id}",
        )


def _days(uow: UnitOfWork, user: User) -> Iterable[Yearly]:
    """The birthdays and anniversaries of all who may come up."""
    people = {each.id: each for each in uow.contacts.all(user.id) if not each.state.is_over}
    march = user.preferences.leap_day is LeapDay.MARCH_1
    for about in uow.dates.all(user.id):
        if about.contact in people and about.kind is not DateKind.CUSTOM:
            yield Yearly(str(about.id), _said(people[about.contact], about), about.month, about.day, march)


def _said(contact: Contact, about: ImportantDate) -> str:
    return f"{contact.name}'s {about.kind}"
