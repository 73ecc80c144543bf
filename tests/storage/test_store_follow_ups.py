"""Follow-ups and notes: sealed where they are stored, in order, gone with their contact, back with an undo."""

from sqlalchemy import select

from bot.domain.followup import FollowUpState
from bot.domain.ids import ChangeId, FollowUpId, ReminderId
from bot.domain.nudge import NudgeState
from bot.domain.reminder import ReminderKind
from storage.engine import open_database
from storage.schema import follow_up as follow_ups
from storage.schema import need as needs
from storage.schema import news as told
from storage.schema import note as notes
from storage.store import SqlStore
from tests.storage.samples import (
    ADA,
    MIA,
    SAM,
    change,
    day,
    follow_up,
    need,
    news,
    note,
    nudge,
    reminder,
)


def test_what_is_open_stands_by_its_day_and_without_one_last(store: SqlStore) -> None:
    with store.write() as uow:
        for each in (
            follow_up("none", due_on=None),
            follow_up("later", MIA, due_on=day(9)),
            follow_up("soon", due_on=day(1)),
            follow_up("closed", state=FollowUpState.DONE, closed_on=day(0)),
        ):
            uow.follow_ups.add(each)
        uow.commit()
    with store.read() as uow:
        assert [each.id for each in uow.follow_ups.open(ADA)] == ["soon", "later", "none"]
        assert [each.id for each in uow.follow_ups.open(ADA, SAM)] == ["soon", "none"]
        assert len(uow.follow_ups.all(ADA)) == 4


def test_notes_are_read_newest_first(store: SqlStore) -> None:
    with store.write() as uow:
        uow.notes.add(note("old", on=day(-9)))
        uow.notes.add(note("new"))
        uow.notes.add(note("newer"))
        uow.notes.add(note("hers", MIA))
        uow.commit()
    with store.read() as uow:
        assert [each.id for each in uow.notes.of(ADA, SAM)] == ["newer", "new", "old"]
        assert len(uow.notes.all(ADA)) == 4


def test_what_people_wrote_is_sealed(store: SqlStore, kith_url: str) -> None:
    with store.write() as uow:
        uow.follow_ups.add(follow_up(text="a secret"))
        uow.notes.add(note(text="a secret"))
        uow.news.add(news())
        uow.needs.add(need(text="a secret"))
        uow.commit()
    database = open_database(kith_url)
    with database.reader.connect() as connection:
        stored = [
            text for table in (follow_ups, notes, told, needs) for text in connection.scalars(select(table.c.text))
        ]
    database.close()
    assert len(stored) == 4
    assert not [text for text in stored if "secret" in text or "moved" in text]


def test_both_go_with_their_contact(store: SqlStore) -> None:
    with store.write() as uow:
        uow.follow_ups.add(follow_up())
        uow.notes.add(note())
        uow.reminders.put(reminder(kind=ReminderKind.FOLLOW_UP, follow_up=FollowUpId("question")))
        uow.contacts.erase(ADA, SAM)
        uow.commit()
    with store.read() as uow:
        assert uow.follow_ups.all(ADA) == ()
        assert uow.notes.all(ADA) == ()
        assert uow.reminders.get(ADA, ReminderId("reminder")) is None


def test_a_note_is_taken_back(store: SqlStore) -> None:
    with store.write() as uow:
        uow.changes.begin(change())
        uow.notes.add(note())
        uow.commit()
    with store.write() as uow:
        stored = uow.changes.get(ADA, ChangeId("change"))
        assert stored is not None
        undone = uow.changes.undo(stored)
        uow.commit()
    assert undone.contacts == (SAM,)
    with store.read() as uow:
        assert uow.notes.all(ADA) == ()


def test_what_was_told_lately_leaves_out_what_was_withdrawn_or_missed(store: SqlStore) -> None:
    with store.write() as uow:
        uow.reminders.put(reminder())
        for number, state in enumerate(NudgeState):
            uow.nudges.add(nudge(state, occasion=number, state=state))
        uow.nudges.add(nudge("old", occasion=99, told_on=day(-7)))
        uow.commit()
    with store.read() as uow:
        found = {each.state for each in uow.nudges.since(ADA, day(-6))}
    assert found == set(NudgeState) - {NudgeState.WITHDRAWN, NudgeState.MISSED}
