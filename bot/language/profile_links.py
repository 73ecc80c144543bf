"""A pasted link to somebody's profile page, and the name that its address suggests."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

_LINKEDIN: Final = re.compile(
    r"(?:https?://)?(?:\w{2,3}\.)?linkedin\.com/in/(?P<slug>[^\s/?#]+)(?:[/?#]\S*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ProfileLink:
    """Where somebody's profile is, and what they may be called; empty where the address does not suggest a name."""

    url: str
    name: str


def profile_link(text: str) -> ProfileLink | None:
    """The profile that a text is the address of, None for any other text."""
    found = _LINKEDIN.fullmatch(text.strip())
    if found is None:
        return None
    words = unquote(found["slug"]).split("-")
    named = [word for word in words if word and not any(each.isdigit() for each in word)]
    name = " ".join(word[:1].upper() + word[1:] for word in named)
    return ProfileLink(f"https://www.linkedin.com/in/{found['slug']}", name)
