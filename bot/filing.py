"""Files on the command line: whose they are, what an import would do, said as plain values."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.errors import KithError, NotFound
from bot.domain.slot import local_day
from bot.domain.user import Platform, Preferences, User
from bot.interchange import archive
from bot.interchange.anytable import part_called
from bot.interchange.columns import Part
from bot.interchange.monica import is_monica
from bot.interchange.reading import read
from bot.interchange.record import Record, Unmapped, Unreadable
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import archive as archives
from bot.services import exporting, importing, likeness, users
from bot.services.exporting import BY_ENDING
from bot.services.importing import Progress
from bot.services.third_parties import ASKED

Summary = Mapping[str, list[dict[str, Any]]]

_CONSOLE = "console"


def owner_of(uow: UnitOfWork, named: str, defaults: Preferences, now: datetime) -> User:
    """The user that a name of the console means, made if need be, or the one with an account like `slack:T1:U1`.

    Raises NotFound for an account that has never written to Kith.
    """
    if named.count(":") == 2:
        platform, scope, external = named.split(":")
        account = uow.users.find(Platform(platform), scope, external) if platform in list(Platform) else None
        user = uow.users.lock(account.user) if account is not None else None
        if user is None:
            raise NotFound(f"Nobody has written to Kith as {named} yet.")
        return user
    visitor = users.Visitor(
        platform=Platform.CONSOLE,
        scope=_CONSOLE,
        external=named.casefold(),
        name=named,
        workspace=_CONSOLE,
        workspace_name="Console",
        zone=defaults.zone,
        locale="",
    )
    return users.visit(uow, visitor, defaults, now)[0]


def import_file(
    uow: UnitOfWork,
    user: User,
    name: str,
    content: bytes,
    now: datetime,
    *,
    columns: Mapping[str, str] = MappingProxyType({}),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Import a file, or restore an archive; says what was done, or what would be in a dry run.

    `columns` names columns of a table by what they hold: {"name": "Full name"}. Raises KithError for a file that cannot
    be read.
    """
    try:
        if archive.is_one(content) and not is_monica(content):
            document = archive.load(content)
            restored = _restored(archives.read(uow, user, document, local_day(now, user.preferences)))
            if not dry_run:
                archives.restore(uow, user, document, now)
            return restored
        reading = read(name, content, day_first=user.preferences.day_first, chosen=_chosen(columns))
    except Unmapped as unmapped:
        how = "Say it like this: --map name=COLUMN, or --map first=... --map last=..."
        raise KithError(f"{unmapped} {how}") from unmapped
    except Unreadable as unreadable:
        raise KithError(str(unreadable)) from unreadable
    found = likeness.preview(uow, user, reading, now)
    if not dry_run:
        importing.take_over(uow, user, found, now, progress)
    return _summary(found)


def export_file(uow: UnitOfWork, user: User, name: str, now: datetime) -> bytes:
    """A user's contact book in the form that the ending of a file's name says; raises KithError for another ending."""
    ending = Path(name).suffix.casefold()
    if ending not in BY_ENDING:
        known = ", ".join(BY_ENDING)
        raise KithError(f'The name of the file says its form, and I don\'t know "{ending or name}". It can be {known}.')
    return exporting.export(uow, user, BY_ENDING[ending], now).content


def _chosen(columns: Mapping[str, str]) -> dict[Part, str]:
    chosen: dict[Part, str] = {}
    for word, column in columns.items():
        part = part_called(word)
        if part is None:
            raise KithError(f'I can\'t map "{word}". It can be one of: {", ".join(Part)}.')
        chosen[part] = column
    return chosen


def _restored(book: archives.Book) -> Summary:
    born = {about.contact: about for about in book.dates if about.kind is DateKind.BIRTHDAY}
    known = [{**_told(each, born.get(each.id)), "reason": "is there already", "unsure": False} for each in book.known]
    return {
        "new": [_told(each, born.get(each.id)) for each in book.new],
        "changed": [],
        "duplicates": known,
        "skipped": [{"line": None, "reason": f"{each.name}: {ASKED}"} for each in book.refused],
    }


def _summary(found: likeness.Preview) -> Summary:
    return {
        "new": [_told(each, each.birthday) for each in found.new],
        "changed": [_known(each) for each in found.changed],
        "duplicates": [
            *({**_known(each), "unsure": False} for each in found.same),
            *({**_known(each), "unsure": True} for each in found.unsure),
        ],
        "skipped": [
            *({"line": each.line, "reason": each.reason} for each in found.skipped),
            *({"line": each.line, "reason": ASKED} for each in found.refused),
        ],
    }


def _known(known: likeness.Known) -> dict[str, Any]:
    return {**_told(known.record, known.record.birthday), "reason": known.reason}


def _told(person: Contact | Record, born: Birthday | ImportantDate | None) -> dict[str, Any]:
    return {
        "name": person.name,
        "emails": list(person.emails),
        "phones": list(person.phones),
        "company": person.company,
        "title": person.title,
        "birthday": None if born is None else f"{born.year or '-'}-{born.month:02}-{born.day:02}",
    }
