"""What is asked of somebody in whose own book is whoever left."""

from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Card, bold, line
from bot.domain.cadence import Circle
from bot.domain.leaving import Answer
from bot.services.partings import Left

_OFFERED = (Circle.CLOSE, Circle.WIDER)


def card(found: Left, letter: str, _today: date) -> Card:
    """Whether to keep in touch with somebody who left."""
    name, team = bold(found.contact.name), bold(found.team)
    left = (
        line("It looks as if ", name, " has left ", team, ".")
        if found.parting.shut_off
        else line(name, " has left ", team, ".")
    )
    match found.parting.answer:
        case Answer.NO:
            return Card(left, (line("All stays as it is. Nobody is told."),))
        case Answer.YES:
            how = f" {found.contact.rhythm}" if found.contact.rhythm is not None else ""
            return Card(left, (line(f"✓ You keep in touch{how}."),))
    keeps = tuple(
        Button(f"Keep in touch, {each}", ActionId("parting", (letter, str(each))), ButtonStyle.PRIMARY)
        for each in _OFFERED
    )
    kept = found.contact.rhythm
    body = line(f"You keep in touch {kept} so far.") if kept is not None else line("Keep in touch?")
    often = line(", ".join(f"{each}: {each.cadence}" for each in _OFFERED))
    return Card(left, (body, often), (*keeps, Button("No, thanks", ActionId("partingnot", (letter,)))))
