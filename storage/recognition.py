"""By what a person is recognised in two places: e-mail, phone, profile URL, and the identity in an imported file.

Never by name. Values are brought to one form here and then hashed; only hashes are stored for it.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from bot.domain.contact import Contact

_LEAST_DIGITS = 7
"""Shorter numbers are extensions and short codes, which many people share."""


class JoinKind(StrEnum):
    """What a hash was made of."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    LOCAL_PHONE = "local phone"
    UID = "uid"


SHARED = (JoinKind.EMAIL, JoinKind.PHONE, JoinKind.URL)
"""What means the same in everybody's book; a number without its country or a file's identity does not."""


def features(contact: Contact) -> Iterator[tuple[JoinKind, str]]:
    """All by which a contact is recognised, in the form in which it is hashed."""
    for address in contact.emails:
        yield JoinKind.EMAIL, email(address)
    for number in contact.phones:
        digits = phone(number)
        if len(digits) >= _LEAST_DIGITS:
            yield JoinKind.PHONE if digits.startswith("+") else JoinKind.LOCAL_PHONE, digits
    if contact.url:
        yield JoinKind.URL, url(contact.url)
    if contact.uid:
        yield JoinKind.UID, contact.uid


def email(address: str) -> str:
    """An e-mail address in lower case."""
    return address.strip().lower()


def phone(number: str) -> str:
    """The digits of a number, with + in front where its country is said."""
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def url(address: str) -> str:
    """The address of a page without scheme, www., query, fragment and trailing slash, in lower case."""
    lowered = address.strip().lower()
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", lowered)
    return re.split(r"[?#]", bare, maxsplit=1)[0].removeprefix("www.").rstrip("/")
