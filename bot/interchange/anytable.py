"""A table of people that nobody knows: its columns guessed by their names, or named by the person who sent it."""

from collections.abc import Mapping
from typing import Final

from bot.interchange import columns, fields, table
from bot.interchange.columns import NAMES, Columns, Part
from bot.interchange.record import Reading, Unmapped, Unreadable

_ALIASES: Final[Mapping[Part, str]] = {
    Part.NAME: "name, full name, fullname, contact, contact name, display name, person, who, nom complet, nombre",
    Part.FIRST: "first name, firstname, first, given name, givenname, forename, vorname, prénom",
    Part.MIDDLE: "middle name, middlename, additional name",
    Part.LAST: "last name, lastname, last, family name, familyname, surname, nachname, nom, apellido, apellidos",
    Part.ALIAS: "nickname, nick, alias, other names, aka, spitzname",
    Part.EMAIL: "e-mail, email, mail, e-mail address, email address, emails, e-mails, e-mail 1, email 1, email 2, "
    "work email, personal email, home email, e-mail-adresse, correo, courriel",
    Part.PHONE: "phone, phones, telephone, tel, mobile, cell, phone number, mobile phone, cell phone, work phone, "
    "home phone, telefon, handy, teléfono, téléphone",
    Part.COMPANY: "company, organization, organisation, employer, company name, org, firma, firm, empresa, entreprise",
    Part.TITLE: "title, job title, position, role, job, occupation",
    Part.BIRTHDAY: "birthday, birth date, birthdate, date of birth, dob, born, bday, geburtstag, geburtsdatum, "
    "cumpleaños, anniversaire",
    Part.ANNIVERSARY: "anniversary, wedding anniversary",
    Part.URL: "url, website, web page, web site, linkedin, linkedin url, profile, profile url, web, link, homepage",
    Part.NOTE: "notes, note, comments, comment, about, description, remarks, notizen",
    Part.TAGS: "tags, tag, labels, label, groups, group, categories, category, list",
    Part.LAST_CONTACT: "last contact, last contacted, last in touch, last talked, last talked to, last spoke, "
    "last interaction, last seen, last met, date of last contact",
}
_BY_NAME: Final = {name: part for part, names in _ALIASES.items() for name in names.split(", ")}
_LEAST_COLUMNS: Final = 2
_SHOWN: Final = 10


def part_called(word: str) -> Part | None:
    """What somebody means who says "first" or "e-mail" of a column."""
    return _BY_NAME.get(" ".join(word.split()).casefold())


def titles(name: str, text: str) -> tuple[str, ...]:
    """The titles of a table's columns, in order, a number where one is empty; raises `Unreadable` if it is none."""
    return tuple(_title(found, index) for found in [_header(name, text)] for index in range(len(found.titles)))


def read_table(name: str, text: str, *, day_first: bool, chosen: Mapping[Part, str] | None = None) -> Reading:
    """The people of a table. `chosen` names columns by title or by number from 0 and goes before what is guessed.

    Raises `Unmapped` where no column is known as the name, `Unreadable` where the text is no table at all or a chosen
    column is not in it.
    """
    header = _header(name, text)
    found = {**columns.known(header, _BY_NAME), **_chosen(header, chosen or {})}
    found = {part: places for part, places in found.items() if places}
    if not NAMES & found.keys():
        shown = fields.line(name, 80) or "the file"
        raise Unmapped(f"I can't tell which column of {shown} holds the name. {_listed(header)}")
    told = tuple((str(part), _title(header, place)) for part in Part for place in found.get(part, ()))
    return Reading.of("table", columns.people(text, header, found, day_first=day_first), told)


def _header(name: str, text: str) -> table.Header:
    found = table.header(text, lambda known: bool(known & _BY_NAME.keys()) or _looks_like_one(known, text, name))
    if found is None:
        raise Unreadable(
            f"I don't know the kind of file that {fields.line(name, 80) or 'the file'} is. I can read contact cards "
            "(.vcf), tables (.csv), LinkedIn's archive (.zip), Monica's export (.json) and calendars (.ics)."
        )
    return found


def _looks_like_one(known: frozenset[str], text: str, name: str) -> bool:
    """Several named columns, a second row that is cut as well, and a name that says so: a letter has commas too."""
    second = text.split("\n", 2)[1:2]
    rows = bool(second and second[0].strip()) and any(each in second[0] for each in ",;\t")
    return len(known - {""}) >= _LEAST_COLUMNS and rows and name.casefold().endswith((".csv", ".tsv", ".txt"))


def _chosen(header: table.Header, chosen: Mapping[Part, str]) -> Columns:
    """The chosen columns by their places. A chosen name goes before guessed parts of it; with a last name it is one."""
    places = {part: _place(header, part, column) for part, column in chosen.items()}
    if places.get(Part.NAME):
        if places.get(Part.LAST):
            places = {**places, Part.FIRST: places[Part.NAME], Part.NAME: ()}
        else:
            places = {Part.FIRST: (), Part.LAST: (), **places}
        places[Part.MIDDLE] = ()
    return places


def _place(header: table.Header, part: Part, column: str) -> tuple[int, ...]:
    wanted = " ".join(column.split()).casefold()
    if not wanted:
        return ()
    if wanted in header.columns:
        return (header.columns.index(wanted),)
    if wanted.isdecimal() and len(wanted) < 4 and int(wanted) < len(header.columns):
        return (int(wanted),)
    raise Unreadable(f'There is no column "{fields.line(column, 60)}" for the {part}. {_listed(header)}')


def _listed(header: table.Header) -> str:
    shown = ", ".join(f'"{_title(header, index)}"' for index in range(min(len(header.titles), _SHOWN)))
    return f"Its columns are {shown}{' and others' if len(header.titles) > _SHOWN else ''}."


def _title(header: table.Header, index: int) -> str:
    return fields.line(header.titles[index], 60) or f"column {index + 1}"
