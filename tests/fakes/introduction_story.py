"""An introduction for every surface: a lookup, its button, a form, the digest of the other, and what came of it.

It needs of a surface what the first story needs, and `fill(label, text)`, which sends the form that is open, and
`letters()` in the place of `inbox`, since at the terminal somebody has to come and look.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from tests.fakes.story import Forward

_MARKS = re.compile(r"[*_`\\]")
REASON = "we both test compilers"


class Introducer(Protocol):
    """Somebody who asks for an introduction, or makes one."""

    async def say(self, line: str) -> str:
        """Give a command and read the answer."""

    async def press(self, label: str, *, on: str = "") -> str:
        """Press a button and read what comes of it."""

    async def fill(self, label: str, text: str) -> str:
        """Send the open form with that field filled in, and read what follows."""

    async def letters(self) -> Sequence[str]:
        """Look at the direct messages from Kith, oldest first."""


async def introduction_story(ana: Introducer, ben: Introducer, forward: Forward) -> None:
    """Live through it all; fails where somebody does not read what they should."""
    code = re.search(r"give them the code ([a-z0-9]+)", plain(await ana.say("/kith team join")))
    assert code is not None
    await ben.say(f"/kith team join {code[1]}")
    await ben.press("Yes, people I choose")
    await ben.say("/kith add Priya Nair company:Acme title:Engineer")
    reads(await ben.say("/kith privacy Priya open"), "can now see that you know Priya Nair")
    reads(await ana.say("/kith intro"), "No introduction is under way")
    reads(await ana.say("/kith whoknows Acme"), "Ben")
    await ana.press("Ask for an intro")
    reads(await ana.fill("Why you would like to meet", REASON), "Asked: Ben reads your name and your reason")
    await forward(1)
    reads((await ben.letters())[-1], "Ana would like to meet Priya Nair", REASON)
    reads(
        await ben.press("Yes, I'll ask Priya", on="Priya Nair"),
        "You ask Priya Nair whether they would like to meet Ana",
    )
    reads(await ben.say("/kith intro"), "What did they say?")
    reads(await ben.press("Priya said yes"), "would both like to meet")
    await ben.press("Write to both")
    written = await ben.fill("To both of them", "Priya, meet Ana.")
    reads(written, "Copy this and send it to both", "Priya, meet Ana.")
    reads(await ben.press("I sent it"), "You introduced Ana to Priya Nair")
    await forward(1)
    reads((await ana.letters())[-1], "Ben introduced you to Priya Nair", "your turn to write first")
    await forward(22)
    reads((await ana.letters())[-1], "What came of it?")
    reads(await ana.press("We met", on="Priya Nair"), "Ben hears that you have met")
    await forward(1)
    reads((await ben.letters())[-1], "Ana says that they have met")


def reads(text: str, *parts: str) -> None:
    """An assertion that says what was read instead: pytest rewrites those of test modules only."""
    read = plain(text)
    for part in parts:
        if part not in read:
            raise AssertionError(f"expected {part!r} in: {read}")


def plain(text: str) -> str:
    """A text without marks of formatting, in one line."""
    return " ".join(_MARKS.sub("", text).split())
