"""Forms that ask on: what was typed, as people read it, and what they send back, as it was typed."""

from dataclasses import replace

from bot.chat import drafts
from bot.chat.command import Command, Registry
from bot.chat.context import Context
from bot.chat.event import Called, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.host import Host
from bot.chat.option import NEW, Option, Reading
from bot.chat.typed import Typed
from bot.domain.errors import Gone
from bot.language.line import people
from bot.language.mentions import spoken

_PEOPLE = frozenset({FieldKind.PERSON, FieldKind.PEOPLE})


def form(ctx: Context, host: Host, command: Command, typed: Typed, draft: str, reading: Reading) -> Form:
    """The form that asks for a command's options, with all that was typed filled in."""
    asked = command.form(shown(ctx, host, command, typed).values, draft)
    options = {each.name: each.option for each in command.parameters}

    def picked(field: Field) -> tuple[Choice, ...]:
        return _picked(ctx, host, options[field.name], typed.values.get(field.name, ""), reading)

    return asked.with_picked({each.name: picked(each) for each in asked.fields})


def shown(ctx: Context, host: Host, command: Command, typed: Typed) -> Typed:
    """What was typed as people read it: names instead of ids, and words without a place where there is room."""
    read = _read(ctx, host, command, typed)
    room = next((each.name for each in command.parameters if each.option.kind is FieldKind.LONG), None)
    if not typed.unread or room is None:
        return read
    words = " ".join((*typed.unread, read.values.get(room, ""))).strip()
    return replace(read, values={**read.values, room: words})


def filled(ctx: Context, host: Host, registry: Registry, command: Command, event: Submitted, *draft: str) -> Typed:
    """A form's values over those of the draft that it was opened with: the form does not ask for everything."""
    values = dict(event.values)
    try:
        kept = drafts.load(ctx, registry, *draft) if draft else None
    except Gone:
        kept = None
    if kept is not None:
        read = _read(ctx, host, command, kept.typed).values
        named = {each.name for each in command.parameters if each.option.holds_mentions and each.name in read}
        unchanged = {name for name in named if values.get(name) == read[name]}
        values = {**kept.typed.values, **{name: text for name, text in values.items() if name not in unchanged}}
    return Typed.of(command, values, event.files)


def pasted(command: Command, event: Called) -> Typed | None:
    """What a link that was given alone fills in, None for anything else."""
    alone = event.line.strip() or (next(iter(event.options.values())) if len(event.options) == 1 else "")
    values = command.pasted(alone) if command.pasted is not None and alone else None
    return Typed.of(command, values, {}) if values is not None else None


def adding(ctx: Context, host: Host, command: Command, typed: Typed) -> Typed:
    """The same once those are added whom the form was told to add."""
    lists = (typed.values.get(each.name, "") for each in command.parameters if each.option.adds)
    if not any(name.startswith(NEW) for listed in lists for name in people(listed)):
        return typed
    return typed.renamed(
        command, lambda text: f"#{host.create(ctx, text[len(NEW) :])}" if text.startswith(NEW) else text
    )


def _read(ctx: Context, host: Host, command: Command, typed: Typed) -> Typed:
    """The same with people by name."""
    named = typed.renamed(command, lambda text: host.name(ctx, text))
    mentioned = {each.name for each in command.parameters if each.option.mentioned}
    return replace(named, values={name: spoken(t) if name in mentioned else t for name, t in named.values.items()})


def _picked(ctx: Context, host: Host, option: Option, text: str, reading: Reading) -> tuple[Choice, ...]:
    if not text:
        return ()
    if option.kind in _PEOPLE:
        return tuple(host.choice(ctx, each) for each in people(text))
    if option.kind is not FieldKind.DAY:
        return ()
    try:
        day = option.read(text, reading).isoformat()
    except ValueError:
        return ()
    return (Choice(day, day),)
