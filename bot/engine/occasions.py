"""The card at the end of a week and the review of a month: put on their way as a digest is, said as of the moment."""

from datetime import date, datetime

from bot.chat.message import Message
from bot.domain.nudge import Delivery, DeliveryKind
from bot.domain.occasions import LATEST, day_of, due, occasion, passed
from bot.domain.slot import is_workday, local_day
from bot.domain.user import User
from bot.engine.routing import outgoing
from bot.ports import UnitOfWork
from bot.presenters import friday as friday_presenter
from bot.presenters import review as review_presenter
from bot.services import friday, review


def tell(uow: UnitOfWork, user: User, today: date, now: datetime) -> User:
    """The user once what has come is in the outbox; on a day off and in a pause it waits, and what is old is let go."""
    if not is_workday(today, user.preferences) or user.preferences.is_paused(today):
        return user
    for kind, on in due(user, today).items():
        wanted = kind is DeliveryKind.REVIEW or friday.is_wanted(uow, user, on, now)
        if wanted and today <= on + LATEST[kind]:
            uow.outbox.add(outgoing(uow, user, kind, occasion(kind, user.id, on), today, now))
        user = passed(user, kind, today)
    return user


def compose(uow: UnitOfWork, user: User, delivery: Delivery, now: datetime) -> Message | None:
    """The message as it is to be sent now; None in a pause, where it comes too late, and where nothing is to be asked.

    Whom it asks about stays the same from the first time on: an attempt that came through shows what is kept here.
    """
    today, on = local_day(now, user.preferences), day_of(delivery.occasion)
    if user.preferences.is_paused(today) or today > on + LATEST[delivery.kind]:
        return None
    if delivery.kind is DeliveryKind.FRIDAY:
        card = friday.begin(uow, user, delivery.id, on, now) if user.preferences.friday else None
        return friday_presenter.card(card, 0, today) if card is not None else None
    found = review.begin(uow, user, delivery.id, now) if user.preferences.review else None
    return review_presenter.page(found, 0, today) if found is not None else None
