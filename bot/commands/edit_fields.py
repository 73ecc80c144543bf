"""The fields of a contact that `edit` changes: how each is shown in a form, and how what was typed is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.chat.context import Context
from bot.chat.form import Choice, Field, FieldKind
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind
from bot.domain.errors import InputError, Misread, Nobody, Problem, Tie
from bot.domain.ids import ContactId
from bot.domain.user import Platform
from bot.language import spoken
from bot.language.dates import Birthday, NotABirthday, parse_birthday
from bot.language.line import people
from bot.language.words import shown
from bot.services import contacts, editing, finding, users
from bot.services.editing import Edit

ANYWHERE = "anywhere"
_DASHES = frozenset({"-", "–", "—"})
"""What empties a field, in a form too: a menu cannot be emptied everywhere."""
EMPTY = frozenset({*_DASHES, "none", "nothing"})
"""What empties a field in a line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a form asks for it."""

    name: str
    label: str
    hint: str
    long: bool = False


STEPS: tuple[tuple[str, tuple[Asked, ...]], ...] = (
    (
        "Name and work",
        (
            Asked("name", "Name", "Sam Carter"),
            Asked("company", "Company", "Where they work"),
            Asked("title", "Title", "What they do"),
            Asked("birthday", "Birthday", "14 May, or 14 May 1990"),
            Asked("about", "About", "What to remember about them", long=True),
        ),
    ),
    (
        "Contact and labels",
        (
            Asked("email", "E-mail", "sam@acme.example, sam@home.example"),
            Asked("phone", "Phone", "+49 30 1234567, +49 170 7654321"),
            Asked("alias", "Also called", "Sammy, Uncle Sam"),
            Asked("tags", "Tags", "climbing berlin"),
            Asked("profile", "Profile", "The address of a page about them"),
        ),
    ),
    (
        "How you met",
        (
            Asked("met", "How you met", "At the climbing hall", long=True),
            Asked("introducedby", "Who introduced you", "Priya; a dash for nobody"),
            Asked("anniversary", "Anniversary", "3 June, or 3 June 2015"),
            Asked("zone", "Their time zone", "Pacific/Auckland: their dates are told on their day; a dash for yours"),
        ),
    ),
    (
        "State and merging",
        (
            Asked("state", "State", ""),
            Asked("only", "Tell me of them on", ""),
            Asked("merge", "The same person as", "Sammy: shows first what would move"),
        ),
    ),
)
"""The forms, five fields at most: the commonest first."""
_STATES = {
    ContactState.ACTIVE: "active: comes up as you keep in touch",
    ContactState.RESTING: "resting: only dates come up",
    ContactState.ARCHIVED: "archived: never comes up",
    ContactState.DECEASED: "deceased: never comes up",
    ContactState.DO_NOT_CONTACT: "do not contact: never comes up",
}
_PEOPLE = frozenset({"introducedby", "merge"})
_DATES = {"birthday": DateKind.BIRTHDAY, "anniversary": DateKind.ANNIVERSARY}


def labels(names: Mapping[str, object]) -> tuple[str, ...]:
    """What the fields of these names are called, in the order of the forms, in lower case but for names."""
    asked = [each for _, fields in STEPS for each in fields if each.name in names]
    return tuple(each.label[0].lower() + each.label[1:] for each in asked)


def fields(ctx: Context, person: Contact, step: int) -> Iterator[Field]:
    """The fields of a step with what is known filled in."""
    for each in STEPS[step][1]:
        choices = _choices(ctx, each.name) if each.name in ("state", "only") else ()
        kind = FieldKind.CHOICE if choices else FieldKind.LONG if each.long else FieldKind.TEXT
        if each.name in _PEOPLE:
            kind = FieldKind.PERSON
        yield Field(
            name=each.name,
            label=each.label,
            kind=kind,
            required=each.name == "name",
            value=value(ctx, person, each.name),
            hint=each.hint,
            choices=choices,
            picked=_introducer(ctx, person) if each.name == "introducedby" else (),
        )


def _introducer(ctx: Context, person: Contact) -> tuple[Choice, ...]:
    known = finding.surviving(ctx.uow, ctx.user.id, (person.introduced_by,)) if person.introduced_by else {}
    return tuple(Choice(f"#{each.id}", finding.label(each)) for each in known.values())


def value(ctx: Context, person: Contact, name: str) -> str:
    """What a field holds, as it would be typed."""
    match name:
        case "birthday" | "anniversary":
            kept = (each for each in ctx.uow.dates.of(ctx.user.id, person.id) if each.kind is _DATES[name])
            return next((spoken.day_of_year(each.month, each.day, each.year) for each in kept), "")
        case "email":
            return ", ".join(person.emails)
        case "phone":
            return ", ".join(person.phones)
        case "alias":
            return ", ".join(person.nicknames)
        case "tags":
            return " ".join(person.tags)
        case "profile":
            return person.url
        case "introducedby":
            return finding.name_of(ctx.uow, ctx.user.id, person.introduced_by)
        case "only":
            return str(person.only_on or ANYWHERE)
        case "merge":
            return ""
        case _:
            return str(getattr(person, name))


def read(ctx: Context, person: Contact, texts: Mapping[str, str], *, add: bool) -> Edit:
    """The contact with these fields as typed; raises Misread with every problem at once.

    With `add`, what was typed for addresses, numbers, aliases and tags joins what is there, and a dash empties a field.
    Which of several people, or that nobody fits, is asked for where the line can be taken up again: it raises Tie and
    Nobody then.
    """
    edit = Edit(person, {})
    problems: list[Problem] = []
    for name, text in texts.items():
        typed = "" if text.strip().casefold() in (EMPTY if add else _DASHES) else text.strip()
        try:
            edit = _changed(ctx, edit, name, typed, add=add and bool(typed))
        except Misread as misread:
            problems += misread.problems
        except (Tie, Nobody) as unclear:
            if add:
                raise
            problems.append(Problem(name, _which(unclear)))
        except ValueError as unread:
            problems.append(Problem(name, str(unread)))
    if problems:
        raise Misread(tuple(problems))
    return edit


def _changed(ctx: Context, edit: Edit, name: str, text: str, *, add: bool) -> Edit:
    person = edit.contact
    match name:
        case "name":
            return replace(edit, contact=replace(person, name=contacts.checked_name(text)))
        case "birthday" | "anniversary":
            return replace(edit, dates={**edit.dates, _DATES[name]: _born(ctx, text) if text else None})
        case "company" | "title":
            flat = _short(name, text)
            return replace(
                edit, contact=replace(person, company=flat) if name == "company" else replace(person, title=flat)
            )
        case "profile":
            return replace(edit, contact=replace(person, url=_short(name, text)))
        case "met" | "about":
            return replace(edit, contact=replace(person, met=text) if name == "met" else replace(person, about=text))
        case "email":
            emails = _joined(person.emails if add else (), map(_address, text.replace(",", " ").split()))
            return replace(edit, contact=replace(person, emails=emails))
        case "phone":
            phones = _joined(person.phones if add else (), (_short(name, each) for each in _listed(text)))
            return replace(edit, contact=replace(person, phones=phones))
        case "alias":
            names = _joined(person.nicknames if add else (), (contacts.checked_name(each) for each in people(text)))
            mentions = (each for each in person.aliases if each not in person.nicknames)
            return replace(edit, contact=replace(person, aliases=_joined(names, mentions)))
        case "tags":
            words = (_short(name, each.lstrip("#")) for each in text.replace(",", " ").split())
            return replace(edit, contact=replace(person, tags=_joined(person.tags if add else (), words)))
        case "introducedby":
            return replace(edit, contact=replace(person, introduced_by=introducer(ctx, person, text)))
        case "zone":
            return replace(edit, contact=replace(person, zone=zone_of(text)))
        case "state":
            return replace(edit, contact=editing.in_state(person, _state(text), ctx.today))
        case _:
            platform = None if text in ("", ANYWHERE) else _platform(text)
            return replace(edit, contact=editing.told_on(ctx.uow, ctx.user, person, platform))


def introducer(ctx: Context, person: Contact | None, text: str) -> ContactId | None:
    """Who introduced the user to somebody, None for an empty text; raises Tie, Nobody, InputError."""
    if not text:
        return None
    found = finding.find(ctx.uow, ctx.user.id, text)
    if person is not None and found.id == person.id:
        raise InputError("introducedby", f"{person.name} can't have introduced you to themselves. Who was it?")
    return found.id


def zone_of(text: str) -> str:
    """The zone that somebody lives in, empty for an empty text; raises InputError."""
    try:
        return users.zone(text) if text else ""
    except ValueError as unknown:
        raise InputError("zone", str(unknown)) from unknown


def _choices(ctx: Context, name: str) -> tuple[Choice, ...]:
    if name == "state":
        return tuple(Choice(state, label) for state, label in _STATES.items())
    platforms = sorted({str(each.platform) for each in ctx.uow.users.accounts(ctx.user.id)})
    return (Choice(ANYWHERE, "wherever my nudges go"), *(Choice(each, f"{each} alone") for each in platforms))


def _born(ctx: Context, text: str) -> Birthday:
    try:
        return parse_birthday(text, day_first=ctx.user.preferences.day_first)
    except NotABirthday as unread:
        raise ValueError(str(unread)) from unread


def _short(name: str, text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) > contacts.FIELD_LIMIT:
        raise InputError(name, f"The {name} is {len(flat)} characters long; I can keep {contacts.FIELD_LIMIT}.")
    return flat


def _address(text: str) -> str:
    if "@" not in text.strip("@"):
        raise InputError("email", f'"{shown(text)}" is not an e-mail address. For example: sam@acme.example.')
    return _short("email", text)


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]


def _joined(had: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*had, *(each for each in more if each))))


def _state(text: str) -> ContactState:
    if text not in list(ContactState):
        raise ValueError(f'I don\'t know the state "{shown(text)}". It can be: {", ".join(ContactState)}.')
    return ContactState(text)


def _platform(text: str) -> Platform:
    if text not in list(Platform):
        raise ValueError(f'I don\'t know the platform "{shown(text)}". It can be slack, discord or anywhere.')
    return Platform(text)


def picked(ctx: Context, field: str, text: str) -> Contact:
    """The one contact that a form's field names; raises InputError that says who fits."""
    try:
        return finding.find(ctx.uow, ctx.user.id, text)
    except (Tie, Nobody) as unclear:
        raise InputError(field, _which(unclear)) from unclear


def _which(unclear: Tie | Nobody) -> str:
    if isinstance(unclear, Nobody):
        return unclear.sentence
    return f"{unclear.sentence} {spoken.joined(tuple(each.label for each in unclear.likely[:4]))}?"
