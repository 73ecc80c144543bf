"""Days that are counted from today or from another day: anchors, weekdays, weekends and lengths of time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from lark import Token, Transformer, v_args

from bot.language.almanac import SATURDAY, SUNDAY, Asked, Meaning, weekday_near
from bot.language.amounts import Amount, Length, moved
from bot.language.written import Puzzling

_BEFORE: Final = range(-7, 0)
_UP_TO: Final = range(-6, 1)
_FROM: Final = range(7)
_AFTER: Final = range(1, 8)


def _monday(asked: Asked, weeks: int) -> date:
    return asked.today + timedelta(days=7 * weeks - asked.today.weekday())


def _open(asked: Asked) -> range:
    """Where a bare weekday is looked for."""
    return _UP_TO if asked.lean == "past" else _AFTER


def _more_weeks(many: Token) -> timedelta:
    """What the second and later ones of so many weekdays add to the first."""
    if int(many.value) < 1:
        raise Puzzling("There is no such day.")
    return timedelta(weeks=int(many.value) - 1)


@v_args(inline=True)
class RelativeDays(Transformer[Token, Meaning]):
    """What the rules of such days mean, by the names of the rules."""

    def anchor(self, word: Token) -> Meaning:
        return lambda asked: asked.today + timedelta(days=word.value)

    def now(self) -> Meaning:
        return lambda asked: asked.today

    def kept(self, meaning: Meaning, *_rest: Token) -> Meaning:
        return meaning

    def at_part(self, _part: Token, meaning: Meaning) -> Meaning:
        return meaning

    def this_way(self, _this: Token, way: Token) -> Token:
        return way

    def neighbour(self, way: Token, word: Token) -> Meaning:
        step: Amount = word.value if isinstance(word.value, Amount) else Amount(1, "day")  # else a part of the day

        def meant(asked: Asked) -> date:
            if way.value == 0 and step.unit != "day":
                raise Puzzling("That is more than one day.")
            return step.after(asked.today, way.value)

        return meant

    def weekday(self, name: Token, _part: str = "") -> Meaning:
        return lambda asked: weekday_near(asked.today, name.value, days=_open(asked))

    def which_weekday(self, way: Token, name: Token, _part: str = "") -> Meaning:
        def meant(asked: Asked) -> date:
            this = _UP_TO if asked.lean == "past" else _FROM
            return weekday_near(asked.today, name.value, days={-1: _BEFORE, 0: this, 1: _AFTER}[way.value])

        return meant

    def weekday_after_next(self, name: Token, _next: Token) -> Meaning:
        return lambda asked: weekday_near(asked.today, name.value, days=range(8, 15))

    def weekday_before_last(self, name: Token, _last: Token) -> Meaning:
        return lambda asked: weekday_near(asked.today, name.value, days=range(-14, -7))

    def weekday_of_week(self, name: Token, way: Token, _week: Token) -> Meaning:
        return lambda asked: _monday(asked, way.value) + timedelta(days=name.value)

    def week_and_weekday(self, way: Token, week: Token, name: Token) -> Meaning:
        return self.weekday_of_week(name, way, week)

    def weekday_and_week(self, name: Token, week: Token) -> Meaning:
        return self.weekday_after_next(name, week)  # British: "friday week" is a week after the coming Friday

    def weekdays_ago(self, many: Token, name: Token) -> Meaning:
        return lambda asked: weekday_near(asked.today, name.value, days=_BEFORE) - _more_weeks(many)

    def weekdays_ahead(self, many: Token, name: Token) -> Meaning:
        return lambda asked: weekday_near(asked.today, name.value, days=_AFTER) + _more_weeks(many)

    def weekend(self, *words: Token) -> Meaning:
        """Its Saturday; looking ahead on a Sunday, "this weekend" is that Sunday."""
        way: int | None = words[0].value if len(words) == 2 else None

        def meant(asked: Asked) -> date:
            if way == -1:
                return _monday(asked, -1) + timedelta(days=SATURDAY)
            if way == 1:
                return _monday(asked, 1) + timedelta(days=SATURDAY)
            if way == 0 and asked.lean == "future" and asked.today.weekday() == SUNDAY:
                return asked.today
            return weekday_near(asked.today, SATURDAY, days=_UP_TO if asked.lean == "past" else _FROM)

        return meant

    def ago(self, length: Length) -> Meaning:
        return lambda asked: moved(asked.today, length, -1)

    def ahead(self, length: Length) -> Meaning:
        return lambda asked: moved(asked.today, length)

    def moment_ago(self, length: Length, moment: Meaning) -> Meaning:
        """ "3 years ago tomorrow"; of a bare weekday the coming one, so that "a week ago friday" is the last one."""
        return lambda asked: moved(moment(replace(asked, lean="future")), length, -1)

    def length_before(self, length: Length, moment: Meaning) -> Meaning:
        return lambda asked: moved(moment(asked), length, -1)

    def length_after(self, length: Length, moment: Meaning) -> Meaning:
        return lambda asked: moved(moment(asked), length)

    def length_today(self, length: Length, word: Token) -> Meaning:
        """British: "a week today", "a week tomorrow"; "a week yesterday" is read both ways."""

        def meant(asked: Asked) -> date:
            if word.value < 0:
                raise Puzzling("Say whether that is ago or from now.")
            return moved(self.anchor(word)(asked), length)

        return meant

    def length_from(self, length: Length, moment: Meaning) -> Meaning:
        """ "2 weeks from friday" counts from the coming Friday whatever the lean."""
        return lambda asked: moved(moment(replace(asked, lean="future")), length)

    def weekday_after(self, name: Token, moment: Meaning) -> Meaning:
        return lambda asked: weekday_near(moment(asked), name.value, days=_AFTER)

    def weekday_before(self, name: Token, moment: Meaning) -> Meaning:
        return lambda asked: weekday_near(moment(asked), name.value, days=_BEFORE)

    def nth_weekday_after(self, nth: Token, name: Token, moment: Meaning) -> Meaning:
        first = self.weekday_after(name, moment)
        return lambda asked: first(asked) + timedelta(weeks=nth.value - 1)

    def bare(self, length: Length) -> Meaning:
        def meant(asked: Asked) -> date:
            if asked.lean == "past":
                raise Puzzling("Say whether that is ago or from now.")
            return moved(asked.today, length)

        return meant

    def length(self, amount: Amount) -> Length:
        return (amount,)

    def longer(self, length: Length, amount: Amount) -> Length:
        return (*length, amount)

    def one(self, unit: Token) -> Length:
        return (unit.value,)

    def amount(self, many: Token, unit: Token) -> Amount:
        one: Amount = unit.value
        return one.times(int(many.value))

    def whole(self, amount: Token) -> Amount:
        return amount.value  # type: ignore[no-any-return]  # an Amount, says the lexicon
