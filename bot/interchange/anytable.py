"""A table of people that nobody knows: its columns guessed by their names, or named by the person who sent it."""

from collections.abc import Iterable, Mapping
from typing import Final

from bot.interchange import columns, fields, table
from bot.interchange.columns import NAMES, Columns, Part
from bot.interchange.record import Reading, Unmapped, Unreadable

_ALIASES: Final[Mapping[Part, str]] = {
    Part.NAME: "name, full name, fullname, contact, contact name, display name, person, who, people, nom complet, nombre",
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


def read_table(
    name: str, text: str, *, day_first: bool, chosen: Mapping[Part, str] | None = None
) -> Reading:
    """The people of a table. `chosen` names columns by title or by number from 0 and goes before what is guessed.

    Raises `Unmapped` where no column is known as the name, `Unreadable` where the text is no table at all or a chosen
    column is not in it.
    """
    shown = fields.line(name, 80) or "the file"
    header = table.header(text, lambda known: bool(known & _BY_NAME.keys()) or _looks_like_one(known, text, name))
    if header is None:
        raise Unreadable(
            f"I don't know the kind of file that {shown} is. I can read contact cards (.vcf), tables (.csv), "
            "LinkedIn's archive (.zip), Monica's export (.json) and calendars of birthdays (.ics)."
        )
    found = {**columns.known(header, _BY_NAME), **_chosen(header, chosen or {})}
    if not NAMES & found.keys():
        titles = tuple(fields.line(title, 60) for title in header.titles)
        listed = ", ".join(f'"{title}"' for title in titles[:10] if title)
        raise Unmapped(f"I can't tell which column of {shown} holds the name. Its columns are {listed}.", titles)
    people = columns.people(text, header, found, day_first=day_first)
    return Reading.of("table", people, _told(header, found))


def _looks_like_one(known: frozenset[str], text: str, name: str) -> bool:
    """Several named columns, and either a second row or a name that says so."""
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
    listed = ", ".join(f'"{fields.line(title, 60)}"' for title in header.titles[:10] if title)
    raise Unreadable(f'There is no column "{fields.line(column, 60)}" for the {part}. The columns are {listed}.')


def _told(header: table.Header, found: Columns) -> tuple[tuple[str, str], ...]:
    return tuple((str(part), _titles(header, indexes)) for part, indexes in found.items() if indexes)


def _titles(header: table.Header, indexes: Iterable[int]) -> str:
    return " and ".join(fields.line(header.titles[index], 60) or f"column {index + 1}" for index in indexes)
