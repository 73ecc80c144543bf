"""By which words something in the directory is found. Pure; both sides of a lookup use it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.language.companies import bare
from bot.language.names import fold

_LEAST_LETTERS: Final = 3
"""Shorter words are no names whose typing errors could be told from other words."""
_LONGEST_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class Index:
    """The words by which a row is found, and those of them that are names, which typing errors are corrected to."""

    words: tuple[str, ...]
    names: tuple[str, ...]


def index_of(name: str, company: str, title: str, tags: Iterable[str]) -> Index:
    """The index of a contact: words of the name, the company without its legal form, the title, and tags.

    A name is also found in one word, since not every script tells where one ends: 李伟 is "liwei". A company and a tag
    are found as a whole by `company_mark` and `tag_mark`.
    """
    names = [*words_of(name), *words_of(bare(company))]
    marks = [*([company_mark(company)] if fold(company) else []), *map(tag_mark, tags)]
    parts = words_of(name)
    together = ["".join(parts)[:_LONGEST_WORD]] if len(parts) > 1 else []
    found = [*names, *together, *words_of(title), *(word for tag in tags for word in words_of(tag)), *marks]
    return Index(
        words=tuple(dict.fromkeys(found)),
        names=tuple(dict.fromkeys(word for word in names if len(word) >= _LEAST_LETTERS and word.isalpha())),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: folded, each once."""
    return tuple(dict.fromkeys(word[:_LONGEST_WORD] for word in fold(text).split()))


def company_key(company: str) -> str:
    """A company as two are compared; empty for none."""
    return bare(company) or company.strip().casefold()


def tag_key(tag: str) -> str:
    """A tag as two are compared, without the # in front of it."""
    plain = tag.strip().lstrip("#")
    return "-".join(fold(plain).split()) or plain.casefold()


def company_mark(company: str) -> str:
    """The word by which all at a company are found."""
    return f"@{company_key(company)}"[:_LONGEST_WORD]


def tag_mark(tag: str) -> str:
    """The word by which all with a tag are found."""
    return f"#{tag_key(tag)}"[:_LONGEST_WORD]
