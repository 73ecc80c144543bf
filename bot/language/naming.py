"""The stretch of a line that names people: taken apart, and rid of the words of habit around each name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise
from typing import Final, Protocol

from bot.language.names import Familiarity
from bot.language.phrasing import is_filler, is_loose, is_sign, may_go
from bot.language.words import Word, is_connective, plain, text_of, trimmed

_BETWEEN_PEOPLE: Final = re.compile(
    r"""(?P<quoted>"[^"]*"|“[^”]*”|„[^“”]*[“”])|(?P<mention><@[^<>\n]*>)|[,;\n]|(?<!\S)(?:and|with|w/|&|\+|/)(?!\S)"""
    r"""|(?<=\S)\s+(?=@\w)""",
    re.IGNORECASE,
)
_INITIALS: Final = frozenset({"w"})
"""A word of habit that may also begin a name: "w turner"."""
_WITH: Final = frozenset({"with", "w/"})
_COMMA: Final = re.compile(r"\s*,\s*")


class Acquaintances(Protocol):
    """Whom the writer of a line knows, by name."""

    def familiarity(self, name: str) -> Familiarity:
        """How surely somebody is called so."""

    def has(self, word: str) -> bool:
        """Whether a word stands in somebody's name."""

    def inverted(self, family: str, given: str) -> bool:
        """Whether a name with a comma in it is one person's."""


def people(text: str) -> tuple[str, ...]:
    """The names in "sam, priya and Jo Smith", as typed; quotes hold a name together that has a comma or an "and"."""
    return tuple(name for name, _, _ in _spans(text))


def _spans(text: str) -> list[tuple[str, int, int]]:
    """Each name with where it begins and ends."""
    found: list[tuple[str, int, int]] = []
    end = 0
    for match in _BETWEEN_PEOPLE.finditer(text):
        found.append((text[end : match.start()], end, match.start()))
        if match["quoted"] or match["mention"]:
            found.append((match["mention"] or match["quoted"][1:-1], match.start(), match.end()))
        end = match.end()
    found.append((text[end:], end, len(text)))
    return [(trimmed(name), start, stop) for name, start, stop in found if trimmed(name)]


def held_together(text: str, known: Acquaintances) -> str:
    """The names with quotes around each "Nair, Priya" that is one person."""
    spans = _spans(text)
    for (family, start, comma), (given, after, end) in reversed(list(pairwise(spans))):
        if (
            _COMMA.fullmatch(text[comma:after])
            and text[start:comma].strip() == family
            and known.inverted(family, given)
        ):
            text = " ".join(filter(None, (text[:start].rstrip(), f'"{text[start:end].strip()}"', text[end:].lstrip())))
    return text


@dataclass(slots=True)
class Bare:
    """The names in a run of words, with what joins them; and what stands among them and is no name."""

    names: list[Word] = field(default_factory=list)
    others: list[list[Word]] = field(default_factory=list)


def bare(line: str, run: list[Word], known: Acquaintances | None, listed: Callable[[str], bool]) -> Bare:
    """A run of words without those of habit at the edges of its names.

    No name is a word that is `listed` elsewhere, unless somebody is called so, nor what "with" goes on from: in "nice
    evening with sam" the evening.
    """
    found = Bare()
    pieces = _pieces(line, run)
    for at, (joint, words) in enumerate(pieces):
        name = _trimmed(line, words, known)
        if not name:
            continue
        typed = text_of(line, name)
        level = known.familiarity(typed) if known is not None else Familiarity.NOBODY
        is_listed = level < Familiarity.FIRST and listed(" ".join(typed.casefold().split()))
        if is_listed or (not found.names and _is_occasion(line, name, pieces[at + 1 : at + 2], known)):
            found.others.append(name)
        else:
            found.names += [*joint, *name] if found.names else name
    return found


def _is_occasion(
    line: str, name: list[Word], after: list[tuple[list[Word], list[Word]]], known: Acquaintances | None
) -> bool:
    """Whether words that are nobody's name stand before "with" and somebody's."""
    if known is None or not line[name[0].start].islower() or known.familiarity(text_of(line, name)):
        return False
    return any(plain(line, joint[0]) in _WITH and known.familiarity(text_of(line, who)) for joint, who in after)


def _pieces(line: str, run: list[Word]) -> list[tuple[list[Word], list[Word]]]:
    """What stands between the words that join names, each with those before it."""
    pieces: list[tuple[list[Word], list[Word]]] = [([], [])]
    for word in run:
        if not is_connective(line, word):
            pieces[-1][1].append(word)
        elif pieces[-1][1]:
            pieces.append(([word], []))
        else:
            pieces[-1][0].append(word)
    return pieces


def _trimmed(line: str, name: list[Word], known: Acquaintances | None) -> list[Word]:
    """The words of one name without those of habit before and behind it."""

    def idle(word: Word) -> bool:
        return is_filler(line, word) and not _is_called(line, word, known)

    def idle_or_loose(word: Word) -> bool:
        return (is_filler(line, word) or is_loose(line, word)) and not _is_called(line, word, known)

    if all(map(idle_or_loose, name)):
        return []
    left = list(dropwhile(lambda word: idle(word) and plain(line, word) not in _INITIALS, name))
    while len(left) > 1 and _is_behind(line, left[-1], known):
        left.pop()
    if known is None or known.familiarity(text_of(line, left)):
        return left
    endings = [left]
    if plain(line, left[-1]) == "a" and line[left[-1].start] == "a" and (left[0].start > 0 or is_loose(line, left[0])):
        endings.append(left[:-1])  # "wrote sam a letter"; but "sam a" is somebody with that initial
    for ending in endings:
        rest = list(dropwhile(idle_or_loose, ending))
        for each in (ending, rest if may_go(line, ending[: len(ending) - len(rest)]) else []):
            if each and known.familiarity(text_of(line, each)):
                return each
    return left


def _is_behind(line: str, word: Word, known: Acquaintances | None) -> bool:
    """Whether a word behind a name is no part of it; a single letter may be an initial."""
    if known is not None and known.has(line[word.start : word.end]):
        return False
    if is_sign(line, word):
        return known is not None
    return is_filler(line, word) and not (len(plain(line, word)) == 1 and plain(line, word).isalpha())


def _is_called(line: str, word: Word, known: Acquaintances | None) -> bool:
    """Whether somebody's names begin with a word of habit; if only a last name is one, the habit is likelier."""
    return known is not None and known.familiarity(line[word.start : word.end]) >= Familiarity.FIRST
