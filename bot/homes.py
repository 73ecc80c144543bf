"""Where Kith lives in Discord, as the store knows it: what the Discord adapter asks and tells, in use cases."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.chat.work import Work
from bot.domain.user import Platform
from bot.ports import Clock, UnitOfWork
from bot.services import servers

COMMANDS = "discord commands"
"""The notice that holds the hash of the commands that Discord was last told; the name of the lock while it is."""
OPENINGS = "discord openings"
"""The notice that holds when direct messages were opened."""


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """One thing that is remembered in the store, changed by one process at a time."""

    work: Work
    name: str

    async def recall(self) -> str | None:
        """What was remembered last."""
        return await self.work.read(lambda uow: uow.notices.get(self.name))

    async def remember(self, value: str) -> None:
        """Keep it until the next one."""
        await self.work.write(lambda uow: uow.notices.put(self.name, value))

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        """Try to be the only one who changes it."""
        async with self.work.hold(self.name) as mine:
            yield mine


@dataclass(frozen=True, slots=True)
class StoredHomes:
    """Servers and direct messages in the store."""

    work: Work
    clock: Clock

    @property
    def openings(self) -> StoredNotice:
        """When direct messages were opened of late, by any process."""
        return StoredNotice(self.work, OPENINGS)

    async def servers(self, present: Mapping[str, str]) -> None:
        """The servers that Kith is in, all of them."""
        await self.work.write(lambda uow: servers.present(uow, present, self.clock()))

    async def joined(self, server: str, name: str) -> None:
        """Kith came into a server."""
        await self.work.write(lambda uow: servers.joined(uow, server, name, self.clock()))

    async def left(self, server: str) -> None:
        """Kith was removed from a server."""
        await self.work.write(lambda uow: servers.left(uow, server, self.clock()))

    async def channel(self, person: str) -> str | None:
        """The channel of somebody's direct messages, empty where none was opened; None for who never used Kith."""

        def find(uow: UnitOfWork) -> str | None:
            account = uow.users.find(Platform.DISCORD, "", person)
            return account.channel if account is not None else None

        return await self.work.read(find)

    async def opened(self, person: str, channel: str) -> None:
        """Somebody's direct messages are that channel."""
        await self.work.write(lambda uow: servers.opened(uow, person, channel))
