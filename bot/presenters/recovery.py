"""What is said about the recovery code."""

from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Message, Text, bold, line, say
from bot.domain.recovery import Recovery, grouped
from bot.language import spoken
from bot.presenters import buttons


def given(letters: str) -> Message:
    """A new code, shown this once."""
    return say(
        line("Your recovery code: ", bold(grouped(letters))),
        line("Write it down outside of this workspace, now: I show it once and keep no copy."),
        line(
            "If this account is ever shut off, type ",
            bold("/kith link CODE"),
            " with it in any other account with me, and your people are there. It works once.",
        ),
        line("Whoever has it gets all of your people. To take it back: ", bold("/kith link recovery off"), "."),
    )


def known(recovery: Recovery, today: date) -> Message:
    """There is one already."""
    said = (
        line(f"You have a recovery code since {spoken.day(recovery.made_on, today)}. I keep no copy of it to show."),
        line("A new one takes its place, and the old one leads nowhere then."),
    )
    row = buttons.row(
        Button("New code", ActionId("recovery", ("new",)), ButtonStyle.DANGER),
        Button("Take it back", ActionId("recovery", ("off",))),
    )
    return Message((Text(said), row))


def taken_back(*, had: bool) -> Message:
    """There is none any more."""
    if not had:
        return say(line("You have no recovery code. To get one: ", bold("/kith link recovery"), "."))
    return say("Your recovery code leads nowhere any more.")


def refused() -> Message:
    """A code that does not work; what is wrong with it is not said."""
    return say(
        line("That recovery code doesn't work: it is wrong, was used or replaced, or its book is gone."),
        line("It has 24 letters and digits, in six groups: ", bold("/kith link ABCD-EFGH-..."), "."),
    )
