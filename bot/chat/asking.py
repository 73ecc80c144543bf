"""Forms that ask on: what was typed, as people read it, and what they send back, as it was typed."""

from dataclasses import replace

from bot.chat import drafts
from bot.chat.command import Command, Registry
from bot.chat.context import Context
from bot.chat.event import Called, Pressed, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.host import Host
from bot.chat.option import NEW, Option, Reading
from bot.chat.replies import outsider
from bot.chat.typed import Typed
from bot.domain.errors import Gone, Misread, Problem
from bot.language.line import people
from bot.language.mentions import mention_of, spoken

_PEOPLE = frozenset({FieldKind.PERSON, FieldKind.PEOPLE})


def opens_form(registry: Registry, event: Called | Pressed) -> bool:
    """Whether a form may follow, decided from the event alone."""
    if isinstance(event, Pressed):
        route = registry.routes.get(event.action.route)
        return event.action.route in ("open", "reopen") or (route is not None and route.opens_form)
    command = registry.commands.get(event.command)
    if command is None:
        return False
    if (event.asks and command.asks) or pasted(command, event) is not None:
        return True
    if event.line.strip():
        return False
    typed = Typed.of(command, event.options, event.files)
    bare = typed.values.keys() <= {each.name for each in command.parameters if each.required}
    answers_alone = command.alone is not None and not typed.values
    asks = bool(typed.missing(command)) and not answers_alone
    return event.asks or asks or (command.opens_form and bare)


def form(ctx: Context, host: Host, command: Command, typed: Typed, draft: str, reading: Reading) -> Form:
    """The form that asks for a command's options, with all that was typed filled in."""
    asked = command.form(shown(ctx, host, command, typed).values, draft)
    options = {each.name: each.option for each in command.parameters}

    def picked(field: Field) -> tuple[Choice, ...]:
        return _picked(ctx, host, options[field.name], typed.values.get(field.name, ""), reading)

    return asked.with_picked({each.name: picked(each) for each in asked.fields})


def by_name(ctx: Context, host: Host, command: Command, typed: Typed) -> tuple[Typed, Misread | None]:
    """What was typed with outsiders named instead of mentioned, and why; None where nobody had to be.

    Who is in the book already was linked or named before, and is meant. A command that only reads keeps nobody.
    """
    named: dict[str, str] = {}
    problems: list[Problem] = []
    for each in command.parameters if typed.outsiders else ():
        for text in people(typed.values.get(each.name, "")) if each.option.holds_mentions else ():
            mention = mention_of(text.removeprefix(NEW))
            if mention is None or mention.id not in typed.outsiders:
                continue
            if each.option.names and host.knows(ctx, text.removeprefix(NEW)):
                continue
            named[text] = mention.label or mention.id
            problems.append(Problem(each.name, outsider(named[text], typed.outsiders[mention.id])))
    if not problems:
        return typed, None
    plain = typed.renamed(command, lambda text: named.get(text, text))
    values = {name: named.get(text, text) for name, text in plain.values.items()}
    return replace(plain, values=values, outsiders={}), None if command.reads else Misread(tuple(problems))


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
    outsiders = dict(event.outsiders)
    if kept is not None:
        outsiders |= kept.typed.outsiders
        read = _read(ctx, host, command, kept.typed).values
        named = {each.name for each in command.parameters if each.option.holds_mentions and each.name in read}
        unchanged = {name for name in named if values.get(name) == read[name]}
        values = {**kept.typed.values, **{name: text for name, text in values.items() if name not in unchanged}}
    return replace(Typed.of(command, values, event.files), outsiders=outsiders)


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

    def added(text: str) -> str:
        name = text.removeprefix(NEW)
        if name == text or (mention_of(name) is not None and host.knows(ctx, name)):
            return name
        return f"#{host.create(ctx, name)}"

    return typed.renamed(command, added)


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
