"""What every test may ask for, and the last lines of a run: on which databases it ran, and what it could not check."""

import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fakes import postgres as server
from tests.fakes.postgres import NoPostgres, Postgres

TESTED = pytest.StashKey[set[str]]()
FOLDER = pytest.StashKey[Path]()
SQLITE = f"SQLite {sqlite3.sqlite_version}"
WORKER_KEY = "kith_postgres_folder"


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Iterator[Postgres]:
    """The PostgreSQL server of this run, started when the first test asks for it."""
    try:
        found = server.connect(pytestconfig.stash[FOLDER])
    except NoPostgres as error:
        pytest.fail(str(error), pytrace=False)
    pytestconfig.stash[TESTED].add(f"PostgreSQL {found.version}")
    yield found
    found.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, empty database; the test runs on both."""
    if request.param == "sqlite":
        request.config.stash[TESTED].add(SQLITE)
        yield f"sqlite:///{tmp_path / 'kith.db'}"
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        with postgres.database() as url:
            yield url


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("kith", deadline=None, derandomize=True)  # the same cases on every machine, busy or not
    settings.load_profile("kith")
    config.stash[TESTED] = set()
    if hasattr(config, "workerinput"):
        config.stash[FOLDER] = Path(config.workerinput[WORKER_KEY])
    else:
        config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="kith-postgres-"))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # a run that is ended stops its server too


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:  # type: ignore[no-untyped-def]  # pytest-xdist's types are not public
    node.workerinput[WORKER_KEY] = str(node.config.stash[FOLDER])


def pytest_sessionfinish(session: pytest.Session) -> None:
    tested: set[str] = session.config.stash[TESTED]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["tested"] = sorted(tested)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node) -> None:  # type: ignore[no-untyped-def]  # pytest-xdist's types are not public
    node.config.stash[TESTED].update(getattr(node, "workeroutput", {}).get("tested", ()))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        server.stop(config.stash[FOLDER])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not (config.rootpath.parent / "shared" / "data").is_dir():
        terminalreporter.write_line("Contract tests ran without ../shared/data: nothing sent was checked against it.")
    tested: set[str] = config.stash[TESTED]
    if tested:
        terminalreporter.write_line(f"Databases tested: {', '.join(sorted(tested, reverse=True))}")
