"""Lines that people type by habit, read with an address book of nasty names: the cases are in habits.toml."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from bot.chat.option import Reading
from bot.chat.typed import read_line
from bot.commands import REGISTRY
from bot.language.names import Book, Candidate
from bot.language.phrasing import FILLERS
from tests.benchmarks.lines import HABITS, PARTS, TODAY, corpus, read, scores

BOOK, LINES = corpus()
PEOPLE = tomllib.loads(HABITS.read_text("utf-8"))["book"].keys()
LOG = REGISTRY.commands["log"]
READING = Reading(today=TODAY, day_first=True, names=lambda: BOOK)


def test_no_line_ever_picks_a_person_who_was_not_meant() -> None:
    assert {score.typed: score.strangers for score in scores() if score.strangers} == {}


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_line_is_read_exactly_as_it_was_meant(part: str) -> None:
    some = [score for score in scores() if score.part == part]
    misread = [score.typed for score in some if score.wrong]
    assert len(LINES) >= 300
    assert len(misread) <= len(some) * 0.02, misread


STRANGE = Book(
    Candidate(name, name)
    for name in ("Nguyễn Mai", "Kim", "Neil Young", "An Tran", "Sam Carter", "Jack Good", "Will Long", "Ann Call")
)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Long Nguyen coffee", set()),
        ("long nguyen coffee", set()),
        ("in kim coffee", set()),
        ("So Young coffee", set()),
        ("sam a coffee", set()),
        ("Sam An lunch", set()),
        ("sam, an lunch", {"Sam Carter", "An Tran"}),
        ("a good coffee with sam", {"Sam Carter"}),
        ("good coffee", set()),
        ("long call", set()),
        ("happy birthday call with sam", {"Sam Carter"}),
        ("coffee and call with sam", {"Sam Carter"}),
        ("had a go with sam", {"Sam Carter"}),
        ("just sam", {"Sam Carter"}),
    ],
)
def test_words_of_habit_are_nobody_and_names_are_no_habit(line: str, who: set[str]) -> None:
    assert read(line, STRANGE).who == who


known_words = st.sampled_from(
    [
        *(word for line in LINES for word in line["typed"].split()),
        "coffee",
        "yesterday",
        "and",
        ",",
        ":",
        "🎉",
        '"',
        "<@U1>",
    ]
)


LOG_WORDS = {word for each in LOG.parameters for phrase in each.option.words for word in phrase.split()}


@given(st.lists(known_words, max_size=14).map(" ".join))
def test_every_typed_word_is_somewhere(line: str) -> None:
    found = read_line(LOG, line, READING)
    kept = " ".join((*found.values.values(), *found.unread)).casefold()
    for word in line.split():
        typed = word.strip("\"“”.,;:!?-–—'").casefold()
        told_by_its_value = process.extractOne(typed, LOG_WORDS, score_cutoff=80, scorer=fuzz.ratio) is not None
        assert typed in kept or told_by_its_value or typed in FILLERS or not typed.isalpha()


@given(st.text(max_size=120))
def test_no_line_breaks_it(line: str) -> None:
    assert read(line, BOOK).who <= PEOPLE


@pytest.mark.parametrize(
    "line",
    [
        "may " * 5_000,
        "sam and " * 2_500,
        "1 " * 10_000,
        "nair, priya, " * 1_500,
        "coffee " * 2_800,
        "sam: " + "ask a; " * 2_800,
    ],
    ids=lambda line: line[:8],
)
def test_twenty_thousand_characters_take_a_moment(line: str) -> None:
    assert min(_seconds(line) for _ in range(3)) < 0.25  # about 0.05 where it was written


def _seconds(line: str) -> float:
    start = time.process_time()
    read(line, BOOK)
    return time.process_time() - start
