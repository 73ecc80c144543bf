"""A fresh store on each database, with two users in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from storage.engine import open_database
from storage.migrations.upgrade import migrate
from storage.store import SqlStore, open_store
from tests.fakes.postgres import Postgres
from tests.storage import samples
from tests.storage.samples import ADA, BEN

Sql = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    """The name of a PostgreSQL database with the tables made: a copy of it takes a tenth of the time."""

    def make(url: str) -> None:
        database = open_database(url)
        migrate(database)
        database.close()

    return postgres.prepare_template(make)


@pytest.fixture(params=["sqlite", "postgresql"])
def kith_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database of Kith; the test runs on both."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kith.db'}"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        with postgres.database(request.getfixturevalue("migrated")) as url:
            yield url


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "kith.key"


@pytest.fixture
def open_again(kith_url: str, key_file: Path) -> Iterator[Callable[[], SqlStore]]:
    """Opens the same database as often as wanted."""
    opened: list[SqlStore] = []

    def open_one() -> SqlStore:
        opened.append(open_store(kith_url, key_file, upgrade=True, busy_seconds=0.05))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def store(open_again: Callable[[], SqlStore]) -> SqlStore:
    store = open_again()
    with store.write() as uow:
        uow.users.add(samples.user(ADA), samples.account(ADA))
        uow.users.add(samples.user(BEN), samples.account(BEN))
        uow.contacts.add(samples.contact(samples.SAM))
        uow.contacts.add(samples.contact(samples.MIA))
        uow.commit()
    return store


@pytest.fixture
def sql(kith_url: str) -> Sql:
    """Looks into the database, or changes it, behind the store's back."""
    url = make_url(kith_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, poolclass=NullPool)

    def run(statement: str, **values: object) -> list[Any]:
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result.all()) if result.returns_rows else []

    return run
