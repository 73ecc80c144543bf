"""A message as what Discord takes: content, embeds for what does not fit it, rows of buttons, files.

Pure, and the one place that knows Discord's limits for messages: whatever the message, the result is within them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from adapters.discord.custom_id import custom_id
from adapters.discord.markdown import clean, pieces
from bot.chat.message import (
    Bullets,
    Buttons,
    ButtonStyle,
    Card,
    Facts,
    File,
    Heading,
    Line,
    Message,
    Part,
    Text,
    bold,
    italic,
    line,
)

_PAGES = (2000, 4096, 1904)
"""Characters of the content and of two embeds, which together may have 6,000."""
_ROWS = _ROW = 5
_LABEL = 80
_FILES = 10
_FILE_BYTES = 10 << 20
_MORE = "*… There is more than fits in one message.*"
_DIGITS = tuple(f"{digit}\ufe0f\u20e3" for digit in range(1, 10))

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Tap:
    """A button as Discord takes it. The emoji ties it to its card where several cards have buttons."""

    label: str
    custom_id: str
    style: ButtonStyle
    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message within Discord's limits; each embed is its description."""

    content: str
    embeds: tuple[str, ...]
    rows: tuple[tuple[Tap, ...], ...]
    files: tuple[File, ...]


def render(message: Message, mark: str = "") -> Rendered:
    """The message for Discord, its buttons bearing a delivery's mark if one is given.

    All buttons stand below the text, so where several cards have some, each card is numbered and so are its buttons.
    """
    numbers = _numbers(message.parts)
    lines: list[str] = []
    for before, part in zip((None, *message.parts), message.parts, strict=False):
        lines += [""] if before is not None and not isinstance(before, Heading) else []
        lines += _lines(part, numbers.get(id(part), ""))
    files = tuple(file for file in message.files if len(file.content) <= _FILE_BYTES)[:_FILES]
    for file in message.files:
        if file not in files:
            lines += pieces(line(italic(f"{file.name} is too large to send here.")))
    content, *embeds = _pages(lines)
    groups = [list(_taps(part, numbers.get(id(part), ""), mark)) for part in message.parts]
    return Rendered(content, tuple(embeds), _rows(groups), files)


def mentioned(message: Message) -> tuple[int, ...]:
    """Whom a message itself mentions, and nobody whom people named in it."""
    lines = (each for part in message.parts if isinstance(part, Text) for each in part.lines)
    return tuple(int(span.mention) for each in lines for span in each if span.mention.isdecimal())


def _numbers(parts: Sequence[Part]) -> dict[int, str]:
    cards = [part for part in parts if isinstance(part, Card) and part.buttons]
    digits = (*_DIGITS, *(f"{number}." for number in range(len(_DIGITS) + 1, len(cards) + 1)))
    return {id(card): digit for card, digit in zip(cards, digits, strict=False)} if len(cards) > 1 else {}


def _lines(part: Part, number: str) -> Iterator[str]:
    match part:
        case Heading(text):
            yield from pieces(line(bold(text)))
        case Text(lines):
            yield from _all(lines)
        case Bullets(items):
            for item in items:
                first, *rest = pieces(item)
                yield from (f"- {first}", *(f"  {each}" for each in rest))
        case Facts(rows):
            yield from _all(line(bold(f"{label}: "), value) for label, value in rows)
        case Card(title, body):
            yield from _all([(*line(f"{number} " if number else ""), *title), *body])
        case Buttons():
            pass


def _all(lines: Iterable[Line]) -> Iterator[str]:
    for each in lines:
        yield from pieces(each)


def _pages(lines: Sequence[str]) -> list[str]:
    """The lines in as many pages as there are, the first possibly empty; what does not fit the last is said."""
    pages: list[str] = []
    rest = lines
    for room in _PAGES:
        page, left = _page(rest, room)
        if left and room == _PAGES[-1]:
            page, left = _page(rest, room - len(_MORE) - 1)
            page, left = f"{page}\n{_MORE}".strip(), []
        pages.append(page)
        rest = left
        if not any(rest):
            break
    return pages


def _page(lines: Sequence[str], room: int) -> tuple[str, Sequence[str]]:
    """As many whole lines as there is room for, and those left over."""
    length = -1
    for number, each in enumerate(lines):
        length += len(each) + 1
        if length > room:
            return "\n".join(lines[:number]).strip(), lines[number:]
    return "\n".join(lines).strip(), []


def _taps(part: Part, number: str, mark: str) -> Iterator[Tap]:
    if isinstance(part, Card | Buttons):
        for button in part.buttons:
            emoji = number if number in _DIGITS else ""
            label = button.label if emoji else f"{number} {button.label}"
            yield Tap(_short(label), custom_id(button.action, mark), button.style, emoji)


def _short(label: str) -> str:
    text = " ".join(clean(label).split()) or "…"
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _rows(groups: Sequence[Sequence[Tap]]) -> tuple[tuple[Tap, ...], ...]:
    """A row or more for each group; all buttons packed where that makes too many rows, as many as there is room for."""
    first: dict[str, Tap] = {}
    for tap in (tap for group in groups for tap in group):
        first.setdefault(tap.custom_id, tap)
    distinct = [[tap for tap in group if first[tap.custom_id] is tap] for group in groups]
    rows = [row for group in distinct for row in _chunks(group, _ROW)]
    if len(rows) > _ROWS:
        rows = list(_chunks([tap for group in distinct for tap in group], _ROW))
    return tuple(rows[:_ROWS])


def _chunks(items: Sequence[_T], size: int) -> Iterator[tuple[_T, ...]]:
    for start in range(0, len(items), size):
        yield tuple(items[start : start + size])
