"""Takes out of a text whatever could steer a terminal. Everything that the console prints passes through here.

It changes what is shown, never what is stored or sent to the dispatcher.
"""

import re
import unicodedata

_ESCAPES = re.compile(
    r"""
    (?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]                                # colours, cursor moves, erasing
    | (?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?  # titles, links, clipboard
    | \x1b[ -/]*[0-~]                                               # everything else
    """,
    re.VERBOSE,
)
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of what follows, so that a line reads differently from what it is."""


def clean(text: str) -> str:
    """The text without escape sequences, control characters and marks that reorder it; line breaks stay."""
    broken = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", _ESCAPES.sub("", text))
    return "".join(kept for kept in broken.replace("\t", " ") if kept == "\n" or _harmless(kept))


def clean_line(text: str) -> str:
    """The same as one line: line breaks and runs of spaces become one space."""
    return " ".join(clean(text).split())


def _harmless(character: str) -> bool:
    return character not in _REORDERING and unicodedata.category(character) not in {"Cc", "Cs"}
