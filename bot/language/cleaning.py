"""Text without what no keyboard types: control characters, and marks that turn the direction of writing."""

import unicodedata
from typing import Final

_JOINS: Final = frozenset("\u200c\u200d")  # they hold emoji together, and letters of some scripts apart
_UNTYPED: Final = frozenset({"Cc", "Cf", "Cs"})


def clean(text: str) -> str:
    """The text as it could have been typed, without space at its ends; line breaks and tabs stay."""
    if text.isprintable():
        return text.strip()
    return "".join(each for each in text if each in "\n\t" or _is_typed(each)).strip()


def one_line(text: str, most: int) -> str:
    """The cleaned text on one line, of so many characters at most."""
    return " ".join(clean(text).split())[:most].rstrip()


def _is_typed(character: str) -> bool:
    return character in _JOINS or unicodedata.category(character) not in _UNTYPED
