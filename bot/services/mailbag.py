"""The letters that a digest brings, each with what it is about as that stands now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.ids import DeliveryId
from bot.domain.letter import Letter, LetterKind, LetterState
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import asks_told, handovers, introductions_brought, leaving, partings, swaps, team_needs

Reader = Callable[[UnitOfWork, User, Letter, date], object | None]
"""What a letter is about, for its reader and today; None where there is nothing to say any more."""

SUBJECTS: Final[dict[LetterKind, Reader]] = {
    LetterKind.ASK: asks_told.question,
    LetterKind.ANSWER: asks_told.answered,
    LetterKind.MATCH: team_needs.told,
    LetterKind.MET: team_needs.told,
    LetterKind.LEAVING: leaving.read,
    LetterKind.HANDOVER: handovers.read,
    LetterKind.SWAP: swaps.read,
    LetterKind.SWAPPED: swaps.read_made,
    LetterKind.PARTING: partings.read,
    LetterKind.INTRO_REQUEST: introductions_brought.of_connector,
    LetterKind.INTRO_STEP: introductions_brought.of_connector,
    LetterKind.INTRO_WORD: introductions_brought.of_asker,
    LetterKind.INTRO_QUESTION: introductions_brought.of_asker,
    LetterKind.INTRO_RESULT: introductions_brought.of_outcome,
}


@dataclass(frozen=True, slots=True)
class Brought:
    """A letter with what it is about."""

    letter: Letter
    subject: object


def opened(uow: UnitOfWork, user: User, letter: Letter, today: date) -> Brought | None:
    """A letter with what it is about; None where there is nothing to say any more."""
    subject = SUBJECTS[letter.kind](uow, user, letter, today)
    return Brought(letter, subject) if subject is not None else None


def told(uow: UnitOfWork, user: User, delivery: DeliveryId, today: date) -> tuple[Brought, ...]:
    """The letters of a digest as they stand now; what was withdrawn, or is about what is gone, is left out."""
    letters = [each for each in uow.letters.of_delivery(user.id, delivery) if each.state is not LetterState.WITHDRAWN]
    found = (opened(uow, user, each, today) for each in letters)
    return tuple(each for each in found if each is not None)
