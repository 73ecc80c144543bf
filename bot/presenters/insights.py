"""How ties stand and how the year went, as text: names, counts of people, bars of blocks. No number about a person."""

from collections.abc import Sequence
from itertools import dropwhile

from bot.chat.message import Bullets, Heading, Line, Message, Part, Text, bold, line
from bot.domain.contact import Contact
from bot.domain.user import Preferences
from bot.language import spoken
from bot.presenters.reasons import shortened
from bot.presenters.settings import asks_for
from bot.services.insights import CircleStand, Insights, Month

_NAMED = 5
_WIDTH = 20
_NAME = 40


def insights(found: Insights, preferences: Preferences) -> Message:
    """All of it."""
    parts: list[Part] = [Heading("How your ties stand")]
    if found.circles:
        parts.append(Bullets(tuple(_circle(each) for each in found.circles)))
        wanted = asks_for(found.load.wanted, preferences)
        resting = f" {_people(found.resting)} resting." if found.resting else ""
        parts.append(Text((line(f"{wanted}{resting}"),)))
    else:
        parts.append(Text((line("You keep nobody yet. Begin with ", bold("/kith keep Sam close"), "."),)))
    parts += [Heading("Whom you were in touch with"), *rhythm(found.months)]
    if found.by_me or found.by_them:
        parts += [Heading("Who reaches out"), Bullets(tuple(_reaching(found)))]
    return Message(tuple(parts))


def rhythm(months: Sequence[Month]) -> tuple[Part, ...]:
    """The people of each month as bars, and the last whole month beside the one before in words."""
    months = list(dropwhile(lambda each: not each.people, months))
    most = max((each.people for each in months), default=0)
    if not most:
        return (Text((line("Nothing is noted in these months."),)),)
    rows = tuple(_bar(each, most) for each in months)
    words: tuple[Line, ...] = ()
    before, last = months[-3:-1] if len(months) > 2 else (None, None)
    if before is not None and last is not None and (before.people or last.people):
        words = (
            line(
                f"You were in touch with {_people(last.people)} in {last.begins:%B}, ",
                f"{before.people or 'nobody'} in {before.begins:%B}.",
            ),
        )
    return (Text((*rows, *words)),)


def _bar(month: Month, most: int) -> Line:
    blocks = "█" * round(_WIDTH * month.people / most) or ("▏" if month.people else "")
    return line(f"{month.begins:%b %Y} ", f"{blocks} " if blocks else "", bold(str(month.people)))


def _circle(stand: CircleStand) -> Line:
    circle = f"{stand.circle.capitalize()} circle" if stand.circle is not None else "Rhythms of their own"
    near = f" Near: {_names(stand.near)}." if stand.near else ""
    drifting = f" Drifting: {_names(stand.drifting)}." if stand.drifting else ""
    return line(bold(circle), f" ({len(stand.near) + len(stand.drifting)}).{near}{drifting}")


def _reaching(found: Insights) -> list[Line]:
    lines = []
    if found.by_me:
        lines.append(line("Mostly you: ", _names(found.by_me)))
    if found.by_them:
        lines.append(line("Mostly they: ", _names(found.by_them)))
    return lines


def _names(people: Sequence[Contact]) -> str:
    named = tuple(shortened(each.name, _NAME) for each in people[:_NAMED])
    more = len(people) - len(named)
    return spoken.joined((*named, f"{more} more") if more else named)


def _people(count: int) -> str:
    return spoken.people(count) if count else "nobody"
