"""Pictures of how ties stand: a user's circles as rings, and the months of their year as bars.

Where somebody stands in a ring says near or drifting and no more: no number about a person is drawn.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from bot.chat.message import File
from bot.presenters import drawing
from bot.presenters.drawing import BAND, FAINT, GREY, INK, NEAR, PAPER, RING, write
from bot.presenters.reasons import shortened
from bot.services.insights import CircleStand, Insights, Month

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDE: Final = 7.6
"""Inches that both pictures are wide."""
_TITLE: Final = 0.62
_RINGS: Final = (1.7, 1.35, 1.05, 0.81, 0.65)
"""Inches between two rings, by how many there are."""
_GAP: Final = 0.7
"""Inches at the top of a ring that are left to its name."""
_CORE: Final = 0.42
"""Inches from the middle to the first ring."""
_NAME: Final = 18
_SIZE: Final = 6.6
_LINE: Final = 0.125
"""Inches that a name is high."""
_HIGH: Final = 3.4
_ALT: Final = 900
"""Characters: Slack takes 1,000, Discord 1,024."""


def pictures(found: Insights) -> tuple[File, ...]:
    """What there is to draw, each with its alternative text; nothing for an empty book. Raises CannotDraw."""
    files = []
    if found.circles:
        files.append(File("kith-circles.png", _draw_circles(found.circles), alt=_told_circles(found.circles)))
    months = tuple(dropwhile(lambda each: not each.people, found.months))
    if months:
        files.append(File("kith-year.png", _draw_year(months), alt=_told_year(months)))
    return tuple(files)


def _told_circles(circles: Sequence[CircleStand]) -> str:
    told = [f"{_title(each)}: {_counted(each)}" for each in circles]
    drifting = [shortened(person.name, 40) for each in circles for person in each.drifting]
    names = f" Drifting: {', '.join(drifting)}." if drifting else ""
    return shortened(f"Your circles as rings around you, the closest inside. {'; '.join(told)}.{names}", _ALT)


def _counted(stand: CircleStand) -> str:
    counts = ((len(stand.near), "near"), (len(stand.drifting), "drifting"))
    return ", ".join(f"{count} {how}" for count, how in counts if count)


def _told_year(months: Sequence[Month]) -> str:
    told = ", ".join(f"{each.begins:%B %Y} {each.people}" for each in months)
    return shortened(f"Bars: with how many people you were in touch each month. {told}.", _ALT)


def _title(stand: CircleStand) -> str:
    return f"{stand.circle.capitalize()} circle" if stand.circle is not None else "Rhythms of their own"


@dataclass(frozen=True, slots=True)
class _Box:
    """Where something is drawn already."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "_Box") -> bool:
        """Whether the two overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


@dataclass(frozen=True, slots=True)
class _Middle:
    """Where the user stands."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Dot:
    """Somebody in the picture."""

    name: str
    x: float
    y: float
    drifts: bool

    @property
    def box(self) -> _Box:
        """What the dot covers."""
        return _Box(self.x - 0.05, self.y - 0.05, self.x + 0.05, self.y + 0.05)


def _draw_circles(circles: Sequence[CircleStand]) -> bytes:
    edges = [_CORE + _RINGS[len(circles) - 1] * place for place in range(len(circles) + 1)]
    middle = _Middle(_WIDE / 2, edges[-1] + 0.12)

    def paint(axes: "Axes") -> None:
        _draw_rings(axes, edges, middle)
        dots = [dot for place, each in enumerate(circles) for dot in _dots(each, edges[place : place + 2], middle)]
        taken = [dot.box for dot in dots]
        for edge, each in zip(edges[1:], circles, strict=True):
            taken.append(_write_title(axes, _title(each), middle.x, middle.y + edge))
        taken.append(_Box(middle.x - _CORE, middle.y - _CORE, middle.x + _CORE, middle.y + _CORE))
        for dot in dots:
            axes.plot(
                [dot.x],
                [dot.y],
                "o",
                markersize=5.5,
                color=PAPER if dot.drifts else NEAR,
                markeredgecolor=FAINT if dot.drifts else NEAR,
            )
        for dot in sorted(dots, key=lambda each: not each.drifts):
            _write_name(axes, dot, taken)
        write(axes, (middle.x, middle.y), "you", size=10, bold=True)
        _write_legend(axes, 2 * middle.y + 0.3)

    return drawing.draw(_WIDE, 2 * middle.y + _TITLE, paint)


def _draw_rings(axes: "Axes", edges: Sequence[float], middle: _Middle) -> None:
    from matplotlib.patches import Circle

    for place, edge in reversed(list(enumerate(edges))):
        filled = PAPER if place % 2 == 0 else BAND
        axes.add_patch(Circle((middle.x, middle.y), edge, facecolor=filled, edgecolor=RING, linewidth=1))


def _dots(stand: CircleStand, edges: Sequence[float], middle: _Middle) -> Iterator[_Dot]:
    """The near on the inner side of a ring, those who drift on its outer side; both spread all the way round."""
    inner, outer = edges
    for people, part, turned in ((stand.near, 0.34, 0.0), (stand.drifting, 0.76, 0.25)):
        radius = inner + (outer - inner) * part
        free = math.tau - _GAP / radius
        for place, person in enumerate(people):
            angle = (math.tau - free) / 2 + free * (place + 0.5 + turned) / len(people)
            name = shortened(drawing.drawable(person.name), _NAME)
            x, y = middle.x + radius * math.sin(angle), middle.y + radius * math.cos(angle)
            yield _Dot(name, x, y, drifts=people is stand.drifting)


def _write_name(axes: "Axes", dot: _Dot, taken: list[_Box]) -> None:
    """The name below, above or beside its dot, wherever it hides nothing; else the dot stands alone."""
    wide = drawing.width_of(dot.name, _SIZE) + 0.1
    within = min(max(dot.x - wide / 2, 0.02), _WIDE - wide - 0.02)
    for x, y in (
        (within, dot.y - 0.06 - _LINE),
        (within, dot.y + 0.06),
        (dot.x + 0.07, dot.y - _LINE / 2),
        (dot.x - 0.07 - wide, dot.y - _LINE / 2),
    ):
        box = _Box(x, y, x + wide, y + _LINE)
        if box.left > 0 and box.right < _WIDE and box.bottom > 0 and not any(box.meets(each) for each in taken):
            taken.append(box)
            colour = GREY if dot.drifts else INK
            write(axes, (x + wide / 2, y + _LINE / 2), dot.name, size=_SIZE, colour=colour)
            return


def _write_title(axes: "Axes", title: str, x: float, top: float) -> _Box:
    """The name of a ring at its top, inside of it."""
    wide, y = drawing.width_of(title, 7) + 0.1, top - 0.13
    write(axes, (x, y), title, size=7, colour=GREY, bold=True)
    return _Box(x - wide / 2, y - 0.09, x + wide / 2, y + 0.09)


def _write_legend(axes: "Axes", y: float) -> None:
    write(axes, (0.25, y), "Your circles", size=13, across="left", bold=True)
    for x, words, colour, filled in (
        (4.3, "near", NEAR, NEAR),
        (5.1, "drifting; names where there is room", FAINT, PAPER),
    ):
        axes.plot([x], [y], "o", markersize=6, color=filled, markeredgecolor=colour)
        write(axes, (x + 0.12, y), words, size=7.5, colour=GREY, across="left")


def _draw_year(months: Sequence[Month]) -> bytes:
    most = max(each.people for each in months)
    step = (_WIDE - 0.5) / max(len(months), 6)

    def paint(axes: "Axes") -> None:
        from matplotlib.patches import Rectangle

        title = "People you were in touch with, month by month"
        write(axes, (0.25, _HIGH - 0.32), title, size=12, across="left", bold=True)
        axes.plot([0.25, _WIDE - 0.25], [0.62, 0.62], color=RING, linewidth=1)
        for place, each in enumerate(months):
            x = 0.25 + step * place
            high = (_HIGH - 1.6) * each.people / most
            unfinished = each is months[-1]
            axes.add_patch(
                Rectangle((x + step * 0.16, 0.63), step * 0.68, high, color=NEAR, alpha=0.45 if unfinished else 1.0)
            )
            write(axes, (x + step / 2, 0.63 + high + 0.13), str(each.people), size=9)
            write(axes, (x + step / 2, 0.46), f"{each.begins:%b}", size=9, colour=GREY)
            if place == 0 or each.begins.month == 1:
                write(axes, (x + step / 2, 0.26), f"{each.begins:%Y}", size=8, colour=GREY)
            elif unfinished:
                write(axes, (x + step / 2, 0.26), "so far", size=8, colour=GREY)

    return drawing.draw(_WIDE, _HIGH, paint)
