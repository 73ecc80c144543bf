"""What the core needs from the outside, as protocols: clock, unit of work, repositories, locks.

Every query is scoped by its user or its team; what belongs to somebody else is as if it did not exist.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.cadence import Circle
from bot.domain.change import Change, Undone
from bot.domain.contact import Contact, Named
from bot.domain.dates import ImportantDate
from bot.domain.ids import (
    AccountId,
    ChangeId,
    ContactId,
    DateId,
    DeliveryId,
    DraftId,
    InteractionId,
    NudgeId,
    ReminderId,
    TeamId,
    UserId,
)
from bot.domain.interaction import Interaction
from bot.domain.nudge import Delivery, DeliveryState, Nudge
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.strength import Tie
from bot.domain.team import DirectoryRow, Membership, Share, Team
from bot.domain.user import Account, Platform, User, Workspace

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC. Made once, in the composition root."""


class Users(Protocol):
    """Users and their accounts."""

    def get(self, user: UserId) -> User | None: ...

    def lock(self, user: UserId) -> User | None:
        """The user, locked against other writers until the end of the unit of work."""

    def find(self, platform: Platform, scope: str, external: str) -> Account | None:
        """The account with that platform identity."""

    def add(self, user: User, account: Account) -> None: ...

    def save(self, user: User) -> None: ...

    def save_account(self, account: Account) -> None: ...

    def account(self, account: AccountId) -> Account | None: ...

    def accounts(self, user: UserId) -> tuple[Account, ...]:
        """The user's accounts, the one they wrote from last first."""

    def claim_planned(self, now: datetime, limit: int) -> tuple[User, ...]:
        """Users whose `next_plan_at` has come, earliest first, locked; those that another process holds are passed over."""

    def next_plan_at(self) -> datetime | None:
        """The earliest moment at which anybody is to be planned."""


class Contacts(Protocol):
    """Contacts with their ties. Saving a contact also keeps the keyed hashes by which it is recognised."""

    def get(self, owner: UserId, contact: ContactId) -> Contact | None: ...

    def many(self, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, Contact]: ...

    def named(self, owner: UserId) -> tuple[Named, ...]:
        """All contacts by what they may be called."""

    def by_email(self, owner: UserId, email: str) -> tuple[ContactId, ...]:
        """Contacts with that e-mail address."""

    def all(self, owner: UserId) -> tuple[Contact, ...]: ...

    def kept(self, owner: UserId) -> tuple[Contact, ...]:
        """Contacts with a circle or a cadence."""

    def same(self, owner: UserId, contact: Contact) -> tuple[ContactId, ...]:
        """Contacts that share an e-mail, phone, profile URL or import identity with this one, itself left out."""

    def joins(self, owner: UserId, contact: ContactId) -> tuple[str, ...]:
        """The keyed hashes of a contact's e-mails, phones and profile URL."""

    def taken(self, contacts: Collection[ContactId]) -> frozenset[ContactId]:
        """Those of the ids that are in use, whoever owns them."""

    def add(self, contact: Contact) -> None: ...

    def save(self, contact: Contact) -> None: ...

    def erase(self, owner: UserId, contact: ContactId) -> None:
        """Remove a contact with all that is about it, what undo keeps included."""

    def tie(self, owner: UserId, contact: ContactId) -> Tie: ...

    def ties(self, owner: UserId, contacts: Collection[ContactId] | None = None) -> dict[ContactId, Tie]: ...

    def save_tie(self, owner: UserId, contact: ContactId, tie: Tie) -> None: ...


class Interactions(Protocol):
    """Having been in touch."""

    def get(self, owner: UserId, interaction: InteractionId) -> Interaction | None: ...

    def add(self, interaction: Interaction) -> None: ...

    def save(self, interaction: Interaction) -> None: ...

    def of(self, owner: UserId, contact: ContactId, limit: int | None = None) -> tuple[Interaction, ...]:
        """Those with a contact, newest first."""

    def last_noted(self, owner: UserId, contact: ContactId) -> Interaction | None:
        """The newest one with a note."""

    def all(self, owner: UserId) -> tuple[Interaction, ...]:
        """All of them, oldest first."""


class Dates(Protocol):
    """Birthdays and other days of the year."""

    def get(self, owner: UserId, date: DateId) -> ImportantDate | None: ...

    def of(self, owner: UserId, contact: ContactId) -> tuple[ImportantDate, ...]: ...

    def all(self, owner: UserId) -> tuple[ImportantDate, ...]: ...

    def add(self, date: ImportantDate) -> None: ...

    def save(self, date: ImportantDate) -> None: ...

    def remove(self, owner: UserId, date: DateId) -> None: ...


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

    def open(self, user: UserId, contact: ContactId) -> tuple[Nudge, ...]:
        """Those about a contact that are planned, or sent and unanswered."""

    def told_since(self, user: UserId, day: date) -> dict[date, int]:
        """Cadence nudges by the day they were told, from that day on; withdrawn ones do not count."""

    def last_asked(self, user: UserId) -> dict[Circle | None, date]:
        """The last day on which somebody of each circle was asked about."""


class Outbox(Protocol):
    """Messages on their way out."""

    def add(self, delivery: Delivery) -> bool:
        """Add it; False where its first nudge has a delivery."""

    def get(self, user: UserId, delivery: DeliveryId) -> Delivery | None: ...

    def domains(self, now: datetime) -> tuple[str, ...]:
        """Rate-limit domains with work that is due, expired leases included."""

    def next_at(self) -> datetime | None:
        """The earliest moment at which anything may leave."""

    def claim(self, domain: str, now: datetime, limit: int, lease_seconds: float) -> tuple[Delivery, ...]:
        """Take deliveries of a domain that are due or whose lease ran out, marked as sending under a new lease."""

    def holds(self, delivery: Delivery, now: datetime, seconds: float) -> bool:
        """Whether the lease of this claim lasts that long yet."""

    def save(self, delivery: Delivery) -> bool:
        """Write the outcome of a claim; False where another holder has claimed it since."""

    def of_state(self, user: UserId, state: DeliveryState, limit: int) -> tuple[Delivery, ...]:
        """The user's deliveries in that state, newest first."""

    def troubled(self, user: UserId, limit: int) -> tuple[Delivery, ...]:
        """The user's newest deliveries that met trouble, sent or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What someone typed that still needs an answer. The payload is stored encrypted."""

    id: DraftId
    user: UserId
    payload: Mapping[str, object]
    until: datetime


class Drafts(Protocol):
    """What someone typed that still needs an answer; each is kept for a day."""

    def get(self, user: UserId, draft: DraftId, now: datetime) -> Draft | None: ...

    def add(self, draft: Draft) -> None: ...


class Changes(Protocol):
    """What users did, so that it can be taken back.

    While a change is open, what the unit of work writes to contacts, interactions, dates, sharing and nudges is recorded
    with it.
    """

    def begin(self, change: Change) -> Change:
        """Open a change until the end of the unit of work; while one is open, a further one joins it."""

    def get(self, user: UserId, change: ChangeId) -> Change | None: ...

    def recent(self, user: UserId, now: datetime, limit: int) -> tuple[Change, ...]:
        """What can still be undone, newest first."""

    def undo(self, change: Change) -> Undone:
        """Put back what is as the change left it; what changed since stays and is named."""


class Teams(Protocol):
    """Workspaces, teams, memberships, and what members share."""

    def workspace(self, platform: Platform, external: str) -> Workspace | None: ...

    def add_workspace(self, workspace: Workspace) -> None: ...

    def save_workspace(self, workspace: Workspace) -> None: ...

    def get(self, team: TeamId) -> Team | None: ...

    def by_invite(self, invite: str) -> Team | None: ...

    def add(self, team: Team) -> None: ...

    def membership(self, user: UserId, team: TeamId) -> Membership | None: ...

    def memberships(self, user: UserId) -> tuple[Membership, ...]: ...

    def members(self, team: TeamId) -> int:
        """How many have joined."""

    def join(self, membership: Membership) -> None: ...

    def save_membership(self, membership: Membership) -> None: ...

    def leave(self, user: UserId, team: TeamId) -> None:
        """End a membership, with what was shared through it."""

    def shares(self, user: UserId, team: TeamId) -> dict[ContactId, Share]:
        """What the user said about single contacts; the others are not shared."""

    def share(self, user: UserId, team: TeamId, contact: ContactId, share: Share) -> None: ...


class Directory(Protocol):
    """What a team may see of shared contacts. Lookups read this and nothing else."""

    def put(self, row: DirectoryRow, words: Collection[str]) -> None:
        """Add or replace the row of a member's contact, found by these words."""

    def remove(self, team: TeamId, member: UserId, contact: ContactId | None = None) -> None:
        """Remove the row of a contact, or all rows of a member."""

    def find(self, team: TeamId, words: Sequence[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold every one of the words, strongest first."""


class Notices(Protocol):
    """Small facts that outlive a process: events seen, ticks, what was last told to a platform."""

    def first_time(self, platform: Platform, key: str, now: datetime) -> bool:
        """Whether this event was not seen before; it is from then on."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, value: str) -> None: ...

    def purge(self, now: datetime) -> None:
        """Forget what has run out: events after a day, drafts and changes after their time."""


class UnitOfWork(Protocol):
    """One transaction, with all repositories in it. Rolled back unless committed."""

    users: Users
    contacts: Contacts
    interactions: Interactions
    dates: Dates
    reminders: Reminders
    nudges: Nudges
    outbox: Outbox
    drafts: Drafts
    changes: Changes
    teams: Teams
    directory: Directory
    notices: Notices

    def new_id(self) -> str:
        """A new opaque id of 16 lower-case characters."""

    def commit(self) -> None: ...


class Store(Protocol):
    """Opens units of work. Sync; one thread writes on SQLite, several read."""

    def write(self) -> AbstractContextManager[UnitOfWork]: ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A unit of work that cannot change anything."""

    def hold(self, domain: str) -> AbstractContextManager[bool]:
        """Try to be the only process that sends through a rate-limit domain; freed when the holder dies."""
