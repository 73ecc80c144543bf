"""The people a user knows."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.cadence import Cadence, Circle
from bot.domain.ids import ContactId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person that a user knows; belongs to exactly one user.

    Kept in touch with by `circle`, or by a `cadence` of its own, since `kept_on`. `later_until` is the day before which
    no cadence nudge comes. `uid` is the identity in the file that it was imported from.
    """

    id: ContactId
    owner: UserId
    name: str
    added_on: date
    aliases: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    tags: tuple[str, ...] = ()
    about: str = ""
    circle: Circle | None = None
    cadence: Cadence | None = None
    kept_on: date | None = None
    later_until: date | None = None
    uid: str = ""

    @property
    def rhythm(self) -> Cadence | None:
        """How often to be in touch, None for somebody who is not kept."""
        if self.cadence is not None:
            return self.cadence
        return self.circle.cadence if self.circle is not None else None

    def keep(self, circle: Circle | None, cadence: Cadence | None, on: date) -> "Contact":
        """The contact kept in another rhythm from that day on, or let go with neither."""
        kept_on = on if circle is not None or cadence is not None else None
        return replace(self, circle=circle, cadence=cadence, kept_on=kept_on, later_until=None)


@dataclass(frozen=True, slots=True)
class Named:
    """A contact by what it may be called: enough to find it by name."""

    id: ContactId
    name: str
    aliases: tuple[str, ...]
