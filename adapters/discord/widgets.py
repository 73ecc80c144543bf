"""Rendered messages and forms as discord.py's objects.

Every view and modal made here is stopped before it is sent, or discord.py would keep each for as long as the process
lives. Buttons are recognised by their ids and forms by their payload instead, whoever sent them and when.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, TypeVar

import discord

from adapters.discord.markdown import clean, pieces
from adapters.discord.render import Rendered, Tap
from bot.chat.form import FIELD_LIMIT, Field, FieldKind, Form
from bot.chat.message import ButtonStyle, File, Line, plain

_LABEL = 45
_HINT = 100
_OPTION = 100
_OPTIONS = 25
_INTRO = 2000
_INPUT = 4000
_STYLES = {
    ButtonStyle.NORMAL: discord.ButtonStyle.secondary,
    ButtonStyle.PRIMARY: discord.ButtonStyle.primary,
    ButtonStyle.DANGER: discord.ButtonStyle.danger,
}

_V = TypeVar("_V", bound=discord.ui.view.BaseView)


def view(rendered: Rendered) -> discord.ui.View | None:
    """The buttons of a message; None if it has none."""
    if not rendered.rows:
        return None
    made = discord.ui.View(timeout=None)
    for number, row in enumerate(rendered.rows):
        for tap in row:
            made.add_item(_button(tap, number))
    return _stopped(made)


def embeds(rendered: Rendered) -> list[discord.Embed]:
    """The embeds of a message."""
    return [discord.Embed(description=text) for text in rendered.embeds]


def files(given: Iterable[File]) -> list[discord.File]:
    """Files to send along."""
    return [discord.File(BytesIO(each.content), filename=each.name, description=each.alt or None) for each in given]


def modal(form: Form) -> discord.ui.Modal:
    """The form as a modal. Its introduction stands above the fields where there is room, else in the first hint."""
    made = discord.ui.Modal(title=form.title, custom_id=form.action.encode(), timeout=None)
    hints = [field.hint for field in form.fields]
    if form.intro and len(form.fields) < FIELD_LIMIT:
        made.add_item(discord.ui.TextDisplay(_paragraph(form.intro)))
    elif form.intro:
        hints[0] = " ".join(plain(each) for each in form.intro)
    for field, hint in zip(form.fields, hints, strict=True):
        made.add_item(_labelled(field, hint))
    return _stopped(made)


def _stopped(made: _V) -> _V:
    made.stop()
    return made


def _button(tap: Tap, row: int) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(
        label=tap.label, custom_id=tap.custom_id, style=_STYLES[tap.style], emoji=tap.emoji or None, row=row
    )


def _labelled(field: Field, hint: str) -> discord.ui.Label[discord.ui.Modal]:
    return discord.ui.Label(
        text=_short(field.label, _LABEL), description=_short(hint, _HINT) if hint else None, component=_input(field)
    )


def _input(field: Field) -> discord.ui.Item[Any]:
    match field.kind:
        case FieldKind.CHOICE:
            return _select(field)
        case FieldKind.FILE:
            return discord.ui.FileUpload(custom_id=field.name, required=field.required, max_values=1)
        case _:
            return _text_input(field)


def _select(field: Field) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=_short(choice.label, _OPTION), value=choice.value, default=choice.value == field.value
        )
        for choice in field.choices[:_OPTIONS]
    ]
    return discord.ui.Select(
        custom_id=field.name, options=options, required=field.required, min_values=int(field.required), max_values=1
    )


def _text_input(field: Field) -> discord.ui.TextInput[Any]:
    """A text field. What already stands in it is never cut to the field's limit, since the person would lose it."""
    value = field.value[:_INPUT]
    several_lines = field.kind is FieldKind.LONG or "\n" in value
    return discord.ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if several_lines else discord.TextStyle.short,
        default=value or None,
        required=field.required,
        max_length=min(max(field.limit, len(value)), _INPUT),
    )


def _paragraph(lines: Sequence[Line]) -> str:
    text = ""
    for piece in (piece for each in lines for piece in pieces(each)):
        if len(text) + len(piece) + 1 > _INTRO:
            break
        text = f"{text}\n{piece}".strip()
    return text or "…"


def _short(text: str, most: int) -> str:
    flat = " ".join(clean(text).split()) or "…"
    return flat if len(flat) <= most else flat[: most - 1] + "…"
