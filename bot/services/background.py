"""All that stands on a contact's card beside the contact itself: what is open, what happened, who gave what."""

from dataclasses import dataclass
from datetime import date

from bot.domain.contact import Contact
from bot.domain.followup import FollowUp
from bot.domain.interaction import Began, Helped, Interaction
from bot.domain.note import Note
from bot.domain.reasons import LastNote, Reason, ToSeeTo, best_reason
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import purposes


@dataclass(frozen=True, slots=True)
class Balance:
    """How often each of the two reached out, where one side alone did, and how often each helped the other."""

    i_reached: int
    they_reached: int
    i_helped: int
    they_helped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is open about a contact, what happened, newest first, and the best purpose to write.

    A purpose that the rest shows already is left out.
    """

    follow_ups: tuple[FollowUp, ...]
    timeline: tuple[Interaction | Note, ...]
    balance: Balance
    introduced_by: Contact | None
    purpose: Reason | None


def background(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, today: date) -> Background:
    """What stands on a contact's card."""
    facts = purposes.facts(uow, user, contact, tie, purposes.own(uow, user))
    by = contact.introduced_by
    purpose = best_reason(facts, today, user.preferences.leap_day)
    return Background(
        follow_ups=facts.follow_ups,
        timeline=_timeline(facts.history, facts.notes),
        balance=_balance(facts.history),
        introduced_by=uow.contacts.get(user.id, by) if by is not None else None,
        purpose=None if isinstance(purpose, LastNote | ToSeeTo) else purpose,
    )


def _timeline(history: tuple[Interaction, ...], notes: tuple[Note, ...]) -> tuple[Interaction | Note, ...]:
    """Both together; on one day what happened stands before what was noted."""
    both: tuple[Interaction | Note, ...] = (*history, *notes)
    return tuple(sorted(both, key=lambda each: each.on, reverse=True))


def _balance(history: tuple[Interaction, ...]) -> Balance:
    return Balance(
        i_reached=sum(each.began is Began.ME for each in history),
        they_reached=sum(each.began is Began.THEM for each in history),
        i_helped=sum(each.helped is Helped.THEM for each in history),
        they_helped=sum(each.helped is Helped.ME for each in history),
    )
