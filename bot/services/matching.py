"""Who may meet a need, judged by words: those noted about one's own people, or those of what a colleague released."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.contact import Contact
from bot.language.names import fold
from bot.language.words import shown

_SAYS_NOTHING: Final = re.compile(
    r"a|about|all|an|and|any|anybody|anyone|are|as|at|be|by|can|do|for|from|get|good|great|has|have|help|her|"
    r"him|his|how|i|in|into|is|it|its|know|knows|me|my|need|needs|new|nice|of|offer|on|one|or|our|out|person|"
    r"she|so|some|somebody|someone|something|spare|than|that|the|their|them|they|this|to|up|us|want|we|well|who|"
    r"with|you|your"
)
_LEAST: Final = 4
"""Letters that two words begin with alike before they count as the same: "account" and "accountant"."""
_SHOWN: Final = 3
_CIRCUMSTANCE: Final = re.compile(r"\b(?:in|at|near|around|from)\b", re.IGNORECASE)
"""What stands behind these is where or in what field: "in Lisbon" alone makes nobody an accountant."""
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about somebody in words, each with what it is shown as."""

    contact: Contact
    texts: tuple[tuple[str, str], ...]


def known(contact: Contact, notes: Iterable[str]) -> Known:
    """A contact with all in which a word may be found; what was noted is shown by the word alone."""
    texts = [(tag, f"#{tag}") for tag in contact.tags]
    texts += [(text, shown(text)) for text in (contact.title, contact.company) if text]
    texts += [(text, "") for text in (contact.about, contact.met, *notes) if text]
    return Known(contact, tuple(texts))


def wanted_words(text: str) -> tuple[str, ...]:
    """The words of a need that say something, each once."""
    return tuple(
        dict.fromkeys(word for word in fold(text).split() if not _SAYS_NOTHING.fullmatch(word) and len(word) > 1)
    )


def why(words: Iterable[str], someone: Known) -> tuple[str, ...]:
    """What of somebody meets the words, one entry a word that is found; empty where nothing does."""
    return tuple(dict.fromkeys(_found(words, someone)))


def _found(words: Iterable[str], someone: Known) -> Iterator[str]:
    for word in words:
        for text, as_shown in someone.texts:
            if any(_same(word, each) for each in fold(text).split()):
                yield as_shown or f'a note about "{word}"'
                break


def fits(looking: str, offer: str) -> int:
    """How many words what is looked for and what is offered have in common; 0 where that is too little to ask anybody.

    They fit by two words, or by one of those that say what it is about.
    """
    common = _common(wanted_words(looking), wanted_words(offer))
    about = _common(_about(looking), _about(offer))
    return common if about or common >= _ENOUGH else 0


def _about(text: str) -> tuple[str, ...]:
    return wanted_words(_CIRCUMSTANCE.split(text, maxsplit=1)[0]) or wanted_words(text)


def _common(words: Iterable[str], others: Iterable[str]) -> int:
    listed = tuple(others)
    return sum(any(_same(word, each) for each in listed) for word in words)


def said(found: tuple[str, ...]) -> str:
    """What meets a need, in a few words."""
    return ", ".join(found[:_SHOWN])


def _same(one: str, other: str) -> bool:
    if _singulars(one) & _singulars(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST and longer.startswith(shorter)


def _singulars(word: str) -> set[str]:
    """A word as it stands, and what it may be the plural of."""
    return {word, *(word.removesuffix(ending) for ending in ("s", "es") if len(word) > len("tax"))}
