"""A typed "how often" becomes a count and a unit. The names of circles are not its job."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import LarkError

from bot.language.amounts import Amount, Unit
from bot.language.misspellings import forgiving_scan
from bot.language.scanning import Tokens, Unknown, plain
from bot.language.words import shown
from bot.language.written import Puzzling

_TRY: Final = 'Try "every 3 weeks", "monthly", "twice a year", "90 days" or "off".'
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

    "twice a year" is every 6 months; what does not divide evenly is told in days, rounded down. "biweekly" is every two
    weeks; "bimonthly", which people use both ways, is asked back.
    """
    try:
        said = cast("Amount | None", _parser().parse(forgiving_scan(plain(text))))
    except Puzzling as puzzle:
        raise NotACadence(f"{puzzle} {_TRY}") from puzzle
    except (Unknown, LarkError) as error:
        raise NotACadence(_unread(text)) from error
    if said is None:
        return None
    if not 1 <= said.count * _DAYS[said.unit] <= _LONGEST_DAYS:
        raise NotACadence(_unread(text))
    return CadenceWords(said.count, said.unit)


def _unread(text: str) -> str:
    quoted = shown(text)
    return f'I can\'t read "{quoted}" as how often. {_TRY}' if quoted else f"Tell me how often. {_TRY}"


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
    def off(self, _word: Token) -> None:
        return None

    def ambiguous(self, word: Token) -> None:
        raise Puzzling(f'"{word.capitalize()}" can mean twice in that time or once in two: please say which.')

    def adverb(self, word: Token) -> Amount:
        return word.value  # type: ignore[no-any-return]  # an Amount, says the lexicon

    def single(self, unit: Token) -> Amount:
        return self.adverb(unit)

    def whole(self, span: Token) -> Amount:
        return self.adverb(span)

    def spread(self, times: int, span: Amount) -> Amount:
        return _spread(times, span)

    def spread_single(self, times: int, unit: Token) -> Amount:
        return _spread(times, unit.value)

    def spread_adverb(self, times: int, word: Token) -> Amount:
        return _spread(times, word.value)

    def twice(self, _word: Token) -> int:
        return 2

    def times(self, count: Token) -> int:
        return int(count.value)

    def every_other(self, unit: Token) -> Amount:
        return self.adverb(unit).times(2)

    def every_nth(self, nth: Token, unit: Token) -> Amount:
        return self.adverb(unit).times(nth.value)

    def amount(self, many: Token, unit: Token) -> Amount:
        return self.adverb(unit).times(int(many.value))


@cache
def _parser() -> Lark:
    options: dict[str, Any] = {"start": "cadence", "parser": "lalr", "lexer": Tokens}
    return Lark.open_from_package(
        __package__, "cadences.lark", transformer=_Amounts(), maybe_placeholders=False, **options
    )
