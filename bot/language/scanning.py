"""A phrase cut into the tokens of the grammars: words of the lexicon, numbers, and days in digits.

One look-up a word, so that a line which holds no day is refused at its first strange word. A phrase of the lexicon that
has several words ("good friday") is one token.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from lark import Token
from lark.lexer import Lexer, LexerState

from bot.language.lexicon import lexicon

LONGEST: Final = 64
"""No phrase that we know has more characters: "the wednesday after the last day of september 2026"."""

_MOST_WORDS: Final = 16
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`")
_AROUND: Final = ' .,;!?()[]"“”„'
_PIECE: Final = re.compile(
    r"""
    (?P<ISO>[0-9]{4}([-/.])[0-9]{1,2}[-/.][0-9]{1,2}(?![0-9]))
  | (?P<NUMERIC>[0-9]{1,2}(?:\ ?[/.]\ ?[0-9]{1,2}(?:\ ?[/.]\ ?[0-9]{2,4})?|-[0-9]{1,2}-(?:[0-9]{4}|[0-9]{2}))(?![0-9]))
  | (?P<NO_YEAR>^--[0-9]{2}-?[0-9]{2}$)
  | (?P<ORDINAL>[0-9]{1,2}(?:st|nd|rd|th)(?![a-z]))
  | (?P<digits>[0-9]+)
  | (?P<word>[a-z]+)
  | (?P<gap>[ ,]+|\.(?![0-9])|(?<=[a-z0-9])[-/](?=[a-z0-9]))
  | (?P<strange>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBERS: Final = {1: "NUMBER", 2: "NUMBER", 3: "LARGE", 4: "YEAR", 8: "COMPACT"}
"""By how many digits it has, what a number may be."""


class Unknown(ValueError):
    """Something in the phrase that is no token: a word beside the lexicon, with where it begins, or no word."""

    def __init__(self, word: str = "", start: int = 0) -> None:
        super().__init__(word)
        self.word = word
        self.start = start


class Tokens(Lexer):
    """Hands tokens that were cut already to the parser."""

    __future_interface__ = 2

    def __init__(self, _conf: object) -> None: ...

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:
        """The tokens, one after the other."""
        return iter(cast("list[Token]", lexer_state.text))  # what the parser was given to parse


def plain(text: str) -> str:
    """A phrase as `scan` takes it: folded, with single spaces, without apostrophes and the punctuation around it."""
    return " ".join(text.casefold().translate(_APOSTROPHES).split()).strip(_AROUND)


def scan(phrase: str) -> list[Token]:
    """The tokens of a plain phrase; raises `Unknown` at the first word that is none."""
    if not phrase or len(phrase) > LONGEST:
        raise Unknown
    matches = [match for match in _PIECE.finditer(phrase) if match.lastgroup != "gap"]
    pieces = [match[0] for match in matches]
    if len(pieces) > _MOST_WORDS:
        raise Unknown
    known, longer = lexicon(), _longer()
    tokens: list[Token] = []
    place = 0
    while place < len(pieces):
        kind, piece = matches[place].lastgroup, pieces[place]
        start = place
        place += 1
        if kind == "word":
            for words in longer.get(piece, ()):
                if pieces[place : place + len(words)] == words:
                    piece = " ".join((piece, *words))
                    place += len(words)
                    break
            if piece not in known:
                raise Unknown(piece, matches[start].start())
            tokens.append(known[piece])
        elif kind == "digits":
            if len(piece) not in _NUMBERS:
                raise Unknown
            tokens.append(Token(_NUMBERS[len(piece)], piece))
        elif kind == "ORDINAL":
            tokens.append(Token(kind, int(piece[:-2])))
        elif kind == "strange":
            raise Unknown
        else:
            tokens.append(Token(str(kind), piece))
    return tokens


@cache
def _longer() -> dict[str, list[list[str]]]:
    """By its first word, how each phrase of several words goes on, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for first, *more in sorted((phrase.split() for phrase in lexicon() if " " in phrase), key=len, reverse=True):
        found.setdefault(first, []).append(more)
    return found
