"""A good reason to write, in one line."""

from datetime import date

from bot.chat.message import Line, italic, line
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.news import NeedKind
from bot.domain.reasons import AtWork, CanMeet, DateSoon, HelpOwed, LastNote, Reason, ToSeeTo, Unheard
from bot.language import spoken

_NOTE_SHOWN = 160
_NAME_SHOWN = 60


def reason(found: Reason | None, today: date, *, discreet: bool = False) -> Line:
    """Why it would be good to write now; where nothing is noted it says so, and that a hello is fine.

    Where others may come to read the message, a `discreet` one says that there is a note and not what it says.
    """
    if discreet:
        return _in_general(found, today)
    match found:
        case ToSeeTo(follow_up):
            return _to_see_to(follow_up)
        case Unheard(news):
            return line("They may not have heard: ", italic(shortened(news.text)))
        case CanMeet(need, why) if need.kind is NeedKind.LOOKING:
            return line("You look for ", italic(shortened(need.text)), f", and they may help ({shortened(why)}).")
        case CanMeet(need, why):
            return line("You can offer ", italic(shortened(need.text)), f", which may suit them ({shortened(why)}).")
        case HelpOwed(note, on):
            said = (": ", italic(shortened(note))) if note else ("; perhaps there is something you can do for them.",)
            return line(f"They helped you {spoken.ago(on, today)}", *said)
        case AtWork(name, working_on):
            return line(f"{shortened(name, _NAME_SHOWN)} is working on ", italic(shortened(working_on)))
        case LastNote(note, on):
            return line(f"You noted {spoken.ago(on, today)}: ", italic(shortened(note)))
        case DateSoon(about, on):
            return line(f"{occasion(about).capitalize()} {spoken.ahead(on, today)}: {spoken.day(on, today)}.")
        case None:
            return line("No particular reason is noted; a plain hello is fine too.")


def _in_general(found: Reason | None, today: date) -> Line:
    alone = "; More shows it to you alone."
    match found:
        case ToSeeTo(follow_up):
            return line(f"There is {_GENERALLY[follow_up.kind]}{alone}")
        case Unheard(news):
            return line(f"They may not have heard your news, noted {spoken.ago(news.told_on, today)}{alone}")
        case CanMeet(need, _) if need.kind is NeedKind.LOOKING:
            return line(f"They may help with something you look for{alone}")
        case CanMeet():
            return line(f"Something you can offer may suit them{alone}")
        case HelpOwed(_, on):
            return line(f"They helped you {spoken.ago(on, today)}.")
        case LastNote(_, on):
            return line(f"You noted something {spoken.ago(on, today)}{alone}")
        case _:
            return reason(found, today)


_GENERALLY = {
    FollowUpKind.PROMISE: "a promise you made",
    FollowUpKind.QUESTION: "a question you noted",
    FollowUpKind.THANKS: "something to thank them for",
    FollowUpKind.WAITING: "something you are waiting for",
}


def _to_see_to(follow_up: FollowUp) -> Line:
    if follow_up.kind is FollowUpKind.PROMISE:
        return line("You promised: ", italic(shortened(follow_up.text)))
    if follow_up.kind is FollowUpKind.QUESTION:
        return line("You wanted to ask: ", italic(shortened(follow_up.text)))
    if follow_up.kind is FollowUpKind.WAITING:
        return line("You are waiting for: ", italic(shortened(follow_up.text)))
    if not follow_up.text:
        return line("You wanted to thank them for their help.")
    return line("You wanted to thank them: ", italic(shortened(follow_up.text)))


def occasion(about: ImportantDate) -> str:
    """What a date is called: "birthday", "anniversary", or its own label."""
    return about.label if about.kind is DateKind.CUSTOM and about.label else str(about.kind)


def shortened(note: str, most: int = _NOTE_SHOWN) -> str:
    """A note on one line, cut where it is long."""
    flat = " ".join(note.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
