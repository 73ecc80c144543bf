"""What a note says is to be done next."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.next_step import split_note

WEDNESDAY = date(2026, 3, 11)


def steps(note: str) -> list[tuple[str, str, str]]:
    """The steps of a note, shortly."""
    found = split_note(note, today=WEDNESDAY, day_first=True)[1]
    return [(step.kind, step.text, f"{step.on:%m-%d}" if step.on else "") for step in found]


@pytest.mark.parametrize(
    ("note", "step"),
    [
        ("ask about the flat in 2 weeks", ("question", "ask about the flat", "03-25")),
        ("Ask about the flat in 2 weeks.", ("question", "Ask about the flat", "03-25")),
        ("in 2 weeks ask about the flat", ("question", "ask about the flat", "03-25")),
        ("ask how it went", ("question", "ask how it went", "")),
        ("follow up next month", ("question", "follow up", "04-11")),
        ("check in about the move in 3 weeks", ("question", "check in about the move", "04-01")),
        ("wish her luck on 20 march", ("question", "wish her luck", "03-20")),
        ("remind me to send the book on friday", ("promise", "send the book", "03-13")),
        ("remind me to ask about Rome in a week", ("question", "ask about Rome", "03-18")),
        ("send him the link tomorrow", ("promise", "send him the link", "03-12")),
        ("promised to call back on monday", ("promise", "call back", "03-16")),
        ("I owe her a coffee", ("promise", "I owe her a coffee", "")),
        ("i'll introduce them next week", ("promise", "introduce them", "03-18")),
        ("next: intro to Priya in a week", ("promise", "intro to Priya", "03-18")),
        ("TODO: water the plants on friday", ("promise", "water the plants", "03-13")),
        ("thank her for the intro next week", ("thanks", "thank her for the intro", "03-18")),
        ("waiting for her cv", ("waiting", "waiting for her cv", "")),
        ("she will send me the contract by friday", ("waiting", "she will send me the contract", "03-13")),
    ],
)
def test_a_step_is_read(note: str, step: tuple[str, str, str]) -> None:
    assert steps(note) == [step]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "her new job starts in May",
        "he was here last week",
        "we talked about going to Berlin in june",
        "she starts next week",
        "he will start at Acme next month",
        "she asked about the flat yesterday",
        "book club was fun",
        "call was bad",
        "thanks for the tip",
        "send-off party on friday",
        "moving in 2 weeks",
        "her birthday is tomorrow",
        "may be leaving next month",
        "will is moving next week",
        "asked me to call on friday",
        "text messages are better on monday",
    ],
)
def test_a_note_stays_a_note(note: str) -> None:
    assert split_note(note, today=WEDNESDAY, day_first=True) == (note, ())


def test_what_was_said_before_a_step_is_the_note() -> None:
    note, found = split_note(
        "visa is through, at last. Ask about Berlin in 2 weeks; send the checklist tomorrow",
        today=WEDNESDAY,
        day_first=True,
    )
    assert note == "visa is through, at last."
    assert [(step.kind, step.typed) for step in found] == [
        ("question", "Ask about Berlin in 2 weeks"),
        ("promise", "send the checklist tomorrow"),
    ]


def test_a_day_that_is_over_is_none_of_a_step() -> None:
    assert steps("ask about the talk yesterday") == [("question", "ask about the talk yesterday", "")]


def test_a_name_that_is_a_day_is_no_day() -> None:
    assert steps("ask about sun") == [("question", "ask about sun", "")]


pieces = st.sampled_from(
    [
        "her job",
        "ask about it in 2 weeks",
        "send the book tomorrow",
        ". ",
        "; ",
        ", ",
        " - ",
        "\n",
        "I owe her",
        "next: ",
        "🎉",
    ]
)


@given(st.lists(pieces | st.text(max_size=6), max_size=12).map("".join))
def test_nothing_that_was_typed_is_lost(note: str) -> None:
    left, found = split_note(note, today=WEDNESDAY, day_first=True)
    together = left + "".join(step.typed for step in found)
    assert [each for each in together if each.isalnum()] == [each for each in note if each.isalnum()]
    assert all(step.text for step in found)
