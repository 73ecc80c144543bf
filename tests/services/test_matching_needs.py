"""Which words of a need are found in what is known about somebody."""

from datetime import date

import pytest

from bot.domain.contact import Contact
from bot.domain.ids import ContactId, UserId
from bot.domain.team_need import ask_on
from bot.services import matching

SAM = Contact(
    id=ContactId("c"),
    owner=UserId("u"),
    name="Sam",
    added_on=date(2026, 1, 1),
    title="Tax adviser",
    company="Müller & Söhne",
    tags=("lisbon", "boats"),
    about="has a spare desk",
)


@pytest.mark.parametrize(
    ("need", "why"),
    [
        ("somebody for my taxes", ("Tax adviser",)),
        ("a boat in Lisbon", ("#boats", "#lisbon")),
        ("who knows Mueller? or muller", ("Müller & Söhne",)),
        ("a spare desk", ('a note about "desk"',)),
        ("someone who plays the cello", ('a note about "plays"', 'a note about "cello"')),
        ("an accountant", ()),
        ("a good person for me", ()),
        ("", ()),
    ],
)
def test_words_are_found_in_labels_work_and_notes(need: str, why: tuple[str, ...]) -> None:
    someone = matching.known(SAM, ("He plays the cello.",))
    assert matching.why(matching.wanted_words(need), someone) == why


@pytest.mark.parametrize(
    ("looking", "offer", "words"),
    [
        ("an accountant in Lisbon", "tax accountants", 1),
        ("an accountant in Lisbon", "I can do accountants' work in Lisbon", 2),
        ("somebody who knows Lisbon", "can show you Lisbon", 1),
        ("a mentor in machine learning", "machine learning advice", 2),
        ("Deutsch üben", "Konversation auf Deutsch", 1),
        ("an accountant in Lisbon", "a spare desk in Lisbon", 0),
        ("a lawyer from Berlin", "a cello, near Berlin", 0),
        ("help with something", "some help", 0),
        ("", "", 0),
    ],
)
def test_lines_of_two_people_fit_by_what_they_are_about(looking: str, offer: str, words: int) -> None:
    assert matching.fits(looking, offer) == words


def test_nobody_is_asked_a_third_time_within_a_week() -> None:
    today = date(2026, 3, 2)
    days: list[date] = []
    for _ in range(5):
        days.append(ask_on(days, today))
    assert [(each - today).days for each in days] == [0, 0, 7, 7, 14]
