"""What users tell about themselves: their news, what they look for and what they can offer."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError
from bot.domain.ids import ContactId, NeedId, NewsId
from bot.domain.news import Need, NeedKind, News
from bot.domain.reasons import unheard
from bot.domain.slot import local_day
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, matching, team_needs

_LIMIT = 300
"""Characters of news and of needs: they stand in other messages."""
_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Told:
    """News, and how many of the people that the user keeps may not have heard it."""

    news: News
    unheard: int


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who may meet a need, and why that is thought."""

    contact: Contact
    why: str


def tell(uow: UnitOfWork, user: User, text: str, now: datetime) -> tuple[Told, Change]:
    """News about the user. Raises InputError for one that is too long."""
    item = News(
        id=NewsId(uow.new_id()), owner=user.id, text=_line("text", text), told_on=local_day(now, user.preferences)
    )
    change = changes.begin(uow, user, "news", now)
    uow.news.add(item)
    return next(each for each in news(uow, user, now) if each.news.id == item.id), change


def news(uow: UnitOfWork, user: User, now: datetime) -> tuple[Told, ...]:
    """All news, newest first, each with how many of those kept may not have heard it."""
    today = local_day(now, user.preferences)
    kept = uow.contacts.kept(user.id)
    ties = uow.contacts.ties(user.id, [each.id for each in kept])
    days = [ties.get(each.id, Tie()).last_on for each in kept]
    return tuple(Told(each, sum(unheard(each, day, today) for day in days)) for each in uow.news.all(user.id))


def take_back(uow: UnitOfWork, user: User, item: NewsId, now: datetime) -> Change:
    """Remove news. Raises Gone, also for somebody else's."""
    if uow.news.get(user.id, item) is None:
        raise Gone("I don't have that news any more.")
    change = changes.begin(uow, user, "removed news", now)
    uow.news.remove(user.id, item)
    return change


def need(uow: UnitOfWork, user: User, kind: NeedKind, text: str, now: datetime) -> tuple[Need, Change]:
    """Something that the user looks for or can offer. Raises InputError for one that is too long."""
    made = Need(
        id=NeedId(uow.new_id()),
        owner=user.id,
        kind=kind,
        text=_line("text", text),
        made_on=local_day(now, user.preferences),
    )
    change = changes.begin(uow, user, f"that you {kind.says}", now)
    uow.needs.add(made)
    return made, change


def needs(uow: UnitOfWork, user: User) -> tuple[Need, ...]:
    """What the user looks for and can offer, still open, in the order in which it was noted."""
    return tuple(each for each in uow.needs.all(user.id) if each.closed_on is None)


def close_need(uow: UnitOfWork, user: User, item: NeedId, now: datetime) -> Change | None:
    """Close a need; None if it was closed before. Raises Gone, also for somebody else's."""
    found = uow.needs.get(user.id, item)
    if found is None:
        raise Gone("I don't have that any more.")
    if found.closed_on is not None:
        return None
    change = changes.begin(uow, user, f"closed that you {found.kind.says}", now)
    uow.needs.save(replace(found, closed_on=local_day(now, user.preferences)))
    team_needs.closed(uow, user, item)
    return change


def who_may_help(uow: UnitOfWork, user: User, needs: tuple[Need, ...]) -> tuple[tuple[Helper, ...], ...]:
    """For each need the user's own people who may meet it, those first of whom most of its words are known."""
    noted: dict[ContactId, list[str]] = {}
    for interaction in uow.interactions.all(user.id):
        for contact in interaction.contacts:
            noted.setdefault(contact, []).append(interaction.note)
    for note in uow.notes.all(user.id):
        noted.setdefault(note.contact, []).append(note.text)
    people = [
        matching.known(each, noted.get(each.id, ())) for each in uow.contacts.all(user.id) if not each.state.is_over
    ]
    return tuple(_helpers(each, people) for each in needs)


def _helpers(need: Need, people: list[matching.Known]) -> tuple[Helper, ...]:
    words = matching.wanted_words(need.text)
    found = [(why, each.contact) for each in people if (why := matching.why(words, each))]
    found.sort(key=lambda each: (-len(each[0]), each[1].name))
    return tuple(Helper(contact, matching.said(why)) for why, contact in found[:_PEOPLE])


def _line(field: str, text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) > _LIMIT:
        raise InputError(field, f"That is {len(flat):,} characters long; I can keep {_LIMIT}. One line is enough.")
    return flat
