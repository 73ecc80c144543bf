"""What is said about private questions: before one is asked, to those who are asked, and of a yes.

What an asker reads depends on their own question and on yeses, and on nothing else.
"""

from collections.abc import Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.form import Field, Form
from bot.chat.message import (
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Heading,
    Line,
    Message,
    Part,
    Text,
    bold,
    italic,
    line,
    say,
)
from bot.domain.asking import Ask, Word
from bot.domain.directory import DirectoryRow
from bot.domain.ids import DraftId
from bot.language import spoken
from bot.presenters import buttons, introductions
from bot.presenters.reasons import shortened
from bot.services.asks import REASON_LIMIT, Offer, Own
from bot.services.asks_told import Answered, Question

_LISTED = 5
_INTROS = 2
_LABEL = 20


def with_offer(answer: Message, draft: DraftId) -> Message:
    """The answer of a lookup, with what else can be done: the same whoever might have to be asked."""
    ask = Button("Ask privately?", ActionId("askfirst", (draft,)))
    *parts, last = answer.parts
    if isinstance(last, Buttons):
        return Message((*parts, Buttons((*last.buttons, ask))))
    return Message((*answer.parts, buttons.row(ask)))


def offered(offer: Offer) -> Message:
    """Who would see what, before anybody is asked."""
    draft = (offer.id,)
    return Message(
        (
            Text(_who_sees(offer)),
            buttons.row(
                Button("Ask", ActionId("ask", draft), ButtonStyle.PRIMARY),
                Button("Ask and say why", ActionId("askwhy", draft)),
                Button("Leave it", ActionId("askleave", draft)),
            ),
        )
    )


def _who_sees(offer: Offer) -> tuple[Line, ...]:
    return (
        line(
            "Up to five colleagues who may know somebody like that will see your name and the question: who knows ",
            bold(offer.question),
            "?",
        ),
        line("Only a yes tells you who. A no is silence, and so is nobody there. It ends after seven days."),
    )


def why(offer: Offer) -> Form:
    """Asks why somebody asks; to send it is to ask."""
    return Form(
        action=ActionId("askwhy", (offer.id,)),
        title="Ask privately",
        fields=(
            Field(
                name="reason",
                label="Why you ask (they read it)",
                hint="We want to learn how they do payroll",
                limit=REASON_LIMIT,
            ),
        ),
        submit="Ask",
        intro=_who_sees(offer),
        reopen=ActionId("askwhy", (offer.id,)),
    )


def asked(ask: Ask) -> Message:
    """A question was asked: the same whoever there is to ask."""
    if ask.closed:
        return taken_back(ask)
    return Message(
        (
            Text(
                (
                    line("Asked: who knows ", bold(ask.question), "?", *_because(ask.reason)),
                    line("Whoever says yes comes with your digest. Silence may mean anything, and I can't tell what."),
                    line("To see your questions, or take one back: ", bold("/kith whoknows")),
                )
            ),
            buttons.row(_take_back(ask)),
        )
    )


def left() -> Message:
    """Nobody was asked."""
    return say("Fine, nobody was asked.")


def taken_back(ask: Ask) -> Message:
    """A question was taken back."""
    return say(line("Taken back: nobody reads any more that you asked who knows ", bold(ask.question), "."))


def own(questions: Sequence[Own], today: date) -> Message:
    """Somebody's own questions, with who said yes."""
    look = buttons.row(Button("Look somebody up", ActionId("open", ("whoknows",)), ButtonStyle.PRIMARY))
    if not questions:
        nothing = line("Whom are you looking for? A person, a company, a title or a tag: ", bold("/kith whoknows Acme"))
        rest = line("You have asked nobody privately. That comes after a lookup, with ", bold("Ask privately?"))
        return Message((Text((nothing, rest)), look))
    cards = (_own(each, today) for each in questions[:_LISTED])
    more = len(questions) - _LISTED
    rest_of_them: tuple[Part, ...] = (Text((line(f"And {more} more."),)),) if more > 0 else ()
    return Message((Heading("What you asked your colleagues"), *cards, *rest_of_them, look))


def _own(own: Own, today: date) -> Card:
    asked = own.ask
    over = asked.is_over(today)
    until = "It has ended." if over else f"It ends on {spoken.day(asked.until, today)}."
    yeses = [each.row for each in own.yeses]
    told = (line(bold(row.member_name), " knows ", *_contact(row), ".") for row in yeses)
    intros = (introductions.button(row, f"Ask {row.member_name} for an intro") for row in yeses[:_INTROS])
    return Card(
        line("Who knows ", bold(asked.question), "?", *_because(asked.reason)),
        (*told, line(until)),
        (*intros, _take_back(asked, "Done with it" if over else "Take it back")),
    )


def _take_back(ask: Ask, label: str = "Take it back") -> Button:
    return Button(label, ActionId("askback", (ask.id,)))


def question(asked: Question, letter: str, today: date) -> Card:
    """A colleague's question as it stands for whoever is asked."""
    title = line(bold(asked.asker), " asks who knows ", bold(asked.question), "?", *_because(asked.reason))
    person = bold(asked.contact.name)
    if asked.word is Word.YES:
        again = () if asked.over else (Button("Take it back", ActionId("askno", (letter,))),)
        return Card(title, (line(f"✓ {asked.asker} hears that you know ", person, "."),), again)
    if asked.over:
        return Card(title, (line("That was a while ago, and the question has ended. There is nothing left to do."),))
    yes = Button(f"Yes, tell {shortened(asked.asker, _LABEL)}", ActionId("askyes", (letter,)), ButtonStyle.PRIMARY)
    if asked.word is Word.NO:
        return Card(title, (line("You said no. Nobody is told that you were asked."),), (yes,))
    work = ", ".join(part for part in (asked.contact.title, asked.contact.company) if part)
    return Card(
        title,
        (
            line("You know ", person, f" ({work})" if work else "", ", and share them only after your yes."),
            line(
                f"Only a yes tells {asked.asker} that, and that it is you. "
                f"The question ends on {spoken.day(asked.until, today)}."
            ),
        ),
        (
            yes,
            Button("No", ActionId("askno", (letter,))),
            Button("Don't ask me about them", ActionId("asknever", (letter,))),
        ),
    )


def answered(told: Answered, _letter: str, _today: date) -> Card:
    """A colleague's yes."""
    row = told.yes.row
    return Card(
        line(bold(row.member_name), " knows ", *_contact(row), " and said yes."),
        (line("You asked who knows ", bold(told.question), "."),),
        (introductions.button(row, "Ask for an intro"),),
    )


def _contact(row: DirectoryRow) -> Line:
    work = ", ".join(part for part in (row.title, row.company) if part)
    return line(bold(row.name), f" ({work})" if work else "")


def _because(reason: str) -> Line:
    return line(" ", italic(f"“{reason}”")) if reason else ()
