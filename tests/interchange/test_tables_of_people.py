"""Tables from Google, from Outlook, and from anybody's spreadsheet."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot.interchange.columns import Part
from bot.interchange.reading import read, titles
from bot.interchange.record import Reading, Record, Skipped, Touch, Unmapped, Unreadable
from bot.language.dates import Birthday

GOOGLE_BEFORE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Nickname,Birthday,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Value\n"
    'Sam Carter,Sam,,Carter,,Sammy,1985-04-15,"met in Lisbon\nlikes chess",* myContacts ::: Climbing ::: * starred,'
    "* Work,Sam@Example.org ::: sam@home.example,Mobile,+1 202 555 0143,Home,030 1234567,,Acme,Sailor,"
    "http://sam.example\n"
    "Priya Nair,Priya,,Nair,,, --02-29,,* myContacts,,,,,,,,,,\n"
)
GOOGLE_NOW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
    "Phone 1 - Value,Event 1 - Label,Event 1 - Value,Website 1 - Label,Website 1 - Value\n"
    "Sam,de,Carter,,,,Acme,Sailor,,1985-04-15,,https://photo.example,* myContacts ::: Climbing,* Work,"
    "sam@example.org,,+12025550143,,,,\n"
    ",,,,,,Acme,,,,,,* myContacts,,,,,,,,\n"
    ",,,,,,,,,,,,* myContacts,,,,,,,,\n"
)
OUTLOOK = (
    '"Title","First Name","Middle Name","Last Name","Company","Job Title","Business Street","Mobile Phone",'
    '"Home Phone","Birthday","Anniversary","Categories","E-mail Address","E-mail 2 Address","Notes","Web Page"\r\n'
    '"Dr.","Jörg","","Müller","Gamma GmbH","Head of Lab","Street 1","+49 30 901820","030 5551234","5/14/1990",'
    '"6/12/2010","Climbing;Berlin","joerg@example.de","j@example.de","two\r\nlines","www.example.de"\r\n'
    '"","Priya","","Nair","","","","","","0/0/00","0/0/00","","","","",""\r\n'
)


def records(text: str, *, day_first: bool = True, chosen: Mapping[Part, str] | None = None) -> tuple[Record, ...]:
    return read("people.csv", text.encode(), day_first=day_first, chosen=chosen).records


def test_google_before() -> None:
    assert read("contacts.csv", GOOGLE_BEFORE.encode()) == Reading(
        "google",
        (
            Record(
                line=2,
                name="Sam Carter",
                aliases=("Sammy",),
                emails=("sam@example.org", "sam@home.example"),
                phones=("+12025550143", "030 1234567"),
                company="Acme",
                title="Sailor",
                birthday=Birthday(4, 15, 1985),
                url="http://sam.example",
                note="met in Lisbon\nlikes chess",
                tags=("Climbing",),
            ),
            Record(line=4, name="Priya Nair", birthday=Birthday(2, 29)),
        ),
    )


def test_google_now() -> None:
    reading = read("contacts.csv", GOOGLE_NOW.encode())
    sam, acme = reading.records
    assert (sam.name, sam.emails, sam.phones) == ("Sam de Carter", ("sam@example.org",), ("+12025550143",))
    assert (sam.company, sam.title, sam.tags, sam.birthday) == ("Acme", "Sailor", ("Climbing",), Birthday(4, 15, 1985))
    assert acme.name == "Acme"
    assert reading.skipped == (Skipped(4, "The row has no name, no company and no e-mail address."),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_outlook(encoding: str) -> None:
    joerg, priya = read("contacts.csv", OUTLOOK.encode(encoding)).records
    assert joerg == Record(
        line=2,
        name="Jörg Müller",
        emails=("joerg@example.de", "j@example.de"),
        phones=("+4930901820", "030 5551234"),
        company="Gamma GmbH",
        title="Head of Lab",
        birthday=Birthday(5, 14, 1990),
        anniversary=Birthday(6, 12, 2010),
        url="www.example.de",
        note="two\nlines",
        tags=("Climbing", "Berlin"),
    )
    assert (priya.name, priya.birthday, priya.anniversary) == ("Priya Nair", None, None)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name,Email,Company,Birthday,Last contacted", "Sam Carter,sam@x.example,Acme,1990-05-14,2026-01-02"),
        ("First;Last;Mail;Firma;Geburtstag;Last contact", "Sam;Carter;sam@x.example;Acme;14.05.1990;02.01.2026"),
        ("FULL NAME\tE-MAIL\tORG\tDOB\tlast seen", "Sam Carter\tSam@X.example\tAcme\t14 May 1990\t2 Jan 2026"),
    ],
)
def test_anybodys_table(header: str, row: str) -> None:
    (sam,) = records(f"{header}\n{row}\n")
    assert sam == Record(
        line=2,
        name="Sam Carter",
        emails=("sam@x.example",),
        company="Acme",
        birthday=Birthday(5, 14, 1990),
        touches=(Touch(date(2026, 1, 2)),),
    )


@pytest.mark.parametrize(
    ("days", "day_first", "birthdays"),
    [
        (("3/4/1990", "25/12/1990"), False, (Birthday(4, 3, 1990), Birthday(12, 25, 1990))),
        (("3/4/1990", "12/25/1990"), True, (Birthday(3, 4, 1990), Birthday(12, 25, 1990))),
        (("3/4/1990", "5/6"), True, (Birthday(4, 3, 1990), Birthday(6, 5))),
        (("3/4/1990", "5/6"), False, (Birthday(3, 4, 1990), Birthday(5, 6))),
    ],
)
def test_the_column_tells_whether_the_day_comes_first(
    days: tuple[str, ...], day_first: bool, birthdays: tuple[Birthday, ...]
) -> None:
    found = records("Name,Birthday\n" + "".join(f"Person {day},{day}\n" for day in days), day_first=day_first)
    assert tuple(each.birthday for each in found) == birthdays


def test_a_birthday_that_cannot_be_read_is_told_and_the_person_taken() -> None:
    reading = read("people.csv", b"Name,Birthday\nSam,31 Feb 1990\nPriya,unknown\n")
    assert [each.name for each in reading.records] == ["Sam", "Priya"]
    assert reading.skipped == (
        Skipped(2, 'I can\'t read the birthday "31 Feb 1990" of Sam, and take them without it.'),
    )


def test_what_was_taken_for_what_is_told() -> None:
    reading = read("people.csv", b"Kunde,Name,Mail\nx,Sam,s@x.example\n")
    assert reading.columns == (("name", "Name"), ("e-mail", "Mail"))


def test_columns_that_nobody_knows_are_asked_for() -> None:
    with pytest.raises(Unmapped, match=r'holds the name\. Its columns are "Kunde", "Ort", "column 3"\.'):
        read("people.csv", b"Kunde,Ort,\nSam Carter,Berlin,x\n")
    assert titles("people.csv", b"Kunde,Ort,\nSam Carter,Berlin,x\n") == ("Kunde", "Ort", "column 3")


@pytest.mark.parametrize(
    ("chosen", "name", "company"),
    [
        ({Part.NAME: "kunde"}, "Sam Carter", ""),
        ({Part.NAME: "0", Part.COMPANY: "1"}, "Sam Carter", "Acme"),
        ({Part.NAME: "Kunde", Part.LAST: "Firma X"}, "Sam Carter Acme", ""),
        ({Part.FIRST: "Kunde", Part.LAST: "Firma X"}, "Sam Carter Acme", ""),
    ],
)
def test_named_columns(chosen: dict[Part, str], name: str, company: str) -> None:
    (sam,) = records("Kunde,Firma X\nSam Carter,Acme\n", chosen=chosen)
    assert (sam.name, sam.company) == (name, company)


def test_a_named_column_goes_before_a_guessed_one() -> None:
    (sam,) = records("Name,Contact\nAcme,Sam\n", chosen={Part.NAME: "Contact", Part.COMPANY: "Name"})
    assert (sam.name, sam.company) == ("Sam", "Acme")
    (sam,) = records("First name,Last name,Who\nx,y,Sam Carter\n", chosen={Part.NAME: "Who"})
    assert sam.name == "Sam Carter"


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(Unreadable, match=r'There is no column "Nme" for the name\. Its columns are "Kunde", "Ort"\.'):
        read("people.csv", b"Kunde,Ort\nSam,Berlin\n", chosen={Part.NAME: "Nme"})


def test_a_cell_that_a_spreadsheet_must_not_run_is_read_as_it_was() -> None:
    (sam,) = records("Name,Phone\n'=Sam,'+12025550143\n")
    assert (sam.name, sam.phones) == ("=Sam", ("+12025550143",))


def test_a_table_has_at_most_twenty_thousand_rows() -> None:
    reading = read("people.csv", b"Name\n" + b"Sam\n" * 20_001)
    assert len(reading.records) == 20_000
    assert reading.skipped[0].line == 20_002
