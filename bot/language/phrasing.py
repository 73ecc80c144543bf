"""The words around names that people type by habit, and the words with which a note begins where no colon says so."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from bot.language.next_step import begins_a_step
from bot.language.words import Word, is_connective, plain, text_of, vocabulary

FILLERS: Final = vocabulary(
    """
    a, the, i, i've, i’ve, ive, i'm, we, we've, we’ve, weve, me, myself, had, have, has, having, been, was, were, is,
    did, got, get, grabbed, went, going, left, then, ok, okay, um, uh, erm, please, pls, log, logged, note, that, hey,
    hi, also, again, finally, with, w, w/, to, for, from, over, via, by, on, at, of, into, re, regarding, up, out,
    and, &, +, /
    """
)
"""Dropped at the edges of a name, unless somebody is called so."""
_LOOSE: Final = vocabulary(
    """
    an, so, go, im, well, just, quick, quickly, short, long, nice, great, good, lovely, brief, little, late, early,
    some, in, touch, another, first, second, big, huge, small, real, really, very, super, such, overdue, fun, proper,
    my, our, dear, sent, sending, wished
    """
)
"""Names too: dropped where they stand apart, as in "long walk with sam"; not in "Long Nguyen"."""
_BEFORE_NAMES: Final = vocabulary("my, our, dear, sent, sending, wished, just")
"""Those of them that stand before a name."""
_TOPICS: Final = vocabulary("about, regarding, re, concerning, because")
_PLACES: Final = vocabulary("at, in, @")
_TELLS: Final = vocabulary(
    """
    she, he, they, her, his, their, she's, he's, they're, she’s, he’s, they’re, shes, hes, it, it's, it’s, its, no,
    not, is, isn't, was, wasn't, has, hasn't, wants, needs, says, told, asked, didn't, doesn't, moved, moving,
    looking, thinking
    """
)
"""What begins a sentence about somebody, or goes on with one behind the name."""
_SUBJECTS: Final = vocabulary("we, she, he, they")
"""Those that go on with a sentence also behind "and"."""
_MINE: Final = re.compile(r"(?:i|i'll|i’ll) (?:owe|promised|should|need|must|will|have to|said|told)\b", re.IGNORECASE)
_DASHES: Final = frozenset("-–—")
_MARKS: Final = frozenset({",", ";", "/"}) | _DASHES
_SIGNS: Final = re.compile(r"[^\w#@<>\"“”„&+]+|(?::[\w+'-]+:)+")
"""Emoji, also as Slack types them."""
_TIME: Final = re.compile(r"\d{1,2}(?:[:.]\d{2})?(?:am|pm)|\d{1,2}:\d{2}(?:am|pm|h)?", re.IGNORECASE)
_SENTENCE: Final = re.compile(r".*[^\W\d_]{3}['’\")]*[.!?]+")


def is_filler(line: str, word: Word) -> bool:
    """Whether a word at the edge of a name says nothing."""
    return not word.quoted and (plain(line, word) in FILLERS or line[word.start : word.end] in _MARKS)


def is_loose(line: str, word: Word) -> bool:
    """Whether a word at the edge of a name may say nothing: "quick" in "quick call", 🎉; but Quick is a name too."""
    return is_sign(line, word) or (not word.quoted and plain(line, word) in _LOOSE)


def is_about_a_place(line: str, words: Sequence[Word]) -> bool:
    """Whether a note without a colon says where or at what time it was: a day in it is the day."""
    return plain(line, words[0]) in _PLACES or _TIME.fullmatch(plain(line, words[0])) is not None


def may_go(line: str, words: Sequence[Word]) -> bool:
    """Whether words of habit may be dropped in front of a name that somebody has."""
    if not words or is_filler(line, words[-1]):
        return True
    return all(plain(line, word) in _BEFORE_NAMES and line[word.start].islower() for word in words)


def is_sign(line: str, word: Word) -> bool:
    """Whether a word is emoji, a smile or the like."""
    typed = line[word.start : word.end]
    return not word.quoted and typed not in _MARKS and _SIGNS.fullmatch(typed) is not None


def note_begins(line: str, words: Sequence[Word], taken: Collection[int]) -> int | None:
    """At which word a note begins: "about the move", "she got the job", a new sentence, "at 5pm"; never before a name.

    `taken` are the places of words that belong to days and words of lists.
    """
    named = False
    for place, word in enumerate(words):
        if named and place not in taken and not word.quoted and _opens(line, words, place, taken):
            return place
        named = named or (place not in taken and not is_filler(line, word) and not is_loose(line, word))
    return None


def _opens(line: str, words: Sequence[Word], place: int, taken: Collection[int]) -> bool:
    word, before = plain(line, words[place]), words[place - 1]
    joined = is_connective(line, before) or plain(line, before) in FILLERS
    ahead = text_of(line, words[place : place + 4])
    return (
        word in _TOPICS
        or (line[words[place].start : words[place].end] in _DASHES and place + 1 not in taken)
        or begins_a_step(ahead)
        or _TIME.fullmatch(word) is not None
        or (word in _PLACES and place + 1 < len(words) and place + 1 not in taken)
        or (word in _TELLS and not joined)
        or (word in _SUBJECTS and is_connective(line, before))
        or (line[before.end - 1] == "," and any(plain(line, after) in _TELLS for after in words[place + 1 : place + 2]))
        or (_MINE.match(ahead) is not None and not joined)
        or _SENTENCE.fullmatch(text_of(line, [before])) is not None
    )
