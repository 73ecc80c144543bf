"""Files that are no contact list, and files made to be slow."""

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange.reading import read
from bot.interchange.record import Unreadable

HEADER = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
NOISE = random.Random(7).randbytes(4_000_000)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("people.vcf", b"", "people.vcf is empty."),
        ("people.vcf", b" \r\n\t ", "people.vcf is empty."),
        ("export.zip", b"PK\x03\x04rest", "export.zip is a ZIP archive that is broken."),
        ("cat.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40), "cat.png is not a text file."),
        ("big.vcf", b"x" * (5 * 1024 * 1024 + 1), "big.vcf is larger than the 5 MB I read."),
        ("hello.txt", b"hello there", "I don't know the kind of file that hello.txt is."),
        ("page.csv", b"<!DOCTYPE html><html><body>Sign in, please</body></html>", "page.csv is a web page"),
        ("letter.csv", b"Dear Sam,\nhow are you?", "I don't know the kind of file that letter.csv is."),
        ("numbers.csv", b"a,b,c\n1,2,3\n", "I can't tell which column of numbers.csv holds the name."),
        ("monica.json", b'{"account": {"contact"', "This is not Monica's export"),
        ("days.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "days.ics has the form of a contact list"),
        ("data.json", b'{"a": 1}', "I don't know the kind of file that data.json is."),
        ("a\u202eb\n.txt", b"hello", "I don't know the kind of file that ab .txt is."),
        ("", b"hello", "I don't know the kind of file that the file is."),
    ],
)
def test_a_file_that_is_no_contact_list(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, content)
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")


@given(st.binary(max_size=2_000))
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read("noise", content)


def card(body: bytes) -> bytes:
    return b"BEGIN:VCARD\nVERSION:3.0\nFN:Sam\n" + body + b"\nEND:VCARD\n"


def event(body: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Sam's birthday\n" + body + b"\nEND:VEVENT\nEND:VCALENDAR\n"


def monica(body: bytes) -> bytes:
    return b'{"account": {"data": [{"type": "contact", "values": ' + body + b"}]}}"


TABLE = b"Name,E-mail,Birthday\n"

HOSTILE = {
    "a cell of 4 MB in a table": TABLE + b"x" * 4_000_000,
    "quoted commas in a table": TABLE + b'",' * 40_000,
    "a million separators": b"Name" + b";" * 1_000_000,
    "addresses without an end": TABLE + b"Sam," + b"a@," * 500_000,
    "days without an end": TABLE + b'Sam,,"' + b"1/" * 50_000 + b'"\n' * 2,
    "300,000 events": b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 300_000,
    "alarms within alarms": event(b"BEGIN:VALARM\n" * 300_000),
    "a summary of 4 MB": event(b"SUMMARY:" + b"birthday " * 400_000),
    "folds in an event": event(b"DESCRIPTION:" + b"\n x" * 300_000),
    "commas in an event": event(b"A;B" + b"," * 1_000_000),
    "lists within lists": monica(b"[" * 100_000),
    "a number without an end": monica(b"[" + b"1" * 1_000_000 + b"]"),
    "100,000 contacts of nothing": monica(b"[" + b"{}," * 100_000 + b"{}]"),
    "100,000 ids": monica(b"[" + b'{"uuid": "a"},' * 100_000 + b"{}]"),
    "messages without an end": b"CONVERSATION ID,FROM,DATE\n" + b"1,Sam,2026-03-04\n" * 150_000,
    "recipients without an end": b"CONVERSATION ID,FROM,DATE,TO\n1,Sam,2026-03-04," + b'"a,' * 500_000,
    "80 KB of quotation marks": b'"' * 80_000,
    "80 KB of quotation marks in a table": HEADER + b'"' * 80_000,
    "80 KB of quotation marks, one too many": HEADER + b'"' * 80_001,
    "quoted commas": HEADER + b'",' * 40_000,
    "a field of 4 MB": HEADER + b'"' + b"x" * 4_000_000,
    "a quotation mark before 20,000 rows": HEADER + b'"' + b"a,b\n" * 20_000,
    "4 MB of noise": NOISE,
    "4 MB of noise without ASCII": bytes(byte | 0x80 for byte in NOISE),
    "a line of 10 kB": b"x" * 10_000,
    "a line of 4 MB": b"x" * 4_000_000,
    "commas without a colon": card(b"A;B" + b"," * 1_000_000),
    "open quotation marks": card(b"A" + b';"' * 500_000),
    "parameters": card(b"A" + b";b" * 500_000),
    "backslashes": card(b"N:" + b"\\" * 1_000_000),
    "semicolons": card(b"N:" + b";" * 1_000_000),
    "folds": card(b"NOTE:" + b"\n x" * 300_000),
    "soft breaks": card(b"NOTE;QUOTED-PRINTABLE:" + b"x" * 500_000 + b"=\n=" * 200_000),
    "a picture": card(b"PHOTO;ENCODING=b:" + b"\n AAAA" * 300_000),
    "a picture without folds": card(b"PHOTO;BASE64:" + b"\nAAAA" * 300_000),
    "an address of 1 MB": card(b"EMAIL:" + b"a@" * 500_000),
    "50,000 addresses": card(b"EMAIL:a@b.co\n" * 50_000),
    "a number of 1 MB": card(b"TEL:+" + b"1" * 1_000_000),
    "100,000 beginnings": b"BEGIN:VCARD\n" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_file_is_slow(content: bytes) -> None:
    assert any(seconds_of(content) < 2 for _ in range(3)), "a busy machine is slow once, a slow reader each time"


def seconds_of(content: bytes) -> float:
    start = time.process_time()
    with suppress(Unreadable):
        reading = read("hostile.csv", content)
        assert len(reading.records) + len(reading.skipped) >= 1
    return time.process_time() - start
