"""Who a typed name means, among the people that a user knows.

Names have no fixed order and no fixed number of words here. Nobody is ever picked on a tie: what is not sure is likely,
and the caller asks.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final, Generic, TypeVar

from anyascii import anyascii
from nicknames import NickNamer
from rapidfuzz import fuzz, process

Id = TypeVar("Id", bound=Hashable)

_SURE_SCORE: Final = 92  # of 100: one letter wrong in a name of six or more
_SURE_LEAD: Final = 8
_LIKELY_SCORE: Final = 72  # "jhon" for "john" has 75
_LIKELY_WORD: Final = 60
_MOST_LIKELY: Final = 10
_LETTERS_THAT_TELL: Final = 2  # one letter completes a name for the eye, not for an action

_WORDS: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Id]):
    """Somebody who may be meant; aliases are other names and e-mail addresses."""

    id: Id
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match(Generic[Id]):
    """Who is meant without doubt, if anybody, and who else the name may mean, the likeliest first."""

    sure: Id | None = None
    likely: tuple[Id, ...] = ()


def fold(name: str) -> str:
    """A name as it is compared: Latin letters and digits in lower case, single spaces, nothing else."""
    return " ".join(_words(name))


def _words(name: str) -> list[str]:
    if not name.isascii():
        name = anyascii(unicodedata.normalize("NFKC", name))
    return _WORDS.findall(name.casefold().replace("'", ""))


def matches(query: str, candidates: Iterable[Candidate[Id]]) -> Match[Id]:
    """Whom a query means: by full name, else by alias or e-mail, by words, by their beginnings, by nickname, by typo.

    The first of these that fits anybody decides; if it fits several people, nobody is sure. A typo is sure only if it
    is small and no other name is close.
    """
    known = _Known(candidates)
    address = query.strip().casefold()
    if "@" in address[1:]:
        return known.match(known.addresses.get(address, []))
    words = _words(query)
    if not words:
        return Match()
    begun = known.by_beginnings(words)
    for level in (known.by_full_name, known.by_alias, known.by_words):
        if found := level(words):
            return known.match(found, begun)
    if begun and max(map(len, words)) < _LETTERS_THAT_TELL:
        return Match(likely=known.chosen(begun))
    if found := begun or known.by_nicknames(words):
        return known.match(found)
    return known.by_typo(words)


class _Known(Generic[Id]):
    """Candidates by the words of their names and aliases; people are numbered in the order given."""

    def __init__(self, candidates: Iterable[Candidate[Id]]) -> None:
        self.ids: list[Id] = []
        self.names: list[list[str]] = []
        self.aliases: dict[int, list[list[str]]] = {}
        self.addresses: dict[str, list[int]] = defaultdict(list)
        self.people_of: dict[str, list[int]] = defaultdict(list)
        for number, candidate in enumerate(candidates):
            self.ids.append(candidate.id)
            self.names.append(_words(candidate.name))
            for word in self.names[-1]:
                self.people_of[word].append(number)
            for alias in candidate.aliases:
                if "@" in alias:
                    self.addresses[alias.casefold()].append(number)
                else:
                    self._add_alias(number, _words(alias))

    def _add_alias(self, number: int, words: list[str]) -> None:
        self.aliases.setdefault(number, []).append(words)
        for word in words:
            self.people_of[word].append(number)

    def match(self, found: list[int], others: Iterable[int] = ()) -> Match[Id]:
        """The only one found is sure; of several nobody is. Others are likely besides."""
        if len(found) == 1:
            return Match(self.ids[found[0]], self.chosen(number for number in others if number != found[0]))
        return Match(likely=self.chosen(dict.fromkeys([*found, *others])))

    def chosen(self, numbers: Iterable[int]) -> tuple[Id, ...]:
        return tuple(self.ids[number] for number in numbers)

    def by_full_name(self, words: list[str]) -> list[int]:
        letters = "".join(words)  # "Maryann" is "Mary Ann"
        covered = {number for number in self.by_words(words) if sorted(self.names[number]) == sorted(words)}
        return [number for number, name in enumerate(self.names) if "".join(name) == letters or number in covered]

    def by_alias(self, words: list[str]) -> list[int]:
        wanted = sorted(words)
        return [number for number, aliases in self.aliases.items() if any(sorted(each) == wanted for each in aliases)]

    def by_words(self, words: list[str]) -> list[int]:
        return self._covered(words, {word: {word} for word in words})

    def by_beginnings(self, words: list[str]) -> list[int]:
        return self._covered(words, {word: self._begun(word) for word in words})

    def by_nicknames(self, words: list[str]) -> list[int]:
        return self._covered(words, {word: self._begun(word) | _other_names(word) for word in words})

    def _begun(self, beginning: str) -> set[str]:
        return {word for word in self.people_of if word.startswith(beginning)}

    def _covered(self, words: list[str], fitting: dict[str, set[str]]) -> list[int]:
        """People in whose names every word fits a word of its own."""
        found: set[int] | None = None
        for word in words:
            people = {number for fit in fitting[word] for number in self.people_of.get(fit, ())}
            found = people if found is None else found & people
        return sorted(number for number in found or () if self._covers(number, words, fitting))

    def _covers(self, number: int, words: list[str], fitting: dict[str, set[str]]) -> bool:
        """Whether one of somebody's names has them all; whole words may come from several: "bobby carter"."""
        forms = self._forms(number)
        exact = {word: {word} for word in words}
        return any(_fits(words, form, fitting) for form in forms) or _fits(words, list(chain(*forms)), exact)

    def _forms(self, number: int) -> list[list[str]]:
        return [self.names[number], *self.aliases.get(number, ())]

    def by_typo(self, words: list[str]) -> Match[Id]:
        """People whose names are close, letter by letter; each word counts by its length."""
        scores = {number: max(_closeness(words, form) for form in self._forms(number)) for number in self._near(words)}
        likely = sorted((number for number in scores if scores[number] >= _LIKELY_SCORE), key=lambda n: (-scores[n], n))
        if not likely:
            return Match()
        first, *others = likely
        lead = scores[first] - (scores[others[0]] if others else 0)
        if scores[first] >= _SURE_SCORE and lead >= _SURE_LEAD:
            return Match(self.ids[first], self.chosen(others[:_MOST_LIKELY]))
        return Match(likely=self.chosen(likely[:_MOST_LIKELY]))

    def _near(self, words: list[str]) -> list[int]:
        """People near enough for a closer look: the best word of theirs for each word, wherever it stands."""
        total: dict[int, float] = defaultdict(float)
        for word in words:
            best: dict[int, float] = {}
            for fit, score, _ in process.extract(
                word, self.people_of.keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY_WORD, limit=None
            ):
                for number in self.people_of[fit]:
                    best[number] = max(best.get(number, 0), score)
            for number, score in best.items():
                total[number] += score * len(word)
        return [number for number, score in total.items() if score >= _LIKELY_WORD * sum(map(len, words))]


def _fits(words: list[str], form: list[str], fitting: dict[str, set[str]]) -> bool:
    """Whether every word fits a word of its own in a name."""
    left = list(form)
    for word in sorted(words, key=len, reverse=True):
        taken = word if word in left else next((each for each in left if each in fitting[word]), None)
        if taken is None:
            return False
        left.remove(taken)
    return True


def _closeness(words: list[str], name: list[str]) -> float:
    """How much of the words stands in a name, of 100; a name may have more words than were typed, not the reverse."""
    left, score = list(name), 0.0
    for word in sorted(words, key=len, reverse=True):
        if not left:
            break
        nearest = max(left, key=lambda each: fuzz.ratio(word, each))
        score += fuzz.ratio(word, nearest) * len(word)
        left.remove(nearest)
    return max(score / sum(map(len, words)), fuzz.token_sort_ratio(" ".join(words), " ".join(name)))


def _other_names(word: str) -> set[str]:
    """What somebody called by this name may be called as well: "bob" gives "robert", "robert" gives "bob"."""
    known = _nicknames()
    return known.nicknames_of(word) | known.canonicals_of(word)


@cache
def _nicknames() -> NickNamer:
    return NickNamer()
