"""A good reason to write, in one line."""

from datetime import date

from bot.chat.message import Line, italic, line
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.reasons import DateSoon, LastNote, Reason
from bot.language import spoken

_NOTE_SHOWN = 160


def reason(found: Reason | None, today: date, *, discreet: bool = False) -> Line:
    """Why it would be good to write now; where nothing is noted it says so, and that a hello is fine.

    Where others may come to read the message, a `discreet` one says that there is a note and not what it says.
    """
    match found:
        case DateSoon(about, on):
            return line(f"{occasion(about).capitalize()} {spoken.ahead(on, today)}: {spoken.day(on, today)}.")
        case LastNote(_, on) if discreet:
            return line(f"You noted something {spoken.ago(on, today)}; More shows it to you alone.")
        case LastNote(note, on):
            return line(f"You noted {spoken.ago(on, today)}: ", italic(shortened(note)))
        case None:
            return line("No particular reason is noted; a plain hello is fine too.")


def occasion(about: ImportantDate) -> str:
    """What a date is called: "birthday", "anniversary", or its own label."""
    return about.label if about.kind is DateKind.CUSTOM and about.label else str(about.kind)


def shortened(note: str, most: int = _NOTE_SHOWN) -> str:
    """A note on one line, cut where it is long."""
    flat = " ".join(note.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
