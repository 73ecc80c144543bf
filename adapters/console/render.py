"""Messages as a terminal shows them: at any width, with or without colour. User text is never markup.

Everything is wrapped into plain lines of text, so that what is piped into a file has no padding.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from adapters.console.clean import clean, clean_line
from bot.chat.message import Bullets, Button, Buttons, ButtonStyle, Card, Facts, Heading, Line, Message, Part
from bot.chat.message import Text as Prose

PLAIN_WIDTH = 80
"""Columns where the output is no terminal."""
_INDENT = "  "
_GAP = "  "
_LABEL_LIMIT = 75
_STYLES = {ButtonStyle.NORMAL: "", ButtonStyle.PRIMARY: "bold", ButtonStyle.DANGER: "red"}


def paper(stream: TextIO) -> Console:
    """A console that writes to the stream and finds no markup, no emoji codes and nothing to highlight in texts."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal without the letters of a name shows a mark, not an error
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False, legacy_windows=False)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready for a rich console; its buttons are numbered from `first`."""

    message: Message
    first: int = 1

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        number = self.first
        loose = False
        for position, part in enumerate(self.message.parts):
            if position and (loose or isinstance(part, Card | Buttons | Heading)):
                yield Text()
            yield from _part(part, number, console, options.max_width)
            number += len(part.buttons) if isinstance(part, Card | Buttons) else 0
            loose = not isinstance(part, Heading)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One text ready for a rich console, in lines that fit."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _wrapped(self.text, console, options.max_width)


def _styled(spans: Line, style: str = "") -> Text:
    """A line of the message as rich text, its line breaks kept."""
    text = Text(style=style)
    for span in spans:
        text.append(clean(span.text), " ".join(("bold",) * span.bold + ("italic",) * span.italic))
    return text


def _part(part: Part, number: int, console: Console, width: int) -> Iterator[Text]:
    match part:
        case Heading(text):
            yield from _wrapped(Text(clean_line(text), "bold underline"), console, width)
        case Prose(lines):
            for spans in lines:
                yield from _wrapped(_styled(spans), console, width)
        case Bullets(items):
            for spans in items:
                yield from _wrapped(_styled(spans), console, width, lead="• ", rest=_INDENT)
        case Facts(rows):
            yield from _facts(rows, console, width)
        case Card(title, body, buttons):
            yield from _wrapped(_styled(title, "bold"), console, width)
            for spans in body:
                yield from _wrapped(_styled(spans), console, width, lead=_INDENT, rest=_INDENT)
            yield from _row(buttons, number, _INDENT, width)
        case Buttons(buttons):
            yield from _row(buttons, number, "", width)


def _facts(rows: tuple[tuple[str, str], ...], console: Console, width: int) -> Iterator[Text]:
    labels = [clean_line(label) for label, _ in rows]
    column = min(max(map(cell_len, labels), default=0) + len(_GAP), width // 2)
    for label, (_, value) in zip(labels, rows, strict=True):
        lead = Text(label, "dim")
        lead.truncate(column - len(_GAP), overflow="ellipsis")
        lead.append(" " * (column - lead.cell_len))
        yield from _wrapped(Text(clean(value)), console, width, lead=lead, rest=" " * column)


def _row(buttons: Iterable[Button], number: int, indent: str, width: int) -> Iterator[Text]:
    """The buttons side by side; one that does not fit begins a new line."""
    row = Text(indent)
    for count, button in enumerate(buttons, number):
        chip = _chip(count, button, width - len(indent))
        if row.cell_len > len(indent):
            if row.cell_len + len(_GAP) + chip.cell_len > width:
                yield row
                row = Text(indent)
            else:
                row.append(_GAP)
        row.append_text(chip)
    if row.cell_len > len(indent):
        yield row


def _chip(number: int, button: Button, width: int) -> Text:
    label = Text(clean_line(button.label), _STYLES[button.style])
    label.truncate(_LABEL_LIMIT, overflow="ellipsis")
    chip = Text.assemble((f"[{number}]", "cyan"), " ", label)
    chip.truncate(width, overflow="ellipsis")
    return chip


def _wrapped(text: Text, console: Console, width: int, lead: str | Text = "", rest: str = "") -> Iterator[Text]:
    """The text in lines that fit, the first behind `lead` and the others behind `rest`, which is as wide."""
    for line in text.wrap(console, max(width - cell_len(rest), 1)):
        led = Text.assemble(lead, line)
        led.rstrip()
        yield led
        lead = rest
