"""How alike the words of two names are: letter by letter, by nickname, without initials."""

from functools import cache

from nicknames import NickNamer
from rapidfuzz import fuzz


def fits(words: list[str], form: list[str], fitting: dict[str, set[str]]) -> bool:
    """Whether every word fits a word of its own in a name."""
    left = list(form)
    for word in sorted(words, key=len, reverse=True):
        taken = word if word in left else next((each for each in left if each in fitting[word]), None)
        if taken is None:
            return False
        left.remove(taken)
    return True


def closeness(words: list[str], name: list[str]) -> float:
    """How much of the words stands in a name, of 100; a name may have more words than were typed, not the reverse."""
    left, score = list(name), 0.0
    for word in sorted(words, key=len, reverse=True):
        if not left:
            break
        nearest = max(left, key=lambda each: fuzz.ratio(word, each))
        score += fuzz.ratio(word, nearest) * len(word)
        left.remove(nearest)
    return max(score / sum(map(len, words)), fuzz.token_sort_ratio(" ".join(words), " ".join(name)))


def without_initials(words: list[str]) -> list[str]:
    """A name of three words and more without its single letters, else nothing: "sam j carter" is "sam carter"."""
    long = [word for word in words if len(word) > 1]
    return long if 2 <= len(long) < len(words) else []


def other_names(word: str) -> set[str]:
    """What somebody called by this name may be called as well: "bob" gives "robert", "robert" gives "bob"."""
    known = _nicknames()
    return known.nicknames_of(word) | known.canonicals_of(word)


@cache
def _nicknames() -> NickNamer:
    return NickNamer()
