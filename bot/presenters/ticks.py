"""A list of people to tick: one button each, which the next press draws again in place."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.action import ActionId
from bot.chat.message import Button, Buttons, ButtonStyle, Heading, Line, Message, Text

MOST = 20
"""People on one list: they fit Discord's five rows of five with a row for what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """What is ticked and what for. `names` are by their place on the list, which the buttons carry as bits of a number.

    `done` and `none` are what the buttons below say, with so many ticked (`{}` is the count), and with nobody.
    """

    purpose: str
    key: str
    title: str
    lines: tuple[Line, ...]
    names: Mapping[int, str]
    done: str
    none: str


def ticks(sheet: Ticks, chosen: int) -> Message:
    """The list with those ticked whose bits are set."""
    boxes = tuple(
        Button(
            f"{'☑' if chosen >> place & 1 else '☐'} {name}",
            ActionId("tick", (sheet.purpose, sheet.key, str(chosen), str(place))),
        )
        for place, name in sheet.names.items()
    )
    count = len(chosen_of(chosen) & set(sheet.names))
    label = sheet.done.format(count) if count else sheet.none
    finish = Button(
        label,
        ActionId("ticked", (sheet.purpose, sheet.key, str(chosen))),
        ButtonStyle.PRIMARY if count else ButtonStyle.NORMAL,
    )
    return Message((Heading(sheet.title), Text(sheet.lines), Buttons(boxes), Buttons((finish,))))


def chosen_of(bits: int) -> frozenset[int]:
    """The places whose bits are set."""
    return frozenset(place for place in range(bits.bit_length()) if bits >> place & 1)
