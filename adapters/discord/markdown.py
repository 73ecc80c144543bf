"""Lines as Discord's markdown, in which nothing that a person typed is markup.

Pure. Knows nothing of messages: lengths of whole messages are the renderer's business.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.chat.message import Line, Span

PIECE = 1900
"""Characters that one line of markdown never exceeds, so that a line always fits a message."""
_RUN = 800
"""Characters of raw text that are escaped in one go: at most twice as many, with their style within a piece."""

_MARKUP = re.compile(r"[\\*_~`|\[\]<]")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,3}|-#|>|[-+]|\d{1,9}(?=\.))(?=\W|$)")
_URL = re.compile(r"https?://[\w./?#@!$&'()+,;=%:-]+")
_URL_TAIL = ".,;:!?'()"
_INVISIBLE = frozenset("\u200b\u2060\ufeff")
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Text without control characters, invisible spaces, and marks that turn the direction of writing."""
    return "".join(
        each
        for each in text.replace("\r\n", "\n").replace("\t", " ")
        if each == "\n"
        or (unicodedata.category(each) not in ("Cc", "Cs") and each not in _INVISIBLE and each not in _TURNING)
    )


def escape(text: str) -> str:
    """Text that Discord shows as it was typed; web addresses stay links, without a preview.

    Discord drops a backslash before any punctuation: its client reads `\\*` as a plain asterisk.
    """
    shown, done = [], 0
    for found in _URL.finditer(text):
        address = found[0].rstrip(_URL_TAIL)
        shown += [_plain(text[done : found.start()]), f"<{address}>"]
        done = found.start() + len(address)
    return "".join(shown) + _plain(text[done:])


def pieces(line: Line) -> Iterator[str]:
    """The markdown of a line; several where it holds line breaks or is longer than a message."""
    piece = ""
    for span in line:
        for number, text in enumerate(clean(span.text).split("\n")):
            if number:
                yield piece
                piece = ""
            for run in _runs(text):
                styled = _styled(run, span)
                if len(piece) + len(styled) > PIECE:
                    yield piece
                    piece = ""
                piece = _joined(piece, styled)
    yield piece


def _plain(text: str) -> str:
    return _LINE_START.sub(_inert, _MARKUP.sub(lambda found: "\\" + found[0], text))


def _inert(start: re.Match[str]) -> str:
    indent, marker = start[1], start[2]
    return f"{indent}{marker}\\" if marker.isdigit() else f"{indent}\\{marker}"


def _runs(text: str) -> Iterator[str]:
    """The text in parts that fit a piece once escaped, cut between words where there are any."""
    while len(text) > _RUN:
        cut = text.rfind(" ", _RUN // 2, _RUN) + 1 or _RUN
        yield text[:cut]
        text = text[cut:]
    yield text


def _styled(text: str, span: Span) -> str:
    """Escaped text within its style; blanks at its ends stay outside, or Discord would show the asterisks."""
    if span.mention.isdecimal():
        return f"<@{span.mention}>"
    words = text.strip()
    marks = "*" * (2 * span.bold + span.italic)
    if not words or not marks:
        return escape(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{marks}{escape(words)}{marks}{after}"


def _joined(left: str, right: str) -> str:
    """Two runs side by side; an invisible space keeps the marks of one from merging with those of the next."""
    return f"{left}\u200b{right}" if left.endswith("*") and right.startswith("*") else left + right
