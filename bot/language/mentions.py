"""Somebody's mention, as a platform writes it: `<@U1>`, or with the name along, `<@U1|Sam Carter>`."""

import re
from dataclasses import dataclass
from typing import Final

_MENTION: Final = re.compile(r"<@!?(?P<id>[^<>|\s]+)(?:\|(?P<label>[^<>\n]*))?>")


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is mentioned: by the platform's id, and by name where the platform tells it."""

    id: str
    label: str

    @property
    def alias(self) -> str:
        """The mention without a name: what a contact keeps to be found by it."""
        return f"<@{self.id}>"


def mention_of(text: str) -> Mention | None:
    """The mention that a text is, None for any other text."""
    found = _MENTION.fullmatch(text.strip())
    return Mention(found["id"], (found["label"] or "").lstrip("@#").strip()) if found is not None else None


def spoken(text: str) -> str:
    """The text with people by name instead of mentioned, as far as their names are told."""
    return _MENTION.sub(lambda found: found["label"] or found[0], text)
