"""Everything a user has, as a document that restores it exactly."""

from base64 import b32encode
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import compress

from bot.domain.change import KEPT_LONG, Change
from bot.domain.contact import Contact
from bot.domain.dates import ImportantDate
from bot.domain.errors import InputError
from bot.domain.followup import FollowUp
from bot.domain.ids import ContactId, DateId, FollowUpId, InteractionId, NeedId, NewsId, NoteId, is_id
from bot.domain.interaction import Interaction
from bot.domain.news import Need, News
from bot.domain.note import Note
from bot.domain.slot import local_day
from bot.domain.user import Preferences, User
from bot.ports import UnitOfWork
from bot.services import changes, reckoning, third_parties, users
from bot.services.document import (
    Document,
    read_contact,
    read_date,
    read_interaction,
    read_preferences,
    told_contact,
    told_date,
    told_interaction,
    told_preferences,
)
from bot.services.document_own import (
    read_follow_up,
    read_need,
    read_news,
    read_note,
    told_follow_up,
    told_need,
    told_news,
    told_note,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A document that was read: contacts that the user does not have, those that they have, what is about them.

    The `refused` asked not to be kept here.
    """

    new: tuple[Contact, ...]
    known: tuple[Contact, ...]
    refused: tuple[Contact, ...]
    dates: tuple[ImportantDate, ...]
    history: tuple[Interaction, ...]
    follow_ups: tuple[FollowUp, ...]
    notes: tuple[Note, ...]
    news: tuple[News, ...]
    needs: tuple[Need, ...]
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore added; people whose id is there already, and those who asked not to be kept, are left out."""

    people: int
    left: int
    refused: int
    change: Change


def export(uow: UnitOfWork, user: User) -> Document:
    """All of a user's contacts, interactions and dates, and their settings, as plain values."""
    return {
        "user": {"name": user.name, "settings": told_preferences(user.preferences)},
        "contacts": [told_contact(each) for each in uow.contacts.all(user.id)],
        "dates": [told_date(each) for each in uow.dates.all(user.id)],
        "interactions": [told_interaction(each) for each in uow.interactions.all(user.id)],
        "follow_ups": [told_follow_up(each) for each in uow.follow_ups.all(user.id)],
        "notes": [told_note(each) for each in uow.notes.all(user.id)],
        "news": [told_news(each) for each in reversed(uow.news.all(user.id))],
        "needs": [told_need(each) for each in uow.needs.all(user.id)],
    }


def read(uow: UnitOfWork, user: User, document: Document, today: date) -> Book:
    """What an exported document holds; raises InputError if it is damaged."""
    try:
        people = {ContactId(str(each["id"])): read_contact(each, user) for each in document["contacts"]}
        dates = tuple(read_date(each, user) for each in document["dates"])
        history = tuple(read_interaction(each, user, today) for each in document["interactions"])
        follow_ups = tuple(read_follow_up(each, user) for each in document.get("follow_ups", ()))
        notes = tuple(read_note(each, user) for each in document.get("notes", ()))
        news = tuple(read_news(each, user) for each in document.get("news", ()))
        needs = tuple(read_need(each, user) for each in document.get("needs", ()))
        preferences = read_preferences(document["user"]["settings"])
    except KeyError as missing:
        raise InputError("file", f"This archive is damaged and was left alone: it lacks {missing}.") from missing
    except (TypeError, ValueError, AttributeError, OverflowError) as odd:
        raise InputError("file", "This archive is damaged and was left alone: a value in it makes no sense.") from odd
    mine = uow.contacts.many(user.id, {*people, *(_own_id(user, each) for each in people)})
    new = tuple(each for each in people.values() if each.id not in mine and _own_id(user, each.id) not in mine)
    asked = third_parties.asked(uow, new)
    return Book(
        new=tuple(each for each, out in zip(new, asked, strict=True) if not out),
        refused=tuple(compress(new, asked)),
        known=tuple(mine.values()),
        dates=dates,
        history=history,
        follow_ups=follow_ups,
        notes=notes,
        news=news,
        needs=needs,
        preferences=preferences,
    )


def restore(uow: UnitOfWork, user: User, document: Document, now: datetime) -> Restored:
    """Add what an exported document holds and the user does not have, as one action.

    Contacts keep the identity that they had, so a second restore adds nothing. People who are there already stay as
    they are, with their own history. An empty book takes over the settings, the news and the needs too. Raises
    InputError for a damaged document.
    """
    book = read(uow, user, document, local_day(now, user.preferences))
    empty = not uow.contacts.named(user.id)
    change = changes.begin(uow, user, f"the restore of {len(book.new)} people", now, kept=KEPT_LONG)
    added = add_people(uow, user, book, now)
    if empty:
        add_own(uow, user, book)
        here = user.preferences
        user = users.prefer(uow, user, replace(book.preferences, platform=here.platform, circles=here.circles), now)
    reckoning.plan(uow, user, now)
    return Restored(people=added, left=len(book.known), refused=len(book.refused), change=change)


def add_people(uow: UnitOfWork, user: User, book: Book, now: datetime) -> int:
    """Add the contacts that the user does not have, with all that is about them; returns how many."""
    taken = uow.contacts.taken({contact.id for contact in book.new})
    added: dict[ContactId, Contact] = {}
    for contact in book.new:
        new_id = contact.id if is_id(contact.id) and contact.id not in taken else _own_id(user, contact.id)
        added[contact.id] = replace(contact, id=new_id)
    for old_id, contact in added.items():
        by = added.get(contact.introduced_by) if contact.introduced_by is not None else None
        added[old_id] = replace(contact, introduced_by=by.id if by is not None else None)
        uow.contacts.add(added[old_id])
    for about in book.dates:
        if about.contact in added:
            uow.dates.add(replace(about, id=DateId(uow.new_id()), contact=added[about.contact].id))
    for each in book.history:
        with_new = tuple(added[contact].id for contact in each.contacts if contact in added)
        if with_new:
            uow.interactions.add(replace(each, id=InteractionId(uow.new_id()), contacts=with_new))
    for step in book.follow_ups:
        if step.contact in added:
            uow.follow_ups.add(replace(step, id=FollowUpId(uow.new_id()), contact=added[step.contact].id))
    for note in book.notes:
        if note.contact in added:
            uow.notes.add(replace(note, id=NoteId(uow.new_id()), contact=added[note.contact].id))
    for contact in added.values():
        reckoning.contact_changed(uow, user, contact, now, history=True)
    return len(added)


def add_own(uow: UnitOfWork, user: User, book: Book) -> None:
    """Add the news and the needs that the user does not have."""
    news = {replace(each, id=NewsId("")) for each in uow.news.all(user.id)}
    needs = {replace(each, id=NeedId("")) for each in uow.needs.all(user.id)}
    for item in book.news:
        if item not in news:
            uow.news.add(replace(item, id=NewsId(uow.new_id())))
    for need in book.needs:
        if need not in needs:
            uow.needs.add(replace(need, id=NeedId(uow.new_id())))


def _own_id(user: User, contact: ContactId) -> ContactId:
    """The id that a contact gets in this book where somebody else has its own: the same each time."""
    digest = sha256(f"{user.id}:{contact}".encode()).digest()
    return ContactId(b32encode(digest[:10]).decode().lower())
