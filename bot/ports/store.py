"""The unit of work that holds all repositories, and the store that opens one."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.ports.asking import Asks
from bot.ports.directory import Directory
from bot.ports.doings import Changes, Drafts, Notices
from bot.ports.greetings import Greetings
from bot.ports.installations import Installations
from bot.ports.introductions import Introductions
from bot.ports.leaving import Handovers, Leavings, Partings, Recoveries, Swaps
from bot.ports.linking import Linking
from bot.ports.people import Contacts, Dates, FollowUps, Interactions, Needs, NewsItems, Notes, Users
from bot.ports.team_needs import TeamNeeds
from bot.ports.teams import Lookups, Teams
from bot.ports.telling import Letters, Nudges, Outbox, Reminders, Revisions
from bot.ports.tombstones import Tombstones


class UnitOfWork(Protocol):
    """One transaction, with all repositories in it. Rolled back unless committed."""

    users: Users
    contacts: Contacts
    interactions: Interactions
    dates: Dates
    follow_ups: FollowUps
    notes: Notes
    news: NewsItems
    needs: Needs
    reminders: Reminders
    nudges: Nudges
    letters: Letters
    outbox: Outbox
    revisions: Revisions
    drafts: Drafts
    changes: Changes
    teams: Teams
    team_needs: TeamNeeds
    greetings: Greetings
    directory: Directory
    asks: Asks
    installations: Installations
    linking: Linking
    lookups: Lookups
    introductions: Introductions
    notices: Notices
    leavings: Leavings
    handovers: Handovers
    swaps: Swaps
    partings: Partings
    recoveries: Recoveries
    tombstones: Tombstones

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
