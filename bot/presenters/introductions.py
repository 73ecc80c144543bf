"""What is said to whoever asks for an introduction: whom they may mean, how it stands, and what came of it.

A card is drawn from what the asker may know. No answer, a no and "in three weeks" are the same card on the same day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.chat.action import ActionId
from bot.chat.form import Field, FieldKind, Form
from bot.chat.message import Button, Buttons, ButtonStyle, Card, Heading, Message, Part, Text, bold, italic, line
from bot.chat.message import say as said
from bot.domain.directory import DirectoryRow
from bot.domain.ids import DraftId
from bot.domain.introduction import THREE_WEEKS, Outcome, Seen
from bot.language import spoken
from bot.language.words import shown
from bot.presenters import buttons, connecting
from bot.services.connecting import Requested
from bot.services.introductions import REASON_LIMIT, Asked, Owed
from bot.services.people_joined import Person
from bot.services.whom import Whom

OFFERED = 5
"""People that are offered with a button each."""
_MINE, _THEIRS = 4, 3
"""Introductions that a list shows: with three buttons each, and three for what was just done, they fit on Discord."""
LIST = "list"
"""Stands in a button for the list that it is in; else the letter stands there."""
HOME = "home"
"""Stands there for the page of one's own."""
_LABEL = 70
_TOLD = {
    Outcome.HELPED: "it helped",
    Outcome.MET: "you have met",
    Outcome.NOTHING: "it came to nothing this time",
}


def offered(people: Sequence[Person], asker: str) -> tuple[Part, ...]:
    """Below a lookup: a button for each person whom colleagues know and the asker does not."""
    rows = [each.closest for each in people if all(row.member != asker for row in each.rows)][:OFFERED]
    label = "Ask for an intro" if len(rows) == 1 else "Ask for an intro to {name}"
    return (Buttons(tuple(button(row, label.format(name=row.name)) for row in rows)),) if rows else ()


def button(row: DirectoryRow, label: str, *draft: DraftId) -> Button:
    """Asks the colleague who knows that person; with a reason that was kept, at once."""
    return Button(label[:_LABEL], ActionId("intro", (row.team, row.member, row.contact, *draft)))


def form(row: DirectoryRow) -> Form:
    """Asks for the reason."""
    return Form(
        action=ActionId("intro", (row.team, row.member, row.contact)),
        title="Ask for an intro",
        fields=(
            Field(
                name="reason",
                label="Why you would like to meet",
                kind=FieldKind.LONG,
                required=True,
                hint="I'm moving to Lisbon and look for work there",
                limit=REASON_LIMIT,
            ),
        ),
        submit="Ask",
        intro=(line("I ask ", bold(row.member_name), " whether they would introduce you to ", bold(row.name), "."),),
    )


def which(found: Whom, text: str, draft: DraftId) -> Message:
    """Several people or colleagues may be meant: one button each, and the request goes on from there."""
    if not found.named:
        about = line("No colleague of that name openly knows ", bold(shown(text)), ". Shall I ask one of these?")
    elif not found.exact:
        about = line("Nobody in the team openly knows exactly ", bold(shown(text)), ". Do you mean one of these?")
    else:
        about = line("Whom do you mean with ", bold(shown(text)), ", and whom shall I ask?")
    rest = (line("There are more; add a word to narrow it down."),) if found.more else ()
    choices = tuple(button(row, f"{_described(row)}, via {row.member_name}", draft) for row in found.likely[:OFFERED])
    return Message((Text((about, *rest)), Buttons(choices)))


def nobody(found: Whom, text: str) -> Message:
    """Nobody openly knows whoever is meant, or the asker does."""
    if found.own:
        return said(line("You know ", bold(shown(text)), " yourself, so nobody needs to introduce you."))
    return said(
        line("Nobody in the team openly knows ", bold(shown(text)), "."),
        line("Look around with ", bold("/kith whoknows"), ": a company or a title will do."),
    )


def _described(row: DirectoryRow) -> str:
    return f"{row.name} ({row.company})" if row.company else row.name


def asked(request: Asked) -> Message:
    """A colleague was asked."""
    name, connector = bold(request.introduction.name), bold(request.connector)
    return Message(
        (
            Text(
                (
                    line("Asked: ", connector, " reads your name and your reason in their next digest."),
                    line(
                        "You hear of a yes. If none comes within a week, that is normal, and ",
                        name,
                        " knows nothing of it.",
                    ),
                )
            ),
            buttons.row(_take_back(request)),
        )
    )


def _take_back(request: Asked) -> Button:
    return Button("Take it back", ActionId("introback", (request.introduction.id,)))


def taken_back(request: Asked) -> Message:
    """A request was taken back."""
    return said(
        line("Taken back: ", bold(request.connector), " is not asked about ", bold(request.introduction.name), ".")
    )


def owed(found: Owed, draft: DraftId, today: date) -> Message:
    """Said before a colleague is asked again who has not heard what came of the last time."""
    introduction = found.introduction
    month = spoken.ago(introduction.made_on or introduction.asked_on, today)
    return Message(
        (
            Text(
                (
                    line(bold(found.connector), " introduced you to ", bold(introduction.name), f" {month}. "),
                    line("You have not told them yet how it went; people like to hear that first."),
                )
            ),
            buttons.row(
                Button(f"Tell {found.connector} now"[:_LABEL], _tell(introduction.id), ButtonStyle.PRIMARY),
                Button("Ask anyway", ActionId("introanyway", (draft,))),
            ),
        )
    )


def _tell(introduction: str) -> ActionId:
    return ActionId("introtell", (introduction,))


def card(request: Asked, place: str, today: date) -> Card:
    """How a request of the user stands, as far as they may know."""
    introduction, connector = request.introduction, bold(request.connector)
    name = bold(introduction.name)
    match introduction.seen(today):
        case Seen.WAITING:
            when = f" on {spoken.day(introduction.asked_on, today)}"
            until = f"If no answer comes until {spoken.day(introduction.silent_from, today)}, that is normal."
            return Card(
                line("You asked ", connector, " about ", name, f"{when}."), (line(until),), (_take_back(request),)
            )
        case Seen.SILENT:
            kind = line("People are busy, and it says nothing about you. If a yes comes yet, I tell you.")
            return Card(line("No answer came about ", name, ", and that is normal."), (kind,))
        case Seen.ACCEPTED:
            return Card(line(connector, " will ask ", name, " whether they would like to meet you."))
        case Seen.AGREED:
            return Card(line(name, " would like to meet you; ", connector, " brings you together."))
        case Seen.REFUSED:
            kind = line("It is nobody's fault: it was not the moment. ", connector, " asked for you, which was kind.")
            return Card(line("It did not work out this time with ", name, "."), (kind,))
        case Seen.MADE:
            return _made(request, place, today)


def _made(request: Asked, place: str, today: date) -> Card:
    introduction, connector = request.introduction, bold(request.connector)
    met = line(connector, " introduced you to ", bold(introduction.name))
    if introduction.outcome is not Outcome.UNTOLD:
        return Card((*met, *line(".")), (line(f"✓ {request.connector} hears that {_TOLD[introduction.outcome]}."),))
    made_on = introduction.made_on or today
    if place != LIST and today < made_on + THREE_WEEKS:
        return Card((*met, *line(".")), (line("It is your turn to write first; a few lines are enough."),))
    thanks = line(
        "What came of it? ", connector, " hears your answer. If you have not thanked them, today is a good day."
    )
    return Card((*met, *line(f" {spoken.ago(made_on, today)}.")), (thanks,), _outcomes(request, place))


def _outcomes(request: Asked, place: str) -> tuple[Button, ...]:
    labels = {Outcome.HELPED: "Yes, it helped", Outcome.MET: "We met", Outcome.NOTHING: "It came to nothing"}
    return tuple(
        Button(
            label,
            ActionId("introwent", (request.introduction.id, outcome, place)),
            ButtonStyle.PRIMARY if outcome is Outcome.HELPED else ButtonStyle.NORMAL,
        )
        for outcome, label in labels.items()
    )


def question(request: Asked, today: date) -> Message:
    """What came of an introduction?"""
    return Message((card(request, LIST, today),))


def done_at_home(request: Asked | Requested, today: date) -> Message:
    """What was just done on the page of one's own; the page has the buttons for what goes on from there."""
    if isinstance(request, Asked):
        return Message((card(request, HOME, today),))
    drawn = connecting.card(request, HOME, today)
    if request.introduction.waits_for_connector(today):
        drawn = replace(drawn, buttons=())
    return Message((drawn,))


def listed(
    mine: Sequence[Asked],
    theirs: Sequence[Requested],
    made: int,
    today: date,
    *,
    first: Asked | Requested | None = None,
) -> Message:
    """The user's open introductions, those they asked for and those they are asked for; `first` what was just done."""
    parts: list[Part] = []
    if first is not None:
        parts.append(card(first, LIST, today) if isinstance(first, Asked) else connecting.card(first, LIST, today))
        mine = [each for each in mine if each.introduction.id != first.introduction.id]
        theirs = [each for each in theirs if each.introduction.id != first.introduction.id]
    if mine:
        parts += [Heading("You asked for"), *(card(each, LIST, today) for each in mine[:_MINE]), *_more(mine, _MINE)]
    if theirs:
        parts += [Heading("You are asked for"), *(connecting.card(each, LIST, today) for each in theirs[:_THEIRS])]
        parts += _more(theirs, _THEIRS)
    if not parts:
        nothing = line("No introduction is under way. To ask for one, give a reason with it:")
        parts.append(
            Text((nothing, line(italic("/kith intro Jonas Weber: I'm moving to Lisbon and look for work there"))))
        )
    if made:
        count = "one introduction" if made == 1 else f"{made} introductions"
        parts.append(Text((line(f"You have made {count} for colleagues."),)))
    return Message(tuple(parts))


def _more(found: Sequence[object], shown: int) -> tuple[Part, ...]:
    rest = len(found) - shown
    return (Text((line(f"And {rest} more."),)),) if rest > 0 else ()
