"""Where Kith lives in Discord, as the store knows it: what the Discord adapter asks and tells, in use cases."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.chat.work import Work
from bot.domain.user import Platform
from bot.ports import Clock, UnitOfWork
from bot.services import servers

SYNCED = "discord commands"
"""The notice that holds the hash of the commands that Discord was last told; the name of the lock while it is."""


@dataclass(frozen=True, slots=True)
class StoredCommands:
    """Remembers in the store which commands Discord was last told of."""

    work: Work

    async def recall(self) -> str | None:
        """What was remembered last."""
        return await self.work.read(lambda uow: uow.notices.get(SYNCED))

    async def remember(self, fingerprint: str) -> None:
        """Keep it until the next one."""
        await self.work.write(lambda uow: uow.notices.put(SYNCED, fingerprint))

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        """Try to be the only process that tells Discord of the commands."""
        async with self.work.hold(SYNCED) as mine:
            yield mine


@dataclass(frozen=True, slots=True)
class StoredHomes:
    """Servers and direct messages in the store."""

    work: Work
    clock: Clock

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
