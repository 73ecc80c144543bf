"""The card at the end of a week: whom somebody has likely talked to without noting it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from bot.domain.change import Change
from bot.domain.contact import Contact, ContactState
from bot.domain.guesses import Candidate, likely_talked
from bot.domain.ids import ChangeId, ContactId
from bot.domain.interaction import Began, Medium
from bot.domain.nudge import DeliveryKind, DeliveryState
from bot.domain.occasions import WEEK, day_of
from bot.domain.strength import Tie
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import changes, interactions, sheets

_ASKS = "friday"
_LOOKED_THROUGH, _PATIENCE = 60, 2
_RARELY = 60
"""Days: whom one meets less often than that is not asked about each week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A card: the day it is about, the people on it by their place, and whether and whom it noted.

    Whoever was noted otherwise since, or is gone, has no place on it any more; the places of the others stay.
    """

    key: str
    on: date
    people: Mapping[int, Contact]
    is_noted: bool = False
    noted: tuple[str, ...] = ()
    change: Change | None = None


LEAST = 2
"""Names that make a card worth sending: of one person one is reminded well enough by their own nudge."""


def is_wanted(uow: UnitOfWork, user: User, on: date, now: datetime) -> bool:
    """Whether there is to be a card that week: one that got no answer doubles the wait for the next, up to a month."""
    sent = uow.outbox.of_state(user.id, DeliveryState.SENT, _LOOKED_THROUGH)
    cards = [each for each in sent if each.kind is DeliveryKind.FRIDAY][:_PATIENCE]
    ignored = list(takewhile(lambda each: not _is_answered(uow, user, each.id, now), cards))
    return not cards or on >= day_of(cards[0].occasion) + WEEK * 2 ** len(ignored)


def begin(uow: UnitOfWork, user: User, key: str, on: date, now: datetime) -> Week | None:
    """The card for the week that ends on a day, the same people each time; None with fewer than a card is worth."""
    if sheets.find(uow, user, _ASKS, key, now) is None:
        people = _likely(uow, user, on)
        if len(people) < LEAST:
            return None
        sheets.keep(uow, user, _ASKS, key, now, {"on": on.isoformat(), "people": people})
    card = week(uow, user, key, now)
    return card if card.people or card.is_noted else None


def week(uow: UnitOfWork, user: User, key: str, now: datetime) -> Week:
    """A card as it stands now; raises Gone, also for somebody else's."""
    sheet = sheets.load(uow, user, _ASKS, key, now)
    on = date.fromisoformat(str(sheet["on"]))
    ids = [ContactId(each) for each in sheets.texts(sheet["people"])]
    found = uow.contacts.many(user.id, ids)
    change = uow.changes.get(user.id, ChangeId(str(sheet["change"]))) if sheet.get("change") else None
    noted = sheets.texts(sheet.get("noted", ())) if change is None or not change.undone else ()
    names = tuple(found[ContactId(each)].name for each in noted if each in found)
    people = {
        place: found[each]
        for place, each in enumerate(ids)
        if each in found and not noted and not _was_noted(uow, user, each, on)
    }
    return Week(key=key, on=on, people=people, is_noted=bool(noted), noted=names, change=change)


def note(uow: UnitOfWork, user: User, card: Week, chosen: Collection[int], now: datetime) -> Week:
    """Note that the user talked to those who were ticked, on the card's day, as one action; once noted it stays so."""
    people = [card.people[place] for place in sorted(chosen) if place in card.people]
    if card.is_noted or not people:
        return card
    change = changes.begin(uow, user, f"talked with {', '.join(each.name for each in people)}", now)
    for person in people:
        interactions.log(uow, user, (person,), on=card.on, medium=Medium.TALK, began=Began.BOTH, note="", now=now)
    sheet = sheets.load(uow, user, _ASKS, card.key, now)
    sheets.keep(
        uow,
        user,
        _ASKS,
        card.key,
        now,
        {**sheet, "noted": [each.id for each in people], "change": change.id, "answered": True},
    )
    return week(uow, user, card.key, now)


def close(uow: UnitOfWork, user: User, card: Week, now: datetime) -> None:
    """Nobody was talked to, which is an answer too."""
    sheet = sheets.load(uow, user, _ASKS, card.key, now)
    sheets.keep(uow, user, _ASKS, card.key, now, {**sheet, "answered": True})


def _is_answered(uow: UnitOfWork, user: User, key: str, now: datetime) -> bool:
    sheet = sheets.find(uow, user, _ASKS, key, now)
    return sheet is None or bool(sheet.get("answered"))


def _likely(uow: UnitOfWork, user: User, on: date) -> Sequence[ContactId]:
    kept = [each for each in uow.contacts.kept(user.id) if each.state is ContactState.ACTIVE]
    ties = uow.contacts.ties(user.id, [each.id for each in kept])
    candidates = []
    for contact in kept:
        tie = ties.get(contact.id, Tie())
        assert contact.rhythm is not None, "whoever is kept has a rhythm"
        if (tie.own_days or contact.rhythm.days(on)) <= _RARELY:
            candidates.append(Candidate(contact.id, contact.rhythm, tie))
    return likely_talked(candidates, on)


def _was_noted(uow: UnitOfWork, user: User, contact: ContactId, on: date) -> bool:
    return any(on - WEEK < each.on <= on for each in uow.interactions.of(user.id, contact))
