"""One occasion of a reminder, told to its user, and the message that tells it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import AccountId, ChangeId, ContactId, DeliveryId, NudgeId, ReminderId, UserId
from bot.domain.reminder import Reminder, ReminderKind


class NudgeState(StrEnum):
    """What became of a nudge."""

    PLANNED = "planned"
    SENT = "sent"
    DONE = "done"
    LATER = "later"
    SKIPPED = "skipped"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One occasion of a reminder. Unique by (reminder, occasion).

    `due_on` is the day that it is about, `told_on` the user's local day on which it was planned, `late` the days by
    which that was later than it should have been because Kith was away. `change` is the action that answered it.
    """

    id: NudgeId
    user: UserId
    reminder: ReminderId
    occasion: int
    contact: ContactId
    kind: ReminderKind
    due_on: date
    told_on: date
    state: NudgeState = NudgeState.PLANNED
    delivery: DeliveryId | None = None
    late: int = 0
    change: ChangeId | None = None

    def held_until(self, today: date, paused_until: date | None = None) -> "Nudge":
        """The nudge as it is told today, later than it was planned for by so many days more, those of a pause not."""
        waited_from = max(self.told_on, min(paused_until or self.told_on, today))
        held = max((today - waited_from).days, 0)
        return replace(self, told_on=max(today, self.told_on), late=self.late + held)


def nudge_of(reminder: Reminder, nudge: NudgeId, today: date, *, late: int) -> Nudge:
    """The next occasion of a reminder, told today."""
    assert reminder.due_on is not None
    return Nudge(
        id=nudge,
        user=reminder.user,
        reminder=reminder.id,
        occasion=reminder.occasion,
        contact=reminder.contact,
        kind=reminder.kind,
        due_on=reminder.due_on,
        told_on=today,
        late=max(late, 0),
    )


class DeliveryState(StrEnum):
    """Where a message is on its way out."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNDELIVERABLE = "undeliverable"
    WITHDRAWN = "withdrawn"


class DeliveryKind(StrEnum):
    """What a message is. All go to their user but a greeting, which goes to a channel of the user's team."""

    DIGEST = "digest"
    FRIDAY = "friday"
    """The card at the end of the week: who did you talk to?"""
    REVIEW = "review"
    JOINED = "joined"
    """A code that was entered elsewhere joined this account to others: told to this account and to no other."""
    GREETING = "greeting"
    """In front of everybody: at most once, even where nobody knows whether it came through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message to one user in the outbox. Unique by its occasion: the first nudge of a digest, the day of a review.

    `domain` is the rate-limit domain that it leaves through. `attempted_at` is when a post was first begun: a message
    that may already stand on the platform is looked for from then on. `fence` counts claims, so a holder that lost its
    lease cannot mark it. `channel` is where it stands, of a greeting from the beginning where it is to stand.
    """

    id: DeliveryId
    user: UserId
    account: AccountId
    domain: str
    occasion: str
    planned_on: date
    not_before: datetime
    kind: DeliveryKind = DeliveryKind.DIGEST
    state: DeliveryState = DeliveryState.PLANNED
    attempts: int = 0
    attempted_at: datetime | None = None
    leased_until: datetime | None = None
    fence: int = 0
    channel: str = ""
    posted_id: str = ""
    trouble: str = ""
