"""Asking those who have somebody in their own book whether to keep in touch, once that somebody left their team.

Nobody else is told, and those who are asked are told no more than that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.cadence import Circle
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone
from bot.domain.ids import PartingId
from bot.domain.leaving import ANSWERABLE, Answer, Parting
from bot.domain.letter import Letter, LetterKind
from bot.domain.slot import local_day
from bot.domain.team import Membership
from bot.domain.user import Platform, User
from bot.ports import UnitOfWork
from bot.services import contacts, finding, letters

_ONCE = timedelta(days=90)
"""Within that time nobody is asked twice about the same person, however often they leave."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who left a team, in the book of whoever reads it."""

    parting: Parting
    contact: Contact
    team: str


def ask(uow: UnitOfWork, member: Membership, now: datetime, *, shut_off: bool = False) -> None:
    """Ask each colleague who has this member in their own book, in their digest; while they still are in the team."""
    aliases = tuple(mentions(uow, member))
    for colleague, contact in uow.partings.linked(member.team, member.user, aliases):
        reader = uow.users.lock(colleague)
        known = uow.contacts.get(colleague, contact)
        if reader is None or known is None or known.state.is_over:
            continue
        today = local_day(now, reader.preferences)
        if any(today - each.asked_on < _ONCE for each in uow.partings.of(colleague, [contact])):
            continue
        parting = Parting(
            id=PartingId(uow.new_id()),
            user=colleague,
            team=member.team,
            contact=contact,
            shut_off=shut_off,
            asked_on=today,
        )
        uow.partings.add(parting)
        letters.send(uow, colleague, member.team, LetterKind.PARTING, parting.id, now, lasts=ANSWERABLE)


def mentions(uow: UnitOfWork, member: Membership) -> Iterator[str]:
    """By which mentions a member's colleagues may have them among their people.

    An account counts that is surely one in the team: that somebody also is on Discord is nobody's business in Slack.
    """
    workspaces = uow.teams.workspaces(member.team)
    scopes = {(each.platform, each.external) for each in workspaces if each.platform is not Platform.DISCORD}
    on_discord_alone = not scopes
    for account in uow.users.accounts(member.user):
        is_discord = account.platform is Platform.DISCORD
        if (account.platform, account.scope) in scopes or (is_discord and on_discord_alone):
            yield f"<@{account.external}>"


def is_elsewhere(uow: UnitOfWork, member: Membership) -> bool:
    """Whether a member can still act, and by no account that may be one in the team."""
    workspaces = uow.teams.workspaces(member.team)
    scopes = {(each.platform, each.external) for each in workspaces}
    on_discord = any(each.platform is Platform.DISCORD for each in workspaces)
    living = [each for each in uow.users.accounts(member.user) if not each.closed]
    return bool(living) and not any(
        (each.platform, each.scope) in scopes or (each.platform is Platform.DISCORD and on_discord) for each in living
    )


def back(uow: UnitOfWork, member: Membership, now: datetime) -> None:
    """Take back what was asked and not answered about somebody who is in the team again."""
    for colleague, contact in uow.partings.linked(member.team, member.user, tuple(mentions(uow, member))):
        for each in uow.partings.of(colleague, [contact]):
            if each.team == member.team and each.answer is Answer.OPEN:
                letters.withdraw(uow, each.team, LetterKind.PARTING, each.id, now)
                uow.partings.remove(each)


def read(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Left | None:
    """What such a letter is about; None where the contact is gone."""
    parting = uow.partings.get(user.id, PartingId(letter.about))
    team = uow.teams.get(letter.team)
    if parting is None or team is None:
        return None
    contact = finding.surviving(uow, user.id, [parting.contact]).get(parting.contact)
    return Left(parting, contact, team.name) if contact is not None else None


def keep(uow: UnitOfWork, user: User, letter: Letter, circle: Circle, now: datetime) -> Change | None:
    """Keep in touch with whoever left; None where that was answered before. Raises Gone."""
    left = _open(uow, user, letter, now)
    if left is None:
        return None
    uow.partings.save(replace(left.parting, answer=Answer.YES))
    _, change = contacts.keep(uow, user, left.contact, circle, None, now)
    return change


def let_go(uow: UnitOfWork, user: User, letter: Letter, now: datetime) -> None:
    """Do nothing about whoever left, which nobody is told. Raises Gone."""
    left = _open(uow, user, letter, now)
    if left is not None:
        uow.partings.save(replace(left.parting, answer=Answer.NO))


def _open(uow: UnitOfWork, user: User, letter: Letter, now: datetime) -> Left | None:
    left = read(uow, user, letter, local_day(now, user.preferences)) if letter.kind is LetterKind.PARTING else None
    if left is None:
        raise Gone("I don't know any more whom this was about.")
    return left if left.parting.answer is Answer.OPEN else None


def purge(uow: UnitOfWork, now: datetime) -> None:
    """Forget what was asked long enough ago, also where it stands in a digest: nothing leads there after that."""
    before = (now - _ONCE).date()
    for each in uow.partings.old(before):
        letters.withdraw(uow, each.team, LetterKind.PARTING, each.id, now)
    uow.partings.purge(before)
