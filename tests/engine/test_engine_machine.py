"""Whatever the order of what people do, of ticks, failures and crashes: nothing is lost, nothing comes twice."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fakes.engine_machine import EngineMachine
from tests.fakes.engine_world import Database
from tests.fakes.postgres import Postgres

BOUNDED = settings(
    max_examples=10,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_anything_in_any_order_on_sqlite(tmp_path: Path, folder: Path, sqlite_template: Path) -> None:
    numbers = count()

    @contextmanager
    def new_database() -> Iterator[Database]:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(sqlite_template, path)
        yield Database(f"sqlite:///{path}", folder / "sqlite.key")

    run_state_machine_as_test(partial(EngineMachine, new_database), settings=BOUNDED)  # type: ignore[arg-type]  # it calls it


def test_anything_in_any_order_on_postgresql(folder: Path, postgres: Postgres, postgres_template: str) -> None:
    @contextmanager
    def new_database() -> Iterator[Database]:
        with postgres.database(postgres_template) as url:
            yield Database(url, folder / "postgresql.key")

    bounded = settings(BOUNDED, max_examples=4)
    run_state_machine_as_test(partial(EngineMachine, new_database), settings=bounded)  # type: ignore[arg-type]  # it calls it
