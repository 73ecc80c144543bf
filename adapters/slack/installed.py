"""What the adapter asks and tells about where Kith is installed. Held by whoever ties Kith together, never here."""

from datetime import datetime
from typing import Protocol

from bot.domain.installation import Ending, Installation


class Installed(Protocol):
    """Installations beyond this process. An empty `team` is a whole organisation. Raises KithError where it cannot."""

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The living installation that serves a workspace, None if there is none."""

    async def keep(self, installation: Installation) -> None:
        """Keep a new installation, or a renewed one."""

    async def end(self, key: str, enterprise: str, team: str, ending: Ending, at: datetime) -> None:
        """It died. `key` names the event that says so, here and below, so that one told twice counts once."""

    async def revoked(self, installation: Installation) -> None:
        """Slack refuses the token of that installation."""

    async def withdraw(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        """A workspace was taken out of the installation of its organisation."""

    async def grant(self, key: str, enterprise: str, team: str, at: datetime) -> None:
        """A workspace came into the installation of its organisation."""

    async def rename(self, key: str, team: str, name: str) -> None:
        """A workspace has another name."""

    async def deactivate(self, key: str, team: str, person: str) -> None:
        """Somebody's account in a workspace was deactivated."""

    async def set_out(self, secret: str) -> None:
        """Somebody begins to install Kith, and will come back with that secret."""

    async def come_back(self, secret: str) -> bool:
        """Whether somebody set out with it and is back in time; True once only."""
