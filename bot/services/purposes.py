"""The best purpose to write to a contact, gathered from all that is noted."""

from dataclasses import dataclass
from datetime import date

from bot.domain.contact import Contact
from bot.domain.ids import TeamId
from bot.domain.news import Need, News
from bot.domain.reasons import AtWork, CanMeet, Facts, Reason, best_reason
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.language.mentions import mention_of
from bot.ports import UnitOfWork
from bot.services import matching


@dataclass(frozen=True, slots=True)
class Own:
    """What a user has told about themselves: news, newest first, and the needs that are open; and where they work.

    Read once a message.
    """

    news: tuple[News, ...]
    needs: tuple[Need, ...]
    teams: tuple[TeamId, ...] = ()


def own(uow: UnitOfWork, user: User) -> Own:
    """A user's news, open needs, and teams."""
    needs = tuple(each for each in uow.needs.all(user.id) if each.closed_on is None)
    return Own(uow.news.all(user.id), needs, tuple(each.team for each in uow.teams.memberships(user.id)))


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
        at_work=_at_work(uow, user, contact, own),
        history=history,
        notes=notes,
    )


def _at_work(uow: UnitOfWork, user: User, contact: Contact, own: Own) -> AtWork | None:
    """What a contact works on who is a colleague and lets that stand on reminders; None where two may be meant."""
    if not own.teams:
        return None
    mentions = [each.id for name in contact.aliases if (each := mention_of(name)) is not None]
    found = uow.teams.at_work(user.id, own.teams, uow.contacts.joins(user.id, contact.id), mentions)
    one = len({each.member for each in found}) == 1
    return AtWork(found[0].name, found[0].working_on) if one else None


def met_needs(needs: tuple[Need, ...], someone: matching.Known) -> tuple[CanMeet, ...]:
    """The needs that somebody may meet, or that may meet theirs."""
    found = ((each, matching.why(matching.wanted_words(each.text), someone)) for each in needs)
    return tuple(CanMeet(each, matching.said(why)) for each, why in found if why)


def reason_for(uow: UnitOfWork, user: User, contact: Contact, tie: Tie, own: Own, today: date) -> Reason | None:
    """The best purpose to write to a contact now."""
    return best_reason(facts(uow, user, contact, tie, own), today, user.preferences.leap_day)
