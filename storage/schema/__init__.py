"""All tables, explicit, one module a part of the field. The migrations arrive at the same; a test compares them."""

from storage.schema.columns import metadata
from storage.schema.contacts import (
    contact,
    contact_join,
    follow_up,
    important_date,
    interaction,
    interaction_contact,
    note,
    tie,
)
from storage.schema.directory import (
    directory,
    directory_join,
    directory_name,
    directory_word,
    lookup,
    member_join,
    member_word,
    surfaced,
)
from storage.schema.doings import change, change_entry, draft, event_seen, notice
from storage.schema.greetings import greeting, greeting_place
from storage.schema.installations import errand, installation
from storage.schema.introductions import introduction
from storage.schema.leaving import handed, handover, leaving, parting, recovery, swap
from storage.schema.linking import joint, link_code, link_try
from storage.schema.own import need, news
from storage.schema.people import account, membership, share, team, users, workspace
from storage.schema.questions import ask, asked
from storage.schema.team_needs import need_match, team_need
from storage.schema.telling import delivery, letter, nudge, reminder, revision
from storage.schema.tombstones import tombstone

parents_first = {table: place for place, table in enumerate(metadata.sorted_tables)}
"""Each table's place in an order in which rows can be written."""

__all__ = [
    "account",
    "ask",
    "asked",
    "change",
    "change_entry",
    "contact",
    "contact_join",
    "delivery",
    "directory",
    "directory_join",
    "directory_name",
    "directory_word",
    "draft",
    "errand",
    "event_seen",
    "follow_up",
    "greeting",
    "greeting_place",
    "handed",
    "handover",
    "important_date",
    "installation",
    "interaction",
    "interaction_contact",
    "introduction",
    "joint",
    "leaving",
    "letter",
    "link_code",
    "link_try",
    "lookup",
    "member_join",
    "member_word",
    "membership",
    "metadata",
    "need",
    "need_match",
    "news",
    "note",
    "notice",
    "nudge",
    "parents_first",
    "parting",
    "recovery",
    "reminder",
    "revision",
    "share",
    "surfaced",
    "swap",
    "team",
    "team_need",
    "tie",
    "tombstone",
    "users",
    "workspace",
]
