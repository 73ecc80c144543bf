"""Which words of a need are found in what is known about somebody."""

from datetime import date

import pytest

from bot.domain.contact import Contact
from bot.domain.ids import ContactId, UserId
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
