"""What is private cannot be read in the database, is bound to its row, and needs the keys that it was written with."""

import json
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.errors import StorageError
from bot.domain.ids import ContactId, DraftId
from bot.ports import Draft
from storage.keyfile import make_keys, read_keys
from storage.secrets import KeyRing, Unreadable, new_key
from storage.store import SqlStore, open_store
from tests.storage.samples import ADA, MIA, NOW, SAM, change, contact, interaction

Sql = Callable[..., list[tuple[str]]]
SECRET = "plumtree"


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    with store.write() as uow:
        uow.changes.begin(change(title=f"about {SECRET}"))
        uow.contacts.save(
            contact(
                emails=(f"{SECRET}@example.org",),
                phones=("+49 30 7777777",),
                url=f"example.com/{SECRET}",
                about=SECRET,
                uid=SECRET,
            )
        )
        uow.interactions.add(interaction("talk", note=f"{SECRET} in bloom"))
        uow.drafts.add(Draft(id=DraftId("d"), user=ADA, payload={"line": SECRET}, until=NOW + timedelta(days=1)))
        uow.commit()
    return store


def test_no_secret_stands_anywhere_in_the_database(full: SqlStore, sql: Sql) -> None:
    for table in ("contact", "contact_join", "interaction", "draft", "change", "change_entry", "notice"):
        rows = repr(sql(f"SELECT * FROM {table}"))
        assert rows != "[]"
        assert SECRET not in rows
        assert "7777777" not in rows


def test_what_was_sealed_for_one_row_is_refused_in_another(full: SqlStore, sql: Sql) -> None:
    sql("UPDATE contact SET about = (SELECT about FROM contact WHERE id = 'sam') WHERE id = 'mia'")
    with full.read() as uow, pytest.raises(StorageError, match="changed or moved"):
        uow.contacts.get(ADA, MIA)


def test_what_was_sealed_for_one_column_is_refused_in_another(full: SqlStore, sql: Sql) -> None:
    sql("UPDATE contact SET about = url WHERE id = 'sam'")
    with full.read() as uow, pytest.raises(StorageError, match="changed or moved"):
        uow.contacts.get(ADA, SAM)


@pytest.mark.parametrize("damaged", ["plain text", "v1.nokey.AAAA", "v1..", "v2.x.y", "v1.{key}.A", "v1.{key}.AAAA"])
def test_damaged_values_are_unreadable_not_a_crash(damaged: str) -> None:
    ring = KeyRing("k", {"k": new_key()})
    with pytest.raises(Unreadable):
        ring.open(damaged.format(key="k"), "place")


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    old = new_key()
    before = KeyRing("old", {"old": old}).seal("text", "place")
    both = KeyRing("new", {"old": old, "new": new_key()})
    after = both.seal("text", "place")
    assert both.open(before, "place") == both.open(after, "place") == "text"
    assert after.startswith("v1.new.")
    with pytest.raises(Unreadable):
        KeyRing("old", {"old": old}).open(after, "place")


def test_keys_can_be_rotated_in_the_file(full: SqlStore, kith_url: str, key_file: Path, sql: Sql) -> None:
    content = json.loads(key_file.read_text())
    old = content["keys"][content["primary"]]
    key_file.write_text(json.dumps({"primary": "next", "keys": {**content["keys"], "next": old[::-1][1:] + "="}}))
    again = open_store(kith_url, key_file)
    with again.write() as uow:
        assert uow.interactions.of(ADA, SAM)[0].note == f"{SECRET} in bloom"
        uow.contacts.add(contact(ContactId("lee"), about="hello"))
        uow.commit()
    again.close()
    assert sql("SELECT about FROM contact WHERE id = 'lee'")[0][0].startswith("v1.next.")


def test_the_key_file_is_made_once_and_for_its_owner_only(full: SqlStore, kith_url: str, key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    before = key_file.read_text()
    open_store(kith_url, key_file).close()
    make_keys(key_file)
    assert key_file.read_text() == before
    assert [each.name for each in key_file.parent.iterdir() if "key" in each.name] == ["kith.key"]


def test_a_missing_key_file_is_never_made_anew_over_old_data(full: SqlStore, kith_url: str, key_file: Path) -> None:
    key_file.rename(key_file.with_suffix(".elsewhere"))
    with pytest.raises(StorageError, match="is missing"):
        open_store(kith_url, key_file)
    assert not key_file.exists()


def test_a_wrong_key_is_told_at_once(full: SqlStore, kith_url: str, tmp_path: Path) -> None:
    make_keys(tmp_path / "other.key")
    with pytest.raises(StorageError, match="do not fit"):
        open_store(kith_url, tmp_path / "other.key")


def test_a_database_that_lost_the_proof_of_its_keys_gets_no_new_ones(
    full: SqlStore, kith_url: str, tmp_path: Path, sql: Sql
) -> None:
    sql("DELETE FROM notice")
    with pytest.raises(StorageError, match="lost the proof"):
        open_store(kith_url, tmp_path / "other.key")
    assert not (tmp_path / "other.key").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"primary": "a", "keys": {}}', '{"primary": "a", "keys": {"a": "AAAA"}}', "\x00"]
)
def test_a_file_that_holds_no_keys_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "some.key"
    file.write_text(content)
    with pytest.raises(StorageError, match="is not a key file"):
        read_keys(file)


def test_a_key_file_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot make its key file"):
        make_keys(tmp_path / "file" / "some.key")
