"""Repositories of what is told: the due index, nudges, the outbox, and messages that must change."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from bot.domain.cadence import Circle
from bot.domain.ids import ContactId, DeliveryId, LetterId, NudgeId, ReminderId, RevisionId, TeamId, UserId
from bot.domain.letter import Letter, LetterKind
from bot.domain.nudge import Delivery, DeliveryState, Nudge
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.revision import Revision


class Reminders(Protocol):
    """The due index."""

    def of(self, user: UserId, contact: ContactId) -> tuple[Reminder, ...]: ...

    def get(self, user: UserId, reminder: ReminderId) -> Reminder | None: ...

    def due(self, user: UserId, day: date) -> tuple[Reminder, ...]:
        """Those to be told on that day or before it."""

    def first_days(self, user: UserId) -> dict[ReminderKind, date]:
        """The earliest day to tell anything of each kind."""

    def put(self, reminder: Reminder) -> None:
        """Add or replace."""

    def remove(self, user: UserId, reminder: ReminderId) -> None: ...


class Nudges(Protocol):
    """What was told, and what became of it."""

    def get(self, user: UserId, nudge: NudgeId) -> Nudge | None: ...

    def add(self, nudge: Nudge) -> bool:
        """Add it; False where this occasion of its reminder was told before."""

    def save(self, nudge: Nudge) -> None: ...

    def of_reminder(self, user: UserId, reminder: ReminderId, due_on: date) -> tuple[Nudge, ...]:
        """All nudges about that day of a reminder, oldest first."""

    def of_delivery(self, user: UserId, delivery: DeliveryId) -> tuple[Nudge, ...]:
        """The nudges that a message tells, in the order in which it tells them."""

    def of_contact(self, user: UserId, contact: ContactId) -> tuple[Nudge, ...]:
        """All about a contact, oldest first."""

    def open(self, user: UserId, contact: ContactId) -> tuple[Nudge, ...]:
        """Those about a contact that are planned, or sent and unanswered."""

    def since(self, user: UserId, day: date) -> tuple[Nudge, ...]:
        """All that was told, or is on its way, from that day on; what was withdrawn or missed is left out."""

    def told_since(self, user: UserId, day: date) -> dict[date, int]:
        """Cadence nudges by the day they were told, from that day on; withdrawn ones do not count."""

    def last_asked(self, user: UserId) -> dict[Circle | None, date]:
        """The last day on which somebody of each circle was asked about."""


class Letters(Protocol):
    """What teams bring to users in their digests."""

    def add(self, letter: Letter) -> None: ...

    def save(self, letter: Letter) -> None: ...

    def get(self, user: UserId, letter: LetterId) -> Letter | None: ...

    def waiting(self, user: UserId, day: date) -> tuple[Letter, ...]:
        """Those that may be told on that day and wait, the oldest first."""

    def first_day(self, user: UserId) -> date | None:
        """The earliest day to tell one that waits."""

    def of_delivery(self, user: UserId, delivery: DeliveryId) -> tuple[Letter, ...]:
        """Those that a message tells, withdrawn ones too, in the order in which it tells them."""

    def since(self, user: UserId, day: date) -> tuple[Letter, ...]:
        """Those that were told, or are on their way, from that day on; withdrawn ones are left out."""

    def about(self, team: TeamId, kind: LetterKind, about: str) -> tuple[Letter, ...]:
        """All letters about the same thing, whoever gets them."""


class Outbox(Protocol):
    """Messages on their way out."""

    def add(self, delivery: Delivery) -> bool:
        """Add it; False where its occasion has a delivery."""

    def get(self, user: UserId, delivery: DeliveryId) -> Delivery | None: ...

    def domains(self, now: datetime) -> tuple[str, ...]:
        """Rate-limit domains with work that is due, expired leases included."""

    def next_at(self) -> datetime | None:
        """The earliest moment at which anything may leave."""

    def claim(self, domain: str, now: datetime, limit: int, lease_seconds: float) -> tuple[Delivery, ...]:
        """Take deliveries of a domain that are due or whose lease ran out, marked as sending under a new lease."""

    def hold_back(self, domain: str, until: datetime) -> None:
        """Let nothing that is planned in a domain leave before that moment."""

    def release(self, domain: str, now: datetime) -> None:
        """Let what is planned in a domain leave now, as far as its user's hours allow."""

    def holds(self, delivery: Delivery, now: datetime, seconds: float) -> bool:
        """Whether the lease of this claim lasts that long yet."""

    def save(self, delivery: Delivery) -> bool:
        """Write the outcome of a claim; False where another holder has claimed it since."""

    def of_state(self, user: UserId, state: DeliveryState, limit: int) -> tuple[Delivery, ...]:
        """The user's deliveries in that state, newest first."""

    def posted(self, user: UserId) -> tuple[Delivery, ...]:
        """The user's messages that stand on a platform, or may, oldest first."""

    def troubled(self, user: UserId, limit: int) -> tuple[Delivery, ...]:
        """The user's newest deliveries that met trouble, sent or not."""


class Revisions(Protocol):
    """Messages that must change where they stand: of everybody, since they outlive their users."""

    def add(self, revision: Revision) -> None: ...

    def domains(self, now: datetime) -> tuple[str, ...]:
        """Rate-limit domains with a message that may change now."""

    def next_at(self) -> datetime | None:
        """The earliest moment at which one may change."""

    def due(self, domain: str, now: datetime, limit: int) -> tuple[Revision, ...]:
        """Those of a domain that may change now, the oldest first."""

    def put_off(self, revision: Revision, until: datetime) -> None:
        """Try again then."""

    def hold_back(self, domain: str, until: datetime) -> None:
        """Let nothing in a domain change before that moment."""

    def remove(self, revisions: Collection[RevisionId]) -> None:
        """Let go of those that are done."""
