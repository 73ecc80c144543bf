"""The pretend people of a console: who they are, what is on their screen, and what waits for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from adapters.console.clean import clean_line
from adapters.console.screen import Screen
from bot.chat.event import Identity
from bot.chat.message import Message
from bot.domain.user import Platform

WORKSPACE = "console"
NAME_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Letter:
    """A direct message, with the moment at which it came."""

    at: datetime
    message: Message


@dataclass(slots=True)
class Person:
    """Somebody who can be played at this terminal; `unread` came while somebody else was."""

    who: Identity
    screen: Screen = field(default_factory=Screen)
    unread: list[Letter] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What the others call them."""
        return self.who.name


class People:
    """Everybody who was played or written to, in the order of their coming. All live in one workspace and one zone.

    The first one runs the workspace; `current` is who is at the terminal now.
    """

    def __init__(self, first: str, zone: str) -> None:
        self._zone = zone
        self._people: dict[str, Person] = {}
        self.current = self.named(first)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())

    def named(self, name: str) -> Person:
        """The person with that name, whatever its case; made on first use. Raises ValueError with a sentence."""
        shown = clean_line(name)
        if not shown:
            raise ValueError("Who would you like to be? For example: /as Priya")
        if len(shown) > NAME_LIMIT:
            raise ValueError(f"That name is too long: {NAME_LIMIT} characters fit.")
        return self._person(shown.casefold(), shown)

    def addressed(self, external: str) -> Person:
        """The person behind an account, who may have been played on an earlier day only."""
        return self._person(external, external.title())

    def _person(self, external: str, name: str) -> Person:
        if external not in self._people:
            who = Identity(
                platform=Platform.CONSOLE,
                scope=WORKSPACE,
                external=external,
                name=name,
                workspace=WORKSPACE,
                workspace_name="Console",
                zone=self._zone,
                manages=not self._people,
            )
            self._people[external] = Person(who)
        return self._people[external]
