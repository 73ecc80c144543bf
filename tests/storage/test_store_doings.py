"""Drafts, events seen, notices, and what is forgotten in time."""

from datetime import timedelta

from bot.domain.ids import ChangeId, DraftId
from bot.domain.user import Platform
from bot.ports import Draft
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, NOW, change, contact

DAY = timedelta(days=1)
DRAFT = Draft(id=DraftId("d"), user=ADA, payload={"line": "log sam ☕", "options": [1, None]}, until=NOW + DAY)


def test_a_draft_is_kept_for_its_owner_until_its_time(store: SqlStore) -> None:
    with store.write() as uow:
        uow.drafts.add(DRAFT)
        uow.commit()
    with store.read() as uow:
        assert uow.drafts.get(ADA, DRAFT.id, NOW) == DRAFT
        assert uow.drafts.get(BEN, DRAFT.id, NOW) is None
        assert uow.drafts.get(ADA, DRAFT.id, NOW + DAY) is None


def test_an_event_is_new_once(store: SqlStore) -> None:
    with store.write() as uow:
        assert uow.notices.first_time(Platform.SLACK, "e1", NOW)
        assert not uow.notices.first_time(Platform.SLACK, "e1", NOW)
        assert uow.notices.first_time(Platform.DISCORD, "e1", NOW)
        uow.commit()
    with store.write() as uow:
        assert not uow.notices.first_time(Platform.SLACK, "e1", NOW)


def test_a_notice_holds_what_was_put_last(store: SqlStore) -> None:
    with store.write() as uow:
        assert uow.notices.get("tick") is None
        uow.notices.put("tick", "1")
        uow.notices.put("tick", "2")
        uow.commit()
    with store.read() as uow:
        assert uow.notices.get("tick") == "2"


def test_what_has_run_out_is_forgotten_and_nothing_else(store: SqlStore) -> None:
    with store.write() as uow:
        uow.notices.first_time(Platform.SLACK, "e1", NOW)
        uow.notices.put("tick", "1")
        uow.drafts.add(DRAFT)
        uow.changes.begin(change(until=NOW + DAY))
        uow.contacts.save(contact(company="Acme"))
        uow.commit()
    with store.write() as uow:
        uow.notices.purge(NOW + DAY - timedelta(seconds=1))
        assert uow.changes.get(ADA, ChangeId("change")) is not None
        assert uow.drafts.get(ADA, DRAFT.id, NOW) is not None
        assert not uow.notices.first_time(Platform.SLACK, "e1", NOW)
        uow.notices.purge(NOW + DAY)
        assert uow.changes.get(ADA, ChangeId("change")) is None
        assert uow.drafts.get(ADA, DRAFT.id, NOW) is None
        assert uow.notices.first_time(Platform.SLACK, "e1", NOW)
        assert uow.notices.get("tick") == "1"
