"""What lookups read: open rows and what follows from them, and never a trace of the others."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from bot.domain.directory import Acquaintance, DirectoryRow, InCommon
from bot.domain.ids import ContactId, UserId
from bot.domain.team import Edge, Membership, Share
from bot.ports import UnitOfWork
from storage.engine import open_database
from storage.store import SqlStore
from tests.storage.samples import ADA, BEN, MIA, NOW, SAM, TEAM, TODAY, contact, on_sqlite, team

ZED = ContactId("zed")
ANN, JOE = ContactId("ann"), ContactId("joe")


def row(contact_id: ContactId, member: UserId = ADA, name: str = "Sam Nowak", **values: object) -> DirectoryRow:
    defaults: dict[str, object] = {"company": "Acme GmbH", "title": "", "tags": (), "decay": 1.0, "seen_in": None}
    given = {**defaults, "team": TEAM, "member": member, "contact": contact_id, "name": name, **values}
    return DirectoryRow(**given, member_name=member.title())  # type: ignore[arg-type]


@pytest.fixture
def shared(store: SqlStore) -> SqlStore:
    """A team of two who share; nothing is in it yet."""
    with store.write() as uow:
        uow.teams.add(team())
        for member in (ADA, BEN):
            uow.teams.join(Membership(user=member, team=TEAM, name=member.title(), sharing=True))
        for each in (ANN, JOE):
            uow.contacts.add(contact(each))
        uow.contacts.add(contact(ZED, BEN))
        uow.commit()
    return store


def put(store: SqlStore, *rows: DirectoryRow) -> None:
    with store.write() as uow:
        for each in rows:
            uow.directory.put([each])
        uow.commit()


@pytest.mark.parametrize("typed", ["nowka", "novak", "nowa", "nowakk", "owak"])
def test_a_word_with_an_error_is_near_the_name_that_was_meant(shared: SqlStore, typed: str) -> None:
    put(shared, row(SAM), row(MIA, name="Mia Okafor"))
    with shared.read() as uow:
        assert [word for word, _ in uow.directory.near(TEAM, typed, 1)] == ["nowak"]


def test_the_nearest_comes_first(shared: SqlStore) -> None:
    put(shared, row(SAM, name="Sam Kowalska"), row(MIA, name="Mia Kowalski"), row(ANN, name="Ann Kowal"))
    with shared.read() as uow:
        assert uow.directory.near(TEAM, "kowalskj", 2) == (("kowalska", 1), ("kowalski", 1))


def test_titles_and_tags_are_no_names(shared: SqlStore) -> None:
    put(shared, row(SAM, title="Engineer", tags=("climbing",)))
    with shared.read() as uow:
        assert uow.directory.near(TEAM, "enginer", 2) == uow.directory.near(TEAM, "climbng", 2) == ()
        assert uow.directory.near(TEAM, "acmee", 1) == (("acme", 1),)


@pytest.mark.parametrize("withdraw", ["row", "member", "level", "name", "contact", "membership"])
def test_a_name_is_forgotten_with_the_last_row_that_holds_it(shared: SqlStore, withdraw: str) -> None:
    put(shared, row(SAM), row(ZED, BEN, "Zed Okafor"))
    acts: dict[str, Callable[[UnitOfWork], object]] = {
        "row": lambda uow: uow.directory.remove(TEAM, ADA, SAM),
        "member": lambda uow: uow.directory.remove(TEAM, ADA),
        "level": lambda uow: uow.directory.put([row(SAM, level=Share.ASK)]),
        "name": lambda uow: uow.directory.put([row(SAM, name="Sam Carter")]),
        "contact": lambda uow: uow.contacts.erase(ADA, SAM),
        "membership": lambda uow: uow.teams.leave(ADA, TEAM),
    }
    with shared.write() as uow:
        acts[withdraw](uow)
        uow.commit()
    with shared.write() as uow:
        assert uow.directory.near(TEAM, "nowka", 1) == ()
        assert uow.directory.near(TEAM, "okaffor", 1) == (("okafor", 1),)
        assert uow.directory.near(TEAM, "acmee", 1) == (("acme", 1),), "Ben's row holds it still"


def test_what_went_with_its_contact_is_tidied_away(shared: SqlStore, sql: Callable[..., list[object]]) -> None:
    put(shared, row(SAM), row(ZED, BEN, "Zed Okafor"))
    with shared.write() as uow:
        uow.contacts.erase(ADA, SAM)
        uow.commit()
    with shared.write() as uow:
        uow.directory.tidy()
        uow.commit()
    assert [each[0] for each in sql("SELECT word FROM directory_name ORDER BY word")] == ["acme", "okafor", "zed"]  # type: ignore[index]


def test_names_that_begin_like_what_is_typed(shared: SqlStore) -> None:
    put(shared, row(SAM), row(MIA, name="Mia Nowicka"), row(ANN, name="Ann Okafor"))
    with shared.read() as uow:
        assert {each.contact for each in uow.directory.begun(TEAM, "now", 9)} == {SAM, MIA}
        assert uow.directory.begun(TEAM, "nz", 9) == ()


def test_the_same_person_is_found_in_every_book_by_hash(shared: SqlStore) -> None:
    put(shared, row(SAM, joins=("h1", "h2")), row(ZED, BEN, "S. N.", joins=("h2",)), row(MIA, joins=("h3",)))
    with shared.read() as uow:
        assert {each.contact for each in uow.directory.joined(TEAM, ["h2"], 9)} == {SAM, ZED}
        assert uow.directory.joined(TEAM, [], 9) == ()


def test_whom_somebody_vouches_for_is_found_first(shared: SqlStore) -> None:
    put(shared, row(SAM, decay=1.0, edge=Edge.VOUCH), row(MIA, decay=5.0))
    with shared.read() as uow:
        assert [each.contact for each in uow.directory.find(TEAM, ["acme"], 1)] == [SAM]


def test_a_tie_that_grows_moves_up(shared: SqlStore) -> None:
    put(shared, row(SAM, decay=1.0), row(MIA, decay=5.0))
    put(shared, row(SAM, decay=9.0))
    with shared.read() as uow:
        assert [each.contact for each in uow.directory.find(TEAM, ["acme"], 1)] == [SAM]


def test_members_are_tied_by_a_contact_that_is_one_of_them_and_by_one_in_common(shared: SqlStore) -> None:
    put(shared, row(SAM, joins=()), row(JOE, name="Joe Ho", joins=("h9",)), row(ZED, BEN, "Joe H", joins=("h9",)))
    with shared.write() as uow:
        uow.teams.recognise(BEN, TEAM, ["ben@acme.example"])
        uow.contacts.save(contact(SAM, emails=("Ben@Acme.example",)))
        put_joins = uow.contacts.joins(ADA, SAM)
        uow.directory.put([row(SAM, joins=put_joins)])
        uow.commit()
    with shared.read() as uow:
        ben_of_ada = Acquaintance((ADA, SAM), BEN)
        assert uow.directory.colleagues(TEAM, ADA, 9) == uow.directory.knowing(TEAM, [BEN], [ADA], 9) == (ben_of_ada,)
        assert uow.directory.colleagues(TEAM, BEN, 9) == uow.directory.knowing(TEAM, [ADA], [BEN], 9) == ()
        assert uow.directory.in_common(TEAM, ADA, [BEN], 9) == (InCommon((ADA, JOE), (BEN, ZED)),)
        assert {place: each.name for place, each in uow.directory.at(TEAM, [(ADA, JOE), (BEN, ZED)]).items()} == {
            (ADA, JOE): "Joe Ho",
            (BEN, ZED): "Joe H",
        }


READS: dict[str, Callable[[UnitOfWork], object]] = {
    "find": lambda uow: uow.directory.find(TEAM, ["nowak"], 9),
    "find by two words": lambda uow: uow.directory.find(TEAM, ["nowak", "acme"], 9),
    "joined": lambda uow: uow.directory.joined(TEAM, ["h1", *map(str, range(40))], 9),
    "near": lambda uow: uow.directory.near(TEAM, "nowka", 2),
    "begun": lambda uow: uow.directory.begun(TEAM, "now", 9),
    "find by any": lambda uow: uow.directory.find_any(TEAM, [("nowak", "novak"), ("acme",)], 9),
    "held": lambda uow: uow.directory.held(TEAM, ["nowak", *map(str, range(40))]),
    "colleagues": lambda uow: uow.directory.colleagues(TEAM, ADA, 9),
    "knowing": lambda uow: uow.directory.knowing(TEAM, [BEN], [ADA], 9),
    "in common, hers": lambda uow: uow.directory.in_common(TEAM, ADA, [BEN], 9),
    "in common, his": lambda uow: uow.directory.in_common(TEAM, BEN, [ADA], 9),
    "at": lambda uow: uow.directory.at(TEAM, [(ADA, SAM)]),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_no_read_of_a_lookup_sees_who_is_asked_first(shared: SqlStore, read: Callable[[UnitOfWork], object]) -> None:
    with shared.write() as uow:
        uow.teams.recognise(BEN, TEAM, ["ben@acme.example"])
        uow.contacts.save(contact(SAM, emails=("ben@acme.example",)))
        joins = (*uow.contacts.joins(ADA, SAM), "h1")
        uow.directory.put([row(SAM, joins=joins)])
        uow.directory.put([row(ZED, BEN, joins=("h1",))])
        uow.commit()
    with shared.read() as uow:
        assert read(uow), "it would be seen if it were open"
    put(shared, row(SAM, joins=joins, level=Share.ASK), row(ZED, BEN, joins=("h1",), level=Share.ASK))
    with shared.read() as uow:
        assert not read(uow)


def test_members_are_found_by_what_they_work_on(shared: SqlStore) -> None:
    with shared.write() as uow:
        uow.teams.save_membership(Membership(user=BEN, team=TEAM, name="Ben", working_on="Payments in Lisbon"))
        uow.teams.describe(BEN, TEAM, ["payments", "in", "lisbon"])
        uow.commit()
    with shared.write() as uow:
        (worker,) = uow.directory.workers(TEAM, ["lisbon", "payments"], 9)
        assert (worker.member, worker.name, worker.working_on) == (BEN, "Ben", "Payments in Lisbon")
        assert uow.directory.workers(TEAM, ["lisbon", "porto"], 9) == uow.directory.workers(TEAM, [], 9) == ()
        uow.teams.describe(BEN, TEAM, [])
        assert uow.directory.workers(TEAM, ["lisbon"], 9) == ()


def test_lookups_are_counted_and_forgotten(shared: SqlStore) -> None:
    with shared.write() as uow:
        uow.lookups.add(TEAM, ADA, [BEN, BEN], NOW - timedelta(days=100), TODAY - timedelta(days=100))
        uow.lookups.add(TEAM, ADA, [BEN], NOW, TODAY)
        uow.lookups.add(TEAM, BEN, [], NOW, TODAY)
        uow.commit()
    with shared.write() as uow:
        assert uow.lookups.asked_since(TEAM, ADA, NOW - timedelta(hours=1)) == (NOW,)
        assert uow.lookups.count_since(TEAM, NOW - timedelta(days=101)) == 3
        assert uow.lookups.surfaced_since(TEAM, BEN, TODAY - timedelta(days=101)) == 2
        assert uow.lookups.surfaced_since(TEAM, ADA, TODAY - timedelta(days=101)) == 0
        uow.lookups.purge(NOW)
        assert uow.lookups.count_since(TEAM, NOW - timedelta(days=101)) == 2
        assert uow.lookups.surfaced_since(TEAM, BEN, TODAY - timedelta(days=101)) == 1


@on_sqlite
@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_no_read_of_a_lookup_goes_through_all_rows_of_a_team(
    shared: SqlStore, kith_url: str, read: Callable[[UnitOfWork], object]
) -> None:
    """SQLite knows nothing of how many rows there are unless it is told, and must find the way all the same."""
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        asked.append((statement, values))

    put(shared, row(SAM, joins=("h1",)), row(ZED, BEN, joins=("h1",)))
    with shared.write() as uow:
        uow.teams.recognise(BEN, TEAM, ["ben@acme.example"])
        uow.commit()
    event.listen(Engine, "before_cursor_execute", note)
    try:
        with shared.read() as uow:
            read(uow)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    database = open_database(kith_url)
    with database.reader.connect() as connection:
        for statement, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            for step in (each[3] for each in plan):
                assert not re.search(r"SCAN (directory|member)|\(team_id=\?( AND level=\?)?\)", step), statement
    database.close()
