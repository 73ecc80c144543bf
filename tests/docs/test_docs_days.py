"""What the page on days and rhythms says is read, is read so."""

import re
from datetime import date

import pytest

from bot.language import parse_birthday, parse_cadence, parse_date
from bot.language.almanac import Lean
from bot.language.dates import NotADate
from bot.language.spoken import day_of_year
from docs.chats import ROOT

WEDNESDAY = date(2026, 3, 11)
LEANS: tuple[Lean, Lean] = ("past", "future")
PAGE = (ROOT / "docs/reference/days.md").read_text("utf-8")
ROW = re.compile(r"^\| (?!you type|-)(.*) \|$", re.MULTILINE)
BETWEEN = re.compile(r", (?!\d{4}(?![-\d])|and you)")
"""Phrases have commas of their own: "May 14th, 2025"."""


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in row.split("|")] for row in ROW.findall(section) if "---" not in row]


def test_days() -> None:
    table = rows("Days")
    assert len(table) > 30
    for cell, *days in table:
        phrases, _, set_to = cell.partition(", and you set dates to ")
        for phrase in BETWEEN.split(phrases):
            for lean, day in zip(LEANS, days, strict=True):
                assert read(phrase, lean, day_first=set_to != "month-day") == day, (phrase, lean)


def read(phrase: str, lean: Lean, *, day_first: bool) -> str:
    """The day in its digits, nothing where it is refused."""
    try:
        return parse_date(phrase, today=WEDNESDAY, lean=lean, day_first=day_first).isoformat()
    except NotADate:
        return ""


@pytest.mark.parametrize(("phrases", "told"), rows("Birthdays"))
def test_birthdays(phrases: str, told: str) -> None:
    for phrase in BETWEEN.split(phrases):
        assert day_of_year(*parse_birthday(phrase, day_first=True)) == told


@pytest.mark.parametrize(("phrases", "told"), rows("Rhythms"))
def test_rhythms(phrases: str, told: str) -> None:
    for phrase in BETWEEN.split(phrases):
        rhythm = parse_cadence(phrase)
        said = "no rhythm" if rhythm is None else f"{rhythm.count} {rhythm.unit}{'s' * (rhythm.count > 1)}"
        assert said == told, phrase
