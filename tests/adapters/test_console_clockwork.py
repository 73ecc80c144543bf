"""How people say where the pretend clock should go."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from adapters.console.clockwork import destination, spoken

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 31, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("90 days", datetime(2026, 5, 1, 7, 30, tzinfo=UTC)),
        ("1 day", datetime(2026, 2, 1, 8, 30, tzinfo=UTC)),
        ("2  Weeks", datetime(2026, 2, 14, 8, 30, tzinfo=UTC)),
        ("1 month", datetime(2026, 2, 28, 8, 30, tzinfo=UTC)),
        ("1 year", datetime(2027, 1, 31, 8, 30, tzinfo=UTC)),
        ("36 hours", datetime(2026, 2, 1, 20, 30, tzinfo=UTC)),
        ("to 2027-03-04", datetime(2027, 3, 4, 8, 30, tzinfo=UTC)),
        ("to 2026-07-01", datetime(2026, 7, 1, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_time_of_day_stays_where_the_person_lives(text: str, there: datetime) -> None:
    assert destination(text, NOW, BERLIN) == there


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "How far"),
        ("soon", "How far"),
        ("-3 days", "How far"),
        ("to tomorrow", 'I can\'t read "tomorrow" as a day'),
        ("to 2026-02-30", "I can't read"),
        ("0 days", "only moves forward"),
        ("to 2020-01-01", "only moves forward"),
        ("11 years", "at most 10 years"),
        ("99999 years", "at most 10 years"),
        ("to 9999-12-31", "at most 10 years"),
    ],
)
def test_anything_else_is_answered_with_an_example(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as refused:
        destination(text, NOW, BERLIN)
    assert "/forward 90 days" in str(refused.value)


def test_a_moment_is_told_in_the_zone_of_the_person() -> None:
    assert spoken(datetime(2026, 3, 5, 23, 30, tzinfo=UTC), BERLIN) == "Fri 6 Mar 2026, 00:30"
