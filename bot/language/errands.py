"""What is to be seen to about somebody, in the words in which people note it: what kind it is, and what it is about."""

import re
from dataclasses import dataclass
from typing import Final, Literal

ErrandKind = Literal["question", "promise", "waiting", "thank-you"]

_WHOM: Final = r"(?:\s+(?:her|him|them|you))?"
_OPENINGS: Final[tuple[tuple[ErrandKind, re.Pattern[str]], ...]] = (
    ("question", re.compile(rf"(?:i\s+)?(?:want\w*\s+to\s+)?(?:to\s+)?ask(?:ed|ing)?\b{_WHOM}", re.IGNORECASE)),
    ("promise", re.compile(rf"(?:i(?:'ve|\s+have)?\s+)?promise(?:d|\s+to)\b{_WHOM}", re.IGNORECASE)),
    ("thank-you", re.compile(rf"(?:i\s+)?(?:to\s+)?(?:say\s+)?thank(?:s|ing)?\b(?:-?\s?you)?{_WHOM}", re.IGNORECASE)),
    ("waiting", re.compile(r"(?:i(?:'m|\s+am)?\s+)?(?:wait(?:ing)?\s+(?:for|on)|awaiting)\b", re.IGNORECASE)),
)
_DEEDS: Final = re.compile(
    r"(?:to\s+|i(?:'ll|\s+will)\s+)?"
    r"(?:send|bring|give|lend|return|forward|pay|share|introduce|write up|give back|pay back|hand over)\b"
    r"|i(?:'ll|\s+will)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Errand:
    """What kind of thing a text is, and the text without the words that only say so; "thank her" says all by itself."""

    kind: ErrandKind
    text: str


def errand(typed: str) -> Errand:
    """What somebody wants to be reminded of: "ask about the flat", "promised to send the book"; else a question."""
    for kind, opening in _OPENINGS:
        found = opening.match(typed)
        if found is not None:
            rest = typed[found.end() :].strip(" :,.!")
            return Errand(kind, rest if rest or kind == "thank-you" else typed)
    return Errand("promise" if _DEEDS.match(typed) else "question", typed)
