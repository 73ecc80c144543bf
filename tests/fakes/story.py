"""One dialogue for every surface: add, log, a quarter of a year, the digest, its buttons, undo, a team, who knows whom.

It is told to whoever can be a `Reader`: a person in the memory adapter, on the fake Slack, on the fake Discord, at the
console. A surface needs nothing but these:

- `say(line)` gives a command as it is typed in Slack, and returns what the answer shows. Where a platform takes options
  instead of a line, `apart(line)` says which.
- `press(label, on=...)` presses the newest visible button with that label, on the card that mentions `on`, and returns
  what is shown for it: the new message, or the changed one.
- `inbox` is the direct messages from Kith as they now read, oldest first.

Texts may hold the marks of the platform's own formatting; the story reads past them. Ana is told at her hour, 09:30 in
her own zone. On Discord, Ana manages the server, both are on it, and what is said about the team is said there.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.chat.option import Reading
from bot.chat.typed import read_line
from bot.commands import REGISTRY

_MARKS = re.compile(r"[*_`\\]")
_ANY_DAY = Reading(today=date(2026, 3, 2), day_first=True)


class Reader(Protocol):
    """Somebody who uses Kith on some surface."""

    async def say(self, line: str) -> str:
        """Give a command and read the answer."""

    async def press(self, label: str, *, on: str = "") -> str:
        """Press a button and read what comes of it."""

    @property
    def inbox(self) -> Sequence[str]:
        """The direct messages from Kith, oldest first."""


Forward = Callable[[int], Awaitable[None]]
"""Lets so many days pass, with Kith at work."""


def apart(line: str) -> tuple[str, Mapping[str, str]]:
    """A typed line as a command and its options by name, for platforms that take those."""
    command, _, rest = line.removeprefix("/kith ").partition(" ")
    return command, read_line(REGISTRY.commands[command], rest, _ANY_DAY).values


async def story(ana: Reader, ben: Reader, forward: Forward) -> None:
    """Live through it all; fails where somebody does not read what they should."""
    await _first_day(ana)
    await _digests(ana, forward)
    await _second_thoughts(ana)
    await _team(ana, ben)


async def _first_day(ana: Reader) -> None:
    _reads(await ana.say("/kith add Sam Carter close company:Northwind"), "Added Sam Carter", "every 30 days")
    added = await ana.say("/kith add Priya Nair every 6 weeks company:Acme title:Engineer birthday:14 may")
    _reads(added, "Added Priya Nair", "every 6 weeks")
    noted = await ana.say("/kith log Sam coffee yesterday: his flat in Lisbon falls through")
    _reads(noted, "Noted: met Sam Carter", "(yesterday)", "his flat in Lisbon falls through")
    _reads(await ana.say("/kith due"), "Nobody is due")


async def _digests(ana: Reader, forward: Forward) -> None:
    _check(not ana.inbox, "nothing was due yet")
    await forward(32)
    _check(len(ana.inbox) == 1, f"one digest, not {len(ana.inbox)}")
    _reads(ana.inbox[0], "days since you talked to Sam Carter", but_not=("Priya",))
    await forward(14)
    _reads("\n".join(ana.inbox[1:]), "Priya Nair")


async def _second_thoughts(ana: Reader) -> None:
    _reads(await ana.press("Talked", on="Sam Carter"), "You were in touch today")
    _reads(await ana.say("/kith show Sam"), "(today)")
    _reads(await ana.say("/kith undo"), "Undone", "Sam Carter")
    _reads(await ana.say("/kith show Sam"), "Sam Carter", but_not=("(today)",))
    _reads(await ana.press("Wrote", on="Priya Nair"), "You were in touch today")
    _reads(await ana.say("/kith show Priya"), "(today)")


async def _team(ana: Reader, ben: Reader) -> None:
    _reads(await ben.say("/kith whoknows Acme"), "/kith team join", but_not=("Priya",))
    founded = _plain(await ana.say("/kith team join"))
    code = re.search(r"give them the code ([a-z0-9]+)", founded)
    _check(code is not None, f"an invite code in: {founded}")
    assert code is not None
    _reads(await ana.press("Yes, people I choose"), "is on")
    _reads(await ben.say(f"/kith team join {code[1]}"), "Welcome")
    _reads(await ben.press("No, share nobody"), "is off")
    _reads(await ben.say("/kith whoknows Acme"), "Nobody in the team openly knows Acme")
    _reads(await ana.say("/kith privacy Priya open"), "can now see that you know Priya Nair")
    answer = await ben.say("/kith whoknows Acme")
    _reads(answer, "Ana", "Priya Nair", "Engineer, Acme", but_not=("Sam", "Lisbon", "14 May"))
    _reads(await ana.say("/kith privacy Priya never"), "Nobody sees that you know Priya Nair any more")
    _reads(await ben.say("/kith whoknows Acme"), "Nobody in the team openly knows Acme")


def _reads(text: str, *parts: str, but_not: Sequence[str] = ()) -> None:
    plain = _plain(text)
    for part in parts:
        _check(part in plain, f"{part!r} in: {plain}")
    for part in but_not:
        _check(part not in plain, f"no {part!r} in: {plain}")


def _check(holds: bool, expected: str) -> None:
    """An assertion that says what was read instead: pytest rewrites those of test modules only."""
    if not holds:
        raise AssertionError(f"expected {expected}")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
