"""Something about a contact that is to be seen to on a day: a question, a promise, an answer, a thank-you."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.ids import ContactId, FollowUpId, InteractionId, UserId

ANSWER_AFTER = timedelta(days=10)
"""How long after writing a missing answer is asked about."""
SILENCE_AFTER = timedelta(days=30)
"""How long after writing it is asked about a last time: silence is normal."""
THANKS_AFTER = timedelta(days=3)
"""How long after help a thank-you is due."""


class FollowUpKind(StrEnum):
    """What is to be seen to."""

    QUESTION = "question"
    PROMISE = "promise"
    WAITING = "waiting"
    THANKS = "thank-you"


class FollowUpState(StrEnum):
    """Whether it is still to be seen to."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to see to about a contact. Without `due_on` it has no day of its own and is a reason to write.

    `made_on` is the day it was noted: for an answer that is waited for, the day the user wrote. `interaction` is the
    contact from which it came.
    """

    id: FollowUpId
    owner: UserId
    contact: ContactId
    kind: FollowUpKind
    text: str
    made_on: date
    due_on: date | None = None
    state: FollowUpState = FollowUpState.OPEN
    closed_on: date | None = None
    interaction: InteractionId | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be seen to."""
        return self.state is FollowUpState.OPEN

    @property
    def awaits_answer(self) -> bool:
        """Whether the user wrote and waits for words back. One who waits for some thing has said what."""
        return self.kind is FollowUpKind.WAITING and not self.text

    @property
    def silent_from(self) -> date:
        """The day from which no answer is taken for silence."""
        return self.made_on + SILENCE_AFTER

    def closed(self, state: FollowUpState, on: date) -> "FollowUp":
        """The follow-up as it was seen to, or dropped, on that day."""
        return replace(self, state=state, closed_on=on)
