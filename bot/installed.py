"""Where Kith is installed in Slack, as the store knows it: what the Slack adapter asks and tells, in use cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.work import Work
from bot.domain.installation import Ending, Installation
from bot.domain.user import Platform, domain_of
from bot.ports import Clock, UnitOfWork
from bot.services import installing

_SLACK = Platform.SLACK


@dataclass(frozen=True, slots=True)
class StoredInstallations:
    """Installations in the store. What was told twice counts once, in one transaction with what it does."""

    work: Work
    clock: Clock
    woken: Callable[[], None]
    """Called when messages that were held may leave."""

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The living installation that serves a workspace; one that leans on its organisation is noted."""
        found, noted = await self.work.read(lambda uow: _found(uow, enterprise, team))
        if found is not None and not noted:
            await self.work.write(lambda uow: installing.meet(uow, found, team, self.clock()))
        return found

    async def keep(self, installation: Installation) -> None:
        """Keep a new installation, or a renewed one, and let go what was held while there was none."""

        def keep(uow: UnitOfWork) -> None:
            for team in installing.install(uow, installation, self.clock()):
                uow.outbox.release(domain_of(_SLACK, team), self.clock())

        await self.work.write(keep)
        self.woken()

    async def end(self, key: str, enterprise: str, team: str, ending: Ending, at: datetime) -> None:
        """It died, says the event with that key."""
        await self._once(key, lambda uow: installing.end(uow, _SLACK, enterprise, team, ending, at))

    async def revoked(self, installation: Installation) -> None:
        """Its token is refused."""
        where = installation.enterprise, installation.team
        await self.work.write(lambda uow: installing.end(uow, _SLACK, *where, Ending.REVOKED, self.clock()))

    async def withdraw(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        """A workspace was taken out of the installation of its organisation."""
        await self._once(key, lambda uow: installing.withdraw(uow, _SLACK, enterprise, team, at))

    async def grant(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        """A workspace came into the installation of its organisation."""
        await self._once(key, lambda uow: installing.grant(uow, _SLACK, enterprise, team, at))
        self.woken()

    async def rename(self, key: str, team: str, name: str) -> None:
        """A workspace has another name."""
        await self._once(key, lambda uow: installing.rename(uow, _SLACK, team, name))

    async def deactivate(self, key: str, team: str, person: str) -> None:
        """Somebody's account in a workspace was deactivated."""
        await self._once(key, lambda uow: installing.deactivate(uow, _SLACK, team, person, self.clock()))

    async def set_out(self, secret: str) -> None:
        """Somebody begins to install Kith."""
        await self.work.write(lambda uow: installing.set_out(uow, secret, self.clock()))

    async def come_back(self, secret: str) -> bool:
        """Whether somebody set out with that secret and is back in time; True once only."""
        return await self.work.write(lambda uow: installing.come_back(uow, secret, self.clock()))

    async def _once(self, key: str, act: Callable[[UnitOfWork], object]) -> None:
        def first(uow: UnitOfWork) -> None:
            if uow.notices.first_time(_SLACK, key, self.clock()):
                act(uow)

        await self.work.write(first)


def _found(uow: UnitOfWork, enterprise: str, team: str) -> tuple[Installation | None, bool]:
    found = installing.find(uow, _SLACK, enterprise, team)
    return found, found is None or bool(found.team) or installing.met(uow, found, team)
