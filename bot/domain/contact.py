"""The people a user knows."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.cadence import Cadence, Circle
from bot.domain.ids import ContactId, UserId
from bot.domain.user import Platform


class ContactState(StrEnum):
    """Whether somebody is brought up at all.

    Who is resting is not asked about, but their dates are told. Nothing ever comes of the others but the active ones.
    """

    ACTIVE = "active"
    RESTING = "resting"
    ARCHIVED = "archived"
    DECEASED = "deceased"
    DO_NOT_CONTACT = "do not contact"

    @property
    def is_over(self) -> bool:
        """Whether this person never comes up."""
        return self not in (ContactState.ACTIVE, ContactState.RESTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person that a user knows; belongs to exactly one user.

    Kept in touch with by `circle`, or by a `cadence` of its own, since `kept_on`. `later_until` is the day before which
    no cadence nudge comes. `last_guess` is roughly when the two last talked, as the user told at first; it counts until
    something is noted. Nudges go to `only_on` alone where it is given. Dates are kept by the day in `zone`, the user's
    own where it is empty. `merged_into` is the contact that took this one over; it is then found nowhere, and kept for
    undo. `uid` is the identity in the file that it was imported from.
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
    met: str = ""
    introduced_by: ContactId | None = None
    zone: str = ""
    state: ContactState = ContactState.ACTIVE
    only_on: Platform | None = None
    circle: Circle | None = None
    cadence: Cadence | None = None
    kept_on: date | None = None
    later_until: date | None = None
    last_guess: date | None = None
    merged_into: ContactId | None = None
    uid: str = ""

    @property
    def nicknames(self) -> tuple[str, ...]:
        """The aliases that people say: not the mentions by which a platform means somebody."""
        return tuple(each for each in self.aliases if not each.startswith("<@"))

    @property
    def rhythm(self) -> Cadence | None:
        """How often to be in touch, None for somebody who is not kept or never comes up."""
        if self.state.is_over or self.merged_into is not None:
            return None
        if self.cadence is not None:
            return self.cadence
        return self.circle.cadence if self.circle is not None else None

    def keep(self, circle: Circle | None, cadence: Cadence | None, on: date) -> "Contact":
        """The contact kept in another rhythm from that day on, or let go with neither; who was resting is woken."""
        kept_on = on if circle is not None or cadence is not None else None
        state = ContactState.ACTIVE if self.state is ContactState.RESTING else self.state
        return replace(self, circle=circle, cadence=cadence, kept_on=kept_on, later_until=None, state=state)


@dataclass(frozen=True, slots=True)
class Named:
    """A contact by what it may be called: enough to find it by name."""

    id: ContactId
    name: str
    aliases: tuple[str, ...]
