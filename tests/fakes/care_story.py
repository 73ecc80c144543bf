"""One more dialogue for every surface: the first run, the card at the end of the week, the monthly review.

It needs of a surface what the other story needs, and two things of the first run: `begin()` says hello and returns the
welcome, `fill(people)` sends the form that *Start* opens and returns what follows.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from tests.fakes.story import Forward

_MARKS = re.compile(r"[*_`\\]")


class Newcomer(Protocol):
    """Somebody who uses Kith for the first time."""

    async def begin(self) -> str:
        """Say hello and read the welcome."""

    async def fill(self, people: str) -> str:
        """Send the form for the first people."""

    async def say(self, line: str) -> str:
        """Give a command and read the answer."""

    async def press(self, label: str, *, on: str = "") -> str:
        """Press a button and read what comes of it."""

    @property
    def inbox(self) -> Sequence[str]:
        """The direct messages from Kith, oldest first."""


async def care_story(ana: Newcomer, forward: Forward) -> None:
    """Live through it all; fails where somebody does not read what they should."""
    _reads(await ana.begin(), "I'm Kith", "up to 10 people")
    await ana.press("Start")
    _reads(await ana.fill("Sam, Priya every 10 days"), "When did you last talk to Sam?", "1 of 2")
    _reads(await ana.press("This month"), "When did you last talk to Priya?")
    _reads(await ana.press("Not sure"), "You are set up", "Your first digest comes tomorrow, Tue 3 Mar, at 09:30, here")
    await forward(1)
    _reads(ana.inbox[-1], "Your people today")
    await forward(3)
    _reads(ana.inbox[-1], "Who did you talk to this week?")
    await ana.press("☐ Sam")
    _reads(await ana.press("Log the ticked (1)"), "you talked with Sam, Fri 6 Mar")
    await forward(26)
    review = next(text for text in ana.inbox if "Your month" in text)
    _reads(review, "Priya", "I asked three times")
    _reads(await ana.press("Rest", on="Priya"), "Resting")
    _reads(await ana.press("Undo", on="Priya"), "I asked three times")
    _reads(await ana.press("Stop", on="Priya"), "Let go")
    _reads(await ana.say("/kith show Priya"), "not kept")
    _reads(await ana.say("/kith insights"), "Close circle (1). Near: Sam.")


def _reads(text: str, *parts: str) -> None:
    """An assertion that says what was read instead: pytest rewrites those of test modules only."""
    plain = _MARKS.sub("", text)
    for part in parts:
        if part not in plain:
            raise AssertionError(f"expected {part!r} in: {plain}")
