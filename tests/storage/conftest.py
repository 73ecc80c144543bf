"""A fresh store on each database, with two users in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from storage.engine import open_database
from storage.migrations.upgrade import migrate
from storage.store import SqlStore, open_store
from tests.fakes.postgres import Postgres
from tests.fakes.shelf import emptying
from tests.storage import samples
from tests.storage.samples import ADA, BEN

Sql = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def lasting(postgres: Postgres) -> Iterator[tuple[str, Callable[[], None]]]:
    """One PostgreSQL database for many tests: to empty it takes a tenth of the time of making another."""
    with postgres.database() as url:
        database = open_database(url)
        migrate(database)
        yield url, emptying(database)
        database.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables made, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "kith.db"
    database = open_database(f"sqlite:///{file}")
    migrate(database)
    database.close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def kith_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of Kith; the test runs on both."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "kith.db")
        yield f"sqlite:///{file}"
    elif request.param == "fresh postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        with postgres.database() as url:
            yield url
    else:
        url, empty = request.getfixturevalue("lasting")
        yield url
        empty()


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
