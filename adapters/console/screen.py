"""What one person has on their screen: the messages as they now stand, and which number presses which button."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.message import Button, Buttons, Card, Message, plain

SCROLLBACK = 50
"""Messages whose buttons can still be pressed by their label."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A message on the screen, compared by identity: the same words may be said twice.

    `first` is the number of its first button.
    """

    message: Message
    first: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A button where it stands; the title is its card's, empty outside of cards."""

    shown: Shown
    title: str
    button: Button


class Screen:
    """The messages that a person sees. Numbers count over what was shown last and had a button."""

    def __init__(self) -> None:
        self._shown: deque[Shown] = deque(maxlen=SCROLLBACK)
        self._numbered: tuple[Placed, ...] = ()

    @property
    def count(self) -> int:
        """The highest number that presses something."""
        return len(self._numbered)

    def show(self, messages: Sequence[Message], *, instead_of: Shown | None = None) -> tuple[Shown, ...]:
        """Put messages at the end, in the place of another if one is given, and number their buttons."""
        if instead_of is not None and instead_of in self._shown:
            self._shown.remove(instead_of)
        added: list[Shown] = []
        numbered: list[Placed] = []
        for message in messages:
            shown = Shown(message, first=len(numbered) + 1)
            added.append(shown)
            numbered += _placed(shown)
        self._shown.extend(added)
        self._numbered = tuple(numbered) or tuple(each for each in self._numbered if each.shown is not instead_of)
        return tuple(added)

    def numbered(self, number: int) -> Placed | None:
        """The button with that number."""
        return self._numbered[number - 1] if 0 < number <= len(self._numbered) else None

    def labelled(self, label: str, on: str = "") -> Placed | None:
        """The newest button with that label, on a card whose title mentions `on` if that is given."""
        for shown in reversed(self._shown):
            for placed in _placed(shown):
                if placed.button.label.casefold() == label.casefold() and on.casefold() in placed.title.casefold():
                    return placed
        return None


def _placed(shown: Shown) -> list[Placed]:
    found: list[Placed] = []
    for part in shown.message.parts:
        if isinstance(part, Card):
            found += [Placed(shown, plain(part.title), button) for button in part.buttons]
        elif isinstance(part, Buttons):
            found += [Placed(shown, "", button) for button in part.buttons]
    return found
