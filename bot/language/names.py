"""Who a typed name means, among the people that a user knows.

Names have no fixed order and no fixed number of words here. Nobody is ever picked on a tie: what is not sure is likely,
and the caller asks.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, islice, pairwise, takewhile
from typing import Final, Generic, TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.language.likeness import closeness, fits, other_names, without_initials
from bot.language.spellings import folded, variants, without_manners

Id = TypeVar("Id", bound=Hashable)

_SURE_SCORE: Final = 92  # of 100: one letter wrong in a name of six or more
_SURE_LEAD: Final = 8
_LIKELY_SCORE: Final = 72  # "jhon" for "john" has 75
_LIKELY_WORD: Final = 60
_MOST_LIKELY: Final = 10
_LETTERS_THAT_TELL: Final = 2  # one letter completes a name for the eye, not for an action


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


class Familiarity(IntEnum):
    """How surely a text is the name of somebody: the more, the surer."""

    NOBODY = 0
    BEGUN = 1
    """The beginning of a name, or a nickname of one."""
    PART = 2
    """Words of a name."""
    FIRST = 3
    """The first words of a name."""
    WHOLE = 4
    """All of a name, in its order."""


def fold(name: str) -> str:
    """A name as it is compared: Latin letters and digits in lower case, single spaces, nothing else."""
    return " ".join(folded(name))


def matches(query: str, candidates: Iterable[Candidate[Id]]) -> Match[Id]:
    """Whom a query means among candidates: `Book.match` of a book that is used once."""
    return Book(candidates).match(query)


class Book(Generic[Id]):
    """Candidates by the words of their names and aliases; people are numbered in the order given."""

    def __init__(self, candidates: Iterable[Candidate[Id]]) -> None:
        self._ids: list[Id] = []
        self._names: list[list[list[str]]] = []
        self._aliases: dict[int, list[list[str]]] = {}
        self._addresses: dict[str, list[int]] = defaultdict(list)
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._glued: dict[str, list[str]] = {}
        self._people_of: dict[str, list[int]] = defaultdict(list)
        self._familiar: dict[str, Familiarity] = {}
        for number, candidate in enumerate(candidates):
            self._ids.append(candidate.id)
            self._names.append([folded(candidate.name), *variants(candidate.name)])
            for form in self._names[-1]:
                self._add(number, form)
                self._whole["".join(form)].append(number)
                self._whole[" ".join(sorted(form))].append(number)
            for alias in candidate.aliases:
                if "@" in alias:
                    self._addresses[alias.strip().casefold()].append(number)
                    continue
                for form in (folded(alias), *variants(alias)):
                    self._aliases.setdefault(number, []).append(form)
                    self._add(number, form)
        self._sorted = sorted(self._people_of)

    def _add(self, number: int, form: list[str]) -> None:
        for word in form:
            if number not in self._people_of[word][-1:]:
                self._people_of[word].append(number)
        for first, second in pairwise(form):
            self._glued.setdefault(first + second, [first, second])

    def match(self, query: str) -> Match[Id]:
        """Whom a query means: by full name, else by alias or e-mail, by words, beginnings, nickname, typo.

        The first of these that fits anybody decides; if it fits several people, nobody is sure. A typo is sure only if
        it is small and no other name is close.
        """
        address = query.strip().casefold()
        if address in self._addresses or "@" in address[1:]:
            return self._sure_of(self._addresses.get(address, []))
        typed, bare = folded(query), without_manners(query)
        for each in (typed, bare) if bare != typed else (typed,):
            if (found := self._exactly(each)) is not None:
                return found
        if people := self._by_full_name(without_initials(bare)):
            return self._sure_of(people)
        return self._by_typo(bare) if bare else Match()

    def familiarity(self, name: str) -> Familiarity:
        """How surely somebody is called so, typing errors not forgiven; an address and a mention are a person's."""
        known = self._familiar.get(name)
        if known is None:
            known = self._familiar[name] = self._familiarity(name)
        return known

    def _familiarity(self, name: str) -> Familiarity:
        address = name.strip().casefold()
        if address.startswith(("<@", "#")) or address in self._addresses or "@" in address[1:]:
            return Familiarity.WHOLE
        typed, bare = folded(name), without_manners(name)
        return max(map(self._familiarity_of, (typed, bare) if bare != typed else (typed,)))

    def _familiarity_of(self, words: list[str]) -> Familiarity:
        if not words:
            return Familiarity.NOBODY
        if "".join(words) in self._whole or any(words in forms for forms in self._aliases.values()):
            return Familiarity.WHOLE
        if people := self._by_words(words):
            first = any(form[: len(words)] == words for number in people for form in self._forms(number))
            return Familiarity.FIRST if first else Familiarity.PART
        if max(map(len, words)) < _LETTERS_THAT_TELL:
            return Familiarity.NOBODY
        begun = self._by_beginnings(words) or self._by_nicknames(words)
        return Familiarity.BEGUN if begun else Familiarity.NOBODY

    def has(self, word: str) -> bool:
        """Whether a word stands in somebody's name."""
        typed = folded(word)
        return bool(typed) and all(each in self._people_of for each in typed)

    def inverted(self, family: str, given: str) -> bool:
        """Whether "Nair, Priya" is one person: their names in that order, and no part alone is surely somebody else."""
        whole = self._by_full_name([*folded(given), *folded(family)])
        if len(whole) != 1 or folded(given) != self._names[whole[0]][0][: len(folded(given))]:
            return False
        meant = {self._ids[whole[0]]}
        parts = [self.match(part) for part in (family, given)]
        return all(part.sure is None or part.sure in meant for part in parts)

    def _exactly(self, words: list[str]) -> Match[Id] | None:
        if not words:
            return None
        begun = self._by_beginnings(words)
        for level in (self._by_full_name, self._by_alias, self._by_words):
            if found := level(words):
                return self._sure_of(found, begun)
        if begun and max(map(len, words)) < _LETTERS_THAT_TELL:
            return Match(likely=self._chosen(begun))
        found = begun or self._by_nicknames(words)
        return self._sure_of(found) if found else None

    def _sure_of(self, found: list[int], others: Iterable[int] = ()) -> Match[Id]:
        """The only one found is sure; of several nobody is. Others are likely besides."""
        if len(found) == 1:
            return Match(self._ids[found[0]], self._chosen(number for number in others if number != found[0]))
        return Match(likely=self._chosen(dict.fromkeys([*found, *others])))

    def _chosen(self, numbers: Iterable[int]) -> tuple[Id, ...]:
        return tuple(self._ids[number] for number in numbers)

    def _by_full_name(self, words: list[str]) -> list[int]:
        found = {*self._whole.get("".join(words), ()), *self._whole.get(" ".join(sorted(words)), ())}
        return sorted(found) if words else []

    def _by_alias(self, words: list[str]) -> list[int]:
        wanted = sorted(words)
        return [number for number, aliases in self._aliases.items() if any(sorted(each) == wanted for each in aliases)]

    def _by_words(self, words: list[str]) -> list[int]:
        exact = self._covered(words, {word: {word} for word in words})
        if exact or not any(word in self._glued for word in words):
            return exact
        apart = [part for word in words for part in self._glued.get(word, [word])]  # "Maryann" is "Mary Ann"
        return self._covered(apart, {word: {word} for word in apart})

    def _by_beginnings(self, words: list[str]) -> list[int]:
        return self._covered(words, {word: self._begun(word) for word in words})

    def _by_nicknames(self, words: list[str]) -> list[int]:
        return self._covered(words, {word: self._begun(word) | other_names(word) for word in words})

    def _begun(self, beginning: str) -> set[str]:
        place = bisect_left(self._sorted, beginning)
        return set(takewhile(lambda word: word.startswith(beginning), islice(self._sorted, place, None)))

    def _covered(self, words: list[str], fitting: dict[str, set[str]]) -> list[int]:
        """People in whose names every word fits a word of its own."""
        found: set[int] | None = None
        for word in words:
            people = {number for fit in fitting[word] for number in self._people_of.get(fit, ())}
            found = people if found is None else found & people
        return sorted(number for number in found or () if self._covers(number, words, fitting))

    def _covers(self, number: int, words: list[str], fitting: dict[str, set[str]]) -> bool:
        """Whether one of somebody's names has them all; whole words may come from several: "bobby carter"."""
        forms = self._forms(number)
        exact = {word: {word} for word in words}
        called = [*self._names[number][0], *chain(*self._aliases.get(number, ()))]
        return any(fits(words, form, fitting) for form in forms) or fits(words, called, exact)

    def _forms(self, number: int) -> list[list[str]]:
        return [*self._names[number], *self._aliases.get(number, ())]

    def _by_typo(self, words: list[str]) -> Match[Id]:
        """People whose names are close, letter by letter; each word counts by its length."""
        scores = {number: max(closeness(words, form) for form in self._forms(number)) for number in self._near(words)}
        likely = sorted((number for number in scores if scores[number] >= _LIKELY_SCORE), key=lambda n: (-scores[n], n))
        if not likely:
            return Match(likely=self._chosen(self._one_slip_away(words)[:_MOST_LIKELY]))
        first, *others = likely
        lead = scores[first] - (scores[others[0]] if others else 0)
        if scores[first] >= _SURE_SCORE and lead >= _SURE_LEAD:
            return Match(self._ids[first], self._chosen(others[:_MOST_LIKELY]))
        return Match(likely=self._chosen(likely[:_MOST_LIKELY]))

    def _one_slip_away(self, words: list[str]) -> list[int]:
        """People who have a word that differs by one letter: much in a short name, so they are only asked for."""
        if len(words) != 1 or len(words[0]) <= _LETTERS_THAT_TELL:
            return []
        near = (word for word in self._people_of if OSA.distance(words[0], word, score_cutoff=1) <= 1)
        return sorted({number for word in near for number in self._people_of[word]})

    def _near(self, words: list[str]) -> list[int]:
        """People near enough for a closer look: the best word of theirs for each word, wherever it stands."""
        total: dict[int, float] = defaultdict(float)
        for word in words:
            best: dict[int, float] = {}
            for fit, score, _ in process.extract(
                word, self._people_of.keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY_WORD, limit=None
            ):
                for number in self._people_of[fit]:
                    best[number] = max(best.get(number, 0), score)
            for number, score in best.items():
                total[number] += score * len(word)
        return [number for number, score in total.items() if score >= _LIKELY_WORD * sum(map(len, words))]
