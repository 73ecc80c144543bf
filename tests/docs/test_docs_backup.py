"""The backup that the documents describe restores everything, with its key file and not without."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from bot.domain.user import Preferences
from bot.filing import export_file, import_file, owner_of
from docs.chats import ROOT
from storage.store import SqlStore, open_store

NOW = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
PAGE = ROOT / "docs" / "how-to" / "backup-and-restore.md"


def book(store: SqlStore) -> bytes:
    with store.write() as uow:
        return export_file(uow, owner_of(uow, "Ana", Preferences(), NOW), "kith.json", NOW)


@pytest.fixture
def backed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Ana's book, of which a copy was made by the command of the page while Kith was running."""
    monkeypatch.chdir(tmp_path)
    sample = ROOT / "bot" / "demo" / "people.vcf"
    store = open_store("sqlite:///kith.db", upgrade=True)
    with store.lock_for_engine():
        with store.write() as uow:
            ana = owner_of(uow, "Ana", Preferences(), NOW)
            import_file(uow, ana, sample.name, sample.read_bytes(), NOW)
            uow.commit()
        command = re.search(r'^sqlite3 (\S+) "(.+)"$', PAGE.read_text("utf-8"), re.MULTILINE)
        assert command is not None
        with closing(sqlite3.connect(command[1])) as connection:
            connection.execute(command[2])
        wanted = book(store)
    store.close()
    for left in tmp_path.glob("kith.db*"):
        left.unlink()
    Path("kith-backup.db").rename("kith.db")
    return wanted


def test_a_restored_copy_is_as_it_was(backed_up: bytes) -> None:
    store = open_store("sqlite:///kith.db", upgrade=True)
    assert b"sam.carter@example.com" in backed_up
    assert book(store) == backed_up
    store.close()


def test_without_its_keys_a_copy_is_refused_and_left_alone(backed_up: bytes) -> None:
    Path("kith.key").rename("elsewhere.key")
    with pytest.raises(StorageError, match="key file"):
        open_store("sqlite:///kith.db", upgrade=True)
    assert not Path("kith.key").exists()
    Path("elsewhere.key").rename("kith.key")
    store = open_store("sqlite:///kith.db", upgrade=True)
    assert book(store) == backed_up
    store.close()
