"""What a note about a conversation says is to be done next, as follow-ups of the people who took part."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.contact import Contact
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.ids import InteractionId
from bot.domain.user import User
from bot.language.errands import errand
from bot.language.names import fold
from bot.language.next_step import Step
from bot.ports import UnitOfWork
from bot.services import follow_ups

_KINDS = {
    "question": FollowUpKind.QUESTION,
    "promise": FollowUpKind.PROMISE,
    "waiting": FollowUpKind.WAITING,
    "thanks": FollowUpKind.THANKS,
}


def take(
    uow: UnitOfWork, user: User, people: Sequence[Contact], steps: Sequence[Step], of: InteractionId, now: datetime
) -> tuple[FollowUp, ...]:
    """Note the steps that came of a conversation; each is about the one whom it names, else about the first.

    People who never come up get none. Part of the action that is open.
    """
    able = [each for each in people if not each.state.is_over]
    found = []
    for step in steps if able else ():
        whom = _whom(able, step)
        text = _without_name(errand(step.text).text, whom)
        found.append(follow_ups.add(uow, user, whom, _KINDS[step.kind], text, step.on, now, interaction=of)[0])
    return tuple(found)


def _whom(people: Sequence[Contact], step: Step) -> Contact:
    said = set(fold(step.text).split())
    return next((each for each in people if said & set(fold(each.name).split())), people[0])


def _without_name(text: str, whom: Contact) -> str:
    """ "priya about the flat" of Priya is "about the flat"."""
    words, name = text.split(), set(fold(whom.name).split())
    while len(words) > 1 and fold(words[0]) in name:
        words = words[1:]
    return " ".join(words)
