"""The envelope of Kith's own archive: JSON that says what it is and of which version; what it carries others define."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.interchange.record import Unreadable

FORMAT: Final = "kith-archive"
VERSION: Final = 1

_ENVELOPE: Final = ("format", "version")


def dump(document: Mapping[str, Any]) -> bytes:
    """The document as an archive: the same bytes for the same content, in lines that a person can read.

    Raises ValueError if the document uses a name of the envelope.
    """
    if taken := [name for name in _ENVELOPE if name in document]:
        raise ValueError(f"an archive names {' and '.join(taken)} itself")
    ordered = json.loads(json.dumps(document, sort_keys=True, allow_nan=False))
    text = json.dumps({"format": FORMAT, "version": VERSION, **ordered}, indent=2, ensure_ascii=False)
    return (text + "\n").encode("utf-8", errors="backslashreplace")  # half a surrogate pair becomes its JSON escape


def is_one(content: bytes) -> bool:
    """Whether a file looks like an archive at all: JSON, which nothing else that is taken is."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def load(content: bytes) -> dict[str, Any]:
    """The document of an archive; raises `Unreadable` if it is none, or one of a newer Kith."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("This is not a Kith archive: I can't read it as JSON.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable('This is not a Kith archive: it does not say "format": "kith-archive".')
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Unreadable("This Kith archive does not say its version, so I leave it alone.")
    if version > VERSION:
        raise Unreadable(f"This archive is of version {version}; I know up to {VERSION}. Please update Kith first.")
    return {name: value for name, value in found.items() if name not in _ENVELOPE}
