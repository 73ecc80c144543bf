"""Workspaces, teams, memberships, and what members share."""

from collections.abc import Callable, Collection

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from bot.domain.ids import ContactId, ShareId, TeamId, UserId, WorkspaceId
from bot.domain.team import Edge, Membership, Role, Rule, Scope, Share, Sharing, Team
from bot.domain.user import Platform, Workspace
from storage import recognition
from storage.recognition import JoinKind
from storage.recorded_rows import RecordedRows
from storage.schema import member_join, member_word
from storage.schema import membership as memberships
from storage.schema import share as shares
from storage.schema import team as teams
from storage.schema import workspace as workspaces
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault

SAID = "said"
"""The scope of a row that holds a member's own words about a contact."""


class TeamRepository:
    """Workspaces, teams, memberships, and what members share."""

    def __init__(self, tx: Transaction, vault: Vault, recorded: RecordedRows, new_id: Callable[[], str]) -> None:
        self._tx = tx
        self._vault = vault
        self._recorded = recorded
        self._new_id = new_id

    def workspace(self, platform: Platform, external: str) -> Workspace | None:
        """The workspace with that platform identity."""
        same = and_(workspaces.c.platform == platform, workspaces.c.external == external)
        row = self._tx.row(select(workspaces).where(same))
        return _workspace(row) if row is not None else None

    def add_workspace(self, workspace: Workspace) -> None:
        """Add a workspace, unless it is there already."""
        self._tx.insert_new(workspaces, ("platform", "external"), _workspace_row(workspace))

    def rename_workspace(self, platform: Platform, external: str, name: str) -> None:
        """Give the workspace with that platform identity its new name, if it is known."""
        same = and_(workspaces.c.platform == platform, workspaces.c.external == external)
        self._tx.run(update(workspaces).where(same).values(name=name))

    def bind(self, workspace: WorkspaceId, team: TeamId) -> bool:
        """Give a workspace its team; False where it has one already."""
        free = and_(workspaces.c.id == workspace, workspaces.c.team_id.is_(None))
        return self._tx.run(update(workspaces).where(free).values(team_id=team)) == 1

    def get(self, team: TeamId) -> Team | None:
        """The team with that id."""
        return self._team(teams.c.id == team)

    def by_invite(self, invite: str) -> Team | None:
        """The team that an invite code lets in to."""
        return self._team(and_(teams.c.invite == invite, teams.c.invite != ""))

    def add(self, team: Team) -> None:
        """Add a team."""
        self._tx.insert(teams, {"id": team.id, "name": team.name, "invite": team.invite})

    def membership(self, user: UserId, team: TeamId) -> Membership | None:
        """The user's membership of a team."""
        row = self._tx.row(select(memberships).where(_member(user, team)))
        return _membership(row) if row is not None else None

    def memberships(self, user: UserId) -> tuple[Membership, ...]:
        """All memberships of a user."""
        own = select(memberships).where(memberships.c.user_id == user).order_by(memberships.c.team_id)
        return tuple(map(_membership, self._tx.rows(own)))

    def members(self, team: TeamId) -> int:
        """How many have joined."""
        count = select(func.count()).select_from(memberships).where(memberships.c.team_id == team)
        return int(self._tx.scalar(count))

    def roster(self, team: TeamId) -> tuple[Membership, ...]:
        """All who have joined, by what the team calls them."""
        of_team = select(memberships).where(memberships.c.team_id == team)
        return tuple(map(_membership, self._tx.rows(of_team.order_by(memberships.c.name, memberships.c.user_id))))

    def workspaces(self, team: TeamId) -> tuple[Workspace, ...]:
        """The workspaces that belong to a team."""
        of_team = select(workspaces).where(workspaces.c.team_id == team).order_by(workspaces.c.id)
        return tuple(map(_workspace, self._tx.rows(of_team)))

    def join(self, membership: Membership) -> None:
        """Add a membership."""
        self._tx.insert(memberships, _membership_row(membership))

    def save_membership(self, membership: Membership) -> None:
        """Write a membership."""
        own = _member(membership.user, membership.team)
        self._tx.run(update(memberships).where(own).values(_membership_row(membership)))

    def leave(self, user: UserId, team: TeamId) -> None:
        """End a membership, with what was shared through it."""
        self._tx.run(delete(memberships).where(_member(user, team)))

    def sharing(self, user: UserId, team: TeamId) -> Sharing:
        """All that the user said to the team; who is not spoken of is not shared."""
        said = self._tx.rows(select(shares).where(shares.c.user_id == user, shares.c.team_id == team))
        rules = map(_rule, (row for row in said if row["scope"] != SAID))
        edges = {row["key"]: Edge(row["level"]) for row in said if row["scope"] == SAID}
        return Sharing({(rule.scope, rule.key): rule for rule in rules}, edges)

    def rule(self, user: UserId, rule: ShareId) -> tuple[TeamId, Rule] | None:
        """The user's rule with that id, and the team that it is for."""
        own = select(shares).where(shares.c.user_id == user, shares.c.id == rule, shares.c.scope != SAID)
        row = self._tx.row(own)
        return (row["team_id"], _rule(row)) if row is not None else None

    def share(self, user: UserId, team: TeamId, scope: Scope, key: str, level: Share) -> None:
        """Say what a team may see; the last word about the same counts."""
        self._say(user, team, scope, key, level)

    def unshare(self, user: UserId, rule: ShareId) -> None:
        """Take a rule back."""
        self._recorded.delete(user, rule)

    def say(self, user: UserId, team: TeamId, contact: ContactId, edge: Edge | None) -> None:
        """Say in one's own words how close one is to a contact; None takes them back."""
        if edge is not None:
            self._say(user, team, SAID, contact, edge)
            return
        stored = self._tx.row(select(shares.c.id).where(_about(user, team, SAID, contact)))
        if stored is not None:
            self._recorded.delete(user, stored["id"])

    def recognise(self, user: UserId, team: TeamId, addresses: Collection[str]) -> None:
        """Let colleagues who share this member be told from others by these e-mail addresses of theirs, and no more."""
        own = and_(member_join.c.user_id == user, member_join.c.team_id == team)
        self._tx.run(delete(member_join).where(own))
        for hashed in {self._vault.hash_of(JoinKind.EMAIL, recognition.email(each)) for each in addresses}:
            self._tx.insert(member_join, {"team_id": team, "user_id": user, "hash": hashed})

    def describe(self, user: UserId, team: TeamId, words: Collection[str]) -> None:
        """Let the member be found by these words of what they work on, and no more."""
        own = and_(member_word.c.user_id == user, member_word.c.team_id == team)
        self._tx.run(delete(member_word).where(own))
        for word in sorted(set(words)):
            self._tx.insert(member_word, {"team_id": team, "user_id": user, "word": word})

    def _say(self, user: UserId, team: TeamId, scope: str, key: str, word: str) -> None:
        stored = self._tx.row(select(shares).where(_about(user, team, scope, key)))
        if stored is not None:
            self._recorded.update({**stored, "level": word})
            return
        about = {"user_id": user, "team_id": team, "scope": scope, "key": key}
        self._recorded.insert({"id": self._new_id(), **about, "level": word})

    def _team(self, condition: ColumnElement[bool]) -> Team | None:
        row = self._tx.row(select(teams).where(condition))
        return Team(id=row["id"], name=row["name"], invite=row["invite"]) if row is not None else None


def _member(user: UserId, team: TeamId) -> ColumnElement[bool]:
    return and_(memberships.c.user_id == user, memberships.c.team_id == team)


def _about(user: UserId, team: TeamId, scope: str, key: str) -> ColumnElement[bool]:
    return and_(shares.c.user_id == user, shares.c.team_id == team, shares.c.scope == scope, shares.c.key == key)


def _rule(row: Stored) -> Rule:
    return Rule(id=row["id"], scope=Scope(row["scope"]), key=row["key"], level=Share(row["level"]))


def _workspace_row(workspace: Workspace) -> Row:
    return {
        "id": workspace.id,
        "platform": workspace.platform,
        "external": workspace.external,
        "name": workspace.name,
        "team_id": workspace.team,
    }


def _workspace(row: Stored) -> Workspace:
    return Workspace(
        id=row["id"],
        platform=Platform(row["platform"]),
        external=row["external"],
        name=row["name"],
        team=row["team_id"],
    )


def _membership_row(membership: Membership) -> Row:
    return {
        "user_id": membership.user,
        "team_id": membership.team,
        "name": membership.name,
        "role": membership.role,
        "sharing": membership.sharing,
        "working_on": membership.working_on,
    }


def _membership(row: Stored) -> Membership:
    return Membership(
        user=row["user_id"],
        team=row["team_id"],
        name=row["name"],
        role=Role(row["role"]),
        sharing=row["sharing"],
        working_on=row["working_on"],
    )
