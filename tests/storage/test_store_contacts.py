"""Contacts, ties, interactions and dates as they come back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.contact import Contact, Named
from bot.domain.ids import ContactId, DateId, InteractionId
from bot.domain.interaction import Began, Medium
from bot.domain.strength import Tie
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, MIA, SAM, TODAY, birthday, contact, day, interaction

FULL = contact(
    ContactId("full"),
    name="Zoë Ōkubo 🦊",
    aliases=("Zo", "the fox"),
    company="Acme",
    title="Head of Plums",
    emails=("Zoe@Example.org", "z@example.com"),
    phones=("+49 30 1234567",),
    url="https://www.example.com/in/zoe/",
    tags=("climbing",),
    about="Met in Kyoto.",
    circle=Circle.CLOSE,
    cadence=Cadence(6, Unit.WEEK),
    kept_on=TODAY,
    later_until=day(3),
    uid="urn:uuid:4fbe",
)


def add(store: SqlStore, *contacts: Contact) -> None:
    with store.write() as uow:
        for each in contacts:
            uow.contacts.add(each)
        uow.commit()


def test_a_contact_comes_back_whole(store: SqlStore) -> None:
    add(store, FULL)
    with store.read() as uow:
        assert uow.contacts.get(ADA, FULL.id) == FULL
        assert uow.contacts.many(ADA, {FULL.id, SAM, ContactId("nobody")}) == {FULL.id: FULL, SAM: contact(SAM)}
        assert uow.contacts.all(ADA) == (contact(MIA), contact(SAM), FULL)
        assert uow.contacts.kept(ADA) == (FULL,)
        assert Named(FULL.id, FULL.name, FULL.aliases) in uow.contacts.named(ADA)


def test_what_one_unit_of_work_wrote_it_reads_at_once(store: SqlStore) -> None:
    with store.write() as uow:
        uow.contacts.add(FULL)
        assert uow.contacts.get(ADA, FULL.id) == FULL
        uow.contacts.save(replace(FULL, company="Plum"))
        assert uow.contacts.get(ADA, FULL.id) == replace(FULL, company="Plum")


@pytest.mark.parametrize(
    ("emails", "phones", "url", "uid"),
    [
        ((" zoe@example.ORG",), (), "", ""),
        ((), ("0049 (30) 123-45-67",), "", ""),
        ((), (), "http://example.com/in/Zoe?trk=1", ""),
        ((), (), "", "urn:uuid:4fbe"),
    ],
)
def test_the_same_person_is_recognised_by_any_address(
    store: SqlStore, emails: tuple[str, ...], phones: tuple[str, ...], url: str, uid: str
) -> None:
    add(store, FULL)
    other = contact(ContactId("other"), emails=emails, phones=phones, url=url, uid=uid)
    with store.read() as uow:
        assert uow.contacts.same(ADA, other) == (FULL.id,)
        assert uow.contacts.same(ADA, replace(other, id=FULL.id)) == ()
        assert uow.contacts.same(BEN, replace(other, owner=BEN)) == ()


def test_nobody_is_recognised_by_name_alone(store: SqlStore) -> None:
    add(store, FULL)
    with store.read() as uow:
        assert uow.contacts.same(ADA, contact(ContactId("other"), name=FULL.name)) == ()


def test_an_address_that_was_taken_away_recognises_nobody(store: SqlStore) -> None:
    add(store, FULL)
    with store.write() as uow:
        assert uow.contacts.by_email(ADA, "ZOE@example.org ") == (FULL.id,)
        uow.contacts.save(replace(FULL, emails=("new@example.org",)))
        assert uow.contacts.by_email(ADA, "zoe@example.org") == ()
        assert uow.contacts.by_email(ADA, "new@example.org") == (FULL.id,)
        assert uow.contacts.by_email(BEN, "new@example.org") == ()


def test_two_owners_share_the_hashes_of_the_same_addresses_but_not_of_a_file(store: SqlStore) -> None:
    theirs = Contact(
        id=ContactId("theirs"),
        owner=BEN,
        name="Zoe",
        added_on=TODAY,
        emails=("zoe@example.org",),
        phones=("030 1234567",),
        uid=FULL.uid,
    )
    add(store, FULL, theirs)
    with store.read() as uow:
        mine, his = set(uow.contacts.joins(ADA, FULL.id)), set(uow.contacts.joins(BEN, theirs.id))
        assert len(mine) == 4
        assert len(his) == 1
        assert his < mine


def test_taken_ids_are_known_whoever_owns_them(store: SqlStore) -> None:
    with store.read() as uow:
        assert uow.contacts.taken([SAM, ContactId("free")]) == {SAM}


def test_ties_come_back_and_are_empty_until_saved(store: SqlStore) -> None:
    tie = Tie(last_on=TODAY, decay=1.5e300, peak=2.25, peak_on=day(-30))
    with store.write() as uow:
        assert uow.contacts.tie(ADA, SAM) == Tie()
        uow.contacts.save_tie(ADA, SAM, Tie(decay=1.0))
        uow.contacts.save_tie(ADA, SAM, tie)
        uow.commit()
    with store.read() as uow:
        assert uow.contacts.tie(ADA, SAM) == tie
        assert uow.contacts.ties(ADA) == {SAM: tie}
        assert uow.contacts.ties(ADA, [MIA]) == {}
        assert uow.contacts.ties(BEN) == {}


def test_interactions_come_newest_first_and_the_last_logged_of_a_day_leads(store: SqlStore) -> None:
    told = interaction("told", SAM, MIA, on=TODAY, medium=Medium.CALL, began=Began.THEM, note="her new job")
    older = interaction("older", on=day(-9), note="flat hunting")
    later_today = interaction("later", on=TODAY)
    with store.write() as uow:
        for each in (told, older, later_today):
            uow.interactions.add(each)
        uow.commit()
    with store.read() as uow:
        assert uow.interactions.of(ADA, SAM) == (later_today, told, older)
        assert uow.interactions.of(ADA, SAM, 1) == (later_today,)
        assert uow.interactions.of(ADA, MIA) == (told,)
        assert uow.interactions.all(ADA) == (older, told, later_today)
        assert uow.interactions.get(ADA, told.id) == told


def test_an_interaction_can_be_told_differently_afterwards(store: SqlStore) -> None:
    with store.write() as uow:
        uow.interactions.add(interaction("first", SAM))
        changed = interaction("first", MIA, SAM, note="with cake", on=day(-1))
        uow.interactions.save(changed)
        uow.commit()
    with store.read() as uow:
        assert uow.interactions.get(ADA, InteractionId("first")) == changed
        assert uow.interactions.of(ADA, MIA) == (changed,)


def test_dates_come_in_the_order_of_the_year(store: SqlStore) -> None:
    may, january = birthday("may"), birthday("january", month=1, day=31, year=1980, label="moved in")
    with store.write() as uow:
        uow.dates.add(may)
        uow.dates.add(january)
        uow.dates.add(birthday("other", MIA, month=2))
        uow.dates.save(replace(may, day=5))
        uow.commit()
    with store.write() as uow:
        assert uow.dates.of(ADA, SAM) == (january, replace(may, day=5))
        assert [each.id for each in uow.dates.all(ADA)] == ["january", "other", "may"]
        uow.dates.remove(ADA, may.id)
        assert uow.dates.get(ADA, DateId("may")) is None
        assert uow.dates.get(ADA, january.id) == january


def test_forgetting_a_contact_takes_all_that_is_about_it(
    store: SqlStore, sql: Callable[..., list[tuple[object, ...]]]
) -> None:
    together = interaction("together", SAM, MIA, note="all three")
    with store.write() as uow:
        uow.interactions.add(together)
        uow.interactions.add(interaction("alone", SAM, note="a secret"))
        uow.dates.add(birthday())
        uow.contacts.save_tie(ADA, SAM, Tie(decay=1.0))
        uow.contacts.erase(ADA, SAM)
        uow.commit()
    with store.read() as uow:
        assert uow.contacts.get(ADA, SAM) is None
        assert uow.interactions.all(ADA) == (replace(together, contacts=(MIA,)),)
        assert uow.dates.all(ADA) == ()
    tables = ("contact_join", "tie", "interaction_contact", "important_date", "change_entry", "directory")
    assert not any(sql(f"SELECT 1 FROM {table} WHERE contact_id = 'sam'") for table in tables)


def test_many_are_recognised_at_once(store: SqlStore) -> None:
    add(store, FULL)
    by_mail = contact(ContactId("one"), emails=("zoe@example.org",))
    by_both = contact(ContactId("two"), phones=FULL.phones, uid=FULL.uid)
    nobody = contact(ContactId("three"), name=FULL.name)
    with store.read() as uow:
        found = uow.contacts.recognised(ADA, [by_mail, nobody, by_both, FULL])
        assert found == (frozenset({FULL.id}), frozenset(), frozenset({FULL.id}), frozenset())
        assert uow.contacts.recognised(BEN, [replace(by_mail, owner=BEN)]) == (frozenset(),)
        assert uow.contacts.recognised(ADA, []) == ()
