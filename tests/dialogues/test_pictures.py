"""What `insights` draws, as files with the words for those who cannot see them."""

import struct
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.cadence import Circle
from bot.domain.contact import Contact
from bot.domain.ids import ContactId, UserId
from bot.domain.user import Platform
from bot.presenters import drawing, pictures
from bot.presenters.drawing import CannotDraw, drawable
from bot.services.care import Load
from bot.services.insights import CircleStand, Insights, Month
from tests.fakes.kith import Bot, Person

EMPTY = Insights(
    circles=(),
    resting=0,
    months=tuple(Month(date(2026, month, 1), 0) for month in range(1, 13)),
    by_me=(),
    by_them=(),
    load=Load(people=0, wanted=0.0),
)


def people(*names: str) -> tuple[Contact, ...]:
    return tuple(
        Contact(id=ContactId(f"c{place}"), owner=UserId("ana"), name=name, added_on=date(2026, 1, 1))
        for place, name in enumerate(names)
    )


async def with_people(bot: Bot, platform: Platform = Platform.SLACK) -> Person:
    ana = bot.person("Ana", platform=platform)
    await ana.say("/kith add Sam Carter close")
    await ana.say("/kith add Priya Nair inner")
    await ana.say("/kith log sam coffee 200 days ago")
    await ana.say("/kith log priya call")
    return ana


async def test_circles_and_year_come_with_the_words(quick: Bot) -> None:
    ana = await with_people(quick)
    said = await ana.say("/kith insights")
    assert "Drifting: Sam Carter" in said
    circles, year = ana.files
    assert "Inner circle: 1 near; Close circle: 1 drifting. Drifting: Sam Carter." in circles.alt
    assert "March 2026 1" in year.alt
    for file in (circles, year):
        assert file.content.startswith(b"\x89PNG\r\n\x1a\n")
        assert max(struct.unpack(">II", file.content[16:24])) <= 1200
        assert len(file.content) <= 200_000
    await ana.say("/kith insights")
    assert ana.files == (circles, year)


async def test_an_empty_book_has_no_picture(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "You keep nobody yet." in await ana.say("/kith insights")
    assert ana.files == ()


async def test_where_nothing_can_be_drawn_the_words_come_alone(quick: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await with_people(quick)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert "Drifting: Sam Carter" in await ana.say("/kith insights")
    assert ana.files == ()
    assert [each["event"] for each in quick.logs if each["log_level"] == "warning"] == ["picture not drawn"]
    with pytest.raises(CannotDraw):
        drawing.draw(1, 1, lambda axes: None)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("count", [1, 40])
def test_any_name_can_be_drawn(count: int) -> None:
    names = ("$a_b$ $", "田中 愛", "🌻", "محمد", "👩‍👩‍👧 Fam", "W" * 120, "สมชาย", "a\\frac{")
    stand = CircleStand(circle=Circle.WIDER, near=people(*names * count), drifting=people(*names))
    circles = tuple(replace(stand, circle=each) for each in (*Circle, None))
    (file,) = pictures.pictures(replace(EMPTY, circles=circles))
    assert len(file.content) <= 200_000
    assert len(file.alt) <= 1000


def test_letters_that_the_font_lacks_are_spelt() -> None:
    assert drawable("Zoë Łukasz Петрова 🌻") == "Zoë Łukasz Петрова"
    assert drawable("田中 愛").isascii()
    assert drawable("🌻") == ""


def test_it_is_loaded_when_drawn() -> None:
    loads = "import sys, bot.app, bot.cli; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0
