"""The best purpose to write to a contact, gathered from all that is noted."""

from dataclasses import dataclass
from datetime import date

from bot.domain.contact import Contact
from bot.domain.news import Need, News
from bot.domain.reasons import CanMeet, Facts, Reason, best_reason
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import matching


@dataclass(frozen=True, slots=True)
class Own:
    """What a user has told about themselves: news, newest first, and the needs that are open. Read once a message."""

    news: tuple[News, ...]
    needs: tuple[Need, ...]


def own(uow: UnitOfWork, user: User) -> Own:
    """A user's news and open needs."""
    needs = tuple(each for each in uow.needs.all(user.id) if each.closed_on is None)
    return Own(uow.news.all(user.id), needs)


def facts(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, own: Own) -> Facts:
    """All that may make a purpose to write to a contact."""
    history, notes = uow.interactions.of(user.id, contact.id), uow.notes.of(user.id, contact.id)
    return Facts(
        last_on=tie.last_on,
        follow_ups=uow.follow_ups.open(user.id, contact.id),
        dates=uow.dates.of(user.id, contact.id),
        news=own.news,
        needs=met_needs(
            own.needs, matching.known(contact, (*(each.note for each in history), *(each.text for each in notes)))
        ),
        history=history,
        notes=notes,
    )


def met_needs(needs: tuple[Need, ...], someone: matching.Known) -> tuple[CanMeet, ...]:
    """The needs that somebody may meet, or that may meet theirs."""
    found = ((each, matching.why(matching.wanted_words(each.text), someone)) for each in needs)
    return tuple(CanMeet(each, matching.said(why)) for each, why in found if why)


def reason_for(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, own: Own, today: date) -> Reason | None:
    """The best purpose to write to a contact now."""
    return best_reason(facts(uow, user, contact, tie, own), today, user.preferences.leap_day)
