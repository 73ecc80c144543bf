"""A typed "how often" becomes a count and a unit. The names of circles are not its job."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import LarkError

from bot.language.amounts import Amount, Unit, amount, number
from bot.language.words import shown

_LONGEST: Final = 48
_TRY: Final = 'Try "every 3 weeks", "monthly", "twice a year", "90 days" or "off".'
_ADVERBS: Final = {
    "daily": Amount(1, "day"),
    "weekly": Amount(1, "week"),
    "fortnightly": Amount(2, "week"),
    "biweekly": Amount(2, "week"),
    "monthly": Amount(1, "month"),
    "quarterly": Amount(3, "month"),
    "half-yearly": Amount(6, "month"),
    "yearly": Amount(1, "year"),
    "annually": Amount(1, "year"),
}
_DAYS: Final[dict[Unit, int]] = {"day": 1, "week": 7, "month": 30, "year": 365}
_LONGEST_DAYS: Final = 10 * 365


class NotACadence(ValueError):
    """The text does not say how often; the message is a sentence with examples."""


@dataclass(frozen=True, slots=True)
class CadenceWords:
    """How often, as it was said: every `count` units."""

    count: int
    unit: Unit


def parse_cadence(text: str) -> CadenceWords | None:
    """How often the whole text says, None for "off" or "never"; raises `NotACadence`.

    "twice a year" is every 6 months; what does not divide evenly is told in days, rounded down.
    """
    phrase = " ".join(text.casefold().split()).strip(" .,;!?")
    quoted = shown(text)
    refusal = NotACadence(f'I can\'t read "{quoted}" as how often. {_TRY}' if quoted else f"Tell me how often. {_TRY}")
    if len(phrase) > _LONGEST:
        raise refusal
    try:
        said = cast("Amount | None", _parser().parse(phrase))
    except LarkError as error:
        raise refusal from error
    if said is None:
        return None
    if not 1 <= said.count * _DAYS[said.unit] <= _LONGEST_DAYS:
        raise refusal
    return CadenceWords(said.count, said.unit)


def _spread(times: int, span: Amount) -> Amount:
    """The interval that fits `times` into a span: in its own unit where it divides evenly, else in days."""
    if times == 0:
        return Amount(0, "day")
    even = Amount(span.count * 12, "month") if span.unit == "year" else span
    if even.count % times == 0:
        return Amount(even.count // times, even.unit)
    return Amount(span.count * _DAYS[span.unit] // times, "day")


@v_args(inline=True)
class _Amounts(Transformer[Token, "Amount | None"]):
    def off(self, _word: str) -> None:
        return None

    def adverb(self, word: str) -> Amount:
        return _ADVERBS[word]

    def once(self, span: Amount) -> Amount:
        return span

    def spread(self, times: int, span: Amount) -> Amount:
        return _spread(times, span)

    def twice(self, _word: str) -> int:
        return 2

    def times(self, count: str) -> int:
        return number(count)

    def several(self, said: Amount) -> Amount:
        return said

    def single(self, unit: str) -> Amount:
        return amount("a", unit)

    def every_other(self, unit: str) -> Amount:
        return amount("two", unit)

    def amount(self, count: str, unit: str) -> Amount:
        return amount(count, unit)


@cache
def _parser() -> Lark:
    options: dict[str, Any] = {"start": "cadence", "parser": "lalr", "maybe_placeholders": False}
    return Lark.open_from_package(__package__, "cadences.lark", transformer=_Amounts(), **options)
