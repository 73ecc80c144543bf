"""What the letters about introductions are about, as it stands for their reader; None where nothing is left to say."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotFound
from bot.domain.ids import IntroductionId
from bot.domain.introduction import Introduction, IntroductionState, Outcome, Seen
from bot.domain.letter import Letter, LetterKind, LetterState
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import connecting, introductions
from bot.services.connecting import Requested
from bot.services.introductions import Asked


@dataclass(frozen=True, slots=True)
class Heard:
    """What a connector hears of an introduction that they made."""

    requested: Requested


def of_connector(uow: UnitOfWork, user: User, letter: Letter, today: date) -> Requested | None:
    """A request, or the step that comes next; once it was brought, what became of it."""
    found = _found(uow, user, letter)
    if found is None or found.connector != user.id:
        return None
    if found.is_unseen and not connecting.still_wanted(uow, found):
        return None
    if letter.state is not LetterState.SENT and not _is_due(found, letter, today):
        return None
    return _requested(uow, user, found)


def of_asker(uow: UnitOfWork, user: User, letter: Letter, today: date) -> Asked | None:
    """How it stands as far as the asker may know; while they wait for an answer there is nothing to say."""
    found = _found(uow, user, letter)
    if found is None or found.asker != user.id or found.seen(today) is Seen.WAITING:
        return None
    if letter.kind is LetterKind.INTRO_QUESTION and letter.state is not LetterState.SENT and not found.owes_word:
        return None
    return Asked(found, introductions.name_in_team(uow, found.connector, found.team))


def of_outcome(uow: UnitOfWork, user: User, letter: Letter, _: date) -> Heard | None:
    """What came of an introduction, for whoever made it."""
    found = _found(uow, user, letter)
    if found is None or found.connector != user.id or found.outcome is Outcome.UNTOLD:
        return None
    requested = _requested(uow, user, found)
    return Heard(requested) if requested is not None else None


def _found(uow: UnitOfWork, user: User, letter: Letter) -> Introduction | None:
    return uow.introductions.get(user.id, IntroductionId(letter.about))


def _requested(uow: UnitOfWork, user: User, found: Introduction) -> Requested | None:
    try:
        return connecting.get(uow, user, found.id)
    except NotFound:
        return None


def _is_due(found: Introduction, letter: Letter, today: date) -> bool:
    if letter.kind is LetterKind.INTRO_STEP:
        return found.state in (IntroductionState.ACCEPTED, IntroductionState.AGREED)
    return found.is_unseen and found.waits_for_connector(today)
