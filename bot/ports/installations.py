"""Repository of where Kith is installed."""

from datetime import datetime
from typing import Protocol

from bot.domain.ids import UserId
from bot.domain.installation import Installation
from bot.domain.user import Platform


class Installations(Protocol):
    """Installations, and the errands of those who are about to install Kith."""

    def get(self, platform: Platform, enterprise: str, team: str) -> Installation | None:
        """The installation in exactly that workspace, or in that whole organisation where `team` is empty.

        With an empty `enterprise` a workspace is found by its own id. A living one goes before a dead one.
        """

    def of_enterprise(self, platform: Platform, enterprise: str) -> tuple[Installation, ...]:
        """All installations in an organisation and its workspaces."""

    def all(self, platform: Platform) -> tuple[Installation, ...]:
        """All of a platform, the dead ones too, in the order of their names."""

    def put(self, installation: Installation) -> None:
        """Add it, or write it over the one in the same place."""

    def ended_before(self, moment: datetime) -> tuple[Installation, ...]:
        """Those that died at that moment or before it."""

    def remove(self, installation: Installation) -> None:
        """Forget that it ever was."""

    def people_only_in(self, platform: Platform, scope: str) -> tuple[UserId, ...]:
        """The users all of whose accounts are in a workspace."""

    def erase_people(self, platform: Platform, scope: str) -> int:
        """Remove all accounts in a workspace, and the users who have no other; returns how many users went."""

    def begin(self, errand: str, until: datetime) -> None:
        """Remember that somebody set out to install Kith; `errand` is the hash of what they will come back with."""

    def finish(self, errand: str, now: datetime) -> bool:
        """Whether somebody set out with it and is back in time; True once only."""
