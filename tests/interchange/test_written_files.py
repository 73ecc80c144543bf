"""What we write is read back as it was, runs nothing in a spreadsheet, and keeps to the standards."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange import fields, keeping
from bot.interchange.calendar_writing import Yearly, write_calendar
from bot.interchange.reading import read
from bot.interchange.record import Reading, Record, Skipped, Touch
from bot.interchange.table_writing import write_table
from bot.interchange.vcard_writing import write_cards
from bot.language.dates import Birthday

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
LINES = TEXT.map(fields.line)
NAMES = LINES.filter(bool)
BIRTHDAYS = st.dates(date(1900, 1, 1), date(2026, 12, 31)).flatmap(
    lambda day: st.sampled_from([Birthday(day.month, day.day, day.year), Birthday(day.month, day.day)])
)
EMAILS = st.lists(
    st.from_regex(r"[a-z0-9+=-]{1,20}@[a-z0-9]{1,20}\.(com|example)", fullmatch=True), unique=True, max_size=3
)
PHONES = st.lists(st.from_regex(r"\+1202555[0-9]{4}|0[0-9]{6,9}", fullmatch=True), unique=True, max_size=3)


def tidy(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


PEOPLE = st.builds(
    Record,
    line=st.just(1),
    name=NAMES,
    emails=EMAILS.map(tuple),
    phones=PHONES.map(tuple),
    company=LINES,
    title=LINES,
    birthday=st.none() | BIRTHDAYS,
    anniversary=st.none() | BIRTHDAYS,
    url=st.sampled_from(["", "https://www.example.com/in/sam?a=1,2;3"]),
    note=TEXT.map(fields.note),
    tags=st.lists(st.from_regex(r"[a-z =+@-]{1,20}", fullmatch=True).map(str.strip), max_size=3).map(tidy),
)


@given(PEOPLE, st.lists(NAMES, max_size=3), NAMES, st.booleans())
def test_cards_come_back_as_they_were(person: Record, aliases: list[str], uid: str, deceased: bool) -> None:
    whole = replace(person, aliases=fields.aliases(aliases, person.name), uid=uid, deceased=deceased)
    reading = read("people.vcf", write_cards([whole]))
    assert reading == Reading("vcard", (whole,))


@given(st.lists(PEOPLE, min_size=1, max_size=4))
def test_cards_keep_to_their_lines(people: list[Record]) -> None:
    written = write_cards(people)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert written.count(b"\n") == written.count(b"\r\n")
    assert len(read("people.vcf", written).records) == len(people)


@given(PEOPLE, st.none() | st.dates(date(2000, 1, 1), date(2026, 1, 1)))
def test_a_table_comes_back_as_it_was(person: Record, last: date | None) -> None:
    whole = replace(person, line=2, touches=(Touch(last),) if last else ())
    (back,) = read("people.csv", write_table([whole])).records
    assert back == whole


@given(st.lists(PEOPLE, max_size=3))
def test_no_cell_is_a_formula(people: list[Record]) -> None:
    text = write_table(people).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "\0") or not cell for cell in row)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1+1", "''", "'", "'a"])
def test_the_guard_is_taken_off_again(name: str) -> None:
    (back,) = read("people.csv", write_table([Record(line=2, name=name)])).records
    assert back.name == name


def test_every_cell_of_a_table_is_quoted() -> None:
    written = write_table([Record(line=2, name="Sam", phones=("+12025550143", "030 1234567"))]).decode("utf-8-sig")
    assert written.split("\r\n")[1] == '"Sam","","","\'+12025550143\n030 1234567","","","","","","","",""'


DAYS = (
    Yearly("a2", "Sam; Carter, Jr's birthday", 5, 14),
    Yearly("b2", "Zoë's birthday", 2, 29),
    Yearly("c2", "Ai's birthday", 2, 29, leaps_to_march=True),
)


def test_a_calendar_of_birthdays() -> None:
    written = write_calendar(DAYS, NOW)
    told = [line for line in written.decode().split("\r\n") if line.startswith(("UID", "SUMMARY", "DTSTART", "RRULE"))]
    assert told == [
        "SUMMARY:Sam\\; Carter\\, Jr's birthday",
        "DTSTART;VALUE=DATE:20000514",
        "UID:a2@kith",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Zoë's birthday",
        "DTSTART;VALUE=DATE:20000229",
        "UID:b2@kith",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2",
        "SUMMARY:Ai's birthday",
        "DTSTART;VALUE=DATE:20000229",
        "UID:c2@kith",
        "RRULE:FREQ=YEARLY;BYYEARDAY=60",
    ]
    assert write_calendar(DAYS, NOW) == written


def test_our_own_calendar_tells_no_year_of_birth() -> None:
    reading = read("kith.ics", write_calendar(DAYS, NOW))
    assert [(each.name, each.birthday) for each in reading.records] == [
        ("Sam; Carter, Jr", Birthday(5, 14)),
        ("Zoë", Birthday(2, 29)),
        ("Ai", Birthday(2, 29)),
    ]


@given(
    st.lists(PEOPLE, max_size=3),
    st.lists(st.builds(Skipped, st.integers(1, 9), TEXT), max_size=2),
    st.lists(st.builds(Touch, st.dates(), note=TEXT), max_size=3),
)
def test_a_reading_waits_unchanged(people: list[Record], skipped: list[Skipped], touches: list[Touch]) -> None:
    touched = Record(line=3, name="Sam", touches=tuple(touches), deceased=True)
    reading = Reading("table", (*people, touched), tuple(skipped), (("name", "Who"),))
    assert keeping.read_back(keeping.told(reading)) == reading
