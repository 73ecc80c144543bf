"""Which companies a team knows, in words and as bars. Companies and counts: no name of a person is known here."""

from typing import TYPE_CHECKING, Final

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, File, Heading, Line, Message, Part, Text, bold, line
from bot.presenters import buttons, drawing
from bot.presenters.drawing import FAINT, GREY, INK, NEAR, RING, write
from bot.presenters.reasons import shortened
from bot.services.coverage import Company, Coverage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAME: Final = 40
_ALT: Final = 900
"""Characters: Slack takes 1,000, Discord 1,024."""
_WIDE: Final = 7.6
_TOP: Final = 0.95
"""Inches above the first bar: title and what the colours mean."""
_ROW: Final = 0.29
_THICK: Final = 0.2
_LEFT: Final = 2.45
"""Inches for the names of companies."""
_RIGHT: Final = 0.55
_SCALE: Final = 5
"""People that a full bar stands for at the least, so that one alone does not look like many."""
_SIZE: Final = 8.5
_WARM: Final = "#7fb0b3"
_BANDS: Final = (("strong", NEAR), ("warm", _WARM), ("faint", FAINT))


def coverage(found: Coverage) -> Message:
    """The words, with the way to count in it or not."""
    parts: list[Part] = [Heading(f"Where {shortened(found.team.name, _NAME)} knows people")]
    if found.companies:
        parts.append(Bullets(tuple(map(_company, found.companies))))
        if found.others:
            parts.append(Text((line(f"And {found.others} more."),)))
    else:
        parts.append(Text((line("There is no company yet at which two of those who count know somebody."),)))
    parts.append(Text(_explained(found)))
    counts = found.membership.pictured
    label, on = ("Don't count my people", "off") if counts else ("Count my people too", "on")
    parts.append(buttons.row(Button(label, ActionId("pictured", (found.team.id, on)))))
    return Message(tuple(parts))


def _explained(found: Coverage) -> tuple[Line, ...]:
    counted = line(
        "Counted are the contacts whom members opened to the team, of those members who said yes to it. ",
        "A company shows where two of them know somebody, or where you do.",
    )
    own = "Yours count in it." if found.membership.pictured else "Yours don't count in it."
    sharing = "" if found.membership.sharing or not found.membership.pictured else " Your sharing is off, though."
    return counted, line(own, sharing)


def _company(each: Company) -> Line:
    return line(bold(shortened(each.name, _NAME)), f": {_counted(each)}")


def _counted(each: Company) -> str:
    counts = ((each.strong, "strong"), (each.warm, "warm"), (each.faint, "faint"))
    return ", ".join(f"{count} {band}" for count, band in counts if count)


def pictures(found: Coverage) -> tuple[File, ...]:
    """The bars with their alternative text; nothing where there is nothing to draw. Raises CannotDraw."""
    if not found.companies:
        return ()
    told = "; ".join(f"{shortened(each.name, _NAME)} {_counted(each)}" for each in found.companies)
    alt = f"Bars: how many people of each company the team knows, by how close they are. {told}."
    return (File("kith-team.png", _drawn(found), alt=shortened(alt, _ALT)),)


def _drawn(found: Coverage) -> bytes:
    companies = found.companies
    high = _TOP + _ROW * len(companies) + 0.2
    inch = (_WIDE - _LEFT - _RIGHT) / max(_SCALE, *(each.all for each in companies))

    def paint(axes: "Axes") -> None:
        write(axes, (0.25, high - 0.32), _title(found.team.name), size=12, across="left", bold=True)
        _write_legend(axes, high - 0.66)
        bottom = high - _TOP - _ROW * len(companies)
        axes.plot([_LEFT, _LEFT], [bottom, high - _TOP], color=RING, linewidth=1)
        for place, each in enumerate(companies):
            _draw_bar(axes, each, high - _TOP - _ROW * (place + 0.5), inch)

    return drawing.draw(_WIDE, high, paint)


def _draw_bar(axes: "Axes", company: Company, middle: float, inch: float) -> None:
    from matplotlib.patches import Rectangle

    write(axes, (_LEFT - 0.1, middle), _fitting(company.name, _LEFT - 0.3), size=_SIZE, across="right")
    left = _LEFT
    for (_, colour), count in zip(_BANDS, (company.strong, company.warm, company.faint), strict=True):
        axes.add_patch(Rectangle((left, middle - _THICK / 2), count * inch, _THICK, color=colour, linewidth=0))
        left += count * inch
    write(axes, (left + 0.08, middle), str(company.all), size=_SIZE, colour=INK, across="left")


def _title(team: str) -> str:
    return f"Where {_fitting(team, 4.5, 12)} knows people"


def _fitting(name: str, wide: float, size: float = _SIZE) -> str:
    """The name in letters that can be drawn, cut to so many inches; some sign where no letter of it can."""
    spelt = drawing.drawable(name) or "…"
    if drawing.width_of(spelt, size) <= wide:
        return spelt
    while drawing.width_of(f"{spelt}…", size) > wide:
        spelt = spelt[:-1].rstrip()
    return f"{spelt}…"


def _write_legend(axes: "Axes", y: float) -> None:
    x = 0.3
    for words, colour in _BANDS:
        axes.plot([x], [y], "s", markersize=6, color=colour)
        write(axes, (x + 0.12, y), words, size=8, colour=GREY, across="left")
        x += 0.35 + drawing.width_of(words, 8)
