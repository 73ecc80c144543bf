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


class Helped(StrEnum):
    """Who did the other a good turn, if anybody."""

    NOBODY = ""
    THEM = "them"
    """The user helped them."""
    ME = "me"
    """They helped the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Having been in touch once, with one contact or several."""

    id: InteractionId
    owner: UserId
    contacts: tuple[ContactId, ...]
    on: date
    medium: Medium = Medium.MESSAGE
    began: Began = Began.BOTH
    helped: Helped = Helped.NOBODY
    note: str = ""

    @property
    def only_wrote(self) -> bool:
        """Whether it is no more than that the user wrote, which may be answered."""
        return self.medium in _WRITTEN and self.began is Began.ME

    @property
    def happened(self) -> str:
        """What it was, in words that a name can follow: "met", "a call with", "a message to"."""
        if self.medium in _WRITTEN and self.began is not Began.BOTH:
            return f"{_WRITTEN[self.medium]} {'to' if self.began is Began.ME else 'from'}"
        return _SAID[self.medium]


_WRITTEN = {Medium.MESSAGE: "a message", Medium.EMAIL: "an e-mail", Medium.LETTER: "a letter"}
_SAID = {
    Medium.IN_PERSON: "met",
    Medium.TALK: "talked with",
    Medium.CALL: "a call with",
    Medium.VIDEO: "a video call with",
    Medium.MESSAGE: "messages with",
    Medium.EMAIL: "e-mails with",
    Medium.LETTER: "letters with",
}
