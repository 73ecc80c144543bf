"""What the card at the end of a week says."""

from datetime import date

from bot.chat.message import Message, Part, Text, bold, line, say
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.ticks import Ticks, ticks
from bot.services.friday import Week

PURPOSE = "friday"
"""What the ticks on this card are for."""


def card(week: Week, chosen: int, today: date) -> Message:
    """Who did you talk to this week? Names to tick, or what was noted."""
    if week.is_noted:
        return _noted(week, today)
    if not week.people:
        return say("All of them are noted already. Have a good rest of the week.")
    asked = "Who did you talk to this week?" if today == week.on else f"Who did you talk to until {_day(week, today)}?"
    sheet = Ticks(
        purpose=PURPOSE,
        key=week.key,
        title=asked,
        lines=(line("Tick those you talked to; one press notes them all. Leave the rest, they are fine."),),
        names={place: each.name for place, each in week.people.items()},
        done="Log the ticked ({})",
        none="Nobody this week",
    )
    return ticks(sheet, chosen)


def nobody() -> Message:
    """Nobody was ticked."""
    return say("A quiet week is fine too. Nothing is noted.")


def _noted(week: Week, today: date) -> Message:
    said = Text(
        (line("Noted: you talked with ", bold(spoken.joined(week.noted) or "somebody"), f", {_day(week, today)}."),)
    )
    parts: tuple[Part, ...] = (said,)
    if week.change is not None:
        parts = (*parts, buttons.row(buttons.undo(week.change)))
    return Message(parts)


def _day(week: Week, today: date) -> str:
    return spoken.day(week.on, today)
