"""Time zones as people name them."""

import pytest

from bot.services.users import zone


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("UTC", "UTC"),
        ("Ho Chi Minh", "Asia/Ho_Chi_Minh"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_zone_by_its_name_or_its_city(typed: str, found: str) -> None:
    assert zone(typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "Atlantis", "../../etc/passwd", "Europe", "x" * 10_000, "🌍", "posix"])
def test_what_is_no_zone_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="Europe/Berlin") as refused:
        zone(typed)
    assert len(str(refused.value)) < 300


def test_the_nearest_is_named() -> None:
    with pytest.raises(ValueError, match='Did you mean "Europe/Berlin"'):
        zone("Europe/Berlinn")
