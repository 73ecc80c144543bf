"""LinkedIn's archive: the connections, and of the messages who was written to on which day, nothing else."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from bot.domain.interaction import Began, Medium
from bot.interchange.messages import MOST_DAYS
from bot.interchange.reading import read
from bot.interchange.record import Reading, Record, Touch

CONNECTIONS = """\
Notes:
"When exporting your connection data, you may notice..."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Sam,Carter,https://www.linkedin.com/in/sam,,Acme,Sailor,04 Mar 2020
Priya,Nair,https://www.linkedin.com/in/priya,,Beta,,31 Dec 2019
Jonas,Weber,https://www.linkedin.com/in/jonas,,,,31 Dec 2019
"""
HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT\n"
)
SECRET = "our secret plan"
PROFILE = "First Name,Last Name,Headline\nAna,Lima,Painter\n"
URL = "https://www.linkedin.com/in/"


def message(sender: str, to: str, on: str, thread: str = "1", folder: str = "INBOX", draft: str = "No") -> str:
    urls = {"Ana Lima": "ana", "Sam Carter": "sam", "Priya Nair": "priya", "Mia Roth": "mia", "Rec Ruiter": "rec"}
    profiles = ";".join(URL + urls[each] for each in to.split(", "))
    return (
        f'{thread},,{sender},{URL}{urls[sender]},"{to}",{profiles},{on} 15:33:58 UTC,{SECRET},'
        f'"{SECRET},\n""quoted"" {SECRET}",{folder},,{draft}\n'
    )


BOTH_WAYS = message("Ana Lima", "Sam Carter", "2026-01-05") + message("Sam Carter", "Ana Lima", "2026-01-06")


def archive(*messages: str, profile: str = PROFILE, connections: str = CONNECTIONS, folder: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(f"{folder}Connections.csv", connections)
        written.writestr(f"{folder}messages.csv", HEADER + "".join(messages))
        if profile:
            written.writestr(f"{folder}Profile.csv", profile)
        written.writestr(f"{folder}Ad_Targeting.csv", "a,b\n1,2\n")
    return packed.getvalue()


def touches(reading: Reading, name: str) -> tuple[Touch, ...]:
    (found,) = (each for each in reading.records if each.name == name)
    return found.touches


@pytest.mark.parametrize("profile", [PROFILE, ""])
@pytest.mark.parametrize("folder", ["", "Basic_LinkedInDataExport_11-25-2026/"])
def test_days_of_contact(profile: str, folder: str) -> None:
    priya = message("Ana Lima", "Priya Nair", "2025-11-30", thread="2")
    reading = read("LinkedIn.zip", archive(BOTH_WAYS, priya, profile=profile, folder=folder))
    assert touches(reading, "Sam Carter") == (
        Touch(date(2026, 1, 6), Medium.MESSAGE, Began.BOTH),
        Touch(date(2026, 1, 5), Medium.MESSAGE, Began.BOTH),
    )
    assert touches(reading, "Priya Nair") == (Touch(date(2025, 11, 30), Medium.MESSAGE, Began.ME),)
    assert touches(reading, "Jonas Weber") == ()
    assert reading.skipped == ()


def test_nothing_of_what_was_said_is_kept() -> None:
    stranger = message("Mia Roth", "Ana Lima", "2026-02-01", thread="3")
    assert "secret" not in repr(read("LinkedIn.zip", archive(BOTH_WAYS, stranger)))
    assert "secret" not in repr(read("messages.csv", (HEADER + BOTH_WAYS * 3 + stranger).encode()))


def test_one_way_is_one_way() -> None:
    reading = read("LinkedIn.zip", archive(message("Sam Carter", "Ana Lima", "2026-01-06")))
    assert touches(reading, "Sam Carter") == (Touch(date(2026, 1, 6), Medium.MESSAGE, Began.THEM),)


def test_somebody_who_is_no_connection_is_taken_if_both_wrote() -> None:
    mia = message("Mia Roth", "Ana Lima", "2026-02-01", "3") + message("Ana Lima", "Mia Roth", "2026-02-02", "3")
    recruiter = message("Rec Ruiter", "Ana Lima", "2026-02-03", "4")
    reading = read("LinkedIn.zip", archive(mia, recruiter))
    assert [each.name for each in reading.records] == ["Sam Carter", "Priya Nair", "Jonas Weber", "Mia Roth"]
    assert reading.records[-1].uid == f"{URL}mia"
    assert [each.reason for each in reading.skipped] == [
        "One person in the messages: no connection, and only one side wrote."
    ]


def test_drafts_spam_and_announcements_are_no_contact() -> None:
    everybody = ", ".join(["Sam Carter"] * 6)
    reading = read(
        "LinkedIn.zip",
        archive(
            message("Ana Lima", "Sam Carter", "2026-01-05", draft="Yes"),
            message("Sam Carter", "Ana Lima", "2026-01-06", folder="SPAM"),
            message("Ana Lima", everybody, "2026-01-07"),
        ),
    )
    assert touches(reading, "Sam Carter") == ()


def test_only_the_newest_days_are_kept() -> None:
    first = date(2025, 1, 1)
    many = [message("Ana Lima", "Sam Carter", str(first + timedelta(days=number))) for number in range(MOST_DAYS + 9)]
    found = touches(read("LinkedIn.zip", archive(*many)), "Sam Carter")
    assert len(found) == MOST_DAYS
    assert found[0].on == first + timedelta(days=MOST_DAYS + 8)


def test_messages_alone_where_one_side_is_everywhere() -> None:
    mia = message("Mia Roth", "Ana Lima", "2026-02-01", "3") + message("Ana Lima", "Mia Roth", "2026-02-02", "3")
    reading = read("messages.csv", (HEADER + BOTH_WAYS + mia).encode())
    assert [each.name for each in reading.records] == ["Sam Carter", "Mia Roth"]


def test_messages_whose_own_side_nobody_can_tell_are_left_out() -> None:
    reading = read("messages.csv", (HEADER + BOTH_WAYS).encode())
    assert reading.records == ()
    assert [each.reason for each in reading.skipped] == [
        "I can't tell which side of the messages is yours, so they are left out."
    ]


def test_a_namesake_among_the_connections_gets_no_messages_by_name() -> None:
    twice = CONNECTIONS + "Sam,Carter,https://www.linkedin.com/in/sam-2,,Other,,31 Dec 2019\n"
    reading = read("LinkedIn.zip", archive(BOTH_WAYS, connections=twice))
    sam, other = (each for each in reading.records if each.name == "Sam Carter")
    assert len(sam.touches) == 2
    assert other.touches == ()


def test_messages_that_break_off_are_told() -> None:
    broken = f'1,,Ana Lima,{URL}ana,Sam Carter,{URL}sam,2026-01-09 10:00:00 UTC,,"never closed {"x" * 200_000}'
    reading = read("LinkedIn.zip", archive(BOTH_WAYS, broken))
    assert len(touches(reading, "Sam Carter")) == 2
    assert [each.reason for each in reading.skipped] == [
        "A quotation mark is opened here and never closed; the rows after it are left out."
    ]


def test_a_connection_of_the_same_name_is_not_taken_for_oneself() -> None:
    twin = CONNECTIONS.replace(
        "Jonas,Weber,https://www.linkedin.com/in/jonas", "Ana,Lima,https://www.linkedin.com/in/x"
    )
    assert len(touches(read("LinkedIn.zip", archive(BOTH_WAYS, connections=twin)), "Sam Carter")) == 2


def test_connections_without_messages() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        written.writestr("Connections.csv", CONNECTIONS)
    records = read("LinkedIn.zip", packed.getvalue()).records
    assert [each.name for each in records] == ["Sam Carter", "Priya Nair", "Jonas Weber"]
    assert all(isinstance(each, Record) for each in records)
