"""What letters about private questions say: to those who are asked, and to whoever asked, of a yes."""

from dataclasses import dataclass
from datetime import date

from bot.domain.asking import Word, Yes
from bot.domain.contact import Contact
from bot.domain.ids import AskedId, TeamId
from bot.domain.letter import Letter, LetterState
from bot.domain.user import User
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A colleague's question, the contact of the reader that it is about, and what the reader said."""

    asker: str
    question: str
    reason: str
    contact: Contact
    word: Word
    until: date
    over: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A yes to what the reader asked."""

    question: str
    team: TeamId
    yes: Yes


def question(uow: UnitOfWork, user: User, letter: Letter, today: date) -> Question | None:
    """A question as it stands for somebody who is asked; one whose time has passed is not brought any more."""
    found = uow.asks.question(user.id, AskedId(letter.about))
    if found is None:
        return None
    asked, put = found
    over = asked.is_over(today)
    asker = uow.teams.membership(asked.asker, asked.team)
    contact = uow.contacts.get(user.id, put.contact)
    if asked.closed or asker is None or contact is None or (over and letter.state is not LetterState.SENT):
        return None
    return Question(
        asker=asker.name,
        question=asked.question,
        reason=asked.reason,
        contact=contact,
        word=put.word,
        until=asked.until,
        over=over,
    )


def answered(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Answered | None:
    """A colleague's yes, while it holds; of a question that was taken back only what was told stays."""
    yes = next((each for each in uow.asks.told(user.id) if each.asked == letter.about), None)
    asked = uow.asks.get(user.id, yes.ask) if yes is not None else None
    if yes is None or asked is None or (asked.closed and letter.state is not LetterState.SENT):
        return None
    return Answered(asked.question, asked.team, yes)
