"""What those who look after a team set for all of it, and who they are. What they learn about it are counts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId, UserId
from bot.domain.team import Membership, Role, Rules, Team, Terms
from bot.domain.user import Account, User
from bot.language.mentions import mention_of
from bot.language.names import fold
from bot.language.words import shown
from bot.ports import UnitOfWork
from bot.services import lookup, membership

MOST_AN_HOUR: Final = 300
MOST_DAYS: Final = 365
FEW: Final = 5
"""With fewer members, or fewer who share, a count would tell of single people."""
_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a team is used: who shares, rows in whole tens, and the lookups of so many `days`.

    `sharing` and `rows` are None where fewer than five share; unless they are `exact`, lookups are whole tens as well.
    """

    sharing: int | None
    rows: int | None
    lookups: int
    exact: bool
    days: int

    @property
    def is_vague(self) -> bool:
        """Whether any of them is told roughly."""
        return self.sharing is None or not self.exact


def managed(uow: UnitOfWork, user: UserId, team: TeamId) -> tuple[Membership, Team]:
    """The team and the user's membership, if they look after it; raises NotAllowed."""
    member, found = uow.teams.membership(user, team), uow.teams.get(team)
    if member is None or found is None:
        raise NotAllowed("You are not in that team.")
    if member.role is not Role.ADMIN:
        others = ", ".join(each.name for each in admins(uow, team)[:_NAMED])
        raise NotAllowed(f"Only those who look after the team change that: {others}.")
    return member, found


def admins(uow: UnitOfWork, team: TeamId) -> tuple[Membership, ...]:
    """Those who look after a team, whoever joined first in front."""
    return tuple(each for each in uow.teams.everybody(team) if each.role is Role.ADMIN)


def checked(rules: Rules) -> Rules:
    """The rules, where they can be set; raises InputError."""
    if not 1 <= rules.an_hour <= MOST_AN_HOUR:
        raise InputError("limit", f"A member can be let ask 1 to {MOST_AN_HOUR} times an hour: limit 30.")
    if not 0 <= rules.kept_days <= MOST_DAYS:
        raise InputError("keep", f"Records can be kept for 0 to {MOST_DAYS} days: keep 90 days.")
    return rules


def set_rules(uow: UnitOfWork, member: Membership, team: Team, rules: Rules, now: datetime) -> Team:
    """Set what goes for everybody; what is kept for less long from then on goes at once."""
    uow.teams.set_rules(team.id, rules)
    uow.teams.save_membership(replace(member, told=Terms(member.role, rules)))
    if rules.kept_days < team.rules.kept_days:
        uow.lookups.purge(now)
    return replace(team, rules=rules)


def renew_invite(uow: UnitOfWork, team: Team) -> Team:
    """Give the team another invite code; the one before stops letting people in."""
    renewed = replace(team, invite=membership.new_invite())
    uow.teams.set_invite(team.id, renewed.invite)
    return renewed


def appoint(uow: UnitOfWork, team: Team, text: str, account: Account) -> tuple[Membership, bool]:
    """Let another member look after the team, too; returns whether they have begun to. Raises InputError."""
    member = _named(uow, team, text, account)
    if member.role is Role.ADMIN:
        return member, False
    uow.teams.set_role(member.user, team.id, Role.ADMIN)
    return replace(member, role=Role.ADMIN), True


def dismiss(uow: UnitOfWork, team: Team, text: str, account: Account) -> tuple[Membership, bool]:
    """Let a member look after the team no longer; returns whether they did. Raises InputError, NotAllowed."""
    member = _named(uow, team, text, account)
    if member.role is not Role.ADMIN:
        return member, False
    if len(admins(uow, team.id)) == 1:
        raise NotAllowed("Somebody has to look after the team. Name another one first: /kith team admin NAME.")
    uow.teams.set_role(member.user, team.id, Role.MEMBER)
    return replace(member, role=Role.MEMBER), True


def counts(uow: UnitOfWork, team: Team, now: datetime) -> Counts:
    """How the team is used, in counts that tell of no single person."""
    members = uow.teams.everybody(team.id)
    sharing = sum(each.sharing for each in members)
    kept = lookup.remembered(team.rules)
    lookups = uow.lookups.count_since(team.id, now - kept)
    exact = len(members) >= FEW
    return Counts(
        sharing=sharing if sharing >= FEW else None,
        rows=uow.directory.rows(team.id) // 10 * 10 if sharing >= FEW else None,
        lookups=lookups if exact else lookups // 10 * 10,
        exact=exact,
        days=kept // timedelta(days=1),
    )


def told(uow: UnitOfWork, user: User) -> None:
    """Note that the user has read on which terms they are in their teams."""
    for each in uow.teams.memberships(user.id):
        team = uow.teams.get(each.team)
        if team is not None and each.told != (terms := Terms(each.role, team.rules)):
            uow.teams.save_membership(replace(each, told=terms))


def _named(uow: UnitOfWork, team: Team, text: str, account: Account) -> Membership:
    """The member that a mention or a name means; raises InputError for nobody and for several."""
    members = uow.teams.everybody(team.id)
    mention = mention_of(text)
    if mention is not None:
        found = uow.users.find(account.platform, account.scope, mention.id)
        meant = [each for each in members if found is not None and each.user == found.user]
        called = mention.label or "whom you mention"
    else:
        called = text.removeprefix("@").strip()
        meant = _called(members, called)
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise InputError("invite", f'Nobody in {team.name} is called "{shown(called)}". They have to join first.')
    names = ", ".join(each.name for each in meant[:_NAMED])
    raise InputError("invite", f"That fits several members: {names}. Say the whole name, or mention them with @.")


def _called(members: tuple[Membership, ...], text: str) -> list[Membership]:
    """Whose name this is, else of whose name all its words begin one."""
    wanted = fold(text)
    exactly = [each for each in members if fold(each.name) == wanted]
    if exactly or not wanted:
        return exactly
    return [
        each
        for each in members
        if all(any(name.startswith(word) for name in fold(each.name).split()) for word in wanted.split())
    ]
