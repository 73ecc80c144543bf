"""What is said to somebody who leaves a team: what happens on the day, what they can do before it, what came of it."""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import (
    Bullets,
    Button,
    ButtonStyle,
    Card,
    Facts,
    Heading,
    Line,
    Message,
    Part,
    Text,
    bold,
    line,
    say,
)
from bot.domain.leaving import ANSWERABLE, Answer, Handover, Swap
from bot.domain.team import Membership, Team
from bot.language import spoken
from bot.presenters import buttons
from bot.services.leaving import Departure

_NAMED = 10


def announced(found: Departure, today: date) -> Message:
    """What will happen on the day, and what can be done before it."""
    on = spoken.day(found.leaving.on, today)
    happens = (
        line("On that morning your membership ends by itself, and what you share there is gone from it."),
        line(
            "Colleagues who have you in their own book are then asked once whether to keep in touch.",
            " Until then I tell nobody but those whom you ask for something below.",
        ),
        line(
            "Your people and notes stay yours. You reach them through this account: if it may be shut off, take them"
            " along as a file, or have a recovery code."
        ),
    )
    stay = Button("Stay after all", ActionId("leaveoff", (found.leaving.id,)), ButtonStyle.DANGER)
    parts: list[Part] = [
        Heading(f"You leave {found.team} on {on}"),
        Bullets(happens),
        Facts(_so_far(found)),
        buttons.row(*_offers(found), stay),
    ]
    return Message(tuple(parts))


def _offers(found: Departure) -> tuple[Button, ...]:
    return (
        Button("Export my book", ActionId("leaveexport", (found.leaving.id,))),
        Button("Hand over ties", ActionId("handto", (found.leaving.id,))),
        Button("Swap contacts", ActionId("swapwith", (found.leaving.id,))),
        Button("Recovery code", ActionId("recovery", ("ask",))),
    )


def _so_far(found: Departure) -> tuple[tuple[str, str], ...]:
    """What was asked of colleagues, with what they said: of a swap a yes alone, since a no is nobody's business."""
    rows = [(f"Handed to {name}", _handed(handover)) for name, handover in found.handovers if handover.people]
    if found.swaps:
        rows.append(("Swap asked of", _asked(found.swaps)))
    rows.append(("Recovery code", "you have one" if found.has_recovery else "none"))
    return tuple(rows)


_SAID = {Answer.OPEN: "no answer yet", Answer.YES: "taken over", Answer.NO: "not taken"}


def _handed(handover: Handover) -> str:
    told = [f"{each.name} ({_SAID[each.answer]})" for each in handover.people[:_NAMED]]
    more = len(handover.people) - _NAMED
    return ", ".join(told) + (f", and {more} more" if more > 0 else "")


def _asked(swaps: Sequence[tuple[str, Swap]]) -> str:
    told = [f"{name} (swapped)" if each.answer is Answer.YES else name for name, each in swaps[:_NAMED]]
    more = len(swaps) - _NAMED
    return ", ".join(told) + (f", and {more} more" if more > 0 else "")


def left(team: Team) -> Message:
    """The user left a team."""
    return say(line("You left ", bold(team.name), ". What you shared there is gone from it."))


def nothing_said(team: Team) -> Message:
    """The user did not say that they leave."""
    return say(
        line("You are in the team ", bold(team.name), ", and told me no day on which you leave it."),
        line("To leave on a day, with time to hand people over: ", bold("/kith team leaving 12 june"), "."),
    )


def stays(team: str) -> Message:
    """The user stays after all."""
    return say(
        line("You stay in ", bold(team), ". What you asked of colleagues and they did not answer is taken back.")
    )


def card(found: Departure, _letter: str, today: date) -> Card:
    """The last day before it, and the day itself."""
    team, on = bold(found.team), spoken.day(found.leaving.on, today)
    shows = Button("What is left to do", ActionId("leaveshow", (found.leaving.id,)))
    if found.leaving.ended:
        gone = [line("What you shared there is gone from it. Your people and notes are here as before.")]
        if found.handovers or found.swaps:
            until = spoken.day(found.leaving.on + ANSWERABLE, today)
            gone.append(line(f"Colleagues can still answer what you asked them, until {until}."))
        return Card(line("You left ", team, f" on {on}." if found.leaving.on != today else " today."), tuple(gone))
    body = [line("Your membership ends that morning, and with it what you share there.")]
    if not found.has_recovery:
        body.append(
            line("If this account is shut off: ", bold("/kith export"), " or ", bold("/kith link recovery"), ".")
        )
    return Card(line("You leave ", team, f" {spoken.ahead(found.leaving.on, today)}, on {on}."), tuple(body), (shows,))


def which_colleague(
    members: Sequence[Membership], action: ActionId, question: Line, by_name: ActionId | None
) -> Message:
    """A button for each colleague, and one for a form where there are too many."""
    named = [Button(each.name, ActionId(action.route, (*action.args, each.user))) for each in members]
    other = (Button("Name a colleague", by_name),) if by_name is not None else ()
    return Message((Text((question,)), buttons.row(*named, *other)))


def no_colleague(team: str) -> Message:
    """Nobody else is in the team."""
    return say(line("Nobody else is in ", bold(team), " here, so there is nobody to ask."))
