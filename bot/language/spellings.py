"""The other ways in which a name may be written: Mueller for Müller, Yulia for Юлия, Li Ming for 李明."""

import re
import unicodedata
from typing import Final

from anyascii import anyascii

_WORDS: Final = re.compile(r"[a-z0-9]+")
_SYLLABLES: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GERMANIC: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_CYRILLIC: Final = (("ия", "ia"), ("ий", "y"), ("ей", "ey"), ("ё", "e"))
_POSSESSIVE: Final = re.compile(r"['’]s(?!\w)", re.IGNORECASE)
_TITLES: Final = frozenset(
    {"dr", "doctor", "mr", "mrs", "ms", "mx", "miss", "prof", "professor", "sir", "herr", "frau", "mme", "monsieur"}
)
_WITHOUT_SPACES: Final = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\u3040-\u30ff]")


def folded(name: str) -> list[str]:
    """The words of a name in Latin letters and digits, in lower case."""
    return _WORDS.findall(_latin(name).casefold().replace("'", ""))


def variants(name: str) -> list[list[str]]:
    """The words of a name in every other spelling that people use for it."""
    composed = unicodedata.normalize("NFC", name).casefold()
    others: list[list[str]] = []
    if "-" in name:
        others.append(folded(re.sub(r"(?<=\w)-(?=\w)", "", name)))
    if not name.isascii():
        others.append(folded(composed.translate(_GERMANIC)))
        cyrillic = composed
        for letters, latin in _CYRILLIC:
            cyrillic = cyrillic.replace(letters, latin)
        others.append(folded(cyrillic))
        if _WITHOUT_SPACES.search(name):
            others.append(folded(_SYLLABLES.sub(" ", _latin(name))))
    plain = folded(name)
    return [each for each in others if each and each != plain]


def without_manners(name: str) -> list[str]:
    """The words of a name without a title in front of it and without a possessive s: "Dr Chen's" is "chen"."""
    bare = folded(_POSSESSIVE.sub("", name))
    while len(bare) > 1 and bare[0] in _TITLES:
        del bare[0]
    return bare


def _latin(name: str) -> str:
    if name.isascii():
        return name
    return anyascii(unicodedata.normalize("NFKC", name))
