"""A stage for the console: a few commands, a dispatcher that answers from a script, and a clock that only remembers.

The dispatcher records the events it is handed; what the console prints is read back as plain text.
"""

import asyncio
import io
import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

from adapters.console.render import paper
from adapters.console.repl import ConsoleAdapter
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Event, Pressed, Reply
from bot.chat.form import Choice
from bot.chat.message import File, say
from bot.chat.option import day_option, file_option, people_option, rest_option, word_option
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, Platform

MORNING = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
MEDIA = (Choice("call", "A call"), Choice("coffee", "Coffee"), Choice("message", "A message"))


@dataclass(frozen=True, slots=True)
class LogArgs:
    people: Annotated[
        tuple[str, ...], people_option("Who you talked to", complete=lambda context, text: (), hint="Sam, Priya")
    ]
    medium: Annotated[
        str, word_option("How you were in touch", words={"cappuccino": "coffee"}, read=str, choices=MEDIA)
    ] = "message"
    when: Annotated[date | None, day_option("Today if you leave it out", lean="past")] = None
    note: Annotated[str, rest_option("What to remember next time")] = ""


@dataclass(frozen=True, slots=True)
class ImportArgs:
    file: Annotated[File | None, file_option("An address book")] = None


def commands() -> Registry:
    """Two commands as Kith declares them: one with people and a note, one with a file."""
    registry = Registry()

    @registry.command("log", "Note that you were in touch", examples=("sam",))
    def log(args: LogArgs, context: Context) -> Reply:
        return Reply()

    @registry.command("import", "Bring an address book", examples=("people.vcf",))
    def bring(args: ImportArgs, context: Context) -> Reply:
        return Reply()

    return registry


@dataclass
class ScriptedDispatcher:
    """Answers each event with the next reply of its script, with a plain sentence once that is through."""

    script: deque[Reply] = field(default_factory=deque)
    events: list[Event] = field(default_factory=list)
    known: tuple[str, ...] = ()
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def opens_form(self, event: Called | Pressed) -> bool:
        return False

    async def dispatch(self, event: Event) -> Reply:
        self.events.append(event)
        self.asked.set()
        return self.script.popleft() if self.script else Reply(message=say("Noted."))

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        fitting = (
            name for name in self.known if event.option != "when" and name.casefold().startswith(event.text.casefold())
        )
        return tuple(Choice(name, name) for name in fitting)


class StillClock:
    """A pretend clock without an engine behind it."""

    def __init__(self) -> None:
        self.moment = MORNING

    def now(self) -> datetime:
        return self.moment

    async def forward(self, to: datetime) -> None:
        self.moment = to


@contextmanager
def piped(*lines: str) -> Iterator[int]:
    """A file descriptor that holds these lines and then ends."""
    source, typing = os.pipe()
    try:
        os.write(typing, "".join(f"{line}\n" for line in lines).encode())
        os.close(typing)
        yield source
    finally:
        os.close(source)


class Stage:
    """A console at which ana sits, with everything around it that a test looks at."""

    def __init__(
        self,
        folder: Path,
        *,
        source: int = -1,
        zone: str = "UTC",
        clock: StillClock | None = None,
        stream: io.StringIO | None = None,
    ) -> None:
        self.stream = stream or io.StringIO()
        self.dispatcher = ScriptedDispatcher()
        self.clock = clock or StillClock()
        self.console = ConsoleAdapter(
            commands(), self.clock, "ana", paper=paper(self.stream), zone=zone, source=source, folder=folder
        )

    @property
    def printed(self) -> str:
        """Everything that the terminal has shown."""
        return self.stream.getvalue()

    def answers(self, *replies: Reply) -> None:
        """What the dispatcher says next."""
        self.dispatcher.script.extend(replies)

    async def run(self) -> str:
        """Run the console until its source ends; returns what was printed."""
        before = len(self.printed)
        await self.console.run(self.dispatcher)
        return self.printed[before:]

    async def ana(self, *lines: str) -> str:
        """Let ana type lines; returns what was printed since."""
        if self.console.trouble():
            self.console.connect(self.dispatcher)
        before = len(self.printed)
        for line in lines:
            await self.console.play("ana", line)
        return self.printed[before:]


def account(name: str) -> Account:
    """The account of a pretend person."""
    return Account(id=AccountId("a"), user=UserId("u"), platform=Platform.CONSOLE, scope="console", external=name)
