"""The due index and what was told."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.cadence import Circle
from bot.domain.ids import DateId, DeliveryId, NudgeId, ReminderId
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ReminderKind
from storage.store import SqlStore
from tests.storage.samples import ADA, MIA, SAM, TODAY, birthday, contact, day, nudge, reminder


def test_reminders_are_due_from_their_day_on(store: SqlStore) -> None:
    cadence = reminder("cadence", due_on=day(-2), tell_on=day(-1), occasion=4)
    date = reminder("date", kind=ReminderKind.DATE, about=DateId("birthday"), due_on=day(7), tell_on=TODAY)
    silent = reminder("silent", MIA, due_on=day(-9))
    with store.write() as uow:
        uow.dates.add(birthday())
        for each in (date, cadence, silent):
            uow.reminders.put(each)
        uow.commit()
    with store.read() as uow:
        assert uow.reminders.due(ADA, TODAY) == (cadence, date)
        assert uow.reminders.due(ADA, day(-1)) == (cadence,)
        assert uow.reminders.of(ADA, SAM) == (cadence, date)
        assert uow.reminders.get(ADA, silent.id) == silent
        assert uow.reminders.first_days(ADA) == {ReminderKind.CADENCE: day(-1), ReminderKind.DATE: TODAY}


def test_putting_a_reminder_again_replaces_it(store: SqlStore) -> None:
    with store.write() as uow:
        uow.reminders.put(reminder(tell_on=TODAY))
        uow.reminders.put(reminder(tell_on=day(5), occasion=2))
        assert uow.reminders.of(ADA, SAM) == (reminder(tell_on=day(5), occasion=2),)
        uow.reminders.remove(ADA, ReminderId("reminder"))
        assert uow.reminders.of(ADA, SAM) == ()


def test_a_contact_has_one_cadence_reminder(store: SqlStore) -> None:
    with store.write() as uow:
        uow.reminders.put(reminder("one"))
        uow.reminders.put(reminder("two"))
        with pytest.raises(IntegrityError):
            uow.reminders.of(ADA, SAM)


def test_the_reminder_of_a_date_goes_with_the_date(store: SqlStore) -> None:
    with store.write() as uow:
        uow.dates.add(birthday())
        uow.reminders.put(reminder(kind=ReminderKind.DATE, about=DateId("birthday"), tell_on=TODAY))
        uow.dates.remove(ADA, DateId("birthday"))
        assert uow.reminders.of(ADA, SAM) == ()


def test_an_occasion_is_told_once(store: SqlStore) -> None:
    with store.write() as uow:
        assert uow.nudges.add(nudge("first"))
        assert not uow.nudges.add(nudge("again"))
        assert uow.nudges.add(nudge("next", occasion=2))
        uow.commit()
    with store.read() as uow:
        assert [each.id for each in uow.nudges.of_reminder(ADA, ReminderId("reminder"), TODAY)] == ["first", "next"]
        assert uow.nudges.of_reminder(ADA, ReminderId("reminder"), day(1)) == ()


def test_a_nudge_comes_back_whole(store: SqlStore) -> None:
    told = nudge(delivery=DeliveryId("delivery"), late=3, state=NudgeState.SENT, due_on=day(-3))
    with store.write() as uow:
        uow.nudges.add(replace(told, state=NudgeState.PLANNED))
        uow.nudges.save(told)
        uow.commit()
    with store.read() as uow:
        assert uow.nudges.get(ADA, NudgeId("nudge")) == told


def test_a_delivery_tells_its_nudges_in_the_order_in_which_they_were_planned(store: SqlStore) -> None:
    planned = [nudge(name, occasion=i, delivery=DeliveryId("digest")) for i, name in enumerate(["z", "a", "m"])]
    with store.write() as uow:
        for each in planned:
            uow.nudges.add(each)
        uow.commit()
    with store.read() as uow:
        assert uow.nudges.of_delivery(ADA, DeliveryId("digest")) == tuple(planned)


def test_open_nudges_are_those_without_an_answer(store: SqlStore) -> None:
    with store.write() as uow:
        for occasion, state in enumerate(NudgeState):
            uow.nudges.add(nudge(state, occasion=occasion, state=state))
        assert [each.id for each in uow.nudges.open(ADA, SAM)] == ["planned", "sent"]
        assert uow.nudges.open(ADA, MIA) == ()


def test_the_budget_counts_cadence_nudges_that_were_not_withdrawn(store: SqlStore) -> None:
    with store.write() as uow:
        uow.contacts.save(contact(SAM, circle=Circle.INNER))
        uow.nudges.add(nudge("a", occasion=1, told_on=day(-8)))
        uow.nudges.add(nudge("b", occasion=2, told_on=day(-1)))
        uow.nudges.add(nudge("c", occasion=3, told_on=TODAY, state=NudgeState.DONE))
        uow.nudges.add(nudge("d", occasion=4, told_on=TODAY, state=NudgeState.WITHDRAWN))
        uow.nudges.add(nudge("e", occasion=5, told_on=TODAY, kind=ReminderKind.DATE))
        uow.nudges.add(nudge("f", MIA, reminder=ReminderId("other"), told_on=day(-6)))
        assert uow.nudges.told_since(ADA, day(-6)) == {day(-6): 1, day(-1): 1, TODAY: 1}
        assert uow.nudges.last_asked(ADA) == {Circle.INNER: TODAY, None: day(-6)}
