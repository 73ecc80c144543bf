"""Having been in touch."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.ids import ContactId, InteractionId, UserId


class Medium(StrEnum):
    """How people were in touch."""

    IN_PERSON = "in person"
    TALK = "talk"
    CALL = "call"
    VIDEO = "video"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"


class Began(StrEnum):
    """Who reached out. A message that only one side wrote is worth less than one that was answered."""

    BOTH = "both"
    ME = "me"
    THEM = "them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Having been in touch once, with one contact or several."""

    id: InteractionId
    owner: UserId
    contacts: tuple[ContactId, ...]
    on: date
    medium: Medium = Medium.MESSAGE
    began: Began = Began.BOTH
    note: str = ""
