"""What people type for a command, and how it is said here; they are asked whether they meant it."""

from collections.abc import Mapping
from types import MappingProxyType

_SAID: Mapping[str, str] = MappingProxyType(
    {
        "add": "new, create",
        "due": "today, overdue",
        "edit": "merge, rename, change, update, archive",
        "export": "download, backup",
        "forget": "delete, remove, erase",
        "insights": "stats, statistics, report, circles",
        "intro": "introduce, introduction",
        "later": "snooze, postpone",
        "later rest": "rest",
        "link": "connect",
        "log call": "call, called, phoned, rang",
        "log coffee": "coffee",
        "log met": "met, saw",
        "log talked": "talked, spoke",
        "log wrote": "wrote, emailed, texted, messaged",
        "privacy": "share, sharing, unshare, hide",
        "remind": "reminder, promise, todo, task, ask, question",
        "settings hour": "hour",
        "settings pause": "pause, holiday, vacation",
        "settings zone": "zone, timezone",
        "show": "find, search, lookup, view",
        "team join": "join",
        "team leave": "leave",
        "upcoming": "next, agenda, calendar",
        "upcoming birthdays": "birthday, birthdays",
        "whoknows": "knows, who",
    }
)
INSTEAD: Mapping[str, str] = MappingProxyType(
    {word: said for said, words in _SAID.items() for word in words.split(", ")}
)
