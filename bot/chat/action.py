"""Identities of buttons and forms: what happens when they are used, in at most 100 characters.

They travel through the platform and come back from anybody, so they hold opaque ids and prove nothing.
"""

from dataclasses import dataclass

_PREFIX = "k1"
LIMIT = 100
"""Characters that fit a Discord `custom_id`, the shortest of all platforms."""


@dataclass(frozen=True, slots=True)
class ActionId:
    """Which route to take and the opaque ids it needs."""

    route: str
    args: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        words = (self.route, *self.args)
        if any(":" in word for word in words) or not self.route:
            raise ValueError(f"a word of an action id is empty or holds a colon: {words}")
        if len(self.encode()) > LIMIT:
            raise ValueError(f"an action id has at most {LIMIT} characters: {words}")

    def encode(self) -> str:
        """The text that stands in a button: `k1:<route>:<args>`."""
        return ":".join((_PREFIX, self.route, *self.args))

    @classmethod
    def decode(cls, text: str) -> "ActionId | None":
        """The action that a text stands for, or None if it is not one of ours."""
        prefix, *words = text.split(":")
        if prefix != _PREFIX or not words or not words[0] or len(text) > LIMIT:
            return None
        return cls(words[0], tuple(words[1:]))
