"""A memory of one installation, for tests of the adapter alone."""

from datetime import datetime

from bot.domain.installation import Ending, Installation


class Noted:
    """Keeps what the adapter tells about installations, and finds none."""

    def __init__(self) -> None:
        self.kept: list[Installation] = []
        self.told: list[tuple[str, ...]] = []

    async def find(self, enterprise: str, team: str) -> Installation | None:
        return None

    async def keep(self, installation: Installation) -> None:
        self.kept.append(installation)

    async def end(self, key: str, enterprise: str, team: str, ending: Ending, at: datetime) -> None:
        self.told.append((enterprise, team, ending))

    async def revoked(self, installation: Installation) -> None:
        self.told.append(("revoked", installation.team))

    async def withdraw(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        self.told.append(("withdrawn", enterprise, team))

    async def grant(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        self.told.append(("granted", enterprise, team))

    async def rename(self, key: str, team: str, name: str) -> None:
        self.told.append(("renamed", team, name))

    async def deactivate(self, key: str, team: str, person: str) -> None:
        self.told.append(("deactivated", team, person))

    async def set_out(self, secret: str) -> None:
        self.told.append(("set out",))

    async def come_back(self, secret: str) -> bool:
        return False
