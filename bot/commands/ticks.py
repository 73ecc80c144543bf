"""Lists of people to tick, whatever for: each press draws the list again, the last one does it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import Message
from bot.domain.errors import Gone
from bot.presenters.ticks import MOST, chosen_of


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a list is for: `show` draws it with what is ticked (as bits), `do` acts on the places that are.

    Both load what the key names within the user's own, and raise Gone where it is not there.
    """

    show: Callable[[Context, str, int], Message]
    do: Callable[[Context, str, Collection[int]], Message]


def declare_ticks(purposes: Mapping[str, Purpose]) -> Registry:
    """The two buttons of every such list."""
    own = Registry()

    @own.button("tick", needs=4)
    def tick(ctx: Context, args: tuple[str, ...]) -> Reply:
        """Ticks a name, or takes the tick away."""
        purpose, bits, place = _purpose(args[0]), _bits(args[2]), _number(args[3])
        if place >= MOST:
            raise Gone(_UNREADABLE)
        return Reply(message=purpose.show(ctx, args[1], bits ^ 1 << place), replace=True)

    @own.button("ticked", needs=3)
    def ticked(ctx: Context, args: tuple[str, ...]) -> Reply:
        """Does it with all who are ticked."""
        purpose, bits = _purpose(args[0]), _bits(args[2])
        return Reply(message=purpose.do(ctx, args[1], chosen_of(bits)), replace=True)

    def _purpose(name: str) -> Purpose:
        if name not in purposes:
            raise Gone(_UNREADABLE)
        return purposes[name]

    return own


_UNREADABLE = "This button is from another version of me. Please give the command again."


def _bits(text: str) -> int:
    bits = _number(text)
    if bits >> MOST:
        raise Gone(_UNREADABLE)
    return bits


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise Gone(_UNREADABLE)
    return int(text)
