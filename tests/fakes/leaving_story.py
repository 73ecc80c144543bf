"""One more dialogue for every surface: Ana leaves, hands Priya over, swaps addresses, and Ben keeps in touch.

It needs of a surface what the other story needs, and `answer(answers)`, which sends the form that is open.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from tests.fakes.story import Forward

_MARKS = re.compile(r"[*_`\\]")


class Member(Protocol):
    """Somebody in a team."""

    async def say(self, line: str) -> str:
        """Give a command and read the answer."""

    async def press(self, label: str, *, on: str = "") -> str:
        """Press a button and read what comes of it."""

    async def answer(self, answers: Mapping[str, str]) -> str:
        """Send the open form, and read what follows."""

    @property
    def inbox(self) -> Sequence[str]:
        """The direct messages from Kith, oldest first."""


async def leaving_story(ana: Member, ben: Member, mention: str, forward: Forward) -> None:
    """Live through it all; fails where somebody does not read what they should."""
    await ana.say("/kith team join")
    await ben.say("/kith team join")
    await ben.say(f"/kith add {mention}")
    await ana.say("/kith add Priya Nair company:Acme email:priya@acme.example")
    await ana.say("/kith add Tom Weber wider")
    await ana.say("/kith keep Priya every 10 weeks")
    _reads(await ana.say("/kith team leaving 13 march"), "You leave", "on Fri 13 Mar", "ends by itself")
    await ana.press("Recovery code")
    await ana.press("Hand over ties")
    await ana.press("Ben")
    await ana.press("☐ Priya Nair (Acme)")
    await ana.press("Hand over 1")
    _reads(await ana.press("Hand over without addresses"), "Ben is asked in their next digest")
    await ana.press("Swap contacts")
    await ana.answer({"Private e-mail": "ana@home.example", "Private phone": "", "A page of yours": ""})
    await ana.press("☐ Ben")
    _reads(await ana.press("Ask 1"), "In their next digest I ask Ben")
    await forward(1)
    await ben.say("/kith due")  # the terminal prints what came for somebody when they speak
    _reads(ben.inbox[-1], "would like you to take over Priya Nair", "swap private addresses?")
    _reads(await ben.press("Take over", on="take over"), "Priya Nair: in your book")
    await ben.press("Swap", on="swap private")
    _reads(
        await ben.answer({"Private e-mail": "", "Private phone": "+49 30 1234567", "A page of yours": ""}),
        "You swapped private addresses",
    )
    _reads(await ana.say("/kith team leaving"), "Priya Nair (taken over)", "Ben (swapped)")
    await forward(11)
    _reads("\n".join(ana.inbox), "Ben swapped private addresses with you", "You left")
    _reads(await ana.say("/kith team"), "You are in no team")
    await forward(3)
    await ben.say("/kith due")
    _reads(ben.inbox[-1], "has left")
    _reads(await ben.press("Keep in touch, close", on="has left"), "You keep in touch every 30 days")
    _reads(await ben.say("/kith show Ana"), "ana@home.example")


def _reads(text: str, *parts: str) -> None:
    """An assertion that says what was read instead: pytest rewrites those of test modules only."""
    text = _MARKS.sub("", text)
    for part in parts:
        if part not in text:
            raise AssertionError(f"{part!r} is not in:\n{text}")
