"""The days that have a name: fixed ones, nth weekdays, and those that follow Easter.

Names are as `scanning` hands them over: lower case, without apostrophes. Where countries disagree, the rule is the one
of the United States unless the name says otherwise. Days of lunar calendars are not here: no rule of our year gives
them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Final

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from bot.language.almanac import Month, weekday_of

Holiday = Callable[[int], date]
"""The day of the holiday in a year."""

_MON, _THU, _FRI, _SUN = 0, 3, 4, 6


def _fixed(month: int, day: int) -> Holiday:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Holiday:
    return lambda year: easter(year, EASTER_WESTERN) + timedelta(days=days)


def _from_orthodox_easter(days: int) -> Holiday:
    return lambda year: easter(year, EASTER_ORTHODOX) + timedelta(days=days)


def _nth(month: int, weekday: int, nth: int, *, then: int = 0) -> Holiday:
    """The nth weekday of a month, or the day that lies `then` days after it."""

    def on(year: int) -> date:
        day = weekday_of(Month(year, month), weekday, nth)
        assert day is not None  # each month has four of each
        return day + timedelta(days=then)

    return on


_FIXED: Final = {
    (1, 1): "new years day, new years, new year, new year day",
    (1, 6): "epiphany",
    (1, 26): "australia day",
    (2, 2): "groundhog day, groundhogs day, candlemas",
    (2, 14): "valentines day, valentine day, valentines, st valentines day, saint valentines day",
    (3, 8): "womens day, international womens day",
    (3, 17): "st patricks day, saint patricks day, st paddys day, saint paddys day, paddys day",
    (4, 1): "april fools, april fools day, april fool day",
    (4, 22): "earth day",
    (4, 25): "anzac day",  # Australia and New Zealand
    (5, 1): "may day",
    (5, 5): "cinco de mayo",
    (6, 19): "juneteenth",
    (6, 24): "midsummer day, midsummers day, st johns day",
    (7, 1): "canada day",
    (7, 4): "independence day",
    (7, 14): "bastille day",
    (10, 31): "halloween, all hallows eve",
    (11, 1): "all saints day, all saints",
    (11, 2): "all souls day, all souls",
    (11, 5): "guy fawkes day, guy fawkes night, bonfire night",  # Great Britain
    (11, 11): "veterans day, veteran day, armistice day, remembrance day",
    (12, 6): "st nicholas day, saint nicholas day",
    (12, 24): "christmas eve, xmas eve",
    (12, 25): "christmas, xmas, christmas day, xmas day",
    (12, 26): "boxing day, st stephens day, kwanzaa",
    (12, 31): "new years eve, new year eve, nye",
}

_FROM_EASTER: Final = {
    -47: "shrove tuesday, pancake day, mardi gras, fat tuesday",
    -46: "ash wednesday",
    -21: "mothering sunday",  # Great Britain's Mother's Day
    -7: "palm sunday",
    -3: "maundy thursday, holy thursday",
    -2: "good friday",
    -1: "holy saturday, easter saturday, easter eve",
    0: "easter, easter sunday, easter day",
    1: "easter monday, easter mon",
    39: "ascension day, ascension",
    49: "pentecost, whit sunday, whitsunday, whitsun, white sunday",
    50: "whit monday, pentecost monday",
    56: "trinity sunday",
    60: "corpus christi",
}

_COMPUTED: Final = {
    "mlk day, mlk, martin luther king day, martin luther kings day, martin luther king jr day, mlk jr day": _nth(
        1, _MON, 3
    ),
    "presidents day, president day, washingtons birthday": _nth(2, _MON, 3),
    "mothers day": _nth(5, _SUN, 2),  # the United States, and most others
    "memorial day": _nth(5, _MON, -1),
    "fathers day": _nth(6, _SUN, 3),
    "labor day, labour day": _nth(9, _MON, 1),
    "grandparents day": _nth(9, _MON, 1, then=6),
    "columbus day, indigenous peoples day": _nth(10, _MON, 2),
    "canadian thanksgiving": _nth(10, _MON, 2),
    "election day": _nth(11, _MON, 1, then=1),
    "thanksgiving, thanksgiving day, american thanksgiving": _nth(11, _THU, 4),
    "black friday": _nth(11, _THU, 4, then=1),
    "cyber monday": _nth(11, _THU, 4, then=4),
    "advent sunday, first advent": lambda year: date(year, 12, 3) - timedelta(days=date(year, 12, 3).isoweekday() % 7),
    "early may bank holiday, may bank holiday": _nth(5, _MON, 1),  # this one and the next two: Great Britain
    "spring bank holiday": _nth(5, _MON, -1),
    "summer bank holiday, august bank holiday, late summer bank holiday": _nth(8, _MON, -1),
    "victoria day": lambda year: date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday()),  # Canada
    "orthodox easter, orthodox easter sunday": _from_orthodox_easter(0),
    "clean monday, orthodox clean monday": _from_orthodox_easter(-48),
    "lazarus saturday": _from_orthodox_easter(-8),
    "orthodox good friday, orthodox great friday": _from_orthodox_easter(-2),
}


@cache
def holidays() -> dict[str, Holiday]:
    """Every name, with the rule that gives its day in a year."""
    rules = [
        *((names, _fixed(month, day)) for (month, day), names in _FIXED.items()),
        *((names, _from_easter(days)) for days, names in _FROM_EASTER.items()),
        *_COMPUTED.items(),
    ]
    return {name: rule for names, rule in rules for name in names.split(", ")}
