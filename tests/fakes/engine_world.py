"""Kith on one database, with platforms in memory and a clock that stands still until it is moved.

What people see there is what a test asserts on. Time passes only when the test says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, Table, create_engine, insert, select

from adapters.memory import MemoryAdapter, Shown, Talker, text_of
from bot.app import Kith
from bot.chat.event import Identity
from bot.chat.message import Card, Message
from bot.domain.ids import ContactId
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.user import Platform, Preferences, User
from bot.engine.clockwork import Clockwork, MovableClock
from bot.ports import UnitOfWork
from bot.services import finding
from storage.schema import account
from storage.store import open_store
from tests.fakes.engine_platform import WatchedPlatform

_R = TypeVar("_R")

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""When a test begins unless it says otherwise: before the hour of somebody in UTC."""
QUIET = Preferences(friday=False, review=False)
"""What people want unless a test is about the card at the end of the week or the review."""
HOUR = timedelta(hours=9, minutes=30)
"""The hour of somebody who chose none."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where a database is, and the file with its keys."""

    url: str
    keys: Path


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as it now reads in somebody's direct messages: when it came, whom it names, and all its words."""

    at: datetime
    on: date
    names: tuple[str, ...]
    text: str


class World:
    """Kith with its people. `lease_seconds` are real ones on PostgreSQL, whose own clock counts them."""

    def __init__(
        self,
        database: Database,
        start: datetime = MONDAY,
        *,
        lease_seconds: float = 60.0,
        defaults: Preferences = QUIET,
    ) -> None:
        self.database = database
        self._defaults = defaults
        self.clock = MovableClock(lambda: start)
        self.slack = WatchedPlatform(Platform.SLACK, self.clock)
        self.discord = WatchedPlatform(Platform.DISCORD, self.clock)
        self._lease = lease_seconds
        self._outside = create_engine(database.url)
        self.open()

    def open(self) -> None:
        """Start a process of Kith; the platforms and what stands on them are outside of it."""
        self._store = open_store(self.database.url, self.database.keys)
        self.kith = Kith(self._store, self.clock, defaults=self._defaults, lease_seconds=self._lease)
        self.kith.connect(self.slack)
        self.kith.connect(self.discord)
        self._clockwork = Clockwork(self.clock, self.kith.engine)

    def close(self) -> None:
        """End the process."""
        self.kith.close()
        self._store.close()
        self._outside.dispose()

    def person(self, name: str, *, zone: str = "UTC", workspace: str = "T1") -> "Person":
        """Somebody who writes from Slack; their first line makes them a user."""
        who = Identity(
            platform=Platform.SLACK,
            scope=workspace,
            external=name,
            name=name,
            workspace=workspace,
            workspace_name=workspace,
            zone=zone,
        )
        return self.meet(who)

    def meet(self, who: Identity) -> "Person":
        """Somebody on Slack."""
        return Person(self, who, self.slack)

    async def elsewhere(self, person: "Person") -> "Person":
        """The same user on Discord, from where they have not written yet."""
        who = Identity(platform=Platform.DISCORD, scope="", external=person.who.name, name=person.who.name)
        user = await person.user()
        row = {"id": f"discord-{who.external}", "user_id": user.id, "platform": who.platform, "scope": who.scope}
        self.sql(insert(account).values({**row, "external": who.external, "channel": "", "closed": ""}))
        return Person(self, who, self.discord)

    async def forward(self, *, days: float = 0, to: datetime | None = None) -> None:
        """Let time pass with Kith running."""
        await self._clockwork.forward(to or self.clock() + timedelta(days=days))

    def away(self, *, days: float = 0, to: datetime | None = None) -> None:
        """Let time pass while Kith is down."""
        self.clock.move(to or self.clock() + timedelta(days=days))

    async def tick(self) -> None:
        """What the engine does at this very moment."""
        await self.kith.engine.run()

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Everything in a table."""
        return [dict(row) for row in self.sql(select(table))]

    def sql(self, statement: Executable) -> list[Any]:
        """Look at the database, or meddle with it, from outside."""
        with self._outside.begin() as connection:
            result = connection.execute(statement)
            return list(result.mappings()) if result.returns_rows else []


class Person:
    """A user and what they see."""

    def __init__(self, world: World, who: Identity, adapter: MemoryAdapter) -> None:
        self.who = who
        self._world = world
        self._adapter = adapter
        self.mail: list[Shown] = adapter.mail(who)
        self.reconnect()

    def reconnect(self) -> None:
        """Talk to the process that runs now; direct messages stand where they stood."""
        self._talker = Talker(self._world.kith.pipeline, self.who, self._adapter)

    async def say(self, *lines: str) -> str:
        """Type lines, one after the other; returns what the last one showed."""
        for line in lines:
            await self._talker.say(f"/kith {line}")
        return self._talker.text

    async def press(self, label: str, *, on: str = "") -> None:
        """Press a button where it stands."""
        await self._talker.press(label, on=on)

    @property
    def answers(self) -> tuple[Message, ...]:
        """What the last line showed."""
        return self._talker.last

    @property
    def digests(self) -> list[Digest]:
        """Everything that came by direct message, oldest first."""
        zone = ZoneInfo(self.who.zone or "UTC")
        return [
            Digest(shown.at, shown.at.astimezone(zone).date(), _names(shown.message), text_of(shown.message))
            for shown in self.mail
            if shown.at is not None and not shown.gone
        ]

    @property
    def told(self) -> list[tuple[date, tuple[str, ...]]]:
        """The local day of each digest, and whom it named."""
        return [(each.on, each.names) for each in self.digests]

    async def user(self) -> User:
        """The stored user."""
        return await self._world.kith.work.read(self._user)

    async def reminder(self, name: str, kind: ReminderKind = ReminderKind.CADENCE) -> Reminder:
        """The stored reminder about a contact."""

        def find(uow: UnitOfWork) -> Reminder:
            user = self._user(uow)
            contact = finding.find(uow, user.id, name)
            return next(each for each in uow.reminders.of(user.id, ContactId(contact.id)) if each.kind is kind)

        return await self._world.kith.work.read(find)

    async def write(self, use: Callable[[UnitOfWork, User], _R]) -> _R:
        """Run a use case as this user."""
        return await self._world.kith.work.write(lambda uow: use(uow, self._user(uow)))

    def _user(self, uow: UnitOfWork) -> User:
        account = uow.users.find(self.who.platform, self.who.scope, self.who.external)
        assert account is not None, "they have not said anything yet"
        user = uow.users.get(account.user)
        assert user is not None
        return user


def _names(message: Message) -> tuple[str, ...]:
    """Whom the cards of a digest are about: the last thing in bold of each title."""
    titles = (part.title for part in message.parts if isinstance(part, Card))
    return tuple(next(span.text for span in reversed(title) if span.bold) for title in titles)
