"""What is typed of somebody new as on a calling card: "Lea Roth, CFO, Acme Ltd, lea@acme.example"."""

import re
from dataclasses import dataclass
from typing import Final

from bot.language.companies import bare
from bot.language.names import fold

_EMAIL: Final = re.compile(
    r"(?:mailto:)?([^\s@<>\"(),:;|]{1,64}@[^\s@<>\"(),:;|]+\.[^\s@<>\"(),:;|.]{2,63})", re.IGNORECASE
)
_URL: Final = re.compile(r"https?://[^\s<>\",;|]+|(?:www\.|\w{2,3}\.)?linkedin\.com/in/[^\s<>\",;|]+", re.IGNORECASE)
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+\d|\(?0\d)[\d ()./-]{5,}\d(?!\w)")
_EMPTIED: Final = re.compile(r"<[\s|]*>|\([\s|]*\)")
_AFTER_A_NAME: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "cpa", "dds", "obe"})
"""What follows a name after a comma and belongs to it, folded and without points."""


@dataclass(frozen=True, slots=True)
class CallingCard:
    """A name, and what stood beside it."""

    name: str
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phone: str = ""
    url: str = ""

    @property
    def beside(self) -> tuple[str, ...]:
        """What stood beside the name, in the order in which cards have it."""
        told = (self.title, self.company, *self.emails, self.phone, self.url)
        return tuple(each for each in told if each and each != self.name)

    @property
    def may_be_several(self) -> bool:
        """Whether the name has a comma that may stand between two names."""
        return len(_parts(self.name)) > 1


def calling_card(text: str) -> CallingCard:
    """The card that a text is; one with the whole text as its name where nothing beside a name can be told for sure.

    An e-mail address, a phone number and a link say what they are. Beside one of them, or with a company's form such as
    Ltd, what follows the name after commas is the company, or the title and the company.
    """
    emails = tuple(dict.fromkeys(_EMAIL.findall(text)))
    left = _EMAIL.sub("", text)
    urls = _URL.findall(left)
    left = _URL.sub("", left)
    phones = _PHONE.findall(left)
    left = _EMPTIED.sub("", _PHONE.sub("", left))
    if len(urls) > 1 or len(phones) > 1:
        return CallingCard(text)
    name, *work = _parts(left)
    reached = bool(emails or urls or phones)
    if len(work) > 2 or (work and not _is_a_company(work[-1]) and not (reached and " " in name)):
        name, work = ", ".join((name, *work)), []
    title, company = ("", *work) if len(work) == 1 else work or ("", "")
    return CallingCard(name.removeprefix("@") or text, title, company, emails, "".join(phones), "".join(urls))


def _parts(text: str) -> list[str]:
    """What stands between commas; what belongs to a name stays with it."""
    first, *others = [part for part in (" ".join(each.split()) for each in text.split(",")) if part] or [""]
    while others and fold(others[0]).replace(".", "").replace(" ", "") in _AFTER_A_NAME:
        first = f"{first}, {others.pop(0)}"
    return [first, *others]


def _is_a_company(text: str) -> bool:
    return bare(text) != fold(text)
