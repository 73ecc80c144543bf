"""What travels to and from Slack: the shape of it, and text made fit to travel.

Stored text goes only where Slack reads no markup (`plain_text`, `rich_text`); what must stand in markup is escaped.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]
"""One decoded JSON object, as the SDK takes and gives it."""

_DISTURBING = frozenset(
    "\u200b\u2060\ufeff"  # invisible; the joiners stay: emoji, Persian and Indic scripts are written with them
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turning the direction of what follows
)
_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_NAMES_A_CHANNEL = re.compile(r"team:?\s+greetings\b", re.IGNORECASE)
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_PROFILE = re.compile(r"<https://[a-z0-9-]+(?:\.enterprise)?\.slack\.com/team/([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
"""A link to a profile in Slack means whoever's it is."""


def clean(text: str) -> str:
    """The text without what could disturb the text around it: control characters, turned directions, invisibles."""
    return "".join(
        each
        for each in text
        if each == "\n" or (each not in _DISTURBING and unicodedata.category(each) not in {"Cc", "Cs"})
    )


def shorten(text: str, limit: int) -> str:
    """At most so many characters, the last one an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def escape(text: str) -> str:
    """Text for a place where Slack reads markup: no mention and no link comes out of it."""
    return html.escape(text, quote=False)


def plain_text(text: str, limit: int) -> Json:
    """A text object of one line, without markup and without emoji names."""
    return {"type": "plain_text", "text": shorten(" ".join(clean(text).split()), limit) or "…", "emoji": False}


def people_in(text: str) -> set[str]:
    """The ids of the people mentioned in an escaped command line."""
    return set(_PERSON.findall(_PROFILE.sub(r"<@\1>", text)))


def is_profile(text: str) -> bool:
    """Whether an escaped command line is one mention or one link to a profile in Slack, and nothing else."""
    return bool(_PERSON.fullmatch(_PROFILE.sub(r"<@\1>", text.strip())))


def mention(user: str, name: str) -> str:
    """Somebody as a typed line mentions them, with their name where it is known."""
    label = " ".join(re.sub(r'[<>|"]', " ", name).split())
    return f"<@{user}|{label}>" if label else f"<@{user}>"


def typed_text(text: str, names: Mapping[str, str]) -> str:
    """A command line as it was typed: people as `names` has them, links by address, nothing escaped.

    A channel is its name, but where the team is told in which one to greet.
    """
    names_a_channel = _NAMES_A_CHANNEL.match(text.strip()) is not None

    def typed(token: re.Match[str]) -> str:
        target, label = token[1], token[2] or ""
        match target[:1]:
            case "@":
                return names.get(target[1:]) or mention(target[1:], label or target)
            case "#" if names_a_channel:
                return f"<{target}|{label}>" if label else f"<{target}>"
            case "#":
                return f"#{label}" if label else target
            case "!":
                return f"@{target[1:].partition('^')[0]}"
        return target.removeprefix("mailto:")

    return html.unescape(_TOKEN.sub(typed, _PROFILE.sub(r"<@\1>", text)))


def texts(content: object) -> Iterator[str]:
    """Every text in blocks, however deep."""
    if isinstance(content, list):
        for each in content:
            yield from texts(each)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
