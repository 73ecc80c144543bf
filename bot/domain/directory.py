"""What a team may see of shared contacts: all that lookups read."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import ContactId, TeamId, UserId
from bot.domain.strength import Band, band_of
from bot.domain.team import Edge, Share

Place = tuple[UserId, ContactId]
"""Where a row stands: whose it is, and about which contact."""
LIMITED = timedelta(hours=1)
"""The time in which a member may ask so often and no more."""
_EDGES = {Edge.VOUCH: Band.STRONG, Edge.KNOWS: Band.FAINT}
_BEST_FIRST = tuple(Band)
_FIRST = 1e300
"""Above all that any log adds up to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRow:
    """What a team may see of one shared contact.

    `seen_in` is the first day of the month of the last contact: recency no finer than that leaves the contact book.
    `joins` are keyed hashes of e-mail, profile URL and phone, by which the same person is recognised across members.
    `member_name` is filled when a row is read.
    """

    team: TeamId
    member: UserId
    contact: ContactId
    name: str
    company: str
    title: str
    tags: tuple[str, ...]
    decay: float
    seen_in: date | None
    joins: tuple[str, ...] = ()
    level: Share = Share.OPEN
    edge: Edge | None = None
    member_name: str = ""

    @property
    def rank(self) -> float:
        """By what the closest are found on any day, the higher the closer; whom a member vouches for come first."""
        return _FIRST if self.edge is Edge.VOUCH else self.decay

    def closeness(self, today: date) -> tuple[int, int]:
        """What rows are ordered by, the smaller the closer: band, then month. A member's own word sets the band."""
        own = self.edge is Edge.VOUCH
        month = (self.seen_in or date.min).toordinal()
        return (-1 if own else _BEST_FIRST.index(self.band(today)), -month)

    def band(self, today: date) -> Band:
        """How close the two are: as the member says, else as what they noted adds up to."""
        if self.edge in _EDGES:
            return _EDGES[self.edge]
        return band_of(self.decay, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How many people at a company one member shares openly, by how close they are; `company` is written as they do."""

    company: str
    member: UserId
    strong: int
    warm: int
    faint: int


@dataclass(frozen=True, slots=True)
class Worker:
    """A member who wrote what they work on."""

    member: UserId
    name: str
    working_on: str


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """The row at a place is about a member: who shares it knows them."""

    place: Place
    about: UserId


@dataclass(frozen=True, slots=True)
class InCommon:
    """The rows at both places are about the same person."""

    mine: Place
    theirs: Place
