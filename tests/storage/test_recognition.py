"""The forms in which addresses are compared."""

import pytest

from bot.domain.ids import ContactId
from storage.recognition import JoinKind, email, features, phone, url
from tests.storage.samples import contact


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("+49 (30) 123-456", "+4930123456"),
        ("0049 30 123456", "+4930123456"),
        ("030/123456", "030123456"),
        (" +1 555 0100 ", "+15550100"),
        ("ext. 12", "12"),
        ("", ""),
    ],
)
def test_phones(typed: str, form: str) -> None:
    assert phone(typed) == form


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.linkedin.com/in/Sam-Carter/",
        "http://linkedin.com/in/sam-carter?trk=abc#top",
        "linkedin.com/in/sam-carter",
        " WWW.LinkedIn.com/in/sam-carter// ",
    ],
)
def test_profile_addresses(typed: str) -> None:
    assert url(typed) == "linkedin.com/in/sam-carter"


def test_emails() -> None:
    assert email(" Sam@Example.ORG ") == "sam@example.org"


def test_what_many_people_share_recognises_nobody() -> None:
    sam = contact(ContactId("sam"), phones=("110", "030 1234567", "+49 30 1234567"))
    assert list(features(sam)) == [(JoinKind.LOCAL_PHONE, "0301234567"), (JoinKind.PHONE, "+49301234567")]
