"""Repositories of a contact book: users, contacts, what happened with them and when."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.contact import Contact, Named
from bot.domain.dates import ImportantDate
from bot.domain.followup import FollowUp
from bot.domain.ids import AccountId, ContactId, DateId, FollowUpId, InteractionId, NeedId, NewsId, UserId
from bot.domain.interaction import Interaction
from bot.domain.news import Need, News
from bot.domain.note import Note
from bot.domain.strength import Tie
from bot.domain.user import Account, Platform, User


class Users(Protocol):
    """Users and their accounts."""

    def get(self, user: UserId) -> User | None: ...

    def lock(self, user: UserId) -> User | None:
        """The user, locked against other writers until the end of the unit of work."""

    def find(self, platform: Platform, scope: str, external: str) -> Account | None:
        """The account with that platform identity."""

    def add(self, user: User, account: Account) -> bool:
        """Add a user with their first account; False, and nothing is added, where that identity has one already."""

    def add_bare(self, user: User) -> None:
        """Add a user without an account, who is to be given one that there is."""

    def move_account(self, account: Account, user: UserId) -> None:
        """Give an account to another user."""

    def save(self, user: User) -> None: ...

    def save_account(self, account: Account) -> None: ...

    def erase(self, user: UserId) -> None:
        """Remove a user with everything that is theirs."""

    def account(self, account: AccountId) -> Account | None: ...

    def accounts(self, user: UserId) -> tuple[Account, ...]:
        """The user's accounts, the one they wrote from last first."""

    def gone(self, before: datetime) -> tuple[UserId, ...]:
        """The users all of whose accounts are gone since before that moment."""

    def erase_gone(self, before: datetime) -> int:
        """Remove the users all of whose accounts are gone since before that moment; returns how many went."""

    def claim_planned(self, now: datetime, limit: int) -> tuple[User, ...]:
        """Users whose `next_plan_at` has come, earliest first, locked; without those that another process holds."""

    def next_plan_at(self) -> datetime | None:
        """The earliest moment at which anybody is to be planned."""


class Contacts(Protocol):
    """Contacts with their ties. Saving a contact also keeps the keyed hashes by which it is recognised."""

    def get(self, owner: UserId, contact: ContactId) -> Contact | None: ...

    def many(self, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, Contact]: ...

    def named(self, owner: UserId) -> tuple[Named, ...]:
        """All contacts by what they may be called. Here and below, those merged into another one are not found."""

    def tags(self, owner: UserId) -> tuple[str, ...]:
        """All labels that an owner gave, in their order."""

    def by_email(self, owner: UserId, email: str) -> tuple[ContactId, ...]:
        """Contacts with that e-mail address."""

    def all(self, owner: UserId) -> tuple[Contact, ...]: ...

    def kept(self, owner: UserId) -> tuple[Contact, ...]:
        """Contacts with a circle or a cadence that may come up."""

    def same(self, owner: UserId, contact: Contact) -> tuple[ContactId, ...]:
        """Contacts that share an e-mail, phone, profile URL or import identity with this one, itself left out."""

    def recognised(self, owner: UserId, contacts: Sequence[Contact]) -> tuple[frozenset[ContactId], ...]:
        """The same for each of many, which need not be stored."""

    def joins(self, owner: UserId, contact: ContactId) -> tuple[str, ...]:
        """The keyed hashes of a contact's e-mails, phones and profile URL."""

    def joins_of(self, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, tuple[str, ...]]:
        """The same of several contacts, without those who have none."""

    def taken(self, contacts: Collection[ContactId]) -> frozenset[ContactId]:
        """Those of the ids that are in use, whoever owns them."""

    def merged_into(self, owner: UserId, contact: ContactId) -> tuple[Contact, ...]:
        """Those that were merged into a contact, or into one of these."""

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

    def all(self, owner: UserId) -> tuple[Interaction, ...]:
        """All of them, oldest first."""


class Dates(Protocol):
    """Birthdays and other days of the year."""

    def get(self, owner: UserId, date: DateId) -> ImportantDate | None: ...

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[ImportantDate, ...]: ...

    def all(self, owner: UserId) -> tuple[ImportantDate, ...]: ...

    def add(self, date: ImportantDate) -> None: ...

    def save(self, date: ImportantDate) -> None: ...

    def remove(self, owner: UserId, date: DateId) -> None: ...


class FollowUps(Protocol):
    """What is to be seen to about contacts."""

    def get(self, owner: UserId, follow_up: FollowUpId) -> FollowUp | None: ...

    def open(self, owner: UserId, contact_id: ContactId | None = None) -> tuple[FollowUp, ...]:
        """Those still to be seen to, about one contact or about all: by their day, those without one last."""

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[FollowUp, ...]:
        """All about a contact, in the order in which they were noted."""

    def all(self, owner: UserId) -> tuple[FollowUp, ...]: ...

    def add(self, follow_up: FollowUp) -> None: ...

    def save(self, follow_up: FollowUp) -> None: ...


class Notes(Protocol):
    """What is remembered about contacts, apart from having been in touch."""

    def of(self, owner: UserId, contact_id: ContactId) -> tuple[Note, ...]:
        """Those about a contact, newest first."""

    def all(self, owner: UserId) -> tuple[Note, ...]:
        """All of an owner, in the order in which they were noted."""

    def add(self, note: Note) -> None: ...

    def save(self, note: Note) -> None: ...


class NewsItems(Protocol):
    """What a user's people may not have heard yet."""

    def get(self, owner: UserId, item: NewsId) -> News | None: ...

    def all(self, owner: UserId) -> tuple[News, ...]:
        """All of an owner, newest first."""

    def add(self, item: News) -> None: ...

    def remove(self, owner: UserId, item: NewsId) -> None: ...


class Needs(Protocol):
    """What a user looks for and can offer."""

    def get(self, owner: UserId, need: NeedId) -> Need | None: ...

    def all(self, owner: UserId) -> tuple[Need, ...]:
        """All of an owner, in the order in which they were noted."""

    def add(self, need: Need) -> None: ...

    def save(self, need: Need) -> None: ...
