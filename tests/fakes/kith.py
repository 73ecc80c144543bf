"""The whole bot without a platform: dialogue tests talk to it as people would, and move its clock.

Everything is real but the platforms, which are in memory, and the clock, which stands still until it is moved. Each
kind of database is migrated once a session and emptied before each test: a test gets an empty store in milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from adapters.memory import MemoryAdapter, Talker
from bot.app import Kith
from bot.chat.action import ActionId
from bot.chat.event import Identity, Pressed, Reply, Standing
from bot.domain.user import Platform, Preferences
from bot.engine.clockwork import Clockwork, MovableClock
from storage.engine import open_database
from storage.schema import metadata, notice
from storage.store import SqlStore, open_store

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment at which every test begins: a Monday, after the hour at which people are told."""
HOME = "T1"
"""The workspace that people write from unless told otherwise."""


class Shelf:
    """A migrated database of this session that is handed out empty, again and again."""

    def __init__(self, url: str, keyset: Path) -> None:
        self._store = open_store(url, keyset, upgrade=True)
        self._database = open_database(url)
        with self._database.reader.connect() as connection:
            self._lasting = frozenset(connection.scalars(select(notice.c.name)))  # the proof of the keys

    def emptied(self) -> SqlStore:
        """The store with nothing in it."""
        with self._database.writer.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                rows = delete(table)
                connection.execute(rows.where(notice.c.name.not_in(self._lasting)) if table is notice else rows)
        return self._store

    def close(self) -> None:
        """Close all connections."""
        self._database.close()
        self._store.close()


class Bot:
    """Kith on a store, with every platform in memory."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.clock = MovableClock(lambda: MONDAY)
        self.kith = Kith(store, self.clock, defaults=Preferences())
        self.platforms = {platform: MemoryAdapter(platform, self.clock) for platform in Platform}
        for adapter in self.platforms.values():
            self.kith.connect(adapter)
        self._clockwork = Clockwork(self.clock, self.kith.engine)

    def person(
        self,
        name: str,
        *,
        platform: Platform = Platform.SLACK,
        workspace: str = HOME,
        standing: Standing = Standing.MEMBER,
        manages: bool = False,
    ) -> Talker:
        """Somebody in front of a platform; the same name there is the same person. No workspace: a Discord DM."""
        who = Identity(
            platform=platform,
            scope="" if platform is Platform.DISCORD else workspace,
            external=f"U-{name.casefold()}",
            name=name.capitalize(),
            workspace=workspace,
            workspace_name=workspace and f"Team {workspace}",
            standing=standing,
            manages=manages,
        )
        return Talker(self.kith.pipeline, who, self.platforms[platform])

    async def press(self, who: Talker, action: ActionId, key: str = "") -> Reply:
        """A button that need not be visible: kept from weeks ago, somebody else's, or made up."""
        return await self.kith.pipeline.dispatch(Pressed(who=who.who, key=key, action=action))

    async def forward(self, *, days: int = 0, hours: int = 0) -> None:
        """Let time pass, the engine at work at every moment at which something is due."""
        await self._clockwork.forward(self.clock() + timedelta(days=days, hours=hours))

    async def away(self, *, days: int) -> None:
        """Let time pass while Kith is down, then let it come back."""
        await self._clockwork.away(self.clock() + timedelta(days=days))
        await self.forward()

    def close(self) -> None:
        """Finish what is running."""
        self.kith.close()


@contextmanager
def _running(shelf: Shelf) -> Iterator[Bot]:
    bot = Bot(shelf.emptied())
    try:
        yield bot
    finally:
        bot.close()


@pytest.fixture(scope="session")
def sqlite_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A SQLite database for all tests of the session."""
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(f"sqlite:///{folder / 'kith.db'}", folder / "kith.key")
    yield shelf
    shelf.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A database for all tests of the session, of each kind in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_shelf")
        return
    with request.getfixturevalue("postgres").database() as url:
        shelf = Shelf(url, tmp_path_factory.mktemp("shelf") / "kith.key")
        yield shelf
        shelf.close()


@pytest.fixture
def bot(shelf: Shelf) -> Iterator[Bot]:
    """Kith with nobody in it, on both databases."""
    with _running(shelf) as bot:
        yield bot


@pytest.fixture
def quick(sqlite_shelf: Shelf) -> Iterator[Bot]:
    """Kith with nobody in it, on SQLite alone: for words, where the database makes no difference."""
    with _running(sqlite_shelf) as bot:
        yield bot
