"""One transaction: statements in, rows out. Knows tables and no entities.

Inserts wait until something else is asked, and then go in one batch a table, parents first: an import of twenty
thousand people is a handful of statements.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Double, Executable, Insert, Integer, Table, Text, insert
from sqlalchemy.dialects import postgresql, sqlite

from storage.schema import parents_first
from storage.vault import Row

Stored = Mapping[str, Any]
"""A row as the database gave it; its columns' types are the schema's."""
_AS_THEY_ARE = (Text, Integer, Double)
"""Types of columns whose values a driver stores in the form in which rows have them."""


class Transaction:
    """A connection within one unit of work."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only
        self._waiting: dict[tuple[Table, tuple[str, ...]], list[Row]] = {}

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite: one writer at a time, and its own clock nowhere."""
        return self._connection.dialect.name == "sqlite"

    def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> list[Stored]:
        """All rows that a statement gives with these values, after everything that waits was written."""
        self.flush()
        found = self._connection.execute(statement, values)
        names = tuple(found.keys())
        return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, statement: Executable) -> Stored | None:
        """The first row that a statement gives, or None."""
        self.flush()
        row = self._connection.execute(statement).mappings().first()
        return dict(row) if row is not None else None

    def scalar(self, statement: Executable) -> Any:
        """The first value of the first row, or None."""
        self.flush()
        return self._connection.execute(statement).scalar()

    def scalars(self, statement: Executable) -> list[Any]:
        """The first values of all rows."""
        self.flush()
        return list(self._connection.execute(statement).scalars())

    def run(self, statement: Executable) -> int:
        """How many rows a statement changed."""
        self.flush()
        counted = {"preserve_rowcount": True}  # psycopg forgets the count of an insert with its cursor
        return self._connection.execute(statement, execution_options=counted).rowcount

    def insert(self, table: Table, row: Row) -> None:
        """Add a row, later but before anything else is asked."""
        self._wait(table, (), row)

    def put(self, table: Table, key: tuple[str, ...], row: Row) -> None:
        """Add a row or replace the one with that key, later but before anything else is asked."""
        self._wait(table, key, row)

    def insert_new(self, table: Table, key: tuple[str, ...], row: Row) -> bool:
        """Add a row at once; False where the key is taken."""
        return self.run(self._insert(table).values(row).on_conflict_do_nothing(index_elements=key)) == 1

    def insert_missing(self, table: Table, rows: Sequence[Row]) -> None:
        """Add those of the rows that are not there, at once and in this order."""
        self.flush()
        if rows:
            self._connection.execute(self._insert(table).on_conflict_do_nothing(), rows)

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, {}
        for (table, key), rows in sorted(waiting.items(), key=lambda item: parents_first[item[0][0]]):
            bare = _bare_insert(table, tuple(rows[0])) if self.is_sqlite and not key else None
            if bare is not None:
                self._connection.exec_driver_sql(bare, rows)
            else:
                self._connection.execute(self._put(table, key) if key else insert(table), rows)

    def commit(self) -> None:
        """Make it last."""
        self.flush()
        self._connection.commit()

    def _wait(self, table: Table, key: tuple[str, ...], row: Row) -> None:
        self._waiting.setdefault((table, key), []).append(row)
        if self._read_only:
            self.flush()  # refused by the database, here and now

    def _put(self, table: Table, key: tuple[str, ...]) -> Insert:
        adding = self._insert(table)
        others = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in key}
        return adding.on_conflict_do_update(index_elements=key, set_=others)

    def _insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)


@cache
def _bare_insert(table: Table, columns: tuple[str, ...]) -> str | None:
    """An insert for SQLite's driver, which takes the rows as they are; None where it would not.

    To look at each value of many small rows again takes a third of the time, in which nobody else can write.
    """
    if any(type(table.c[column].type) not in _AS_THEY_ARE for column in columns):
        return None
    return str(insert(table).values(dict.fromkeys(columns)).compile(dialect=sqlite.dialect(paramstyle="named")))
