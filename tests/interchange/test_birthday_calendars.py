"""Birthdays in calendars, as the programs of the world write them."""

import pytest

from bot.interchange.reading import read
from bot.interchange.record import Record, Skipped
from bot.language.dates import Birthday


def calendar(*events: str, head: str = "PRODID:-//Example//EN") -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}\r\n{body}END:VCALENDAR\r\n".encode()


def yearly(said: str, on: str = "19850415", *more: str) -> str:
    return "\r\n".join((f"SUMMARY:{said}", f"DTSTART;VALUE=DATE:{on}", "RRULE:FREQ=YEARLY", *more))


def only(*events: str, head: str = "PRODID:-//Example//EN") -> Record:
    (record,) = read("birthdays.ics", calendar(*events, head=head)).records
    return record


@pytest.mark.parametrize(
    "said",
    [
        "Sam Carter's birthday",
        "Sam Carter’s Birthday",
        "Birthday: Sam Carter",
        "Birthday of Sam Carter",
        "Sam Carter - Birthday",
        "Sam Carter has a birthday",
        "🎂 Sam Carter",
        "🎂 Sam Carter's birthday",
        "🎂 Sam Carter (1985)",
        "Geburtstag von Sam Carter",
        "Sam Carter hat Geburtstag",
        "Anniversaire de Sam Carter",
        "Cumpleaños de Sam Carter",
        "Sam Carter\\'s birthday",
    ],
)
def test_whose_birthday_it_is(said: str) -> None:
    found = only(yearly(said))
    assert (found.name, found.birthday) == ("Sam Carter", Birthday(4, 15, found.birthday.year if found.birthday else 0))


@pytest.mark.parametrize(
    ("event", "year"),
    [
        (yearly("Sam's birthday", "19850415", "CREATED:20240101T000000Z"), 1985),
        (yearly("Sam's birthday", "20230415", "CREATED:20230101T000000Z"), None),
        (yearly("Sam's birthday", "20240415", "DTSTAMP:20230101T000000Z"), None),
        (yearly("Sam's birthday", "16040415", "DTSTAMP:20230101T000000Z"), None),
        (yearly("Sam's birthday", "19000415", "DTSTAMP:20230101T000000Z"), None),
        (yearly("Sam's birthday", "00010415", "DTSTAMP:20230101T000000Z"), None),
        (yearly("Sam's birthday", "19850415"), None),
        ("SUMMARY:Sam's birthday\r\nDTSTART;VALUE=DATE:19850415\r\nDTSTAMP:20230101T000000Z", None),
        (yearly("🎂 Sam (1985)", "20200415"), 1985),
        (yearly("🎂 Sam (*1985)", "19850415"), 1985),
        (yearly("🎂 Sam (1023)", "20200415"), None),
        (yearly("🎂 Sam", "19850415", "X-NEXTCLOUD-BC-FIELD-TYPE:BDAY", "X-NEXTCLOUD-BC-YEAR:1985"), 1985),
        (yearly("🎂 Sam", "19850415", "X-NEXTCLOUD-BC-UNKNOWN-YEAR:1", "DTSTAMP:20230101T000000Z"), None),
        ("SUMMARY:Sam's birthday\r\nDTSTART:19850415T000000Z\r\nRRULE:FREQ=YEARLY\r\nCREATED:20240101T000000Z", 1985),
    ],
)
def test_the_year_of_birth_only_where_the_event_tells_it(event: str, year: int | None) -> None:
    found = only(event)
    assert (found.name, found.birthday) == ("Sam", Birthday(4, 15, year))


def test_the_29th_of_february() -> None:
    assert only(yearly("Sam's birthday", "20000229")).birthday == Birthday(2, 29)


def test_a_calendar_of_birthdays_needs_no_word_for_them() -> None:
    assert only(yearly("Sam Carter"), head="X-WR-CALNAME:Birthdays").name == "Sam Carter"
    assert only(yearly("Sam Carter", "19850415", "CATEGORIES:BIRTHDAY")).name == "Sam Carter"


def test_other_events_are_told_in_one_sentence() -> None:
    reading = read(
        "all.ics",
        calendar(
            "SUMMARY:Meeting\r\nDTSTART:20260415T100000Z",
            yearly("Sam's birthday", "19850415", "BEGIN:VALARM\r\nSUMMARY:Meeting\r\nEND:VALARM"),
            yearly("Rent"),
            "SUMMARY:Sam's birthday",
            "not a property",
        ),
    )
    assert [each.name for each in reading.records] == ["Sam"]
    assert reading.skipped == (
        Skipped(21, "The event of Sam has no day that I can read."),
        Skipped(24, 'Line 25 of the file is broken: "not a property".'),
        Skipped(4, "2 events are no birthday, so far as I can tell."),
    )


def test_a_calendar_has_at_most_twenty_thousand_events() -> None:
    reading = read("many.ics", calendar(*[yearly("Sam's birthday")] * 20_001))
    assert len(reading.records) == 20_000
    assert "20,000 events" in reading.skipped[0].reason
