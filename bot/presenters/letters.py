"""The cards of what a team brings to a user."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from bot.chat.message import Card
from bot.services.mailbag import Brought

CARDS: Final[dict[type, Callable[[Any, str, date], Card]]] = {}
"""How what a letter is about is drawn: from the subject, the letter's id for its buttons, and today."""


def cards(letters: Sequence[Brought], today: date) -> tuple[Card, ...]:
    """One card a letter."""
    return tuple(CARDS[type(each.subject)](each.subject, each.letter.id, today) for each in letters)
