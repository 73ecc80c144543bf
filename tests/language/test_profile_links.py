"""Pasted links to profiles, and mentions as platforms write them."""

import pytest

from bot.language.mentions import Mention, mention_of, spoken
from bot.language.profile_links import ProfileLink, profile_link

SAM = "https://www.linkedin.com/in/"


@pytest.mark.parametrize(
    ("text", "url", "name"),
    [
        ("https://www.linkedin.com/in/sam-carter-12ab", f"{SAM}sam-carter-12ab", "Sam Carter"),
        ("linkedin.com/in/sam-carter/", f"{SAM}sam-carter", "Sam Carter"),
        (" https://de.linkedin.com/in/sam-carter-b1234?trk=x ", f"{SAM}sam-carter-b1234", "Sam Carter"),
        ("https://linkedin.com/in/j%C3%B6rg-m%C3%BCller/details/", f"{SAM}j%C3%B6rg-m%C3%BCller", "Jörg Müller"),
        ("HTTPS://LinkedIn.com/in/McKenna", f"{SAM}McKenna", "McKenna"),
        ("https://www.linkedin.com/in/123456", f"{SAM}123456", ""),
    ],
)
def test_a_profile_suggests_a_name(text: str, url: str, name: str) -> None:
    assert profile_link(text) == ProfileLink(url, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sam Carter",
        "https://www.linkedin.com/company/acme",
        "https://evil.example/?linkedin.com/in/sam",
        "https://linkedin.com.evil.example/in/sam",
        "see https://www.linkedin.com/in/sam-carter",
    ],
)
def test_anything_else_is_no_profile(text: str) -> None:
    assert profile_link(text) is None


def test_a_mention_is_found_by_its_id_and_read_by_its_name() -> None:
    assert mention_of(" <@U1|Sam Carter> ") == Mention("U1", "Sam Carter")
    assert mention_of("<@!42>") == Mention("42", "")
    assert mention_of("<@U1|Sam> and Jo") is None
    assert Mention("U1", "Sam Carter").alias == "<@U1>"
    assert spoken("met <@U1|Sam Carter> and <@U2>") == "met Sam Carter and <@U2>"
