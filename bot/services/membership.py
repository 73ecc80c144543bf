"""Being in a team: joining and leaving, always by one's own act, and what a member tells the team about themself."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId
from bot.domain.team import Membership, Role, Team, Terms
from bot.domain.user import Platform, User, Workspace
from bot.language.indexing import words_of
from bot.ports import UnitOfWork
from bot.services import directory, introductions_ended, letters_about, succession

WORK_LIMIT = 200
"""Characters of what somebody works on."""
_INVITE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_INVITE_LENGTH = 10
_ADDRESSES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A membership as it now is. `invite` is told to those who manage the team."""

    team: Team
    membership: Membership
    again: bool


def join(uow: UnitOfWork, user: User, workspace: Workspace | None, invite: str, *, manages: bool) -> Joined:
    """Make the user a member of the team of a workspace, with sharing off; the first to join founds the team.

    A Discord server is open to strangers: there only somebody who manages the server founds the team, and the others
    join by its invite. Raises NotAllowed, InputError for an unknown invite.
    """
    team = _team(uow, workspace, invite, manages=manages)
    member = uow.teams.membership(user.id, team.id)
    if member is not None:
        return Joined(team=team, membership=member, again=True)
    role = Role.ADMIN if uow.teams.members(team.id) == 0 else Role.MEMBER
    joined = Membership(user=user.id, team=team.id, name=user.name, role=role, told=Terms(role, team.rules))
    uow.teams.join(joined)
    return Joined(team=team, membership=joined, again=False)


def _team(uow: UnitOfWork, workspace: Workspace | None, invite: str, *, manages: bool) -> Team:
    if invite:
        team = uow.teams.by_invite(invite.strip().casefold())
        if team is None:
            raise InputError(
                "invite", "That invite code is not valid. Ask a colleague who is in the team for the current one."
            )
        return team
    if workspace is None:
        raise NotAllowed("A team belongs to a workspace. Join from a channel of it, or with an invite code.")
    known = uow.teams.get(workspace.team) if workspace.team is not None else None
    open_to_strangers = workspace.platform is Platform.DISCORD and not manages
    if known is not None:
        if open_to_strangers:
            raise NotAllowed("To join this team you need its invite code: /kith team join CODE.")
        return known
    if open_to_strangers:
        raise NotAllowed(
            "There is no team here yet. Somebody who manages this server can begin one with /kith team join."
        )
    team = Team(id=TeamId(uow.new_id()), name=workspace.name, invite=new_invite())
    uow.teams.add(team)
    if not uow.teams.bind(workspace.id, team.id):
        raise NotAllowed("Somebody founded the team of this workspace just now. Please join it once more.")
    return team


def new_invite() -> str:
    """A new invite code."""
    return "".join(secrets.choice(_INVITE_ALPHABET) for _ in range(_INVITE_LENGTH))


def leave(uow: UnitOfWork, user: User, membership: Membership, now: datetime) -> None:
    """Leave a team; rows go at once, introductions with the user in them end, and somebody looks after it still."""
    introductions_ended.leave(uow, user, membership.team, now)
    letters_about.take_from(uow, user, membership.team, now)
    uow.directory.remove(membership.team, user.id)
    uow.teams.leave(user.id, membership.team)
    succession.settle(uow, membership.team)


def switch_sharing(uow: UnitOfWork, user: User, membership: Membership, *, on: bool) -> Membership:
    """Turn sharing on or off; the rows appear or go with it."""
    changed = replace(membership, sharing=on)
    uow.teams.save_membership(changed)
    directory.refresh_all(uow, user, changed)
    return changed


def work_on(uow: UnitOfWork, membership: Membership, text: str) -> Membership:
    """Say to the team what one works on, or nothing any more. Raises InputError for an endless line."""
    line = " ".join(text.split())
    if len(line) > WORK_LIMIT:
        raise InputError("about", f"That line has {len(line)} characters; I can keep {WORK_LIMIT}.")
    changed = replace(membership, working_on=line, on_reminders=membership.on_reminders and bool(line))
    uow.teams.save_membership(changed)
    uow.teams.describe(membership.user, membership.team, words_of(line))
    return changed


def show_on_reminders(uow: UnitOfWork, membership: Membership, *, on: bool) -> Membership:
    """Let what one works on stand on the reminders of colleagues who keep in touch with one, or not any more."""
    changed = replace(membership, on_reminders=on and bool(membership.working_on))
    uow.teams.save_membership(changed)
    return changed


def be_pictured(uow: UnitOfWork, membership: Membership, *, on: bool) -> Membership:
    """Let one's open rows count in the team's picture, or not any more."""
    changed = replace(membership, pictured=on)
    uow.teams.save_membership(changed)
    return changed


def be_recognised(uow: UnitOfWork, membership: Membership, text: str) -> int:
    """Let colleagues who share this member's contact be told that it is them; returns by how many addresses.

    Only keyed hashes of the addresses are kept. Raises InputError for what is no address.
    """
    addresses = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if any("@" not in each.strip("@") for each in addresses) or len(addresses) > _ADDRESSES:
        raise InputError("about", "I need your e-mail addresses, five at most: /kith team address: ben@acme.example.")
    uow.teams.recognise(membership.user, membership.team, addresses)
    return len(addresses)


def to_ask(uow: UnitOfWork, user: User, workspace: Workspace | None) -> Membership:
    """The membership through which a lookup is answered: the workspace's team, else the user's only one.

    The only one counts in a direct message, and for whoever came by an invite from a workspace without a team: they
    have no other place to ask.
    """
    if workspace is not None and workspace.team is not None:
        member = uow.teams.membership(user.id, workspace.team)
        if member is not None:
            return member
        raise NotAllowed("That is for members of the team of this workspace. To join: /kith team join.")
    memberships = uow.teams.memberships(user.id)
    if len(memberships) == 1 and (workspace is None or _is_invited(uow, user, workspace, memberships[0])):
        return memberships[0]
    if memberships:
        raise NotAllowed("Ask this in a channel of the team's workspace, so that I know which team you mean.")
    raise NotAllowed("You are in no team yet. To join the one of this workspace: /kith team join.")


def _is_invited(uow: UnitOfWork, user: User, workspace: Workspace, member: Membership) -> bool:
    """Whether the user came to a team from that workspace, and is in none of the team's own."""
    teams = {(each.platform, each.external) for each in uow.teams.workspaces(member.team)}
    own = {(each.platform, each.scope) for each in uow.users.accounts(user.id)}
    return (workspace.platform, workspace.external) in own and own.isdisjoint(teams)
