"""The console as a chat platform: reads lines, shows answers, takes direct messages, and plays lines for a demo."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from adapters.console.clockwork import Clockwork
from adapters.console.completion import LineCompleter
from adapters.console.conversation import Conversation
from adapters.console.desk import Desk
from adapters.console.lines import Lines, PipedLines, typed
from adapters.console.people import Letter, People
from adapters.console.voice import Voice, pressed
from bot.chat.adapter import Dispatcher, Later, Outcome, Posted
from bot.chat.command import Registry
from bot.chat.message import Message
from bot.domain.user import Account, Platform


class ConsoleAdapter:
    """One terminal with several pretend people in one workspace, and a clock that can be moved.

    `person` is who sits there first; `source` is the file descriptor that lines are read from; files that Kith sends go
    into `folder`.
    """

    platform: Platform = Platform.CONSOLE
    pace: float = 1000.0

    def __init__(
        self,
        registry: Registry,
        clockwork: Clockwork,
        person: str,
        *,
        paper: Console,
        zone: str = "UTC",
        source: int = 0,
        folder: Path = Path(),
    ) -> None:
        self._registry = registry
        self._clockwork = clockwork
        self._people = People(person, zone)
        self._voice = Voice(paper, ZoneInfo(zone))
        self._source = source
        self._folder = folder
        self._desk: Desk | None = None
        self._posted: dict[str, tuple[datetime, Posted]] = {}
        self._letters: dict[Posted, Letter] = {}

    def connect(self, dispatcher: Dispatcher) -> None:
        """Be ready to play lines and to show direct messages, without reading anything."""
        conversation = Conversation(dispatcher, self._registry, self._people, self._voice, self._folder)
        self._desk = Desk(conversation, self._clockwork, self._voice)

    async def run(self, dispatcher: Dispatcher) -> None:
        """Read lines until the person leaves or the input ends."""
        self.connect(dispatcher)
        desk = self._at_desk()
        with self._lines(desk, dispatcher) as lines:
            while not desk.over and (line := await lines.read(desk.prompt)) is not None:
                await desk.take(line)

    def trouble(self) -> str | None:
        """None while somebody can be reached here."""
        return None if self._desk else "The terminal chat is not open."

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Show a direct message, or say that one waits for somebody who is not at the terminal."""
        if self._desk is None:
            return Later(1.0, "the terminal chat is not open")
        now = self._clockwork.now()
        posted = Posted(channel=account.external, id=str(len(self._posted) + 1))
        self._posted[key] = (now, posted)
        self._letters[posted] = Letter(now, message)
        await self._desk.conversation.deliver(self._people.addressed(account.external), self._letters[posted])
        return posted

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Print what stands in a channel, whoever is at the terminal."""
        if self._desk is None:
            return Later(1.0, "the terminal chat is not open")
        self._voice.say(f"In {channel}:")
        self._voice.message(message)
        return Posted(channel=channel, id=key)

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """What was posted with that key here; an earlier process had a screen of its own, which is gone."""
        at, posted = self._posted.get(key, (since, None))
        return posted if posted and posted.channel == account.external and at >= since else None

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Change a letter that nobody has read yet; what was printed cannot be taken back, and that is said."""
        person, letter = self._people.addressed(account.external), self._letters.pop(posted, None)
        if letter in person.unread:
            place = person.unread.index(letter)
            del person.unread[place]
            if message is not None:
                self._letters[posted] = Letter(letter.at, message)
                person.unread.insert(place, self._letters[posted])
        elif letter is not None:
            self._voice.say(
                "What you erased stands in a message above. What is printed in a terminal I cannot take back."
            )
        return posted

    async def play(self, person: str, line: str) -> None:
        """Show a line as if that person had typed it, and what comes of it."""
        desk = self._at_desk()
        who = await desk.conversation.become(person)
        self._voice.echo(f"{who.name}>", line)
        await desk.take(line)

    async def press(self, person: str, label: str, *, on: str = "") -> None:
        """Show that person pressing the newest button with that label, on the card whose title mentions `on`.

        Raises LookupError if they see no such button.
        """
        conversation = self._at_desk().conversation
        who = await conversation.become(person)
        placed = who.screen.labelled(label, on)
        if placed is None:
            raise LookupError(f"{who.name} sees no button {label!r}" + (f" on a card of {on!r}" if on else ""))
        self._voice.echo(f"{who.name}>", pressed(placed))
        await conversation.press(placed)

    def _at_desk(self) -> Desk:
        if self._desk is None:
            raise RuntimeError("connect the console to a dispatcher first")
        return self._desk

    @contextmanager
    def _lines(self, desk: Desk, dispatcher: Dispatcher) -> Iterator[Lines]:
        if not (os.isatty(self._source) and self._voice.paper.is_terminal):
            yield PipedLines(self._source, self._voice.echo)
            return
        desk.welcome()
        with typed(self._voice.paper, LineCompleter(desk.conversation, dispatcher, self._registry)) as lines:
            yield lines
