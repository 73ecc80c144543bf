"""Command lines split into slots: the cases are in lines.toml, the laws below."""

import time
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.line import Slot, SlotKind, people, split
from bot.language.phrasing import FILLERS

WEDNESDAY = date(2026, 3, 11)

PEOPLE = Slot("people", SlotKind.PEOPLE)
WHEN = Slot("when", SlotKind.DATE)
NOTE = Slot("note", SlotKind.REST)
CIRCLE = Slot("circle", SlotKind.WORD, {word: word for word in ("inner", "close", "wider", "network")})
CADENCE = Slot("cadence", SlotKind.CADENCE)
MEDIUM = Slot(
    "medium",
    SlotKind.WORD,
    {
        "coffee": "meeting",
        "lunch": "meeting",
        "call": "call",
        "voice call": "call",
        "wrote": "message",
        "they wrote": "message",
    },
)
COMMANDS = {
    "log": (PEOPLE, MEDIUM, WHEN, NOTE),
    "add": (
        Slot("name", SlotKind.TEXT),
        CIRCLE,
        CADENCE,
        *(Slot(name, SlotKind.TEXT) for name in ("company", "title", "birthday", "tags")),
        NOTE,
    ),
    "keep": (PEOPLE, CIRCLE, CADENCE),
    "rhythm": (PEOPLE, Slot("how", SlotKind.CADENCE, CIRCLE.words)),
    "later": (PEOPLE, WHEN),
    "upcoming": (Slot("what", SlotKind.WORD, {"birthdays": "birthdays"}), WHEN),
}


def cases() -> list[Any]:
    found = tomllib.loads((Path(__file__).parent / "lines.toml").read_text(encoding="utf-8"))
    return [pytest.param(command, case, id=f"{command} {case['line']}") for command in found for case in found[command]]


@pytest.mark.parametrize(("command", "case"), cases())
def test_a_line_is_split(command: str, case: dict[str, Any]) -> None:
    found = split(case["line"], COMMANDS[command], today=WEDNESDAY, day_first=True)
    assert found.values == case["values"]
    assert list(found.unread) == case.get("unread", [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("sam", ("sam",)),
        ("sam, priya and Jo Smith", ("sam", "priya", "Jo Smith")),
        ("sam,priya;jo", ("sam", "priya", "jo")),
        ("sam & priya + jo", ("sam", "priya", "jo")),
        ("sam, and priya", ("sam", "priya")),
        ("with sam", ("sam",)),
        ("Sam With Priya AND Jo", ("Sam", "Priya", "Jo")),
        ('"sam" "Sam Carter"', ("sam", "Sam Carter")),
        ('"Carter, Sam" and “Anders And”', ("Carter, Sam", "Anders And")),
        ("Andy Sandler, Band", ("Andy Sandler", "Band")),
        ("sam+news@example.org", ("sam+news@example.org",)),
        ("AT&T Bob", ("AT&T Bob",)),
        ("#k3f, #9qz", ("#k3f", "#9qz")),
        ("sam\npriya", ("sam", "priya")),
        (", and , ", ()),
        ("\u202esam\u202c, priya", ("sam", "priya")),
    ],
)
def test_people_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names


def test_two_lists_of_words_may_be_neighbours() -> None:
    helped = Slot("helped", SlotKind.WORD, {"they helped": "them", "i helped": "me"})
    found = split(
        "sam call they helped: fixed my cv", (PEOPLE, MEDIUM, helped, WHEN, NOTE), today=WEDNESDAY, day_first=True
    )
    assert found.values == {"people": "sam", "medium": "call", "helped": "them", "note": "fixed my cv"}


words = st.text(st.characters(categories=["L", "N", "S"], exclude_characters="^`"), min_size=1, max_size=12)
prose = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=60)
vocabulary = st.sampled_from(
    ["coffee", "they wrote", "yesterday", "may", "may 14", "in 2 weeks", "and", ",", '"a b"', "x:y"]
)


def letters(*texts: str) -> Counter[str]:
    """The letters and digits of texts."""
    return Counter(each for text in texts for each in text if each.isalnum())


@given(st.lists(words | prose | vocabulary, max_size=12), prose)
def test_nothing_that_was_typed_disappears_but_words_of_habit(parts: list[str], note: str) -> None:
    slots = (PEOPLE, WHEN, NOTE)  # a word of a closed list is told by its value, so the cases above hold it
    line = " ".join(parts) + " : " + note
    found = split(line, slots, today=WEDNESDAY, day_first=True)
    idle = [word for word in line.split() if word.casefold().strip(".,;:!?") in FILLERS]
    assert not letters(line) - letters(*found.values.values(), *found.unread, *idle)


@given(st.lists(words, min_size=1, max_size=5), prose.filter(str.strip))
def test_people_and_note_come_back_whole(names: list[str], note: str) -> None:
    line = f"{', '.join(f'“{name}”' for name in names)} coffee: {note}"
    found = split(line, COMMANDS["log"], today=WEDNESDAY, day_first=True)
    assert people(found.values["people"]) == tuple(names)
    assert found.values["medium"] == "meeting"
    assert found.values["note"] == note.strip(" \u00a0\u2028\u2029\u202f")


@given(st.text(max_size=200), st.sampled_from(sorted(COMMANDS)))
def test_no_text_breaks_it(line: str, command: str) -> None:
    found = split(line, COMMANDS[command], today=WEDNESDAY, day_first=True)
    assert set(found.values) <= {slot.name for slot in COMMANDS[command]}
    assert all([*found.values.values(), *found.unread])


@pytest.mark.parametrize(
    "line",
    [
        "word " * 2_000,
        "1 " * 5_000,
        "may " * 2_500,
        "x" * 10_000,
        "“ " * 3_300,
        '" ' * 5_000,
        "a:b " * 2_500,
        ":" * 10_000,
        "company:" * 1_250,
        "sam when: " + "x " * 5_000,
        "sam cadence: " + "x " * 5_000,
        "and " * 2_500,
        "sam: " + "x " * 5_000,
        "\u202e" * 10_000,
        "every 2 " * 1_250,
    ],
    ids=lambda line: line[:8],
)
def test_ten_thousand_characters_are_no_burden(line: str) -> None:
    start = time.process_time()
    for slots in COMMANDS.values():
        found = split(line, slots, today=WEDNESDAY, day_first=True)
        people(" ".join(found.values.values()))
    assert time.process_time() - start < 3
