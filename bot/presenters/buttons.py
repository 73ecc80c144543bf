"""The buttons that several messages share."""

from bot.chat.action import ActionId
from bot.chat.message import Button, Buttons
from bot.domain.change import Change


def undo(change: Change) -> Button:
    """Takes back what was just done."""
    return Button("Undo", ActionId("undo", (change.id,)))


def row(*buttons: Button) -> Buttons:
    """A row of buttons."""
    return Buttons(buttons)
