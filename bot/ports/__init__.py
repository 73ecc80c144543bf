"""What the core needs from the outside, as protocols: clock, unit of work, repositories, locks.

Every query is scoped by its user or its team; what belongs to somebody else is as if it did not exist.
"""

from collections.abc import Callable
from datetime import datetime

from bot.ports.asking import Asks
from bot.ports.directory import Directory
from bot.ports.doings import Changes, Draft, Drafts, Notices
from bot.ports.greetings import Greetings
from bot.ports.installations import Installations
from bot.ports.introductions import Introductions
from bot.ports.leaving import Handovers, Leavings, Partings, Recoveries, Swaps
from bot.ports.linking import Linking
from bot.ports.people import Contacts, Dates, FollowUps, Interactions, Needs, NewsItems, Notes, Users
from bot.ports.store import Store, UnitOfWork
from bot.ports.team_needs import TeamNeeds
from bot.ports.teams import Lookups, Teams
from bot.ports.telling import Letters, Nudges, Outbox, Reminders, Revisions
from bot.ports.tombstones import Tombstones

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC. Made once, in the composition root."""

__all__ = [
    "Asks",
    "Changes",
    "Clock",
    "Contacts",
    "Dates",
    "Directory",
    "Draft",
    "Drafts",
    "FollowUps",
    "Greetings",
    "Handovers",
    "Installations",
    "Interactions",
    "Introductions",
    "Leavings",
    "Letters",
    "Linking",
    "Lookups",
    "Needs",
    "NewsItems",
    "Notes",
    "Notices",
    "Nudges",
    "Outbox",
    "Partings",
    "Recoveries",
    "Reminders",
    "Revisions",
    "Store",
    "Swaps",
    "TeamNeeds",
    "Teams",
    "Tombstones",
    "UnitOfWork",
    "Users",
]
