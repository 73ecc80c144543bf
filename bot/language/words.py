"""A typed line cut into words that remember where they stand, so that every value is a slice of what was typed.

Quotes keep words together ("Sam Carter", “Sam Carter”), and so does a known key in front of them (company:"Acme Corp").
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_CONNECTIVES: Final = frozenset({"and", "&", "+", "with", ",", "w/", "/"})

_LONGEST_SHOWN: Final = 48
_QUOTED: Final = r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]'
_MENTION: Final = r"<@[^<>\n]*>"
_WORD: Final = re.compile(rf"(?:(?P<key>[^\W\d_]+)[:=])?(?P<quoted>{_QUOTED})(?=[\s,;:.]|$)|{_MENTION}[,;.]?|\S+")
_JOINED: Final = re.compile(r"(?<=[^\W\d])[,;]+(?=[^\W\d])")
_KEY: Final = re.compile(r"(?P<key>[^\W\d_]+)[:=]")
_INVISIBLE_AT_ENDS: Final = "".join(
    [
        *map(chr, range(0x21)),
        *map(chr, range(0x7F, 0xA1)),
        *map(chr, range(0x200E, 0x2010)),  # direction marks
        *map(chr, range(0x2028, 0x202F)),  # line separators and bidi overrides
        *map(chr, range(0x2060, 0x2070)),  # word joiner, bidi isolates
        "\u200b\ufeff",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of the line: a bare word, or what stands between quotes (the quotes included)."""

    start: int
    end: int
    quoted: bool = False
    key: str = ""
    """The known key that stands in front of it, without its colon."""


def trimmed(text: str) -> str:
    """Text without white space, control characters and direction marks at its ends; joiners inside emoji stay."""
    return text.strip(_INVISIBLE_AT_ENDS)


def shown(text: str) -> str:
    """Text as a message repeats it: printable, on one line, cut where it is long."""
    printable = "".join(each for each in " ".join(text[: 4 * _LONGEST_SHOWN].split()) if each.isprintable())
    return printable if len(printable) <= _LONGEST_SHOWN else printable[:_LONGEST_SHOWN].rstrip() + "…"


def unquoted(text: str) -> str:
    """The text inside, if one pair of quotes holds all of it."""
    return text[1:-1] if len(text) > 1 and re.fullmatch(_QUOTED, text) else text


def scan(line: str, keys: Collection[str] = ()) -> Iterator[Word]:
    """The words of a line; only the given keys (in lower case) are split off the word that they precede."""
    for match in _WORD.finditer(line):
        start, end, quoted = match.start(), match.end(), match["quoted"] is not None
        key = match["key"] if quoted else (found["key"] if (found := _KEY.match(match[0])) else None)
        if key is not None and key.casefold() in keys:
            yield Word(start + len(key) + 1, end, quoted, key.casefold())
        elif quoted or "@" in match[0]:
            yield Word(start, end, quoted and key is None)
        elif "," in match[0] or ";" in match[0]:
            yield from _unjoined(match[0], start)
        else:
            yield Word(start, end)


def _unjoined(typed: str, start: int) -> Iterator[Word]:
    """The words of "sam,priya;jo", each with the mark behind it."""
    begun = 0
    for mark in _JOINED.finditer(typed):
        yield Word(start + begun, start + mark.end())
        begun = mark.end()
    yield Word(start + begun, start + len(typed))


def text_of(line: str, words: Sequence[Word]) -> str:
    """What was typed from the first of some neighbouring words to the last."""
    return line[words[0].start : words[-1].end] if words else ""


def vocabulary(listed: str) -> frozenset[str]:
    """The words and phrases of a list with commas."""
    return frozenset(" ".join(each.split()) for each in listed.split(",") if each.strip())


def is_connective(line: str, word: Word) -> bool:
    """Whether a word joins two names."""
    return line[word.start : word.end].casefold() in _CONNECTIVES


def plain(line: str, word: Word) -> str:
    """A word as vocabularies hold it: case-folded, without the punctuation around it."""
    return trimmed(line[word.start : word.end]).casefold().strip(".,;:!?")


def is_mention(line: str, word: Word) -> bool:
    """Whether a word is somebody's mention as a platform writes it."""
    return line.startswith("<@", word.start)
