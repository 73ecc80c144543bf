"""Something to remember about somebody, noted without having been in touch."""

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import ContactId, NoteId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line about a contact, on the day on which it was noted. It is no contact and moves nothing."""

    id: NoteId
    owner: UserId
    contact: ContactId
    on: date
    text: str
