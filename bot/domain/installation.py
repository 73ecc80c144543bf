"""Where Kith is installed, by whom, with which token, and whether that still holds."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.user import Platform

KEPT = timedelta(days=30)
"""How long what people noted is kept after Kith was removed from their workspace."""


class Ending(StrEnum):
    """Why an installation is dead."""

    UNINSTALLED = "uninstalled"
    REVOKED = "token revoked"
    """The platform takes its token no more."""
    WITHDRAWN = "access withdrawn"
    """A workspace was taken out of an installation in its whole organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Kith in one workspace, or in a whole organisation: then `team` is empty.

    A workspace without a token of its own leans on that of its organisation, or on the token in the settings. `ended`
    says why it is dead, None while it is alive; a dead one holds no token. `installed_at` is None until it is kept.
    """

    platform: Platform
    team: str
    enterprise: str = ""
    app: str = ""
    name: str = ""
    bot: str = ""
    bot_user: str = ""
    token: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ()
    installed_by: str = ""
    installed_at: datetime | None = None
    ended: Ending | None = None
    ended_at: datetime | None = None

    @property
    def goes_at(self) -> datetime | None:
        """When what its people noted is erased, None while it is alive."""
        return self.ended_at + KEPT if self.ended_at is not None else None
