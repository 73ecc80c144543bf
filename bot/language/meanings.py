"""The parser of dates.lark, which turns a phrase into what it means.

A `Meaning` is a function from the day on which a phrase is said to the day it names, so one parser, built once, serves
every user, day and lean. The sentences that people read are completed in dates.py.
"""

from functools import cache
from typing import Any

from lark import Lark

from bot.language.calendar_days import CalendarDays
from bot.language.relative_days import RelativeDays
from bot.language.scanning import Tokens


class Meanings(RelativeDays, CalendarDays):
    """Turns the rules of `when` into meanings and those of `birthday` into what was written."""


@cache
def parser() -> Lark:
    """The parser, built when first needed; start it at `when` or at `birthday`, with the tokens of `scan`."""
    options: dict[str, Any] = {"start": ["when", "birthday"], "parser": "lalr", "lexer": Tokens}
    return Lark.open_from_package(
        __package__, "dates.lark", transformer=Meanings(), maybe_placeholders=False, **options
    )
