"""Kith's own archive: what goes in comes out, and what is none is refused with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange.archive import dump, load
from bot.interchange.record import Unreadable

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
documents = st.dictionaries(
    st.text(max_size=8).filter(lambda name: name not in {"format", "version"}), values, max_size=4
)


@given(documents)
def test_what_goes_in_comes_out(document: dict[str, object]) -> None:
    assert load(dump(document)) == document


def test_an_archive_says_what_it_is_first_and_reads_well() -> None:
    assert dump({"people": [{"name": "José"}], "about": "Sam"}).decode() == (
        '{\n  "format": "kith-archive",\n  "version": 1,\n  "about": "Sam",\n  "people": [\n'
        '    {\n      "name": "José"\n    }\n  ]\n}\n'
    )


def test_the_same_content_gives_the_same_bytes() -> None:
    assert dump({"a": {"x": 1, "y": 2}, "b": 3}) == dump({"b": 3, "a": {"y": 2, "x": 1}})


def test_half_a_surrogate_pair_survives() -> None:
    assert load(dump({"name": "Sam \ud83d"})) == {"name": "Sam \ud83d"}


@pytest.mark.parametrize("name", ["format", "version"])
def test_a_document_cannot_take_the_names_of_the_envelope(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        dump({name: 1})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "I can't read it as JSON"),
        (b"\x00\xff\xfe", "I can't read it as JSON"),
        (b"[" * 100_000, "I can't read it as JSON"),
        (b"1" * 10_000, "I can't read it as JSON"),
        (b"BEGIN:VCARD", "I can't read it as JSON"),
        (b"[]", 'it does not say "format"'),
        (b'{"people": []}', 'it does not say "format"'),
        (b'{"format": "other", "version": 1}', 'it does not say "format"'),
        (b'{"format": "kith-archive"}', "does not say its version"),
        (b'{"format": "kith-archive", "version": "1"}', "does not say its version"),
        (b'{"format": "kith-archive", "version": true}', "does not say its version"),
        (b'{"format": "kith-archive", "version": 0}', "does not say its version"),
        (b'{"format": "kith-archive", "version": 2}', "is of version 2; I know up to 1. Please update Kith"),
    ],
)
def test_anything_else_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        load(content)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert load("\ufeff".encode() + json.dumps({"format": "kith-archive", "version": 1, "a": 1}).encode()) == {"a": 1}
