"""What is said about needs that are matched among colleagues: nothing of the other before both said yes."""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Card, Line, Message, Text, bold, italic, line
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.ids import TeamId
from bot.domain.news import Need, NeedKind
from bot.domain.team import Team
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.presenters.team_rules import ASKING
from bot.services.team_needs import Asked, Met

_TEAMS = 2
"""Teams that a need offers a button for: a row holds five."""
_HOW = (
    "I compare its words with what colleagues released. Nobody sees your name or this line before you and they have "
    "both said yes, and nobody hears of a no."
)


def how(teams: Sequence[Team]) -> tuple[Line, ...]:
    """What matching means, for somebody who is in a team."""
    if not teams:
        return ()
    names = spoken.joined(tuple(each.name for each in teams[:_TEAMS]))
    said = (
        f"Nobody in {names} sees any of this. If you let me match a line there, its words are compared with what "
        "colleagues released, and only when both of you say yes do you learn who it is."
    )
    return (line(said),)


def switches(need: Need, teams: Sequence[Team], matched: frozenset[TeamId]) -> tuple[Button, ...]:
    """The buttons that let a need be matched within one's teams, or take that back."""
    return tuple(_switch(need, each, each.id in matched, alone=len(teams) == 1) for each in teams[:_TEAMS])


def _switch(need: Need, team: Team, on: bool, *, alone: bool) -> Button:
    if on:
        label = "Stop matching" if alone else f"Stop matching in {shortened(team.name, 30)}"
        return Button(label, ActionId("unmatchneed", (need.id, team.id)))
    label = "Match with my team" if alone else f"Match with {shortened(team.name, 30)}"
    return Button(label, ActionId("matchneed", (need.id, team.id)))


def matched_in(matched: frozenset[TeamId], teams: Sequence[Team], resting: Sequence[Team]) -> tuple[Line, ...]:
    """Where a need is matched, if anywhere, and where it was let be and is not for now."""
    names = tuple(each.name for each in teams if each.id in matched)
    on = (line("Matched privately in ", bold(spoken.joined(names)), "."),) if names else ()
    off = (line("Not matched in ", bold(each.name), f" at present: {ASKING[each.rules.asking]}.") for each in resting)
    return (*on, *off)


def released(need: Need, team: Team) -> Message:
    """A need is matched within a team from now on."""
    lines = (
        line("I match it in ", bold(team.name), ": you ", f"{need.kind.says} ", italic(shortened(need.text)), "."),
        line(_HOW),
        line("Where something fits, I ask you in your digest, twice a week at most."),
    )
    stop = Button("Stop matching", ActionId("unmatchneed", (need.id, team.id)))
    return Message((Text(lines), buttons.row(stop)))


def taken_back(need: Need, team: Team) -> Message:
    """A need is not matched within a team any more."""
    again = Button("Match with my team", ActionId("matchneed", (need.id, team.id)))
    said = line("I don't match it in ", bold(team.name), " any more: ", italic(shortened(need.text)), ".")
    return Message((Text((said,)), buttons.row(again)))


def asked(question: Asked, letter: str, _today: date) -> Card:
    """The question whether to bring two colleagues together, as one of them reads it."""
    may = "may offer what you look for" if question.seeks else "may need what you can offer"
    title = line("Somebody in ", bold(question.team), f" {may}: ", italic(shortened(question.own)))
    match question.said:
        case None:
            body = line(
                "Shall I bring you together? They learn your name and this line only if they want it too, and nobody "
                "hears of a no."
            )
            yes = Button("Yes, please", ActionId("together", (letter, "yes")), ButtonStyle.PRIMARY)
            return Card(title, (body,), (yes, Button("No", ActionId("together", (letter, "no")))))
        case True:
            return Card(title, (line("You said yes. If they want it too, you both hear from me."),))
        case False:
            return Card(title, (line("You said no. Nobody hears of it."),))


def met(pair: Met, letter: str, _today: date) -> Card:
    """Two colleagues were brought together: to one of them, who the other is."""
    theirs, mine = (NeedKind.OFFERING, NeedKind.LOOKING) if pair.seeks else (NeedKind.LOOKING, NeedKind.OFFERING)
    title = line(bold(pair.name), f" in {pair.team} ", _does(theirs), ": ", italic(shortened(pair.line)))
    body = (
        line(f"You {mine.says}: ", italic(shortened(pair.own))),
        line("You both said yes, so the next word is yours. They read the same about you."),
    )
    keep = Button("Keep in touch", ActionId("metkeep", (letter,)))
    thanks = (Button("Say thanks later", ActionId("metthanks", (letter,))),) if pair.seeks else ()
    return Card(title, body, (keep, *thanks))


def _does(kind: NeedKind) -> str:
    return "looks for" if kind is NeedKind.LOOKING else "can offer"


def known(contact: Contact) -> Message:
    """The colleague is in the user's book already."""
    said = line("You have ", bold(contact.name), " in your book. To be reminded: ")
    show = Button("Show", ActionId("show", (contact.id,)))
    return Message((Text(((*said, italic(f"/kith keep {contact.name} monthly")),)), buttons.row(show)))


def thanked_later(contact: Contact, due: date, change: Change, today: date) -> Message:
    """A thank-you is noted for later."""
    said = line("I'll remind you on ", bold(spoken.day(due, today)), " to thank ", bold(contact.name), ".")
    return Message((Text((said,)), buttons.row(buttons.undo(change))))
