"""Follow-ups, notes, news and needs as the plain values of an exported document, and what such values mean."""

from datetime import date

from bot.domain.followup import FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import ContactId, FollowUpId, NeedId, NewsId, NoteId
from bot.domain.news import Need, NeedKind, News
from bot.domain.note import Note
from bot.domain.user import User
from bot.services.document import Document, iso, optional_day, prose, within


def told_follow_up(follow_up: FollowUp) -> Document:
    """A follow-up as plain values."""
    return {
        "contact": follow_up.contact,
        "kind": follow_up.kind,
        "text": follow_up.text,
        "made_on": follow_up.made_on.isoformat(),
        "due_on": iso(follow_up.due_on),
        "state": follow_up.state,
        "closed_on": iso(follow_up.closed_on),
    }


def read_follow_up(each: Document, user: User) -> FollowUp:
    """The follow-up that plain values mean, still without an id of its own."""
    return FollowUp(
        id=FollowUpId(""),
        owner=user.id,
        contact=ContactId(str(each["contact"])),
        kind=FollowUpKind(each["kind"]),
        text=prose(each["text"]),
        made_on=within(date.fromisoformat(each["made_on"])),
        due_on=optional_day(each["due_on"]),
        state=FollowUpState(each["state"]),
        closed_on=optional_day(each["closed_on"]),
    )


def told_note(note: Note) -> Document:
    """A note as plain values."""
    return {"contact": note.contact, "on": note.on.isoformat(), "text": note.text}


def read_note(each: Document, user: User) -> Note:
    """The note that plain values mean, still without an id of its own."""
    return Note(
        id=NoteId(""),
        owner=user.id,
        contact=ContactId(str(each["contact"])),
        on=within(date.fromisoformat(each["on"])),
        text=prose(each["text"]),
    )


def told_news(item: News) -> Document:
    """News as plain values."""
    return {"text": item.text, "told_on": item.told_on.isoformat()}


def read_news(each: Document, user: User) -> News:
    """The news that plain values mean, still without an id of its own."""
    return News(
        id=NewsId(""),
        owner=user.id,
        text=prose(each["text"]),
        told_on=within(date.fromisoformat(each["told_on"])),
    )


def told_need(need: Need) -> Document:
    """What is looked for or offered, as plain values."""
    return {
        "kind": need.kind,
        "text": need.text,
        "made_on": need.made_on.isoformat(),
        "closed_on": iso(need.closed_on),
    }


def read_need(each: Document, user: User) -> Need:
    """The need that plain values mean, still without an id of its own."""
    return Need(
        id=NeedId(""),
        owner=user.id,
        kind=NeedKind(each["kind"]),
        text=prose(each["text"]),
        made_on=within(date.fromisoformat(each["made_on"])),
        closed_on=optional_day(each["closed_on"]),
    )
