"""Contact cards as the address books of the world write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange.reading import read
from bot.interchange.record import Reading, Record, Skipped, Unreadable
from bot.language.dates import Birthday

ICLOUD = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.4//EN
N:Nair;Priya;Anne;;
FN:Priya Nair
ORG:Acme\\, Inc.;Research;
TITLE:Head of Research
item1.EMAIL;type=INTERNET;type=pref:Priya.Nair@Example.ORG
item1.X-ABLabel:_$!<Work>!$_
EMAIL;type=INTERNET;type=HOME:priya@home.example
TEL;type=CELL;type=VOICE;type=pref:+1 (202) 555-0142
TEL;type=HOME;type=VOICE:030 1234567
item2.URL;type=pref:https\\://priya.example/about
item2.X-ABLabel:_$!<HomePage>!$_
NOTE:Met at PyCon\\, Berlin.\\nLikes chess\\; hates email.
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU
 FRUVDA8XGBYUGBIUFRT
CATEGORIES:friends,Chess Club
UID:0F3A1C3E-5B0E-4B7E-9F0E-1D5C2B3A4F5D
REV:2026-03-01T10:00:00Z
END:VCARD
"""

GOOGLE = """\
BEGIN:VCARD
VERSION:3.0
FN:Sam Carter
N:Carter;Sam;;Dr.;
EMAIL;TYPE=INTERNET;TYPE=WORK:sam@example.org
TEL;TYPE=CELL:+44 20 7946 0018
BDAY:19850415
item1.ORG:Beta
item1.X-ABLabel:
NOTE:a long note that the exporter folds after seventy-five characters\\, in th
 e middle of a word
CATEGORIES:myContacts,starred,climbing
END:VCARD
"""

OUTLOOK = """\
BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller
ORG:Gamma GmbH
TEL;WORK;VOICE:+49 (30) 901820
EMAIL;PREF;INTERNET:joerg@example.de
NOTE;ENCODING=QUOTED-PRINTABLE:erste Zeile=0D=0A=
zweite Zeile=0D=0A=

BDAY:1979-12-31
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U
 HRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/

REV:20260301T100000Z
END:VCARD
"""

OLD_PHONE = """\
BEGIN:VCARD
VERSION:2.1
N;charset=iso-8859-1;encoding=quoted-printable:Garc=EDa;Jos=E9;;;
TEL;CELL:+34 912 34 56 78
PHOTO;JPEG;BASE64:/9j/4AAQSkZJRgABAQEAYABgAAD
2wBDAAgGBgcGBQgHBwcJCQgKDBQN
HRofHh0aHBwgJC4nICIsIxwcKDcp==

X-CUSTOM(CHARSET=UTF-8):whatever
END:VCARD
"""

NEXTCLOUD = """\
BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
KIND:individual
FN:Wei Zhang
N:Zhang;Wei;;;
BDAY:--0415
TEL;VALUE=uri;TYPE="cell,home":tel:+86-10-1234-5678;ext=12
EMAIL:mailto:wei@example.cn
ROLE:Engineer
URL:www.wei.example
NOTE:你好
CATEGORIES:work
CATEGORIES:work,go\\,chess
END:VCARD
"""


def only(text: str, name: str = "contacts.vcf") -> Record:
    reading = read(name, text.encode())
    assert reading.source == "vcard"
    assert reading.skipped == ()
    (record,) = reading.records
    return record


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def test_apple() -> None:
    assert only(ICLOUD) == Record(
        line=1,
        name="Priya Nair",
        emails=("priya.nair@example.org", "priya@home.example"),
        phones=("+12025550142", "030 1234567"),
        company="Acme, Inc.",
        title="Head of Research",
        birthday=Birthday(2, 29, None),
        url="https://priya.example/about",
        note="Met at PyCon, Berlin.\nLikes chess; hates email.",
        tags=("friends", "Chess Club"),
        uid="0F3A1C3E-5B0E-4B7E-9F0E-1D5C2B3A4F5D",
    )


def test_google() -> None:
    assert only(GOOGLE) == Record(
        line=1,
        name="Sam Carter",
        emails=("sam@example.org",),
        phones=("+442079460018",),
        company="Beta",
        birthday=Birthday(4, 15, 1985),
        note="a long note that the exporter folds after seventy-five characters, in the middle of a word",
        tags=("climbing",),
    )


def test_outlook() -> None:
    assert only(OUTLOOK) == Record(
        line=1,
        name="Jörg Müller",
        emails=("joerg@example.de",),
        phones=("+4930901820",),
        company="Gamma GmbH",
        birthday=Birthday(12, 31, 1979),
        note="erste Zeile\nzweite Zeile",
    )


def test_an_old_phone() -> None:
    text = OLD_PHONE.replace("X-CUSTOM(CHARSET=UTF-8):whatever\n", "")
    assert only(text) == Record(line=1, name="José García", phones=("+34912345678",))


def test_nextcloud() -> None:
    assert only(NEXTCLOUD) == Record(
        line=1,
        name="Wei Zhang",
        emails=("wei@example.cn",),
        phones=("+861012345678 ext. 12",),
        title="Engineer",
        birthday=Birthday(4, 15, None),
        url="www.wei.example",
        note="你好",
        tags=("work", "go,chess"),
        uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_all_in_one_file_in_any_encoding(encoding: str, ending: str) -> None:
    text = (ICLOUD + GOOGLE + "\n\n" + OUTLOOK + NEXTCLOUD).replace("\n", ending)
    reading = read("all.vcf", text.encode(encoding))
    assert [record.name for record in reading.records] == ["Priya Nair", "Sam Carter", "Jörg Müller", "Wei Zhang"]
    assert [record.line for record in reading.records] == [1, 24, 39, 56]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Jörg Müller", "José Álvarez", "Françoise Côté", "Søren Ødegård"]),
        ("cp1252", ["Jörg Müller"]),
        ("cp1250", ["Łukasz Świątek", "Jiří Dvořák", "Žofie Šťastná"]),
        ("cp1251", ["Иван Петров", "Анна Сергеева", "Ольга Смирнова", "Дмитрий Кузнецов"]),
        ("cp932", ["山田太郎", "佐藤花子", "鈴木一郎"]),
    ],
)
def test_a_file_without_any_mark_of_its_encoding(encoding: str, names: list[str]) -> None:
    text = "".join(card(f"FN:{name}") for name in names)
    assert [record.name for record in read("old.vcf", text.encode(encoding)).records] == names


def test_one_broken_character_does_not_spoil_a_file() -> None:
    content = "".join(card(f"FN:Jörg Müller {number}") for number in range(60)).encode().replace(b"12\r", b"12\xff\r")
    records = read("merged.vcf", content).records
    assert records[0].name == "Jörg Müller 0"
    assert records[12].name == "Jörg Müller 12\ufffd"


def test_a_broken_card_costs_nobody_else() -> None:
    text = ICLOUD + card("FN:Broken", "this is no property") + GOOGLE
    reading = read("contacts.vcf", text.encode())
    assert [record.name for record in reading.records] == ["Priya Nair", "Sam Carter"]
    assert reading.skipped == (Skipped(24, 'Line 27 of the file is broken: "this is no property".'),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (card("X-CUSTOM(CHARSET=UTF-8):whatever"), 'Line 3 of the file is broken: "X-CUSTOM(CHARSET=UTF-8):whatever".'),
        (card("NOTE:no name"), "The card has no name, no company and no e-mail address."),
        (card("FN:   ", "N:;;;;"), "The card has no name, no company and no e-mail address."),
        (card("FN:\u202e\u0007"), "The card has no name, no company and no e-mail address."),
        (card("FN:Family", "X-ADDRESSBOOKSERVER-KIND:group"), "This is a group of contacts, not a person."),
        (card("FN:Family", "KIND:Group"), "This is a group of contacts, not a person."),
        ("BEGIN:VCARD\nFN:Cut o", "The card has no end: END:VCARD is missing."),
    ],
)
def test_why_a_card_is_skipped(text: str, reason: str) -> None:
    reading = read("contacts.vcf", text.encode())
    assert reading == Reading("vcard", (), (Skipped(1, reason),))


def test_a_card_without_an_end_is_skipped_and_the_next_one_read() -> None:
    reading = read("contacts.vcf", ("BEGIN:VCARD\nFN:Lost\n" + GOOGLE).encode())
    assert reading.skipped == (Skipped(1, "The card has no end: END:VCARD is missing."),)
    assert [(record.line, record.name) for record in reading.records] == [(3, "Sam Carter")]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Sam Carter", "N:Other;Name;;;"], "Sam Carter"),
        (["N:Carter;Sam;;;"], "Sam Carter"),
        (["N:Carter;Sam;Lee Ann;Dr.;Jr."], "Sam Lee Ann Carter"),
        (["FN:", "N:Cher;;;;"], "Cher"),
        (["N:;Cher"], "Cher"),
        (["ORG:Acme;Sales"], "Acme"),
        (["ORG:;Sales"], "Sales"),
        (["EMAIL:Sam@Example.org"], "sam@example.org"),
        (["fn:lower case"], "lower case"),
        (["FN:Sam\u202e \u0000Car\u200bter\u0085"], "Sam Carter"),
        (["FN:" + "x" * 5_000], "x" * 200),
        (["FN:👩‍🚀 Sam"], "👩‍🚀 Sam"),
    ],
)
def test_where_the_name_comes_from(lines: list[str], name: str) -> None:
    assert only(card(*lines)).name == name


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:1990-05-14", Birthday(5, 14, 1990)),
        ("BDAY:19900514", Birthday(5, 14, 1990)),
        ("BDAY;VALUE=date:1990-05-14", Birthday(5, 14, 1990)),
        ("BDAY:1990-05-14T00:00:00Z", Birthday(5, 14, 1990)),
        ("BDAY:--0415", Birthday(4, 15, None)),
        ("BDAY:--04-15", Birthday(4, 15, None)),
        ("BDAY:--0229", Birthday(2, 29, None)),
        ("BDAY:1604-05-14", Birthday(5, 14, None)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", Birthday(2, 29, None)),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-05-14", Birthday(5, 14, None)),
        ("BDAY:", None),
        ("BDAY:1990", None),
        ("BDAY:1990-05", None),
        ("BDAY:---14", None),
        ("BDAY:1990-02-30", None),
        ("BDAY:3/4/1990", None),
        ("BDAY;VALUE=text:circa 1800", None),
    ],
)
def test_birthdays(line: str, birthday: Birthday | None) -> None:
    assert only(card("FN:Sam", line)).birthday == birthday


def test_addresses_are_kept_once_and_only_if_they_can_be_true() -> None:
    lines = ["EMAIL:Sam@Example.org", "EMAIL;TYPE=work:sam@example.org", "EMAIL:sam at example", "EMAIL:a@b", "EMAIL:"]
    assert only(card("FN:Sam", *lines)).emails == ("sam@example.org",)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+1 (202) 555-0142", "+12025550142"),
        ("tel:+1-202-555-0142", "+12025550142"),
        ("+1 202 555 0142 ext 7", "+12025550142 ext. 7"),
        ("(202) 555-0142", "(202) 555-0142"),
        ("0049 30 901820", "0049 30 901820"),
        ("+1", "+1"),
        ("+999 12", "+999 12"),
        ("ask Mary", "ask Mary"),
    ],
)
def test_telephone_numbers(typed: str, kept: str) -> None:
    assert only(card("FN:Sam", f"TEL:{typed}")).phones == (kept,)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "nonsense", ""])
def test_only_web_addresses_are_links(address: str) -> None:
    assert only(card("FN:Sam", f"URL:{address}")).url == ""


@pytest.mark.parametrize("charset", ["x-unknown", "punycode", "idna", "unicode_escape", "rot13", "utf-16"])
def test_an_odd_charset_is_read_as_well_as_can_be(charset: str) -> None:
    line = f"FN;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:J=C3=B6rg \\x41"
    assert only(card(line)).name.startswith("Jörg")


def test_fields_are_bounded() -> None:
    many = [f"EMAIL:s{number}@example.org" for number in range(100)]
    record = only(card("FN:Sam", "NOTE:" + "n" * 50_000, "TITLE:" + "t" * 5_000, *many))
    assert (len(record.note), len(record.title), len(record.emails)) == (10_000, 200, 20)


def test_a_file_has_at_most_twenty_thousand_cards() -> None:
    reading = read("many.vcf", card("FN:Sam").encode() * 20_002)
    assert len(reading.records) == 20_000
    assert len(reading.skipped) == 1
    assert "20,000" in reading.skipped[0].reason


@given(st.text(st.characters(exclude_categories=["Cc"]) | st.sampled_from('\n\r\t:;=\\"'), max_size=300))
def test_no_card_breaks_the_reader(body: str) -> None:
    reading = read("contacts.vcf", f"BEGIN:VCARD\nFN:Sam\n{body}\nEND:VCARD\n".encode(errors="replace"))
    assert reading.records or reading.skipped


heads = st.sampled_from(["FN", "N", "EMAIL", "TEL", "BDAY", "ORG", "NOTE", "CATEGORIES", "PHOTO", "X-A", "item1.URL"])
parameters = st.sampled_from(
    ["", ";TYPE=home", ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=utf-8", ';X="a:b;c"', ";PREF", ";BASE64"]
)
values = st.text(st.sampled_from('ab0;,\\:=\n \t"+@.-'), max_size=30)


@given(st.lists(st.tuples(heads, parameters, values), max_size=6))
def test_no_properties_break_the_reader(lines: list[tuple[str, str, str]]) -> None:
    text = card(*(f"{head}{parameter}:{value}" for head, parameter, value in lines))
    try:
        reading = read("contacts.vcf", text.encode())
    except Unreadable:
        pytest.fail("a file with a card is readable")
    assert len(reading.records) + len(reading.skipped) == 1
