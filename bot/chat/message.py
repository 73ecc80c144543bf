"""Posted content, independent of the platform that shows it.

Text that people typed lives in spans and is never markup: a renderer escapes it or puts it where no markup is read.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.action import ActionId


@dataclass(frozen=True, slots=True)
class Span:
    """A run of plain text in one style.

    With a `mention`, the platform's id of somebody, it stands for them: who it is is told by the platform, who reads
    it there is shown their name, and they are rung. Elsewhere the text stands.
    """

    text: str
    bold: bool = False
    italic: bool = False
    mention: str = ""


Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """One line of text; plain strings become plain spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)


def bold(text: str) -> Span:
    """Text that stands out: names, days, counts."""
    return Span(text, bold=True)


def italic(text: str) -> Span:
    """Text said aside: examples, reasons."""
    return Span(text, italic=True)


def plain(spans: Line) -> str:
    """The words of a line without its styles."""
    return "".join(span.text for span in spans)


class ButtonStyle(StrEnum):
    """How much a button asks for attention."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """One tap. The label has at most 75 characters (Slack's limit; renderers shorten it)."""

    label: str
    action: ActionId
    style: ButtonStyle = ButtonStyle.NORMAL


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a message or of a part of it."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of running text."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, one line an item."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, as on a contact's card."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with what can be done about it: a person in a digest."""

    title: Line
    body: tuple[Line, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons of the message as a whole."""

    buttons: tuple[Button, ...]


Part = Heading | Text | Bullets | Facts | Card | Buttons


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent, or that is sent to them; `alt` says what a picture shows to who cannot see it."""

    name: str
    content: bytes
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Posted content. Replies to commands are shown to the asker only."""

    parts: tuple[Part, ...]
    files: tuple[File, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether there is anything to press."""
        return any(bool(part.buttons) for part in self.parts if isinstance(part, Card | Buttons))


def say(*lines: str | Line) -> Message:
    """A message of running text."""
    return Message((Text(tuple(line(part) if isinstance(part, str) else part for part in lines)),))
