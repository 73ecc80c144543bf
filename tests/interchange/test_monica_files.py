"""Monica's export as JSON."""

import json
from datetime import date
from typing import Any

import pytest

from bot.domain.interaction import Began, Medium
from bot.interchange.reading import read
from bot.interchange.record import Record, Skipped, Touch
from bot.language.dates import Birthday

EMAIL, PHONE, PAGE = "type-email", "type-phone", "type-page"


def some(kind: str, *values: Any) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def told(**properties: Any) -> dict[str, Any]:
    return {"created_at": "2020-01-01T00:00:00Z", "properties": properties}


SAM = {
    "uuid": "sam-uuid",
    "properties": {
        "first_name": "Sam",
        "middle_name": None,
        "last_name": "Carter",
        "nickname": "Sammy",
        "description": "met in Lisbon",
        "is_partial": False,
        "is_dead": False,
        "job": "Sailor",
        "company": "Acme",
        "last_talked_to": "2026-01-10T00:00:00Z",
        "tags": ["climbing", "berlin"],
        "birthdate": {"uuid": "x", "is_age_based": False, "is_year_unknown": True, "date": "2020-05-14T00:00:00Z"},
    },
    "data": [
        some(
            "contact_field",
            told(data="Sam@Acme.example", type=EMAIL),
            told(data="+1 202 555 0143", type=PHONE),
            told(data="https://sam.example", type=PAGE),
        ),
        some("note", told(body="likes chess")),
        some("call", told(called_at="2025-12-24T00:00:00Z", content="his flat", contact_called=True)),
        some("conversation", told(happened_at="2025-11-01", messages=[told(content="hello", written_by_me=True)])),
        some("activity", "lunch-uuid"),
        some("reminder", told(title="write", initial_date="2025-01-01")),
    ],
}
DEAD = {"uuid": "mia-uuid", "properties": {"first_name": "Mia", "is_dead": True}, "data": []}
BY_AGE = {
    "uuid": "jo-uuid",
    "properties": {"first_name": "Jo", "birthdate": {"is_age_based": True, "date": "1980-01-01T00:00:00Z"}},
}
PARTIAL = {"uuid": "kid-uuid", "properties": {"first_name": "Kid", "is_partial": True}}
NAMELESS = {"uuid": "no-uuid", "properties": {"first_name": None}}


def export(*contacts: Any) -> bytes:
    kinds = [
        {"uuid": EMAIL, "properties": {"name": "Email", "protocol": "mailto:", "type": "email"}},
        {"uuid": PHONE, "properties": {"name": "Phone", "protocol": "tel:", "type": "phone"}},
        {"uuid": PAGE, "properties": {"name": "Website"}},
    ]
    lunch = {"uuid": "lunch-uuid", "properties": {"summary": "lunch", "happened_at": "2025-10-02"}}
    document = {
        "version": "1.0-preview.1",
        "account": {
            "uuid": "account-uuid",
            "data": [some("contact", *contacts), some("activity", lunch)],
            "instance": {"contact_field_types": kinds},
        },
    }
    return json.dumps(document, indent=4).encode()


def test_everything_that_is_known_of_somebody() -> None:
    reading = read("monica.json", export(SAM))
    assert reading.source == "monica"
    (sam,) = reading.records
    assert sam == Record(
        line=sam.line,
        name="Sam Carter",
        aliases=("Sammy",),
        emails=("sam@acme.example",),
        phones=("+12025550143",),
        company="Acme",
        title="Sailor",
        birthday=Birthday(5, 14),
        url="https://sam.example",
        note="met in Lisbon\nlikes chess",
        tags=("climbing", "berlin"),
        touches=(
            Touch(date(2026, 1, 10), Medium.TALK),
            Touch(date(2025, 12, 24), Medium.CALL, Began.THEM, "his flat"),
            Touch(date(2025, 11, 1), Medium.MESSAGE),
            Touch(date(2025, 10, 2), Medium.IN_PERSON, Began.BOTH, "lunch"),
        ),
        uid="sam-uuid",
    )
    assert b"sam-uuid" in export(SAM).splitlines()[sam.line - 1]
    assert "hello" not in repr(reading)


def test_the_dead_are_marked_and_an_age_is_no_birthday() -> None:
    mia, jo = read("monica.json", export(DEAD, BY_AGE)).records
    assert (mia.deceased, jo.deceased) == (True, False)
    assert jo.birthday is None


def test_those_who_are_no_contacts_are_told() -> None:
    reading = read("monica.json", export(PARTIAL, NAMELESS))
    assert [each.reason for each in reading.skipped] == [
        "Kid is only named beside another person, so they are left out.",
        "The contact has no name.",
    ]
    assert isinstance(reading.skipped[0], Skipped)


@pytest.mark.parametrize(
    "odd",
    [
        None,
        7,
        "text",
        [],
        {"properties": 3},
        {"uuid": 3, "properties": {"first_name": 5, "tags": "x", "birthdate": "1980"}, "data": {"1": {"type": "call"}}},
        {"properties": {"first_name": "Jo", "birthdate": {"date": "never"}, "last_talked_to": "2026-99-99"}},
        {"properties": {"first_name": "Jo"}, "data": [3, {"type": "note", "values": {"0": 1, "2": {}}}]},
    ],
)
def test_odd_values_break_nothing(odd: Any) -> None:
    reading = read("monica.json", export(odd, SAM))
    assert reading.records[-1].name == "Sam Carter"
