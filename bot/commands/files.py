"""Commands that take and give files: import, export."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.message import File
from bot.chat.option import file_option, word_option
from bot.commands import newcomers
from bot.domain.errors import Gone, InputError
from bot.domain.ids import DraftId
from bot.interchange import archive, keeping
from bot.interchange.columns import Part
from bot.interchange.monica import is_monica
from bot.interchange.reading import read, titles
from bot.interchange.record import Reading, Unmapped, Unreadable
from bot.ports import Draft
from bot.presenters import files as presenter
from bot.services import archive as archives
from bot.services import exporting, importing, likeness
from bot.services.exporting import Format
from bot.services.likeness import Answer

commands = Registry()
commands.include(newcomers.commands)

LIMIT = 5 * 1024 * 1024
"""Bytes of a file that is taken."""
_KEPT = timedelta(days=1)
_ALL = "all"
_GONE = "That file was imported before, or I kept it for a day and let it go since. To be sure, send it again."


@dataclass(frozen=True, slots=True)
class ImportArgs:
    """The file."""

    file: Annotated[
        File, file_option("Contact cards, a table (CSV), LinkedIn's ZIP, Monica's JSON, a calendar, an archive")
    ]


@commands.command("import", "Take people over from a file, after a preview", examples=("",))
def import_file(args: ImportArgs, ctx: Context) -> Reply:
    """Shows what a file would bring; nothing is changed before the button is pressed."""
    file = args.file
    if len(file.content) > LIMIT:
        raise InputError("file", f"That file has {len(file.content) / 1_048_576:.1f} MB; I take up to 5 MB.")
    try:
        if archive.is_one(file.content) and not is_monica(file.content):
            restored = archives.restore(ctx.uow, ctx.user, archive.load(file.content), ctx.now)
            return Reply(message=presenter.restored(restored))
        reading = read(file.name, file.content, day_first=ctx.user.preferences.day_first)
    except Unmapped as unmapped:
        draft = _keep(ctx, DraftId(ctx.uow.new_id()), {"table": _table(file)})
        return Reply(message=presenter.which_columns(str(unmapped), draft))
    except Unreadable as unreadable:
        raise InputError("file", str(unreadable)) from unreadable
    return _preview(ctx, DraftId(ctx.uow.new_id()), reading, _table(file) if reading.source == "table" else None)


@commands.button("importcols", opens_form=True)
def columns_asked(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks which column of a table holds what."""
    choices, guessed = _columns(ctx, args[0])
    return Reply(form=presenter.columns_form(args[0], choices, guessed))


@commands.form("importcols")
def columns_told(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """The preview of a table by the columns that its sender named."""
    name, content = _kept_table(ctx, args[0])
    asked = {part: values.get(presenter.field_of(part), "") for part in presenter.ASKED}
    if asked[Part.NAME] in ("", presenter.NONE):
        raise InputError(presenter.field_of(Part.NAME), "One column has to hold the name.")
    _, guessed = _columns(ctx, args[0])
    changed = {part for part, column in asked.items() if column and column != guessed.get(part, presenter.NONE)}
    if changed & {Part.NAME, Part.LAST}:
        changed |= {Part.NAME, Part.LAST}
    chosen = {part: "" if asked[part] == presenter.NONE else asked[part] for part in changed}
    try:
        reading = read(name, content, day_first=ctx.user.preferences.day_first, chosen=chosen)
    except Unreadable as unreadable:
        raise InputError(presenter.field_of(Part.NAME), str(unreadable)) from unreadable
    return _preview(ctx, DraftId(args[0]), reading, _draft(ctx, args[0]).payload["table"], replace=True)


@commands.button("importwho", needs=3)
def answered(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Somebody in the file is the same as one who is there, or is somebody else; the preview is drawn anew."""
    draft = _draft(ctx, args[0])
    reading = _kept_reading(draft)
    if reading is None or args[2] not in list(Answer) or not (args[1] == _ALL or args[1].isdecimal()):
        raise Gone(_GONE)
    answers = _answers(draft)
    if args[1] == _ALL:
        unsure = likeness.preview(ctx.uow, ctx.user, reading, ctx.now, answers).unsure
        answers.update((each.place, Answer(args[2])) for each in unsure)
    else:
        answers[int(args[1])] = Answer(args[2])
    return _preview(ctx, draft.id, reading, draft.payload.get("table"), answers, replace=True)


@commands.button("import", meanwhile=presenter.importing)
def import_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Does what the preview said, as things stand now."""
    draft = _draft(ctx, args[0])
    reading = _kept_reading(draft)
    if reading is None:
        raise Gone(_GONE)
    ctx.uow.drafts.remove(ctx.user.id, draft.id)
    found = likeness.preview(ctx.uow, ctx.user, reading, ctx.now, _answers(draft))
    done = importing.take_over(ctx.uow, ctx.user, found, ctx.now)
    offered = newcomers.offer(ctx, done.likely)
    return Reply(message=presenter.imported(found, done.change, offered), replace=True)


@commands.button("importnot")
def import_declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Nothing is imported, and what was read is let go."""
    ctx.uow.drafts.remove(ctx.user.id, DraftId(args[0]))
    return Reply(message=presenter.not_imported(), replace=True)


@dataclass(frozen=True, slots=True)
class ExportArgs:
    """In which form."""

    form: Annotated[
        Format,
        word_option(
            "For what: everything (restores exactly), csv, vcard, calendar",
            label="Form",
            words=exporting.WORDS,
            read=Format,
            choices=tuple(Choice(str(each), str(each)) for each in Format),
        ),
    ] = Format.EVERYTHING


@commands.command(
    "export",
    "Everything I know about your people, as a file that restores it",
    examples=("", "csv", "vcard", "calendar"),
    reads=True,
)
def export(args: ExportArgs, ctx: Context) -> Reply:
    """The user's contact book as an archive, a table, contact cards or a calendar."""
    exported = exporting.export(ctx.uow, ctx.user, args.form, ctx.now)
    file = File(f"kith-{ctx.today.isoformat()}{args.form.ending}", exported.content)
    return Reply(message=presenter.exported(file, exported.count, args.form))


def _preview(
    ctx: Context,
    draft: DraftId,
    reading: Reading,
    table: object = None,
    answers: Mapping[int, Answer] | None = None,
    *,
    replace: bool = False,
) -> Reply:
    """The preview of what was read, kept for the buttons under it; of the file itself, tables only."""
    found = likeness.preview(ctx.uow, ctx.user, reading, ctx.now, answers)
    payload = {
        "reading": keeping.told(reading),
        "answers": {str(place): str(answer) for place, answer in (answers or {}).items()},
        **({"table": table} if table is not None else {}),
    }
    if replace:
        ctx.uow.drafts.remove(ctx.user.id, draft)
    _keep(ctx, draft, payload)
    return Reply(message=presenter.preview(found, draft, columns=table is not None), replace=replace)


def _keep(ctx: Context, draft: DraftId, payload: Mapping[str, object]) -> DraftId:
    ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
    return draft


def _draft(ctx: Context, draft: str) -> Draft:
    found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
    if found is None or not {"reading", "table"} & found.payload.keys():
        raise Gone(_GONE)
    return found


def _kept_reading(draft: Draft) -> Reading | None:
    told = draft.payload.get("reading")
    return keeping.read_back(told) if isinstance(told, dict) else None


def _answers(draft: Draft) -> dict[int, Answer]:
    told = draft.payload.get("answers")
    return {int(place): Answer(answer) for place, answer in told.items()} if isinstance(told, dict) else {}


def _columns(ctx: Context, draft: str) -> tuple[tuple[Choice, ...], dict[Part, str]]:
    """The columns of a kept table to choose from, and the first that was taken for each part, by their numbers."""
    columns = titles(*_kept_table(ctx, draft))
    reading = _kept_reading(_draft(ctx, draft))
    guessed: dict[Part, str] = {}
    for part, title in reading.columns if reading is not None else ():
        if title in columns:
            guessed.setdefault(Part(part), str(columns.index(title)))
    guessed.setdefault(Part.NAME, guessed.get(Part.FIRST, ""))
    return tuple(Choice(str(index), title) for index, title in enumerate(columns)), guessed


def _table(file: File) -> dict[str, str]:
    return {"name": file.name, "content": b64encode(file.content).decode()}


def _kept_table(ctx: Context, draft: str) -> tuple[str, bytes]:
    table: Any = _draft(ctx, draft).payload.get("table")
    if table is None:
        raise Gone(_GONE)
    return str(table["name"]), b64decode(str(table["content"]))
