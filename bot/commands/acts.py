"""What the team command can be told to do, each declared in the module of its area."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.context import Context
from bot.chat.event import Reply


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, and whether anything may stand behind its name: a code, a day, a line.

    One that `takes_mentions` is told whom a platform mentions; for the others a mention is a name.
    """

    do: Callable[[Context, str], Reply]
    takes_words: bool = False
    takes_mentions: bool = False
