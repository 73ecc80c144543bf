"""What single clients write into contact cards beyond the standard."""

import pytest

from bot.interchange.reading import read
from bot.interchange.record import Record
from bot.language.dates import Birthday


def card(*lines: str) -> Record:
    text = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", "FN:Sam Carter", *lines, "END:VCARD", ""))
    (record,) = read("sam.vcf", text.encode()).records
    return record


@pytest.mark.parametrize(
    "lines",
    [
        ("ANNIVERSARY:20100612",),
        ("ANNIVERSARY:2010-06-12",),
        ("X-ANNIVERSARY:2010-06-12",),
        ("X-MS-ANNIVERSARY:20100612",),
        ("X-EVOLUTION-ANNIVERSARY:2010-06-12",),
        ("item1.X-ABDATE;type=pref:2010-06-12", "item1.X-ABLabel:_$!<Anniversary>!$_"),
        ("item2.X-ABLabel:anniversary", "item2.X-ABDATE:2010-06-12"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-12;1;;;;;;;;;;;;;",),
    ],
)
def test_an_anniversary(lines: tuple[str, ...]) -> None:
    assert card(*lines).anniversary == Birthday(6, 12, 2010)


@pytest.mark.parametrize(
    "lines",
    [
        ("item1.X-ABDATE:2010-06-12", "item1.X-ABLabel:first meeting"),
        ("item1.X-ABDATE:2010-06-12", "item2.X-ABLabel:_$!<Anniversary>!$_"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-12;2;;",),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;2010-06-12;1;;",),
        ("X-ANDROID-CUSTOM:",),
        ("ANNIVERSARY;VALUE=text:summer of 2010",),
    ],
)
def test_other_dates_are_no_anniversary(lines: tuple[str, ...]) -> None:
    assert card(*lines).anniversary is None


@pytest.mark.parametrize(
    ("line", "aliases"),
    [
        ("NICKNAME:Sammy", ("Sammy",)),
        ("NICKNAME:Sammy,the fox\\, really,sam carter", ("Sammy", "the fox, really")),
        ("X-NICKNAME:Sammy", ("Sammy",)),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Sammy;1;;;;;;;;;;;;;", ("Sammy",)),
        ("NICKNAME:", ()),
    ],
)
def test_other_names(line: str, aliases: tuple[str, ...]) -> None:
    assert card(line).aliases == aliases


@pytest.mark.parametrize("line", ["DEATHDATE:19960415", "DEATHDATE;VALUE=text:circa 1800"])
def test_the_dead_are_marked(line: str) -> None:
    assert card(line).deceased
    assert not card("NOTE:alive").deceased


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:--0214", Birthday(2, 14)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", Birthday(2, 29)),
        ("BDAY;VALUE=date:1604-02-14", Birthday(2, 14)),
        ("BDAY;X-APPLE-OMIT-YEAR=1985:1985-02-14", Birthday(2, 14)),
        ("BDAY:19850214T000000Z", Birthday(2, 14, 1985)),
        ("BDAY;VALUE=DATE-AND-OR-TIME:1985-02-14", Birthday(2, 14, 1985)),
    ],
)
def test_birthdays(line: str, birthday: Birthday) -> None:
    assert card(line).birthday == birthday
