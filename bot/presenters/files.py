"""What is said about imports and exports."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, File, Heading, Line, Message, Part, Text, bold, line, say
from bot.domain.change import Change
from bot.interchange.record import Record, Skipped
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.services.importing import Known, Preview

_SHOWN = 5


def preview(found: Preview, draft: str) -> Message:
    """What an import would do, with a button that does it."""
    parts: list[Part] = [Heading("Before anything is changed")]
    if found.new:
        parts += _group(f"{len(found.new)} new:", [_person(each) for each in found.new])
    if found.changed:
        parts += _group(f"{len(found.changed)} with something new:", [_known(each) for each in found.changed])
    if found.duplicates:
        parts += _group(f"{len(found.duplicates)} left out:", [_known(each) for each in found.duplicates])
    if found.skipped:
        parts += _group(f"{len(found.skipped)} I can't read:", [_skipped(each) for each in found.skipped])
    todo = len(found.new) + len(found.changed)
    if not todo:
        parts.append(Text((line("So there is nothing to import."),)))
        return Message(tuple(parts))
    parts.append(
        buttons.row(
            Button(f"Import {todo}", ActionId("import", (draft,)), ButtonStyle.PRIMARY),
            Button("Leave it", ActionId("importnot", (draft,))),
        )
    )
    return Message(tuple(parts))


def imported(found: Preview, change: Change) -> Message:
    """An import was done."""
    added = f", and added to {len(found.changed)}" if found.changed else ""
    lines = [line("Imported ", bold(str(len(found.new))), f" new people{added}.")]
    lines.append(line("I bring up nobody yet, birthdays neither. Tell me whom to keep:"))
    lines.append(line(bold("/kith keep Sam close")))
    return Message((Text(tuple(lines)), buttons.row(buttons.undo(change))))


def restored(people: int, left: int, change: Change) -> Message:
    """An archive was restored."""
    already = f" {left} were here already and stay as they are." if left else ""
    return Message(
        (
            Text((line("Restored ", bold(str(people)), f" people with their history.{already}"),)),
            buttons.row(buttons.undo(change)),
        )
    )


def not_imported() -> Message:
    """The user thought better of it."""
    return say("Fine, nothing was imported.")


def exported(file: File, people: int) -> Message:
    """The user's own archive."""
    text = line(
        "Here is everything: ", bold(str(people)), " people with their history. ", bold("/kith import"), " restores it."
    )
    return Message((Text((text,)),), files=(file,))


def _group(title: str, lines: Sequence[Line]) -> list[Part]:
    more = [line(f"and {len(lines) - _SHOWN} more")] if len(lines) > _SHOWN else []
    return [Text((line(title),)), Bullets((*lines[:_SHOWN], *more))]


def _person(record: Record) -> Line:
    work = ", ".join(part for part in (record.title, record.company) if part)
    return line(bold(shortened(record.name, 80)), f" ({shortened(work, 80)})" if work else "")


def _known(known: Known) -> Line:
    return line(bold(shortened(known.record.name, 80)), f": {known.reason}")


def _skipped(skipped: Skipped) -> Line:
    return line(f"Line {skipped.line}: {skipped.reason}")
