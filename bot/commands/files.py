"""Commands that take and give files: import, export."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import File
from bot.chat.option import file_option
from bot.domain.errors import Gone, InputError
from bot.domain.ids import DraftId
from bot.interchange import archive
from bot.interchange.reading import read
from bot.interchange.record import Unreadable
from bot.ports import Draft
from bot.presenters import files as presenter
from bot.services import archive as archives
from bot.services import importing

commands = Registry()

LIMIT = 5 * 1024 * 1024
"""Bytes of a file that is taken."""
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ImportArgs:
    """The file."""

    file: Annotated[File, file_option("A vCard file, LinkedIn's Connections.csv, or a Kith archive")]


@commands.command("import", "Take people over from a file, after a preview", examples=("",))
def import_file(args: ImportArgs, ctx: Context) -> Reply:
    """Shows what a file would bring; nothing is changed before the button is pressed."""
    if len(args.file.content) > LIMIT:
        raise InputError("file", f"That file has {len(args.file.content) / 1_048_576:.1f} MB; I take up to 5 MB.")
    try:
        if archive.is_one(args.file.content):
            restored = archives.restore(ctx.uow, ctx.user, archive.load(args.file.content), ctx.now)
            return Reply(message=presenter.restored(restored.people, restored.left, restored.change))
        reading = read(args.file.name, args.file.content)
    except Unreadable as unreadable:
        raise InputError("file", str(unreadable)) from unreadable
    found = importing.preview(ctx.uow, ctx.user, reading, ctx.now)
    draft = DraftId(ctx.uow.new_id())
    payload = {"name": args.file.name, "content": b64encode(args.file.content).decode()}
    ctx.uow.drafts.add(Draft(id=draft, user=ctx.user.id, payload=payload, until=ctx.now + _KEPT))
    return Reply(message=presenter.preview(found, draft))


@commands.button("import")
def import_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Does what the preview said, as things stand now."""
    draft = ctx.uow.drafts.get(ctx.user.id, DraftId(args[0]), ctx.now)
    if draft is None or "content" not in draft.payload:
        raise Gone(
            "That file was imported before, or I kept it for a day and let it go since. To be sure, send it again."
        )
    ctx.uow.drafts.remove(ctx.user.id, draft.id)
    reading = read(str(draft.payload["name"]), b64decode(str(draft.payload["content"])))
    found = importing.preview(ctx.uow, ctx.user, reading, ctx.now)
    change = importing.take_over(ctx.uow, ctx.user, found, ctx.now)
    return Reply(message=presenter.imported(found, change), replace=True)


@commands.button("importnot")
def import_declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Nothing is imported."""
    return Reply(message=presenter.not_imported(), replace=True)


@dataclass(frozen=True, slots=True)
class ExportArgs:
    """Nothing to say: everything."""


@commands.command(
    "export", "Everything I know about your people, as a file that restores it", examples=("",), reads=True
)
def export(args: ExportArgs, ctx: Context) -> Reply:
    """The user's whole contact book as JSON."""
    document = archives.export(ctx.uow, ctx.user)
    file = File(f"kith-{ctx.today.isoformat()}.json", archive.dump(document))
    return Reply(message=presenter.exported(file, len(document["contacts"])))
