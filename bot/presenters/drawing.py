"""A canvas on matplotlib, which is loaded when something is first drawn: it takes a second and 60 MB.

One picture at a time, since matplotlib is not made for several threads. No `pyplot`, so nothing is global.
"""

import io
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from bot.domain.errors import KithError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAPER: Final = "#fbf8f3"
"""Light and opaque: it reads the same in a light and in a dark client."""
INK: Final = "#2b2a28"
GREY: Final = "#6f6a63"
NEAR: Final = "#1f6f78"
FAINT: Final = "#c9863a"
RING: Final = "#ded6c9"
BAND: Final = "#f3ede3"

_DOTS: Final = 140
"""Pixels an inch."""
_COLOURS: Final = 128
"""As many as the edges of letters need; a third of the bytes."""
_FONT = "DejaVu Sans"
"""It comes with matplotlib."""
_SIGNS: Final = {"So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn"}
"""Kinds of characters that are no letters: pictograms, and what only joins or colours them."""
_one_at_a_time = Lock()


class CannotDraw(KithError):
    """A picture that could not be drawn; whatever it shows is said in words too."""


def draw(width: float, height: float, paint: Callable[["Axes"], None]) -> bytes:
    """A PNG of so many inches, the same bytes for the same strokes. Raises CannotDraw."""
    with _one_at_a_time, _told():
        from matplotlib.figure import Figure
        from PIL import Image

        figure = Figure(figsize=(width, height), dpi=_DOTS, facecolor=PAPER)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)
        paint(axes)
        raw, written = io.BytesIO(), io.BytesIO()
        figure.savefig(raw, format="rgba")
        drawn = Image.frombytes("RGBA", figure.canvas.get_width_height(), raw.getvalue())
        drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
        return written.getvalue()


def write(
    axes: "Axes",
    place: tuple[float, float],
    words: str,
    *,
    size: float,
    colour: str = INK,
    across: str = "center",
    up: str = "center",
    bold: bool = False,
) -> None:
    """Words at a place in inches; nothing in them is read as a formula."""
    axes.text(
        *place,
        words,
        fontsize=size,
        color=colour,
        ha=across,
        va=up,
        family=_FONT,
        weight="bold" if bold else "normal",
        parse_math=False,
    )


def drawable(words: str) -> str:
    """The words in letters that the font has: pictograms go, and what else is missing is spelt in Latin ones."""
    known = _letters()
    spelt = (
        each if ord(each) in known else "" if unicodedata.category(each) in _SIGNS else _latin(each) for each in words
    )
    return " ".join("".join(spelt).split())


def width_of(words: str, size: float) -> float:
    """How many inches the words are wide at that size."""
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(_FONT))
    font.set_size(size, _DOTS)
    font.set_text(words)
    return font.get_width_height()[0] / 64 / _DOTS


def _latin(letter: str) -> str:
    spelt = anyascii(letter)
    return f"{spelt} " if len(spelt) > 1 else spelt


@cache
def _letters() -> frozenset[int]:
    """The characters that the font has."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(_FONT)).get_charmap())


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise CannotDraw("I could not draw that just now.") from error
