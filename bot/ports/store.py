"""The unit of work that holds all repositories, and the store that opens one."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.ports.directory import Directory
from bot.ports.doings import Changes, Drafts, Notices
from bot.ports.people import Contacts, Dates, FollowUps, Interactions, Needs, NewsItems, Users
from bot.ports.teams import Lookups, Teams
from bot.ports.telling import Nudges, Outbox, Reminders


class UnitOfWork(Protocol):
    """One transaction, with all repositories in it. Rolled back unless committed."""

    users: Users
    contacts: Contacts
    interactions: Interactions
    dates: Dates
    follow_ups: FollowUps
    news: NewsItems
    needs: Needs
    reminders: Reminders
    nudges: Nudges
    outbox: Outbox
    drafts: Drafts
    changes: Changes
    teams: Teams
    directory: Directory
    lookups: Lookups
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
