"""Who in a team knows whom: joining, sharing, asking. Lookups read the directory and no private table."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import TeamId
from bot.domain.strength import Band, band_of
from bot.domain.team import DirectoryRow, Membership, Role, Share, Team
from bot.domain.user import Platform, User, Workspace
from bot.ports import UnitOfWork
from bot.services import changes, directory

_ROWS = 50
_INVITE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_INVITE_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A membership as it now is. `invite` is told to those who manage the team."""

    team: Team
    membership: Membership
    again: bool


@dataclass(frozen=True, slots=True)
class Knows:
    """A colleague who knows somebody that was asked for: how close, and in which month they were last in touch."""

    row: DirectoryRow
    band: Band


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
    joined = Membership(user=user.id, team=team.id, role=role)
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
    team = Team(id=TeamId(uow.new_id()), name=workspace.name, invite=_invite())
    uow.teams.add(team)
    if not uow.teams.bind(workspace.id, team.id):
        raise NotAllowed("Somebody founded the team of this workspace just now. Please join it once more.")
    return team


def _invite() -> str:
    return "".join(secrets.choice(_INVITE_ALPHABET) for _ in range(_INVITE_LENGTH))


def leave(uow: UnitOfWork, user: User, membership: Membership) -> None:
    """Leave a team; the user's rows go at once."""
    uow.directory.remove(membership.team, user.id)
    uow.teams.leave(user.id, membership.team)


def sharing(uow: UnitOfWork, user: User, membership: Membership, *, on: bool) -> Membership:
    """Turn sharing on or off; the rows appear or go with it. Contacts are shared one by one."""
    changed = replace(membership, sharing=on)
    uow.teams.save_membership(changed)
    directory.refresh_all(uow, user, changed)
    return changed


def share(
    uow: UnitOfWork, user: User, contact: Contact, level: Share, now: datetime
) -> tuple[tuple[Team, ...], Change]:
    """Let the user's teams see a contact, or not; returns the teams. Raises NotAllowed without one that shares."""
    memberships = uow.teams.memberships(user.id)
    if not memberships:
        raise NotAllowed("You are in no team, so nobody sees any of your people. To join one: /kith team join.")
    if level is Share.OPEN and not any(each.sharing for each in memberships):
        raise NotAllowed(
            "Your sharing is off, so nobody sees any of your people. To turn it on: /kith team sharing on."
        )
    change = changes.begin(uow, user, f"what your team sees of {contact.name}", now)
    tie = uow.contacts.tie(user.id, contact.id)
    for each in memberships:
        uow.teams.share(user.id, each.team, contact.id, level)
    directory.refresh(uow, user, contact, tie)
    return tuple(team for each in memberships if (team := uow.teams.get(each.team)) is not None), change


def team_to_ask(uow: UnitOfWork, user: User, workspace: Workspace | None) -> Membership:
    """The membership through which a lookup is answered: the workspace's team, else the user's only one."""
    if workspace is not None and workspace.team is not None:
        member = uow.teams.membership(user.id, workspace.team)
        if member is not None:
            return member
        raise NotAllowed("Who knows whom is answered among members of the team. To join: /kith team join.")
    memberships = uow.teams.memberships(user.id)
    if workspace is None and len(memberships) == 1:
        return memberships[0]
    if memberships:
        raise NotAllowed("Ask this in a channel of the team's workspace, so that I know which team you mean.")
    raise NotAllowed("You are in no team yet. To join the one of this workspace: /kith team join.")


def who_knows(uow: UnitOfWork, membership: Membership, text: str, today: date) -> tuple[Knows, ...]:
    """Colleagues who openly share somebody with all these words in name, company, title or tags; closest first."""
    wanted = directory.words(text)
    if not wanted:
        raise InputError("words", "Whom are you looking for? A name, a company or a title will do.")
    rows: Sequence[DirectoryRow] = uow.directory.find(membership.team, wanted, _ROWS)
    known = [Knows(row, band_of(row.decay, today)) for row in rows]
    known.sort(key=lambda each: (_ORDER[each.band], -(each.row.seen_in or date.min).toordinal(), each.row.name))
    return tuple(known)


_ORDER = {band: rank for rank, band in enumerate(Band)}
