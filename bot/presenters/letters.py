"""The cards of what a team brings to a user."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from bot.chat.message import Card
from bot.presenters import asks, connecting, handovers, introductions, leaving, partings, swaps, team_needs
from bot.services.asks_told import Answered, Question
from bot.services.connecting import Requested
from bot.services.handovers import Offered
from bot.services.introductions import Asked
from bot.services.introductions_brought import Heard
from bot.services.leaving import Departure
from bot.services.mailbag import Brought
from bot.services.partings import Left
from bot.services.swaps import Proposed, Swapped
from bot.services.team_needs import Asked as Fitting
from bot.services.team_needs import Met

CARDS: Final[dict[type, Callable[[Any, str, date], Card]]] = {
    Question: asks.question,
    Answered: asks.answered,
    Departure: leaving.card,
    Offered: handovers.card,
    Proposed: swaps.card,
    Swapped: swaps.made_card,
    Left: partings.card,
    Requested: connecting.card,
    Asked: introductions.card,
    Heard: connecting.heard,
    Fitting: team_needs.asked,
    Met: team_needs.met,
}
"""How what a letter is about is drawn: from the subject, the letter's id for its buttons, and today."""


def cards(letters: Sequence[Brought], today: date) -> tuple[Card, ...]:
    """One card a letter."""
    return tuple(CARDS[type(each.subject)](each.subject, each.letter.id, today) for each in letters)
