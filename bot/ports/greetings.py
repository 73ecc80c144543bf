"""Repository of greetings in a team's channel."""

from datetime import datetime
from typing import Protocol

from bot.domain.greeting import Greeting, GreetingKind, Place
from bot.domain.ids import TeamId, UserId


class Greetings(Protocol):
    """The dates that members gave for it, and the channels that teams chose."""

    def put(self, greeting: Greeting) -> None:
        """Add a date, in place of the one of that kind."""

    def save(self, greeting: Greeting) -> None: ...

    def get(self, user: UserId, team: TeamId, kind: GreetingKind) -> Greeting | None: ...

    def of(self, user: UserId) -> tuple[Greeting, ...]:
        """All of a user, by team and kind."""

    def remove(self, user: UserId, team: TeamId, kind: GreetingKind | None = None) -> bool:
        """Forget a date of a user, or all that they gave a team; False where there was none."""

    def count(self, team: TeamId) -> int:
        """How many dates members of a team gave."""

    def wake(self, now: datetime, *, team: TeamId | None = None, user: UserId | None = None) -> None:
        """Look now at all of a team, or of a user: where or when they are told has changed."""

    def claim_due(self, now: datetime, limit: int) -> tuple[Greeting, ...]:
        """Those to be looked at now, of everybody, locked; those another process holds are passed over."""

    def next_at(self) -> datetime | None:
        """The earliest moment at which one is to be looked at."""

    def place(self, team: TeamId) -> Place | None:
        """Where a team greets, if anywhere."""

    def put_place(self, place: Place) -> None:
        """Let a team greet there and nowhere else."""

    def remove_place(self, team: TeamId) -> bool:
        """Let a team greet nowhere; False where it did not before."""

    def troubled(self, user: UserId) -> tuple[Place, ...]:
        """The channels of teams that a user looks after into which something could not be posted, untold so far."""
