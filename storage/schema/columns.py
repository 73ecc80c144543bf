"""How values stand in columns, the same on both databases."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every constraint has a name: SQLite cannot drop one that has none."""


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Aware on the way in, UTC on the way out; naive values are refused.

    SQLite has no zones and would keep the wall clock of whichever zone came: it gets naive UTC, in text of one width
    that sorts as the moments do.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo is not None else value.replace(tzinfo=UTC)


def sealed(name: str) -> Column[str]:
    """A text column that is stored encrypted; what is empty stays empty, so that a query can tell."""
    return Column(name, Text, nullable=False, info={"sealed": True})


def text(name: str) -> Column[str]:
    """A text column that always has a value."""
    return Column(name, Text, nullable=False)


def numbered() -> Column[int]:
    """The order in which rows were written: ids are random, and many rows share a day."""
    return Column("number", Integer, primary_key=True)


def from_words(words: Iterable[str]) -> str:
    """Several words as one text value, empty for none."""
    listed = list(words)
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def to_words(stored: str) -> tuple[str, ...]:
    """The words of such a value."""
    return tuple(json.loads(stored)) if stored else ()
