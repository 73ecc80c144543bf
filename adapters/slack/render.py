"""Messages as Slack shows them: blocks, and the text of the notification.

Pure. What people stored never becomes a mention, a link or formatting: it stands in rich text elements and plain text.
Whom Kith itself mentions stands in an element of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

from adapters.slack.wire import Json, clean, escape, plain_text, shorten, texts
from bot.chat.message import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Facts,
    Heading,
    Line,
    Message,
    Part,
    Span,
    Text,
    bold,
    plain,
)

BLOCKS = 45
"""Blocks a message gets at most; Slack takes 50."""
CHARACTERS = 10_000
"""Characters of all its texts together; Slack was seen refusing somewhat above 13,000."""
_FALLBACK = 600
_ROW = 25
_WORTH = 100
_KEY = "kith:"
_CUT = "… There is more than fits in one message."


def content(message: Message, key: str = "") -> Json:
    """`text` and `blocks` for any call that posts or updates. The key, if any, can be read back with `key_of`."""
    blocks = blocks_of(message)
    if blocks and key:
        blocks[0] = {**blocks[0], "block_id": f"{_KEY}{key}"}
    return {"text": _fallback(message), **({"blocks": blocks} if blocks else {})}


def blocks_of(message: Message, *, most: int = BLOCKS, characters: int = CHARACTERS) -> list[Json]:
    """The blocks of a message, so many and with so many characters at most."""
    return fit([block for part in message.parts for block in _part(part)], most, characters)


def key_of(posted: Json) -> str:
    """The key that a posted message carries in its blocks, empty if none."""
    first: str = next((block.get("block_id", "") for block in posted.get("blocks") or []), "")
    return first.removeprefix(_KEY) if first.startswith(_KEY) else ""


def fit(blocks: Sequence[Json], most: int = BLOCKS, characters: int = CHARACTERS) -> list[Json]:
    """The blocks within the limits of one message. What is cut is said; the buttons at the end stay."""
    if len(blocks) <= most and _size(blocks) <= characters:
        return list(blocks)
    last = [blocks[-1]] if blocks[-1]["type"] == "actions" else []
    room = characters - _size(last) - len(_CUT)
    kept: list[Json] = []
    for block in blocks[: len(blocks) - len(last)]:
        size = _size([block])
        if len(kept) == most - 2:
            break
        if size > room:
            kept += _cut(block, room)
            break
        kept.append(block)
        room -= size
    return [*kept, rich_text([_section([(Span(_CUT),)])]), *last]


def rich_text(elements: list[Json]) -> Json:
    """A block of running text."""
    return {"type": "rich_text", "elements": elements}


def lines_block(lines: Iterable[Line]) -> Json:
    """Lines of text as one block."""
    return rich_text([_section(lines)])


def _part(part: Part) -> Iterator[Json]:
    match part:
        case Heading(text):
            yield {"type": "header", "text": plain_text(text, 150)}
        case Text(lines):
            yield lines_block(lines)
        case Bullets(items) if items:
            elements = [_section([item]) for item in items]
            yield rich_text([{"type": "rich_text_list", "style": "bullet", "elements": elements}])
        case Facts(rows) if rows:
            yield lines_block([(bold(f"{label}: "), Span(value)) for label, value in rows])
        case Card(title, body, buttons):
            yield lines_block([title, *body])
            yield from _actions(buttons)
        case Buttons(buttons):
            yield from _actions(buttons)


def _actions(buttons: Sequence[Button]) -> Iterator[Json]:
    once = list({button.action: button for button in buttons}.values())  # Slack takes an action once a block
    for start in range(0, len(once), _ROW):
        yield {"type": "actions", "elements": [_button(each) for each in once[start : start + _ROW]]}


def _button(button: Button) -> Json:
    style = {} if button.style is ButtonStyle.NORMAL else {"style": button.style.value}
    return {"type": "button", "text": plain_text(button.label, 75), "action_id": button.action.encode(), **style}


def _section(lines: Iterable[Line]) -> Json:
    elements: list[Json] = []
    for number, line in enumerate(lines):
        elements += [{"type": "text", "text": "\n"}] if number else []
        elements += [_run(span) for span in line if clean(span.text)]
    return {"type": "rich_text_section", "elements": elements or [{"type": "text", "text": " "}]}


def _run(span: Span) -> Json:
    style = {name: True for name, on in (("bold", span.bold), ("italic", span.italic)) if on}
    said: Json = (
        {"type": "user", "user_id": span.mention} if span.mention else {"type": "text", "text": clean(span.text)}
    )
    return {**said, **({"style": style} if style else {})}


def _cut(block: Json, room: int) -> list[Json]:
    """The beginning of a block of running text, if there is room for any worth reading."""
    if block["type"] != "rich_text" or room < _WORTH:
        return []
    whole = block["elements"][0]
    elements = _first_items(whole, room) if whole["type"] == "rich_text_list" else _first_runs(whole, room)
    return [rich_text([{**whole, "elements": elements}])] if elements else []


def _first_items(whole: Json, room: int) -> list[Json]:
    kept: list[Json] = []
    for item in whole["elements"]:
        room -= _size([item])
        if room < 0:
            break
        kept.append(item)
    return kept


def _first_runs(whole: Json, room: int) -> list[Json]:
    kept: list[Json] = []
    for run in whole["elements"]:
        if run["type"] == "user":
            kept.append(run)
            continue
        text = shorten(run["text"], room)
        kept.append({**run, "text": text})
        room -= len(text)
        if text != run["text"] or room < 2:
            break
    return kept


def _size(blocks: Sequence[Json]) -> int:
    return sum(len(text) for block in blocks for text in texts(block))


def _fallback(message: Message) -> str:
    """What a notification says: the words, without markup."""
    words = " ".join(said for part in message.parts for said in _words(part) if said.strip())
    words = words or ", ".join(file.name for file in message.files) or "…"
    return escape(shorten(" ".join(clean(words).split()), _FALLBACK))


def _words(part: Part) -> Iterator[str]:
    match part:
        case Heading(text):
            yield text
        case Text(lines) | Bullets(lines):
            yield from map(plain, lines)
        case Facts(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Card(title, body):
            yield plain(title)
            yield from map(plain, body)
