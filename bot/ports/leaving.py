"""Repositories of leaving: the day, who takes over whom, who swaps addresses, who is asked to keep in touch."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from bot.domain.ids import ContactId, HandedId, HandoverId, LeavingId, PartingId, RecoveryId, SwapId, TeamId, UserId
from bot.domain.leaving import Answer, Handed, Handover, Leaving, Parting, Swap
from bot.domain.recovery import Recovery


class Leavings(Protocol):
    """Who leaves which team when."""

    def put(self, leaving: Leaving) -> None:
        """Add it, or write it over the one of that user and team."""

    def get(self, leaving: LeavingId) -> Leaving | None: ...

    def of(self, user: UserId, team: TeamId) -> Leaving | None:
        """That the user leaves that team, or left it lately."""

    def ahead(self, user: UserId) -> tuple[Leaving, ...]:
        """All of the user's that have not ended, the first one first."""

    def all(self, user: UserId) -> tuple[Leaving, ...]:
        """All of the user's."""

    def remove(self, user: UserId, leaving: LeavingId) -> None:
        """Forget it, with all that was handed over or asked and not answered."""

    def old(self, before: date) -> tuple[Leaving, ...]:
        """Those that ended before that day."""

    def purge(self, before: date) -> None:
        """Forget those that ended before that day."""


class Handovers(Protocol):
    """Who takes over whom."""

    def add(self, handover: Handover) -> None:
        """Add it without people."""

    def hand(self, handover: Handover, person: Handed) -> None:
        """Add somebody to it, unless they are on it."""

    def get(self, to: UserId, handover: HandoverId) -> Handover | None:
        """The handover to that colleague."""

    def to(self, leaving: LeavingId, colleague: UserId) -> Handover | None: ...

    def all(self, leaving: LeavingId) -> tuple[Handover, ...]: ...

    def with_contact(self, user: UserId, contacts: Collection[ContactId]) -> tuple[Handover, ...]:
        """Those by which the user hands over any of these contacts of theirs."""

    def answer(self, handover: Handover, some: Collection[HandedId], answer: Answer) -> None:
        """Note what was said about some of its people; of them nothing but their name is kept."""


class Swaps(Protocol):
    """Who would swap private addresses with whom."""

    def add(self, swap: Swap) -> None:
        """Add it; an address is kept sealed."""

    def get(self, to: UserId, swap: SwapId) -> Swap | None:
        """What that colleague was asked."""

    def all(self, leaving: LeavingId) -> tuple[Swap, ...]: ...

    def answer(self, swap: Swap, answer: Answer) -> None:
        """Note what was said; the address goes."""


class Partings(Protocol):
    """Who is asked to keep in touch with somebody who left."""

    def linked(self, team: TeamId, member: UserId, aliases: Collection[str]) -> tuple[tuple[UserId, ContactId], ...]:
        """Which members have this one in their own book, and as whom.

        They are told by an address that the member gave to be recognised by, or by one of their mentions.
        """

    def add(self, parting: Parting) -> None: ...

    def get(self, user: UserId, parting: PartingId) -> Parting | None: ...

    def of(self, user: UserId, contacts: Collection[ContactId]) -> tuple[Parting, ...]:
        """All about these contacts of the user."""

    def save(self, parting: Parting) -> None: ...

    def remove(self, parting: Parting) -> None: ...

    def old(self, before: date) -> tuple[Parting, ...]:
        """Those that were asked before that day."""

    def purge(self, before: date) -> None:
        """Forget those that were asked before that day."""


class Recoveries(Protocol):
    """Recovery codes, of which hashes are kept."""

    def put(self, recovery: Recovery, letters: str) -> None:
        """Add it in place of the one that its user has; its letters are kept as a keyed hash."""

    def of(self, user: UserId) -> Recovery | None: ...

    def find(self, letters: str) -> Recovery | None:
        """The one with these letters."""

    def get(self, recovery: RecoveryId) -> Recovery | None: ...

    def save(self, recovery: Recovery) -> None: ...

    def move(self, recovery: Recovery, user: UserId) -> None:
        """Let it lead to another user, unless they have one of their own."""

    def remove(self, user: UserId) -> bool:
        """Whether the user had one; it leads nowhere any more."""
