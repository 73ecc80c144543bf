"""Whoever asked not to be kept is found in all books, and remembered by hashes alone."""

from collections.abc import Callable

from bot.domain.ids import ContactId
from bot.domain.marks import Marks
from storage.store import SqlStore
from tests.storage.conftest import Sql
from tests.storage.samples import ADA, BEN, MIA, NOW, SAM, contact

THEIRS = ContactId("theirs")


def test_they_are_found_by_each_mark_in_every_book_once(store: SqlStore) -> None:
    with store.write() as uow:
        uow.contacts.save(contact(SAM, emails=("sam@n.example", "s@n.example"), url="linkedin.com/in/sam"))
        uow.contacts.save(contact(MIA, merged_into=SAM, phones=("+49 30 1234567",)))
        uow.contacts.add(contact(THEIRS, owner=BEN, emails=("s@n.example",)))
        uow.commit()
    with store.read() as uow:
        assert uow.tombstones.holders(Marks(emails=("SAM@n.example", "s@n.example"))) == ((ADA, SAM), (BEN, THEIRS))
        assert uow.tombstones.holders(Marks(urls=("https://www.linkedin.com/in/Sam/",))) == ((ADA, SAM),)
        assert uow.tombstones.holders(Marks(phones=("0049 30 1234567",))) == ((ADA, SAM),)
        assert uow.tombstones.holders(Marks(phones=("030 1234567",), emails=("x@n.example",))) == ()


def test_it_lasts_and_holds_nothing_readable(open_again: Callable[[], SqlStore], store: SqlStore, sql: Sql) -> None:
    with store.write() as uow:
        for _ in range(2):
            uow.tombstones.add(Marks(emails=("Sam@n.example",), phones=("030 1234567",)), NOW)
        uow.commit()
    with open_again().read() as uow:
        people = [Marks(emails=("a@n.example", "sam@N.example")), Marks(phones=("030 1234567",)), Marks()]
        assert uow.tombstones.stand_for(people) == (True, False, False)
    ((hashed, _),) = sql("SELECT hash, at FROM tombstone")
    assert "sam" not in hashed
