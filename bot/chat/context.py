"""What a handler knows about the event that it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.chat.event import Identity
from bot.domain.slot import local_day
from bot.domain.user import Account, User
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The user, the account they act through, the moment, and the unit of work that the pipeline will commit.

    `first` says that this is the first that Kith ever hears from them.
    """

    uow: UnitOfWork
    user: User
    account: Account
    who: Identity
    now: datetime
    first: bool = False

    @property
    def today(self) -> date:
        """The user's local day."""
        return local_day(self.now, self.user.preferences)
