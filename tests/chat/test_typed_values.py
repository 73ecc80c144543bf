"""From what was typed to a command's arguments: cleaned, every problem at once."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.option import Reading
from bot.chat.typed import LIMIT, Typed, bind, read_line
from bot.commands import REGISTRY
from bot.domain.errors import Misread
from bot.language.cleaning import clean
from bot.language.names import Book, Candidate

READING = Reading(today=date(2026, 3, 2), day_first=True)
LOG, ADD = REGISTRY.commands["log"], REGISTRY.commands["add"]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@given(ANY_TEXT)
def test_cleaning_leaves_what_a_keyboard_types(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    for character in cleaned:
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs") or character in "\n\t"
        assert category != "Cf" or character in "\u200c\u200d"
    cleaned.encode()


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=60))
def test_cleaning_takes_nothing_else(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦", "🏳️‍🌈", "می‌خواهم", "é", "日本語", "a\nb\tc"])
def test_joined_signs_and_scripts_stay_whole(text: str) -> None:
    assert clean(text) == text


@given(ANY_TEXT)
def test_any_line_is_read_or_refused_with_sentences(text: str) -> None:
    typed = read_line(LOG, text, READING)
    if typed.missing(LOG):
        return
    try:
        bind(LOG, typed, READING)
    except Misread as refused:
        problems = refused.problems
    else:
        return
    assert all(problem.sentence for problem in problems)


def test_every_problem_is_told_at_once() -> None:
    values = {"name": "Sam", "rhythm": "now and then", "birthday": "31/13", "about": "x" * (LIMIT + 1)}
    with pytest.raises(Misread) as refused:
        bind(ADD, Typed.of(ADD, values, {}, ("blah",)), READING)
    assert [problem.field for problem in refused.value.problems] == ["rhythm", "birthday", "about", ""]
    assert "20,001" in refused.value.problems[2].sentence
    assert '"blah"' in refused.value.problems[3].sentence


def test_what_is_empty_once_cleaned_is_missing() -> None:
    typed = Typed.of(ADD, {"name": " \u202e\x00 ", "company": "Acme"}, {})
    assert [each.name for each in typed.missing(ADD)] == ["name"]
    assert typed.values == {"company": "Acme"}


def test_a_picked_name_takes_the_place_of_that_name_only() -> None:
    typed = Typed.of(LOG, {"people": "sam, Priya and Jo", "note": "sam"}, {}).naming("sam", "abc", LOG)
    assert typed.values == {"people": "#abc, Priya, Jo", "note": "sam"}


def test_a_name_with_a_comma_stays_one_name() -> None:
    typed = Typed.of(LOG, {"people": 'sam and "Smith, John"'}, {}).naming("sam", "abc", LOG)
    assert bind(LOG, typed, READING).people == ("#abc", "Smith, John")


def test_a_family_name_first_is_one_person_where_there_is_one() -> None:
    book = Book([Candidate(1, "Priya Nair"), Candidate(2, "Arjun Nair"), Candidate(3, "Sam Carter")])
    reading = Reading(today=READING.today, day_first=True, names=lambda: book)
    typed = Typed.of(LOG, {"people": "nair, priya, sam"}, {})
    assert bind(LOG, typed, reading).people == ("nair, priya", "sam")
    assert bind(LOG, typed, READING).people == ("nair", "priya", "sam")
