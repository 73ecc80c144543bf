"""Upgrading arrives at the tables that the program knows, and loses nothing on the way."""

from collections.abc import Iterator, Sequence

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Text, inspect, text
from sqlalchemy.exc import OperationalError

from storage.engine import Database, open_database
from storage.migrations.upgrade import VERSION_TABLE, check_revision, migrate
from storage.schema import metadata


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
        connection.execute(text("INSERT INTO team (id, name, invite) VALUES ('t', 'Acme', '')"))
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
