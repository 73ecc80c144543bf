"""What belongs to somebody else is as if it did not exist."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.asking import Word
from bot.domain.directory import DirectoryRow
from bot.domain.ids import (
    AskedId,
    AskId,
    ContactId,
    DateId,
    DeliveryId,
    DraftId,
    FollowUpId,
    InteractionId,
    LetterId,
    NeedId,
    NewsId,
    NudgeId,
    ReminderId,
)
from bot.domain.nudge import DeliveryState, NudgeState
from bot.domain.strength import Tie
from bot.domain.team import Membership, Scope, Share
from bot.ports import Draft, UnitOfWork
from bot.services import directory
from storage.store import SqlStore
from tests.storage.samples import (
    ADA,
    BEN,
    MIA,
    NOW,
    SAM,
    TEAM,
    TODAY,
    ask,
    asked,
    birthday,
    contact,
    day,
    delivery,
    follow_up,
    interaction,
    letter,
    need,
    news,
    note,
    nudge,
    reminder,
    team,
    user,
)


@pytest.fixture
def ada_has_it_all(store: SqlStore) -> SqlStore:
    with store.write() as uow:
        uow.interactions.add(interaction("talk", note="hers"))
        uow.dates.add(birthday())
        uow.follow_ups.add(follow_up())
        uow.notes.add(note())
        uow.news.add(news())
        uow.needs.add(need())
        uow.reminders.put(reminder(tell_on=TODAY))
        uow.nudges.add(nudge(delivery=DeliveryId("delivery")))
        uow.teams.add(team())
        uow.letters.add(letter(delivery=DeliveryId("delivery"), told_on=TODAY))
        uow.outbox.add(delivery(trouble="slow", attempted_at=NOW))
        uow.contacts.save(contact(MIA, merged_into=SAM))
        uow.teams.join(Membership(user=ADA, team=TEAM, sharing=True))
        uow.teams.share(ADA, TEAM, Scope.CONTACT, SAM, Share.ASK)
        directory.refresh_teams(uow, user(ADA))
        uow.asks.add(ask(), [asked(word=Word.YES)])
        uow.drafts.add(Draft(id=DraftId("draft"), user=ADA, payload={}, until=NOW))
        uow.contacts.save_tie(ADA, SAM, Tie(decay=1.0))
        uow.commit()
    return store


READS: dict[str, Callable[[UnitOfWork], object]] = {
    "contact": lambda uow: uow.contacts.get(BEN, SAM),
    "contacts": lambda uow: uow.contacts.many(BEN, [SAM]),
    "all contacts": lambda uow: uow.contacts.all(BEN) or uow.contacts.kept(BEN) or uow.contacts.named(BEN),
    "joins": lambda uow: uow.contacts.joins(BEN, SAM),
    "ties": lambda uow: uow.contacts.ties(BEN, [SAM]) or uow.contacts.tie(BEN, SAM) != Tie(),
    "interaction": lambda uow: uow.interactions.get(BEN, InteractionId("talk")),
    "interactions": lambda uow: uow.interactions.of(BEN, SAM) or uow.interactions.all(BEN),
    "follow-ups": lambda uow: uow.follow_ups.open(BEN, SAM) or uow.follow_ups.of(BEN, SAM) or uow.follow_ups.all(BEN),
    "follow-up": lambda uow: uow.follow_ups.get(BEN, FollowUpId("question")),
    "notes": lambda uow: uow.notes.of(BEN, SAM) or uow.notes.all(BEN),
    "news": lambda uow: uow.news.all(BEN) or uow.news.get(BEN, NewsId("news")),
    "needs": lambda uow: uow.needs.all(BEN) or uow.needs.get(BEN, NeedId("need")),
    "told lately": lambda uow: uow.nudges.since(BEN, day(-9)),
    "date": lambda uow: uow.dates.get(BEN, DateId("birthday")),
    "dates": lambda uow: uow.dates.of(BEN, SAM) or uow.dates.all(BEN),
    "reminder": lambda uow: uow.reminders.get(BEN, ReminderId("reminder")),
    "reminders": lambda uow: uow.reminders.of(BEN, SAM) or uow.reminders.due(BEN, day(99)),
    "first days": lambda uow: uow.reminders.first_days(BEN),
    "nudge": lambda uow: uow.nudges.get(BEN, NudgeId("nudge")),
    "nudges": lambda uow: uow.nudges.open(BEN, SAM) or uow.nudges.of_delivery(BEN, DeliveryId("delivery")),
    "nudges of a reminder": lambda uow: uow.nudges.of_reminder(BEN, ReminderId("reminder"), TODAY),
    "budget": lambda uow: uow.nudges.told_since(BEN, day(-9)) or uow.nudges.last_asked(BEN),
    "delivery": lambda uow: uow.outbox.get(BEN, DeliveryId("delivery")),
    "letters": lambda uow: uow.letters.get(BEN, LetterId("letter")) or uow.letters.since(BEN, day(-9)),
    "waiting letters": lambda uow: uow.letters.waiting(BEN, TODAY) or uow.letters.first_day(BEN),
    "letters of a delivery": lambda uow: uow.letters.of_delivery(BEN, DeliveryId("delivery")),
    "asks": lambda uow: uow.asks.get(BEN, AskId("ask")) or uow.asks.of(BEN) or uow.asks.told(BEN),
    "whom an ask is about": lambda uow: uow.asks.contacts_since(BEN, NOW - timedelta(days=99)),
    "what was asked": lambda uow: uow.asks.question(BEN, AskedId("asked")),
    "nudges of a contact": lambda uow: uow.nudges.of_contact(BEN, SAM),
    "merged": lambda uow: uow.contacts.merged_into(BEN, SAM),
    "posted": lambda uow: uow.outbox.posted(BEN),
    "drafts": lambda uow: uow.drafts.all(BEN),
    "deliveries": lambda uow: uow.outbox.of_state(BEN, DeliveryState.PLANNED, 9) or uow.outbox.troubled(BEN, 9),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_nothing_of_hers_is_read_by_him(ada_has_it_all: SqlStore, read: Callable[[UnitOfWork], object]) -> None:
    with ada_has_it_all.read() as uow:
        assert not read(uow)


def test_nothing_of_hers_is_changed_by_him(ada_has_it_all: SqlStore) -> None:
    with ada_has_it_all.write() as uow:
        uow.contacts.save(contact(owner=BEN, name="Mine now"))
        uow.interactions.save(interaction("talk", owner=BEN, note="mine now"))
        uow.dates.save(birthday(owner=BEN, day=31))
        uow.dates.remove(BEN, DateId("birthday"))
        uow.follow_ups.save(follow_up(owner=BEN, text="mine now"))
        uow.notes.save(note(owner=BEN, text="mine now"))
        uow.news.remove(BEN, NewsId("news"))
        uow.needs.save(need(owner=BEN, text="mine now"))
        uow.reminders.remove(BEN, ReminderId("reminder"))
        uow.nudges.save(nudge(owner=BEN, state=NudgeState.DONE))
        assert not uow.outbox.save(delivery(owner=BEN, state=DeliveryState.WITHDRAWN))
        uow.asks.save(ask(asker=BEN, question="mine now"))
        uow.asks.say(asked(member=BEN, word=Word.NO))
        uow.contacts.erase(BEN, SAM)
        uow.commit()
    with ada_has_it_all.read() as uow:
        assert uow.contacts.get(ADA, SAM) == contact()
        assert uow.interactions.all(ADA) == (interaction("talk", note="hers"),)
        assert uow.dates.all(ADA) == (birthday(),)
        assert uow.follow_ups.all(ADA) == (follow_up(),)
        assert uow.notes.all(ADA) == (note(),)
        assert uow.news.all(ADA) == (news(),)
        assert uow.needs.all(ADA) == (need(),)
        assert uow.reminders.of(ADA, SAM) == (reminder(tell_on=TODAY),)
        assert uow.nudges.get(ADA, NudgeId("nudge")) == nudge(delivery=DeliveryId("delivery"))
        assert uow.outbox.domains(NOW) == ("slack:T1",)
        assert uow.asks.of(ADA) == (ask(),)
        assert uow.asks.question(ADA, AskedId("asked")) == (ask(), asked(word=Word.YES))


HIS_ROW = DirectoryRow(
    team=TEAM,
    member=BEN,
    contact=ContactId("sam"),
    name="Sam",
    company="",
    title="",
    tags=(),
    decay=0.0,
    seen_in=None,
)

WRITES: dict[str, Callable[[UnitOfWork], object]] = {
    "interaction": lambda uow: uow.interactions.add(interaction("his", SAM, owner=BEN)),
    "date": lambda uow: uow.dates.add(birthday("his", owner=BEN)),
    "follow-up": lambda uow: uow.follow_ups.add(follow_up("his", owner=BEN)),
    "note": lambda uow: uow.notes.add(note("his", owner=BEN)),
    "reminder": lambda uow: uow.reminders.put(reminder("his", owner=BEN)),
    "tie": lambda uow: uow.contacts.save_tie(BEN, SAM, Tie(decay=1.0)),
    "nudge": lambda uow: uow.nudges.add(nudge("his", owner=BEN, reminder=ReminderId("his"))),
    "directory": lambda uow: uow.directory.put([HIS_ROW]),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_the_database_itself_refuses_a_row_of_his_about_her_contact(
    store: SqlStore, write: Callable[[UnitOfWork], object]
) -> None:
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.join(Membership(user=BEN, team=TEAM, sharing=True))
        with pytest.raises(IntegrityError):
            _write_and_commit(uow, write)


def _write_and_commit(uow: UnitOfWork, write: Callable[[UnitOfWork], object]) -> None:
    write(uow)
    uow.commit()
