"""Ids of buttons and forms: they come back as they went, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.action import LIMIT, ActionId

LETTERS = st.characters(codec="utf-8", exclude_characters=":")
WORDS = st.text(LETTERS, max_size=12)


@given(st.text(LETTERS, min_size=1, max_size=12), st.lists(WORDS))
def test_what_fits_comes_back(route: str, args: list[str]) -> None:
    try:
        action = ActionId(route, tuple(args))
    except ValueError:
        assert len(":".join(("k1", route, *args))) > LIMIT
        return
    assert len(action.encode()) <= LIMIT
    assert ActionId.decode(action.encode()) == action


@given(st.text(max_size=120))
def test_any_text_is_an_action_or_none(text: str) -> None:
    action = ActionId.decode(text)
    assert action is None or action.encode() == text


@pytest.mark.parametrize("text", ["", "k1", "k1:", "k1::x", "k2:log", "log", "k1:" + "x" * LIMIT])
def test_what_is_not_ours_is_none(text: str) -> None:
    assert ActionId.decode(text) is None


@pytest.mark.parametrize(
    ("route", "args"), [("", ()), ("a:b", ()), ("log", ("a:b",)), ("log", ("x" * LIMIT,)), ("log", ("x",) * LIMIT)]
)
def test_what_would_not_come_back_is_refused(route: str, args: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="action id"):
        ActionId(route, args)
