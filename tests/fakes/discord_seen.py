"""What a person has on their screen: messages and opened forms, as they read them.

Holds copies: a message that was seen does not change when the bot edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.fakes.discord_world import Message, Payload, World

_BUTTON, _SELECT, _TEXT_INPUT, _TEXT_DISPLAY, _LABEL = 2, 3, 4, 10, 18
_PING = re.compile(r"<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|@(?P<everyone>everyone|here)\b")


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as somebody sees it.

    `text` is the content and then the embeds, one line a part; `buttons` are the labels that can be pressed; `pings`
    are the names of those whom it rings; `thinking` stands for "Kith is thinking".
    """

    id: str
    sender: str
    text: str
    buttons: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    ephemeral: bool = False
    edited: bool = False
    pings: tuple[str, ...] = ()
    thinking: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person picks."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SeenField:
    """One field of an opened form, with what stands in it."""

    label: str
    custom_id: str
    kind: int
    value: str
    required: bool
    description: str = ""
    placeholder: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    bounds: tuple[int, int] = (0, 4000)

    def submission(self, typed: str | None) -> Payload:
        """What Discord's client sends for it (a file as its id); refuses what the client would not send."""
        text = self.value if typed is None else typed
        assert text or not self.required, f"{self.label}: something is needed"
        answer: Payload = {"type": self.kind, "id": 1, "custom_id": self.custom_id}
        if self.kind == _TEXT_INPUT:
            assert not text or self.bounds[0] <= len(text) <= self.bounds[1], f"{self.label}: {len(text)} characters"
            return answer | {"value": text}
        picked = [self.options.get(text, text)] if text else []
        if self.kind == _SELECT:
            assert all(value in self.options.values() for value in picked), f"{self.label}: {text!r} is not offered"
        return answer | {"values": picked}


def seen_message(world: World, message: Message) -> SeenMessage:
    return SeenMessage(
        id=message.id,
        sender=message.author.name,
        text="\n".join(_texts(message)),
        buttons=tuple(_label(button) for button in pressable(message)),
        files={a["filename"]: world.files[a["url"].removeprefix(world.origin())] for a in message.attachments},
        alts={a["filename"]: a["description"] for a in message.attachments if "description" in a},
        ephemeral=message.only_for is not None,
        edited=message.edited_at is not None,
        pings=tuple(_pings(world, message)),
        thinking=message.loading,
        deleted=message.deleted,
    )


def seen_fields(modal: Payload) -> tuple[str, tuple[SeenField, ...]]:
    """The running text of a form, and its fields."""
    text = "\n".join(c["content"] for c in modal["components"] if c["type"] == _TEXT_DISPLAY)
    return text, tuple(_field(c) for c in modal["components"] if c["type"] == _LABEL)


def pressable(message: Message) -> Iterator[Payload]:
    for row in message.components:
        for item in row.get("components", ()):
            if item["type"] == _BUTTON and item.get("custom_id") and not item.get("disabled"):
                yield item


def find_button(message: Message, label: str) -> Payload | None:
    """The first button of that label, with or without its emoji."""
    return next((each for each in pressable(message) if label in (_label(each), each.get("label"))), None)


def _label(button: Payload) -> str:
    emoji = (button.get("emoji") or {}).get("name")
    return " ".join(part for part in (emoji, button.get("label")) if part)


def _texts(message: Message) -> Iterator[str]:
    if message.content:
        yield message.content
    for embed in message.embeds:
        for part in (embed.get("title"), embed.get("description")):
            if part:
                yield part
        for row in embed.get("fields") or ():
            yield f"{row['name']}: {row['value']}"
        if (embed.get("footer") or {}).get("text"):
            yield embed["footer"]["text"]


def _pings(world: World, message: Message) -> Iterator[str]:
    """Whom the content rings: everybody it names, unless `allowed_mentions` holds back. Embeds ring nobody."""
    allowed = message.allowed_mentions
    kinds = ("users", "roles", "everyone") if allowed is None else tuple(allowed.get("parse") or ())
    for mention in _PING.finditer(message.content):
        if mention["everyone"] and "everyone" in kinds:
            yield mention["everyone"]
        elif mention["role"] and ("roles" in kinds or mention["role"] in ((allowed or {}).get("roles") or ())):
            yield mention["role"]
        elif mention["user"] and ("users" in kinds or mention["user"] in map(str, (allowed or {}).get("users") or ())):
            yield world.users[mention["user"]].name if mention["user"] in world.users else mention["user"]


def _field(label: Payload) -> SeenField:
    item = label["component"]
    options = {option["label"]: option["value"] for option in item.get("options") or ()}
    preset = next((option["value"] for option in item.get("options") or () if option.get("default")), "")
    return SeenField(
        label=label["label"],
        custom_id=item["custom_id"],
        kind=item["type"],
        value=item.get("value") or preset,
        required=item.get("required", True) is not False,
        description=label.get("description") or "",
        placeholder=item.get("placeholder") or "",
        options=options,
        bounds=(item.get("min_length") or 0, item.get("max_length") or 4000),
    )
