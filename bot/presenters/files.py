"""What is said about imports and exports."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.chat.action import ActionId
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import (
    Bullets,
    Button,
    ButtonStyle,
    Card,
    File,
    Heading,
    Line,
    Message,
    Part,
    Text,
    bold,
    line,
    say,
)
from bot.domain.change import Change
from bot.interchange.columns import Part as Column
from bot.interchange.record import Record, Skipped
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.services.archive import Restored
from bot.services.exporting import Format
from bot.services.likeness import Answer, Known, Preview

ASKED: Mapping[Column, str] = MappingProxyType(
    {
        Column.NAME: "Name, or first name",
        Column.LAST: "Last name, if it stands apart",
        Column.EMAIL: "E-mail",
        Column.COMPANY: "Company",
        Column.BIRTHDAY: "Birthday",
    }
)
"""What a form asks the columns of, and how: as much as fits one."""
NONE = "-"
"""The choice that a table has no such column."""

_SHOWN = 5
_ASKED_AT_ONCE = 4
_MOST_COLUMNS = 24
"""Choices of a menu in Discord, less the one for none."""


def preview(found: Preview, draft: str, *, columns: bool) -> Message:
    """What an import would do, with buttons that do it and that settle what is unsure; `columns` can be told anew."""
    parts: list[Part] = [Heading("Before anything is changed")]
    guessed = [f"{title} for the {part}" for part, title in found.columns if title.casefold() != part]
    if guessed:
        parts.append(Text((line(f"I take {shortened(', '.join(guessed), 600)}."),)))
    if found.new:
        parts += _group(f"{len(found.new)} new:", [_person(each) for each in found.new])
    if found.changed:
        parts += _group(f"{len(found.changed)} with something new:", [_known(each) for each in found.changed])
    if found.same:
        parts += _group(f"{len(found.same)} left out:", [_known(each) for each in found.same])
    if found.refused:
        parts += _group(
            f"{len(found.refused)} who asked not to be kept here:", [_person(each) for each in found.refused]
        )
    if found.skipped:
        parts += _group(f"{len(found.skipped)} I can't read:", [_skipped(each) for each in found.skipped])
    parts += _asked(found.unsure, draft)
    todo = len(found.new) + len(found.changed)
    if not todo and not found.unsure:
        parts.append(Text((line("So there is nothing to import."),)))
    taps = [Button(f"Import {todo}", ActionId("import", (draft, str(todo))), ButtonStyle.PRIMARY)] if todo else []
    if columns:
        taps.append(Button("Other columns", ActionId("importcols", (draft,))))
    if todo or found.unsure:
        taps.append(Button("Leave it", ActionId("importnot", (draft,))))
    if taps:
        parts.append(buttons.row(*taps))
    return Message(tuple(parts))


def which_columns(sentence: str, draft: str) -> Message:
    """A table whose columns nobody knows, and a way to name them."""
    tell = Button("Tell me the columns", ActionId("importcols", (draft,)), ButtonStyle.PRIMARY)
    leave = Button("Leave it", ActionId("importnot", (draft,)))
    return Message((Text((line(sentence),)), buttons.row(tell, leave)))


def columns_form(draft: str, columns: Sequence[Choice], guessed: Mapping[Column, str]) -> Form:
    """Asks which column holds what; the rest is taken by its title, where that says what it is."""
    shown = tuple(columns[:_MOST_COLUMNS])
    fields = tuple(
        Field(
            name=field_of(part),
            label=label,
            kind=FieldKind.CHOICE,
            required=part is Column.NAME,
            value=guessed.get(part, "" if part is Column.NAME else NONE),
            choices=shown if part is Column.NAME else (Choice(NONE, "none of them"), *shown),
        )
        for part, label in ASKED.items()
    )
    return Form(action=ActionId("importcols", (draft,)), title="Which column is what?", fields=fields, submit="Preview")


def field_of(part: Column) -> str:
    """The name of the field that asks for a part."""
    return part.name.casefold()


def importing(args: Sequence[str]) -> str:
    """Said while a large file is being imported; how many people it brings stands in the button."""
    count = args[1] if len(args) > 1 and args[1].isdecimal() and len(args[1]) < 8 else ""
    return f"Importing {spoken.people(int(count))}…" if count else "Importing…"


def imported(found: Preview, change: Change, offered: str | None) -> Message:
    """An import was done; whom to keep is asked, nobody is kept by it."""
    added = f", and added to {len(found.changed)}" if found.changed else ""
    lines = [line("Imported ", bold(spoken.people(len(found.new), "new")), f"{added}.")]
    if found.unsure:
        lines.append(line(f"{len(found.unsure)} who may be the same people as some of yours were left out."))
    lines.append(line("I bring up nobody yet, birthdays neither. Tell me whom to keep:"))
    lines.append(line(bold("/kith keep Sam close")))
    choose = Button("Choose whom to keep", ActionId("keepsome", (offered,)), ButtonStyle.PRIMARY) if offered else None
    return Message((Text(tuple(lines)), buttons.row(*filter(None, (choose, buttons.undo(change))))))


def restored(done: Restored) -> Message:
    """An archive was restored."""
    already = f" {done.left} were here already and stay as they are." if done.left else ""
    refused = f" {done.refused} asked not to be kept here and were left out." if done.refused else ""
    return Message(
        (
            Text((line("Restored ", bold(spoken.people(done.people)), f" with their history.{already}{refused}"),)),
            buttons.row(buttons.undo(done.change)),
        )
    )


def not_imported() -> Message:
    """The user thought better of it."""
    return say("Fine, nothing was imported.")


def exported(file: File, people: int, form: Format) -> Message:
    """The user's own file."""
    here, count = "Here is " if people == 1 else "Here are ", bold(spoken.people(people))
    match form:
        case Format.EVERYTHING:
            said = line("Here is everything: ", count, " with their history. ", bold("/kith import"), " restores it.")
        case Format.CSV:
            said = line(here, count, " as a table for a spreadsheet. Their history is not in it.")
        case Format.VCARD:
            said = line(here, count, " as contact cards for an address book. Their history is not in it.")
        case Format.CALENDAR:
            said = line(
                here,
                bold(f"{people} day{'s' * (people != 1)}"),
                " to add to a calendar: names and days only, no year and no note.",
            )
    return Message((Text((said,)),), files=(file,))


def _asked(unsure: Sequence[Known], draft: str) -> list[Part]:
    """The first few who may be the same as somebody, each with the two answers; then one answer for all."""
    if not unsure:
        return []
    parts: list[Part] = [Text((line(f"{len(unsure)} left out unless you tell me who they are:"),))]
    for each in unsure[:_ASKED_AT_ONCE]:
        work = ", ".join(part for part in (each.record.title, each.record.company) if part)
        title = line(bold(shortened(each.record.name, 80)), f" ({shortened(work, 80)})" if work else "")
        same = (Button("Same person", _answer(draft, str(each.place), Answer.SAME)),) if each.contact else ()
        other = Button("Somebody else", _answer(draft, str(each.place), Answer.OTHER))
        parts.append(Card(title, (line(each.reason, "."),), (*same, other)))
    if len(unsure) > 1:
        if len(unsure) > _ASKED_AT_ONCE:
            parts.append(Text((line(f"and {len(unsure) - _ASKED_AT_ONCE} more"),)))
        same_all = Button("All the same people", _answer(draft, "all", Answer.SAME))
        parts.append(buttons.row(same_all, Button("All somebody else", _answer(draft, "all", Answer.OTHER))))
    return parts


def _answer(draft: str, place: str, answer: Answer) -> ActionId:
    return ActionId("importwho", (draft, place, str(answer)))


def _group(title: str, lines: Sequence[Line]) -> list[Part]:
    more = [line(f"and {len(lines) - _SHOWN} more")] if len(lines) > _SHOWN else []
    return [Text((line(title),)), Bullets((*lines[:_SHOWN], *more))]


def _person(record: Record) -> Line:
    work = ", ".join(part for part in (record.title, record.company) if part)
    return line(bold(shortened(record.name, 80)), f" ({shortened(work, 80)})" if work else "")


def _known(known: Known) -> Line:
    return line(bold(shortened(known.record.name, 80)), f": {shortened(known.reason)}")


def _skipped(skipped: Skipped) -> Line:
    return line(f"Line {skipped.line}: {skipped.reason}")
