"""Remembering something about somebody, without having been in touch."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import InputError
from bot.domain.ids import NoteId
from bot.domain.note import Note
from bot.domain.slot import local_day
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, reckoning
from bot.services.contacts import FIELD_LIMIT

TEXT_LIMIT = 5000
"""Characters of a note."""
_TAG = re.compile(r"(?<![\w#&/])#([^\W_][\w-]*)")


@dataclass(frozen=True, slots=True)
class Noted:
    """What was remembered: the note, None where labels were all, and the labels that are new."""

    contact: Contact
    note: Note | None
    tags: tuple[str, ...]
    change: Change


def add(uow: UnitOfWork, user: User, contact: Contact, text: str, now: datetime) -> Noted:
    """Remember a line about a contact; each `#word` in it becomes a label of theirs. It is no contact.

    Raises InputError for a text that is too long.
    """
    if len(text) > TEXT_LIMIT:
        raise InputError("note", f"That is {len(text):,} characters long; I can keep {TEXT_LIMIT:,} in a note.")
    have = {each.casefold() for each in contact.tags}
    tags = tuple(dict.fromkeys(each for each in _TAG.findall(text) if each.casefold() not in have))
    if any(len(each) > FIELD_LIMIT for each in tags):
        raise InputError("note", f"A label has at most {FIELD_LIMIT} characters.")
    change = changes.begin(uow, user, f"a note about {contact.name}", now)
    note = None
    if _TAG.sub("", text).strip(" ,;"):
        note = Note(
            id=NoteId(uow.new_id()),
            owner=user.id,
            contact=contact.id,
            on=local_day(now, user.preferences),
            text=text,
        )
        uow.notes.add(note)
    if tags:
        contact = replace(contact, tags=(*contact.tags, *tags))
        uow.contacts.save(contact)
        reckoning.contact_changed(uow, user, contact, now)
    return Noted(contact, note, tags, change)
