"""Which letters a digest brings, how much room they take, and what becomes of them when it is planned or sent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.ids import DeliveryId
from bot.domain.letter import A_DAY, ASKING, ASKS_A_DAY, ASKS_A_WEEK, MATCHES_A_WEEK, Letter, LetterKind, LetterState
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import mailbag, reckoning

_WEEK = timedelta(days=6)


def told_lately(uow: UnitOfWork, user: User, today: date) -> tuple[Letter, ...]:
    """What was brought in the seven days that end today."""
    return uow.letters.since(user.id, today - _WEEK)


def pick(uow: UnitOfWork, user: User, lately: Sequence[Letter], places: int, today: date) -> list[Letter]:
    """The letters to bring today, those first that wait longest, as far as there are places; the others wait on.

    What comes too late, or is about nothing any more, is let go.
    """
    told_today = sum(each.told_on == today for each in lately)
    asked_today = Counter(each.kind for each in lately if each.told_on == today)
    asked_in_week = Counter(each.kind for each in lately)
    chosen: list[Letter] = []
    for letter in uow.letters.waiting(user.id, today):
        if letter.until < today or mailbag.opened(uow, user, letter, today) is None:
            uow.letters.save(replace(letter, state=LetterState.WITHDRAWN))
            continue
        if len(chosen) >= min(places, A_DAY - told_today):
            continue
        often = asked_today[letter.kind] >= ASKS_A_DAY or asked_in_week[letter.kind] >= ASKS_A_WEEK
        if letter.kind in ASKING and often:
            continue
        if letter.kind is LetterKind.MATCH and asked_in_week[letter.kind] >= MATCHES_A_WEEK:
            continue
        asked_today[letter.kind] += 1
        asked_in_week[letter.kind] += 1
        chosen.append(letter)
    return chosen


def put_into(uow: UnitOfWork, letters: Iterable[Letter], delivery: DeliveryId, today: date) -> None:
    """Let a message bring these letters today."""
    for each in letters:
        uow.letters.save(replace(each, state=LetterState.PLANNED, delivery=delivery, told_on=today))


def hold(uow: UnitOfWork, user: User, delivery: DeliveryId, today: date) -> None:
    """Count the letters of a message that has not left as told today; let go of those that come too late."""
    for each in uow.letters.of_delivery(user.id, delivery):
        if each.state is LetterState.PLANNED:
            late = each.until < today or mailbag.opened(uow, user, each, today) is None
            state = LetterState.WITHDRAWN if late else LetterState.PLANNED
            uow.letters.save(replace(each, state=state, told_on=today))


def put_back(uow: UnitOfWork, user: User, delivery: DeliveryId, now: datetime) -> User:
    """Let what a message was to bring wait for another one; returns the user as planned since."""
    planned = [each for each in uow.letters.of_delivery(user.id, delivery) if each.state is LetterState.PLANNED]
    for each in planned:
        uow.letters.save(replace(each, state=LetterState.WAITING, delivery=None, told_on=None))
    return reckoning.plan(uow, user, now) if planned else user


def sent(uow: UnitOfWork, user: User, delivery: DeliveryId) -> None:
    """Note that a message brought its letters."""
    for each in uow.letters.of_delivery(user.id, delivery):
        if each.state is LetterState.PLANNED:
            uow.letters.save(replace(each, state=LetterState.SENT))
