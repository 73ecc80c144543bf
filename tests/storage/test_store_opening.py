"""What an installation that is not right says, and what it leaves alone."""

import os
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from storage.engine import open_database
from storage.migrations.upgrade import back_up, migrate
from storage.store import SqlStore, open_store
from tests.storage.samples import ADA, SAM, contact, on_fresh, on_postgres, on_sqlite, user

NOBODY = 65534


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("kith.db", "must look like"),
        ("sqlite://", "needs a database file"),
        ("sqlite:///:memory:", "needs a database file"),
        ("mysql://localhost/kith", "cannot use mysql"),
        ("postgresql://nobody@127.0.0.1:1/kith", "cannot reach its PostgreSQL"),
        ("postgres://nobody:pass%20word@127.0.0.1:1/kith", "cannot reach its PostgreSQL"),
    ],
)
def test_an_address_that_leads_nowhere(url: str, sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence) as told:
        open_store(url)
    assert "pass" not in told.value.sentence


def test_postgres_needs_a_place_for_the_key(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("sqlite"):
        open_store(database_url, upgrade=True).close()
        assert (tmp_path / "kith.key").exists()
        return
    with pytest.raises(StorageError, match="where the key file is"):
        open_store(database_url, upgrade=True)
    open_store(database_url, data_dir=tmp_path / "state").close()
    assert (tmp_path / "state" / "kith.key").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot make its database"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'kith.db'}", upgrade=True)


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}", upgrade=True)


def test_another_file_is_not_a_database(tmp_path: Path) -> None:
    file = tmp_path / "kith.db"
    file.write_text("Dear diary, " * 500)
    with pytest.raises(StorageError, match="not a database of Kith"):
        open_store(f"sqlite:///{file}", upgrade=True)
    assert file.read_text().startswith("Dear diary")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "kith.db"
    open_store(f"sqlite:///{file}", upgrade=True).close()
    pages = bytearray(file.read_bytes())
    pages[4096:] = b"\xff" * (len(pages) - 4096)
    file.write_bytes(pages)
    with pytest.raises(StorageError, match="damaged"):
        open_store(f"sqlite:///{file}")


def test_a_new_file_and_its_companions_are_for_the_owner_only(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'kith.db'}", upgrade=True)
    with store.lock_for_engine():
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    store.close()
    assert modes.keys() >= {"kith.db", "kith.db-wal", "kith.key", "kith.db-lock"}
    assert set(modes.values()) == {0o600}


@pytest.fixture
def read_only() -> Iterator[str]:
    """The URL of a database that this process may only read; whoever may do everything becomes somebody else for it."""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        url = f"sqlite:///{folder / 'kith.db'}"
        open_store(url, upgrade=True).close()
        for each in folder.iterdir():
            each.chmod(0o444)
        folder.chmod(0o555)
        me = os.geteuid()
        if me == 0:
            os.seteuid(NOBODY)
        yield url
        os.seteuid(me)
        folder.chmod(0o755)


def test_a_read_only_database_is_told(read_only: str) -> None:
    with pytest.raises(StorageError, match=r"(read-only|cannot be opened).*kith\.db"):
        open_store(read_only, upgrade=True)


@on_sqlite
def test_a_file_that_another_program_locks_is_busy_not_broken(store: SqlStore, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "kith.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.write() as uow, pytest.raises(StorageError, match="in use by another program") as told:
        uow.users.save(user(ADA, name="Someone"))
    assert str(tmp_path) not in told.value.sentence  # it may be said in a chat
    with store.read() as uow:
        assert uow.users.get(ADA) == user(ADA)
    other.execute("ROLLBACK")
    other.close()
    with store.write() as uow:
        uow.users.save(user(ADA, name="Someone"))
        uow.commit()


def test_a_unit_of_work_that_reads_changes_nothing(store: SqlStore) -> None:
    with store.read() as uow, pytest.raises(StorageError, match="read-only"):
        uow.contacts.save(contact(company="Acme"))
    with store.read() as uow, pytest.raises(StorageError, match="read-only"):
        uow.contacts.save_tie(ADA, SAM, uow.contacts.tie(ADA, SAM))


def test_what_a_unit_of_work_reads_is_of_one_moment(store: SqlStore) -> None:
    with store.read() as reading:
        assert reading.contacts.get(ADA, SAM) == contact()
        with store.write() as writing:
            writing.contacts.save(contact(company="Acme"))
            writing.commit()
        assert reading.contacts.get(ADA, SAM) == contact()


@on_fresh
def test_a_newer_schema_is_refused_and_left_alone(
    store: SqlStore, kith_url: str, key_file: Path, sql: Callable[..., list[object]]
) -> None:
    sql("UPDATE kith_version SET version_num = '9999'")
    for upgrade in (True, False):
        with pytest.raises(StorageError, match="newer version of Kith"):
            open_store(kith_url, key_file, upgrade=upgrade)
    assert sql("SELECT version_num FROM kith_version") == [("9999",)]
    assert not list(key_file.parent.glob("*before*"))


def test_an_empty_database_is_not_upgraded_unasked(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="has to be upgraded first"):
        open_store(database_url, tmp_path / "kith.key")
    assert not (tmp_path / "kith.key").exists()


@on_fresh
def test_somebody_elses_tables_are_left_alone(store: SqlStore, sql: Callable[..., list[object]], kith_url: str) -> None:
    sql("DROP TABLE kith_version")
    with pytest.raises(StorageError, match="tables of another program"):
        open_store(kith_url, upgrade=True)
    assert len(sql("SELECT id FROM users")) == 2


@on_sqlite
def test_one_engine_a_file_and_any_number_of_commands(store: SqlStore, open_again: Callable[[], SqlStore]) -> None:
    other = open_again()
    with store.lock_for_engine(), pytest.raises(StorageError, match="already running"), other.lock_for_engine():
        pass
    with other.read() as uow:
        assert uow.users.get(ADA) is not None
    with other.lock_for_engine():
        pass


@on_postgres
def test_any_number_of_engines_on_postgres(store: SqlStore, open_again: Callable[[], SqlStore]) -> None:
    with store.lock_for_engine(), open_again().lock_for_engine():
        pass


@on_sqlite
def test_a_backup_is_a_whole_copy_for_the_owner_only(store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "kith.db"
    database = open_database(f"sqlite:///{file}")
    for _ in range(2):  # one that is there from before is replaced
        copy = back_up(database, file)
    database.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    restored = open_store(f"sqlite:///{copy}", tmp_path / "kith.key")
    with restored.read() as uow:
        assert uow.contacts.get(ADA, SAM) == contact()
    restored.close()


@on_sqlite
def test_forgotten_text_is_gone_from_the_file(store: SqlStore, tmp_path: Path) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff"
    with store.write() as uow:
        uow.contacts.save(contact(name=name))
        uow.commit()
    with store.write() as uow:
        uow.contacts.erase(ADA, SAM)
        uow.commit()
    store.close()  # the last to leave moves the log into the file
    assert name.encode() not in b"".join(each.read_bytes() for each in tmp_path.glob("kith.db*"))


@on_postgres
def test_a_lost_connection_is_replaced(store: SqlStore, sql: Callable[..., list[object]]) -> None:
    lost = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
    with store.write() as uow:
        assert uow.users.get(ADA) is not None
        sql(f"{lost} AND pid <> pg_backend_pid()")
        with pytest.raises(StorageError, match="cannot reach its PostgreSQL"):
            uow.users.get(ADA)
    with store.read() as uow:
        assert uow.users.get(ADA) is not None
    sql(f"{lost} AND pid <> pg_backend_pid()")
    with store.write() as uow:
        assert uow.users.get(ADA) is not None


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_processes_that_start_at_once_make_one_database(database_url: str, key_file: Path) -> None:
    def start(_: int) -> None:
        open_store(database_url, key_file, upgrade=True).close()

    with ThreadPoolExecutor(4) as starting:
        assert list(starting.map(start, range(4))) == [None] * 4


def test_migrating_twice_changes_nothing(store: SqlStore, kith_url: str) -> None:
    database = open_database(kith_url)
    migrate(database)
    database.close()
    with store.read() as uow:
        assert uow.contacts.get(ADA, SAM) == contact()
