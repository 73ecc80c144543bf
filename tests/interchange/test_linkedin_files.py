"""LinkedIn's Connections.csv in the forms in which it has been seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interchange.reading import read
from bot.interchange.record import Reading, Record, Skipped, Unreadable

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PREAMBLE = """\
Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see \
email addresses for connections who have allowed their connections to see or download their email address using this \
setting https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/261"

"""
SAM = 'Sam,Carter,https://www.linkedin.com/in/samcarter,Sam@Example.org,"Acme, Inc.",Head of Sales,04 Mar 2026\n'
PRIYA = "Priya,Nair,https://www.linkedin.com/in/priya-nair,,Beta,,31 Dec 2019\n"


def names(content: str) -> list[str]:
    return [record.name for record in read("Connections.csv", content.encode()).records]


def test_an_export_of_today() -> None:
    assert read("Connections.csv", (PREAMBLE + HEADER + SAM + PRIYA).encode()) == Reading(
        "linkedin",
        (
            Record(
                line=5,
                name="Sam Carter",
                emails=("sam@example.org",),
                company="Acme, Inc.",
                title="Head of Sales",
                url="https://www.linkedin.com/in/samcarter",
                uid="https://www.linkedin.com/in/samcarter",
            ),
            Record(
                line=6,
                name="Priya Nair",
                company="Beta",
                url="https://www.linkedin.com/in/priya-nair",
                uid="https://www.linkedin.com/in/priya-nair",
            ),
        ),
    )


@pytest.mark.parametrize("preamble", ["", "\n\n", "Notes:\n\n", PREAMBLE, PREAMBLE.replace('"', ""), "x\n" * 9])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_stands_before_the_header(preamble: str, mark: str, ending: str) -> None:
    assert names((mark + preamble + HEADER + SAM + PRIYA).replace("\n", ending)) == ["Sam Carter", "Priya Nair"]


def test_blank_rows_are_nothing() -> None:
    assert names(PREAMBLE + HEADER + "\n,,,,,,\n" + SAM + " , ,,,,,\n\n" + PRIYA + "\n\n") == [
        "Sam Carter",
        "Priya Nair",
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_saved_it_with_another_delimiter(delimiter: str) -> None:
    header = HEADER.replace(",", delimiter)
    row = delimiter.join(["Sam", "Carter", "", "", '"Acme, Inc."', "Sales", "04 Mar 2026"])
    (record,) = read("Connections.csv", (header + row).encode()).records
    assert (record.company, record.title) == ("Acme, Inc.", "Sales")


def test_an_older_export_has_fewer_columns() -> None:
    text = (
        'First Name,Last Name,Email Address,Company,Connected On\nSam,Carter,sam@example.org,Acme,"3/4/18, 9:12 AM"\n'
    )
    (record,) = read("Connections.csv", text.encode()).records
    assert record == Record(line=2, name="Sam Carter", emails=("sam@example.org",), company="Acme")


def test_columns_in_another_order_and_spelling() -> None:
    text = '"CONNECTED ON" , "last name","first name",company\n2026-03-04,Carter,Sam,Acme\n'
    (record,) = read("Connections.csv", text.encode()).records
    assert (record.name, record.company) == ("Sam Carter", "Acme")


def test_rows_may_be_short_or_long() -> None:
    assert names(HEADER + "Sam,Carter\nPriya,Nair,,,,,,,,more,and more\nCher\n") == ["Sam Carter", "Priya Nair", "Cher"]


def test_the_day_of_connecting_is_no_contact() -> None:
    (record,) = read("Connections.csv", (HEADER + SAM).encode()).records
    assert record.touches == ()


def test_a_row_without_a_name_is_told() -> None:
    reading = read("Connections.csv", (HEADER + ",,,,Acme,Sales,04 Mar 2026\n" + SAM).encode())
    reason = "The row has no name; LinkedIn leaves it out for members who closed their account."
    assert reading.skipped == (Skipped(2, reason),)
    assert [(record.line, record.name) for record in reading.records] == [(3, "Sam Carter")]


def test_a_value_may_hold_lines_and_the_rows_are_still_counted() -> None:
    text = HEADER + 'Sam,Carter,,,"Acme\nInc.",Sales,04 Mar 2026\n' + PRIYA
    sam, priya = read("Connections.csv", text.encode()).records
    assert (sam.company, sam.line, priya.line) == ("Acme Inc.", 2, 4)


def test_a_quotation_mark_that_swallows_rows_is_told() -> None:
    reading = read("Connections.csv", (HEADER + SAM + '"Priya,Nair\nJo,Smith\n').encode())
    assert [record.name for record in reading.records] == ["Sam Carter"]
    assert reading.skipped == (Skipped(3, "A quotation mark is opened here and closed in another row."),)


def test_names_lose_what_cannot_be_seen() -> None:
    assert names(HEADER + "\u202eSam\u200b,\u0007Carter 🚀,,,,,\n") == ["Sam Carter 🚀"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("First Name,Last Name,Phonetic First Name,Organization Name,E-mail 1 - Value\nSam,Carter,,,\n", "google"),
        ('"Title","First Name","Company","Job Title","E-mail Address"\n"","Sam","","",""\n', "outlook"),
        ("First Name,Last Name\nSam,Carter\n", "table"),
    ],
)
def test_other_tables_are_not_mistaken_for_it(text: str, source: str) -> None:
    assert read("people.csv", text.encode()).source == source


@pytest.mark.parametrize("text", [HEADER, HEADER.strip(), PREAMBLE + HEADER + "\n,,,,,,\n"])
def test_nobody_in_it_is_an_error(text: str) -> None:
    with pytest.raises(Unreadable, match="nobody is in it"):
        read("Connections.csv", text.encode())


@given(st.text(st.characters(exclude_categories=["Cc"]) | st.sampled_from('\n\r\t,;"'), max_size=300))
def test_no_rows_break_the_reader(body: str) -> None:
    reading = read("Connections.csv", (HEADER + SAM + body).encode(errors="replace"))
    assert reading.records or reading.skipped
