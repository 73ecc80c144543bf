"""What stands in the `custom_id` of a button: its action, and for a posted message the mark by which it is found again.

Discord shows no nonce in a channel's history, so the mark of a delivery travels with its buttons.
"""

import hashlib

from bot.chat.action import LIMIT, ActionId

_MARK = "~"


def custom_id(action: ActionId, mark: str = "") -> str:
    """The action with the mark behind it, where both fit."""
    text = action.encode()
    marked = f"{text}{_MARK}{mark}" if mark else text
    return marked if len(marked) <= LIMIT else text


def action_of(text: str) -> ActionId | None:
    """The action of a button or form, or None if it is not one of ours."""
    return ActionId.decode(text.partition(_MARK)[0])


def mark_of(text: str) -> str:
    """The mark of the delivery that a button was posted with; empty if none."""
    return text.partition(_MARK)[2]


def mark(key: str) -> str:
    """The mark of a delivery: 12 characters, the same for the same key."""
    return hashlib.blake2b(key.encode(), digest_size=6).hexdigest()


def nonce(key: str) -> str:
    """The nonce of a delivery: 24 characters, of the 25 that Discord takes."""
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
