"""What the adapter asks and tells about where Kith lives in Discord. Held by whoever ties Kith together, never here."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Kept(Protocol):
    """One thing that outlives a process and is shared by all, such as the commands that Discord was last told of."""

    async def recall(self) -> str | None:
        """What was remembered last."""

    async def remember(self, value: str) -> None:
        """Keep it until the next one."""

    def alone(self) -> AbstractAsyncContextManager[bool]:
        """Try to be the only one who changes it; False where another is about to."""


class Homes(Protocol):
    """Servers and direct messages beyond this process. Raises KithError where it cannot."""

    @property
    def openings(self) -> Kept:
        """When direct messages were opened of late, by any process."""

    async def servers(self, present: Mapping[str, str]) -> None:
        """The servers that Kith is in, all of them, by their ids with their names, empty where one is not known."""

    async def joined(self, server: str, name: str) -> None:
        """Kith came into a server."""

    async def left(self, server: str) -> None:
        """Kith was removed from a server."""

    async def channel(self, person: str) -> str | None:
        """The channel of somebody's direct messages, empty where none was opened; None for who never used Kith."""

    async def opened(self, person: str, channel: str) -> None:
        """Somebody's direct messages are that channel."""
