"""What the documents take from the code is what the code says now."""

from collections.abc import Callable

import pytest

from docs.build import REFERENCE
from docs.chats import ROOT, STORIES, replayed

AGAIN = "write it again with: python -m docs.build"


@pytest.mark.parametrize(("name", "page"), REFERENCE.items())
def test_reference_pages_say_what_is_declared(name: str, page: Callable[[], str]) -> None:
    assert (ROOT / name).read_text("utf-8") == page(), AGAIN


@pytest.mark.parametrize("name", STORIES)
def test_every_chat_goes_as_it_is_told(name: str) -> None:
    told = (ROOT / name).read_text("utf-8")
    assert "```kith" in told
    assert told == replayed(told), AGAIN
