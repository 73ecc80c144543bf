"""A database for every test of the engine, made once and copied: on SQLite and on PostgreSQL."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from storage.store import open_store
from tests.conftest import SQLITE, TESTED
from tests.fakes.engine_world import Database, World
from tests.fakes.postgres import Postgres
from tests.fakes.shelf import Shelf


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Only what went wrong is logged, and plainly: drawing a traceback in colours takes a second."""
    before = structlog.get_config()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
    )
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the databases to copy from are, with the keys of both."""
    return tmp_path_factory.mktemp("engine")


@pytest.fixture(scope="session")
def sqlite_template(folder: Path) -> Path:
    """A migrated file."""
    open_store(f"sqlite:///{folder / 'kith.db'}", folder / "sqlite.key", upgrade=True).close()
    return folder / "kith.db"


@pytest.fixture(scope="session")
def postgres_template(folder: Path, postgres: Postgres) -> str:
    """The name of a migrated database."""
    return postgres.prepare_template(lambda url: open_store(url, folder / "postgresql.key", upgrade=True).close())


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, tmp_path: Path, folder: Path, sqlite_template: Path) -> Database:
    """A migrated SQLite database of one's own."""
    request.config.stash[TESTED].add(SQLITE)
    shutil.copy(sqlite_template, tmp_path / "kith.db")
    return Database(f"sqlite:///{tmp_path / 'kith.db'}", folder / "sqlite.key")


@pytest.fixture(scope="session")
def lasting(folder: Path, postgres: Postgres) -> Iterator[tuple[Shelf, Database]]:
    """A migrated PostgreSQL database that is emptied instead of made anew: that is ten times as fast."""
    with postgres.database() as url:
        keys = folder / "lasting.key"
        shelf = Shelf(url, keys)
        yield shelf, Database(url, keys)
        shelf.close()


@pytest.fixture
def postgresql(lasting: tuple[Shelf, Database]) -> Database:
    """A migrated PostgreSQL database with nothing in it."""
    shelf, database = lasting
    shelf.emptied()
    return database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database of one's own; the test runs on both."""
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """Kith on Monday, 2 March 2026, at eight in the morning."""
    world = World(database)
    yield world
    world.close()
