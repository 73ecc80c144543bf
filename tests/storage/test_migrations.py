"""Upgrading arrives at the tables that the program knows, and loses nothing on the way."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Text, inspect, select, text
from sqlalchemy.exc import OperationalError

from storage.engine import Database, open_database
from storage.migrations.upgrade import VERSION_TABLE, check_revision, config, migrate
from storage.schema import metadata

_OF_THE_FIRST_VERSION = (
    "INSERT INTO users (id, name, joined_on, zone, hour, workdays, leap_day, day_first)"
    " VALUES ('ada', 'Ada', '2026-03-01', 'UTC', 570, '12345', '28 Feb', true)",
    "INSERT INTO account (id, user_id, platform, scope, external, channel, closed)"
    " VALUES ('a', 'ada', 'slack', 'T', 'U', '', '')",
    "INSERT INTO contact (id, owner_id, name, added_on, aliases, company, title, emails, phones, url, tags, about,"
    " circle, kept_on, uid) VALUES ('sam', 'ada', 'Sam', '2026-03-01', '', '', '', '', '', '', '', '', 'close',"
    " '2026-03-01', '')",
    "INSERT INTO tie (owner_id, contact_id, last_on, decay, peak) VALUES ('ada', 'sam', '2026-03-02', 1, 1)",
    "INSERT INTO interaction (id, owner_id, day, medium, began, note)"
    " VALUES ('i', 'ada', '2026-03-02', 'call', 'both', 'her job')",
    "INSERT INTO interaction_contact (owner_id, interaction_id, contact_id, position) VALUES ('ada', 'i', 'sam', 0)",
    "INSERT INTO important_date (id, owner_id, contact_id, kind, month, day, label)"
    " VALUES ('d', 'ada', 'sam', 'birthday', 5, 4, '')",
    "INSERT INTO reminder (id, user_id, contact_id, kind, tell_on, occasion)"
    " VALUES ('c', 'ada', 'sam', 'cadence', '2026-04-01', 1)",
    "INSERT INTO reminder (id, user_id, contact_id, kind, about, tell_on, occasion)"
    " VALUES ('b', 'ada', 'sam', 'date', 'd', '2026-05-04', 1)",
    "INSERT INTO delivery (id, user_id, account_id, domain, first_nudge, planned_on, not_before, state, attempts,"
    " fence, channel, posted_id, trouble) VALUES ('m', 'ada', 'a', 'slack:T', 'n', '2026-03-09',"
    " '2026-03-09 09:30:00', 'sent', 1, 1, 'D', '1', '')",
    "INSERT INTO nudge (id, user_id, reminder_id, occasion, contact_id, kind, due_on, told_on, state, delivery_id,"
    " late) VALUES ('n', 'ada', 'c', 0, 'sam', 'cadence', '2026-03-09', '2026-03-09', 'sent', 'm', 0)",
    "INSERT INTO team (id, name, invite) VALUES ('t', 'Acme', 'plum')",
    "INSERT INTO membership (user_id, team_id, role, sharing) VALUES ('ada', 't', 'admin', true)",
    "INSERT INTO share (id, user_id, team_id, scope, key, level) VALUES ('s', 'ada', 't', 'contact', 'sam', 'open')",
    "INSERT INTO directory (team_id, member_id, contact_id, member_name, name, company, title, tags, decay, joins)"
    " VALUES ('t', 'ada', 'sam', 'Ada', 'Sam Nowak', 'Acme Ltd', '', '[\"jazz\"]', 1.5, '[\"h1\"]')",
    "INSERT INTO directory_word (team_id, word, member_id, contact_id) VALUES ('t', 'sam', 'ada', 'sam')",
)
"""Somebody with a contact, what happened with them, and what was told, by the columns of that time."""


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database)
    yield database
    database.close()


def test_the_migrations_arrive_at_the_schema(database: Database) -> None:
    check_revision(database)
    with database.reader.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_every_constraint_has_a_name_and_every_cascade_an_index(database: Database) -> None:
    with database.reader.connect() as connection:
        inspector = inspect(connection)
        for table in metadata.tables:
            indexed: list[Sequence[str | None]] = [index["column_names"] for index in inspector.get_indexes(table)]
            indexed += [unique["column_names"] for unique in inspector.get_unique_constraints(table)]
            indexed.append(inspector.get_pk_constraint(table)["constrained_columns"])
            for key in inspector.get_foreign_keys(table):
                assert key["name"]
                columns = key["constrained_columns"]
                leading = [set(index[: len(columns)]) for index in indexed]
                assert set(columns) in leading, f"{table}: deleting what {columns} refer to would read the whole table"


def test_a_table_that_is_made_anew_keeps_its_children(database: Database) -> None:
    """On SQLite Alembic alters a table by making it anew; with foreign keys on, that deletes what refers to it."""
    with database.writer.begin() as connection:
        set_for_all = "'members', 30, 90, false"
        columns = "id, name, invite, asking, an_hour, kept_days, picture"
        connection.execute(text(f"INSERT INTO team ({columns}) VALUES ('t', 'Acme', '', {set_for_all})"))
        connection.execute(
            text("INSERT INTO workspace (id, platform, external, name, team_id) VALUES ('w', 'slack', 'T', 'A', 't')")
        )
    with (
        database.single(foreign_keys=False).begin() as connection,
        _operations(connection).batch_alter_table(
            "team", recreate="always" if database.is_sqlite else "never"
        ) as batch,
    ):
        batch.add_column(Column("motto", Text))
    with database.reader.connect() as connection:
        assert connection.execute(text("SELECT team_id FROM workspace")).scalar() == "t"


def test_what_the_first_version_stored_is_there_after_the_upgrade(empty: Database) -> None:
    with empty.single(foreign_keys=False).begin() as connection:
        command.upgrade(config(connection), "0001")
    with empty.writer.begin() as connection:
        for statement in _OF_THE_FIRST_VERSION:
            connection.execute(text(statement))
    migrate(empty)
    check_revision(empty)
    with empty.reader.connect() as connection:
        stored = {name: connection.execute(select(table)).mappings().all() for name, table in metadata.tables.items()}
    for name in ("users", "account", "contact", "tie", "interaction", "important_date", "delivery", "nudge"):
        assert len(stored[name]) == 1, name
    (user,), (person,), (talk,) = stored["users"], stored["contact"], stored["interaction"]
    assert (user["a_day"], user["a_week"], user["notes"], user["friday"]) == (3, 7, "by platform", True)
    assert (person["name"], person["circle"], person["state"]) == ("Sam", "close", "active")
    assert (talk["note"], talk["helped"]) == ("her job", "")
    assert {(each["kind"], each["tell_on"]) for each in stored["reminder"]} == {
        ("cadence", date(2026, 4, 1)),
        ("date", date(2026, 5, 4)),
    }
    assert [(each["occasion"], each["kind"]) for each in stored["delivery"]] == [("n", "digest")]
    (member,), (shared,) = stored["membership"], stored["directory"]
    assert (member["name"], member["working_on"], member["on_reminders"]) == ("Ada", "", False)
    assert (member["told"], member["place"]) == ('["admin", "members", "30", "90", ""]', 1)
    (group,) = stored["team"]
    assert (group["asking"], group["an_hour"], group["kept_days"], group["picture"]) == ("members", 30, 90, False)
    assert (shared["level"], shared["edge"], shared["name"]) == ("open", "", "Sam Nowak")
    assert {each["word"] for each in stored["directory_word"]} == {
        "sam",
        "nowak",
        "samnowak",
        "acme",
        "@acme",
        "jazz",
        "#jazz",
    }
    assert {each["rank"] for each in stored["directory_word"]} == {1.5}
    assert {each["word"]: each["reversed"] for each in stored["directory_name"]} == {
        "sam": "mas",
        "nowak": "kawon",
        "acme": "emca",
    }
    assert [each["hash"] for each in stored["directory_join"]] == ["h1"]


def test_a_step_that_fails_leaves_the_database_as_it_was(database: Database) -> None:
    with pytest.raises(OperationalError if database.is_sqlite else Exception, match="nowhere"):
        _fail_half_way(database)
    with database.reader.connect() as connection:
        assert "half" not in inspect(connection).get_table_names()
    check_revision(database)


def _fail_half_way(database: Database) -> None:
    with database.single(foreign_keys=False).begin() as connection:
        _operations(connection).create_table("half", Column("id", Text, primary_key=True))
        connection.execute(text("SELECT * FROM nowhere"))


def _operations(connection: Connection) -> Operations:
    return Operations(MigrationContext.configure(connection))
