"""A lookup reads what the page on privacy lists, and no table of a contact book: the databases themselves say so."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from bot.domain.errors import StorageError
from bot.domain.ids import ContactId, UserId, WorkspaceId
from bot.domain.team import Membership, Scope, Share
from bot.domain.user import Platform, Workspace
from bot.ports import UnitOfWork
from bot.presenters import lookup as presenter
from bot.services import directory, lookup, membership
from storage.engine import Database, open_database
from storage.secrets import KeyedHash, KeyRing
from storage.store import SqlStore
from storage.transaction import Transaction
from storage.unit_of_work import SqlUnitOfWork
from storage.vault import Vault
from tests.storage.samples import ADA, BEN, MIA, NOW, SAM, TEAM, TODAY, contact, team, user

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "privacy.md"
NO_KEYS = Vault(KeyRing("none", {"none": bytes(32)}), KeyedHash(bytes(32)))
"""A lookup opens nothing that is sealed."""
ZED = ContactId("zed")
PRIVATE = ("contact", "contact_join", "tie", "interaction", "users", "account", "share", "notice")


def listed() -> tuple[set[str], set[str]]:
    """The tables that the page lets a lookup read, and those that it may add to."""
    section = PAGE.read_text("utf-8").split("### What a lookup can read")[1].split("\nA test makes")[0]
    reads, adds = section.split("and adds rows")
    return set(re.findall(r"`(\w+)`", reads)), set(re.findall(r"`(\w+)`", adds))


@pytest.fixture
def shared(store: SqlStore) -> SqlStore:
    """Ada and Ben share people, one of whom they both know; Ben is one of Ada's."""
    with store.write() as uow:
        uow.teams.add(team())
        uow.teams.add_workspace(Workspace(id=WorkspaceId("w"), platform=Platform.SLACK, external="T1", name="Acme"))
        uow.teams.bind(WorkspaceId("w"), TEAM)
        for member in (ADA, BEN):
            uow.teams.join(Membership(user=member, team=TEAM, name=member.title(), sharing=True, working_on="payments"))
            uow.teams.describe(member, TEAM, ["payments"])
            uow.teams.share(member, TEAM, Scope.COMPANY, "acme", Share.OPEN)
        uow.teams.recognise(BEN, TEAM, ["ben@acme.example"])
        uow.contacts.save(contact(SAM, name="Sam Nowak", company="Acme", emails=("sam@acme.example",)))
        uow.contacts.save(contact(MIA, name="Ben Ode", company="Acme", emails=("ben@acme.example",)))
        uow.contacts.add(contact(ZED, BEN, name="S. Nowak", company="Acme", emails=("sam@acme.example",)))
        uow.contacts.add(contact(ContactId("lea"), BEN, name="Lea Roth", company="Acme"))
        uow.contacts.add(contact(ContactId("careful"), BEN, name="Ida Nowak", company="Acme"))
        uow.teams.share(BEN, TEAM, Scope.CONTACT, "careful", Share.ASK)
        for member in (ADA, BEN):
            directory.refresh_teams(uow, user(member))
        uow.commit()
    return store


@contextmanager
def restricted(database: Database) -> Iterator[Connection]:
    """A connection that can do what the page lists and nothing else."""
    reads, adds = listed()
    with database.writer.connect() as connection:
        if database.is_sqlite:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.set_authorizer(_allows(reads, adds))
            try:
                yield connection
            finally:
                driver.set_authorizer(None)
            return
        role = f"kith_lookup_{uuid4().hex}"
        connection.execute(text(f"CREATE ROLE {role}"))
        connection.execute(text(f"GRANT SELECT ON {', '.join(sorted(reads))} TO {role}"))
        connection.execute(text(f"GRANT INSERT ON {', '.join(sorted(adds))} TO {role}"))
        for table in adds:
            connection.execute(text(f"GRANT USAGE ON SEQUENCE {table}_number_seq TO {role}"))
        connection.execute(text(f"SET LOCAL ROLE {role}"))
        yield connection
        connection.rollback()  # the role goes with it


def _allows(reads: set[str], adds: set[str]) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    free = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_RECURSIVE}

    def allows(action: int, first: str | None, column: str | None, *_: str | None) -> int:
        allowed = (
            action in free
            or (action == sqlite3.SQLITE_READ and first in reads)
            or (action == sqlite3.SQLITE_INSERT and first in adds)
            or (action, first, column) == (sqlite3.SQLITE_READ, "users", "id")  # that the asker exists: a foreign key
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return allows


@pytest.fixture
def database(kith_url: str, shared: SqlStore) -> Iterator[Database]:
    opened = open_database(kith_url)
    yield opened
    opened.close()


def asks(uow: UnitOfWork, words: str, asker: UserId) -> str:
    """All that `whoknows` does for somebody, from the workspace that they write from."""
    workspace = uow.teams.workspace(Platform.SLACK, "T1")
    member = membership.to_ask(uow, replace(user(asker)), workspace)
    answer = lookup.who_knows(uow, member, words, NOW, TODAY)
    return str(presenter.who_knows(answer, words, asker, TODAY)) + str(lookup.suggest(uow, member, words, NOW))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("nowak", "Sam Nowak"),
        ("Acme Ltd", "Lea Roth"),
        ("nowka", "I looked for"),
        ("Rosa Quist at Acme", "some know somebody"),
        ("#nosuch", "Nobody in the team"),
        ("payments", "works on"),
        ("lea", "Warm ways"),
        ("no", "Sam Nowak"),
    ],
)
def test_everything_that_whoknows_does_is_done_with_what_the_page_lists(
    database: Database, words: str, told: str
) -> None:
    with restricted(database) as connection:
        uow = SqlUnitOfWork(Transaction(connection, read_only=False), NO_KEYS)
        assert told in asks(uow, words, ADA)
        uow.lookups.asked_since(TEAM, ADA, NOW)  # writes what waits


def test_whom_to_ask_privately_is_found_in_the_same_tables(database: Database) -> None:
    with restricted(database) as connection:
        uow = SqlUnitOfWork(Transaction(connection, read_only=True), NO_KEYS)
        assert uow.asks.fitting(TEAM, ADA, (("nowak",), ("acme",)), (), 5) == ((BEN, ContactId("careful")),)


def test_each_table_on_the_page_is_there(database: Database) -> None:
    reads, adds = listed()
    with database.reader.connect() as connection:
        for table in reads | adds:
            connection.execute(text(f"SELECT * FROM {table} LIMIT 1"))
    assert not (reads | adds) & set(PRIVATE)


@pytest.mark.parametrize("table", PRIVATE)
def test_what_is_private_is_refused(database: Database, table: str) -> None:
    with restricted(database) as connection, pytest.raises((DatabaseError, StorageError)):
        connection.execute(text(f"SELECT * FROM {table}"))
