"""Forms as Slack shows them: modals. Also the modals that stand in for one while an answer is being made.

A field's name is the id of its block, the form's action is the modal's callback id.
"""

from collections.abc import Collection, Iterator, Sequence

from adapters.slack import colleagues
from adapters.slack.pickers import OPTION, option, options, picker
from adapters.slack.render import content, lines_block
from adapters.slack.wire import Json, clean, plain_text, shorten
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Message, Span
from bot.domain.errors import Problem

TITLE = "Kith"
ELEMENT = "value"
"""The action id of every field's element."""
_LONGEST = 3000
_NOTE = "Only the first 3,000 characters fit here."


def form_view(form: Form, *, origin: str = "", completed: Collection[str] = ()) -> Json:
    """The modal of a form. The fields named in `completed` offer suggestions while somebody types."""
    blocks = [lines_block(form.intro)] if form.intro else []
    if any(len(field.value) > _LONGEST for field in form.fields):
        blocks.append(lines_block([(Span(_NOTE),)]))
    return {
        "type": "modal",
        "callback_id": form.action.encode(),
        "private_metadata": origin,
        "title": plain_text(form.title, 24),
        "submit": plain_text(form.submit, 24),
        "close": plain_text("Cancel", 24),
        "blocks": [*blocks, *(block for field in form.fields for block in _inputs(field, field.name in completed))],
    }


def message_view(message: Message) -> Json:
    """A modal that only says something."""
    said = content(message)
    blocks = said.get("blocks") or [lines_block([(Span(said["text"]),)])]
    return {"type": "modal", "title": plain_text(TITLE, 24), "close": plain_text("Close", 24), "blocks": blocks}


def waiting_view(sentence: str) -> Json:
    """A modal that keeps somebody's place while the answer is being made."""
    blocks = [lines_block([(Span(sentence),)])]
    return {"type": "modal", "title": plain_text(TITLE, 24), "close": plain_text("Close", 24), "blocks": blocks}


def errors(view: Json, problems: Sequence[Problem]) -> dict[str, str]:
    """Each problem beside its field; one that belongs to none stands at the first."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    said: dict[str, str] = {}
    for problem in problems:
        field = problem.field if problem.field in fields else fields[0]
        said[field] = shorten(f"{said[field]} {problem.sentence}" if field in said else problem.sentence, 2000)
    return said


def again(view: Json, problems: Sequence[Problem]) -> Json:
    """The modal that was sent in, with everything that was filled in and the problems above it."""
    state = view["state"]["values"]
    blocks = [
        _refilled(block, state.get(block["block_id"], {})) for block in view["blocks"] if block["type"] == "input"
    ]
    kept = {key: view[key] for key in ("type", "callback_id", "private_metadata", "title", "submit", "close")}
    return {**kept, "blocks": [lines_block([(Span(problem.sentence),) for problem in problems]), *blocks]}


def _inputs(field: Field, completed: bool) -> Iterator[Json]:
    """A field; with a menu of the workspace's members below it, it may be left empty."""
    if not field.colleagues:
        yield _input(field, completed)
        return
    yield {**_input(field, completed), "optional": True}
    yield colleagues.block(field, ELEMENT)


def _input(field: Field, completed: bool) -> Json:
    element = _element(field, completed)
    picks_day = element["type"] == "datepicker"  # its hint is about what to type
    hint = {"hint": plain_text(field.hint, 2000)} if field.hint and not picks_day else {}
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, 2000),
        "optional": not field.required,
        "element": {**element, "action_id": ELEMENT},
        **hint,
    }


def _element(field: Field, completed: bool) -> Json:
    picks = picker(field) if completed or field.kind is FieldKind.DAY else None
    if picks is not None:
        return picks
    match field.kind:
        case FieldKind.FILE:
            return {"type": "file_input", "max_files": 1}
        case FieldKind.CHOICE:
            chosen = [choice for choice in field.choices if choice.value == field.value]
            initial = {"initial_option": option(chosen[0])} if chosen else {}
            return {"type": "static_select", "options": options(field.choices), **initial}
        case FieldKind.TEXT if completed and len(field.value) <= OPTION:
            initial = {"initial_option": option(Choice(field.value, field.value))} if field.value else {}
            return {"type": "external_select", "min_query_length": 1, **initial}
    longest = min(field.limit, _LONGEST)
    value = clean(field.value)[:longest]
    return {
        "type": "plain_text_input",
        "multiline": field.kind is FieldKind.LONG,
        "max_length": longest,
        **({"initial_value": value} if value else {}),
    }


def _refilled(block: Json, state: Json) -> Json:
    """An input block that starts with what was filled in; a file cannot be, so it is asked for again."""
    filled = state.get(ELEMENT) or {}
    element = {key: value for key, value in block["element"].items() if not key.startswith("initial_")}
    if filled.get("value"):
        element["initial_value"] = filled["value"]
    for name in ("option", "options", "date", "user", "users"):
        if filled.get(f"selected_{name}"):
            element[f"initial_{name}"] = filled[f"selected_{name}"]
    return {**block, "element": element}
