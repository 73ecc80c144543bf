"""Workspaces, teams, memberships, and what members share."""

from collections.abc import Callable, Collection

from sqlalchemy import ColumnElement, and_, delete, func, select, update

from bot.domain.directory import Worker
from bot.domain.ids import ContactId, ShareId, TeamId, UserId, WorkspaceId
from bot.domain.team import Asking, Edge, Membership, Role, Rule, Rules, Scope, Share, Sharing, Team
from bot.domain.user import Platform, Workspace
from storage import colleagues, recognition
from storage.member_rows import membership_of, membership_row
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

    def part(self, workspace: WorkspaceId, team: TeamId) -> bool:
        """Take a workspace out of its team; False where it is not in that one."""
        there = and_(workspaces.c.id == workspace, workspaces.c.team_id == team)
        return self._tx.run(update(workspaces).where(there).values(team_id=None)) == 1

    def workspaces(self, team: TeamId) -> tuple[Workspace, ...]:
        """The workspaces of a team, by name."""
        own = select(workspaces).where(workspaces.c.team_id == team).order_by(workspaces.c.name, workspaces.c.id)
        return tuple(map(_workspace, self._tx.rows(own)))

    def get(self, team: TeamId) -> Team | None:
        """The team with that id."""
        return self._team(teams.c.id == team)

    def by_invite(self, invite: str) -> Team | None:
        """The team that an invite code lets in to."""
        return self._team(and_(teams.c.invite == invite, teams.c.invite != ""))

    def add(self, team: Team) -> None:
        """Add a team."""
        self._tx.insert(teams, _team_row(team))

    def set_rules(self, team: TeamId, rules: Rules) -> None:
        """Write what is set for a team, and nothing else of it."""
        self._tx.run(update(teams).where(teams.c.id == team).values(_rules_row(rules)))

    def set_invite(self, team: TeamId, invite: str) -> None:
        """Write the code that lets in to a team, and nothing else of it."""
        self._tx.run(update(teams).where(teams.c.id == team).values(invite=invite))

    def membership(self, user: UserId, team: TeamId) -> Membership | None:
        """The user's membership of a team."""
        row = self._tx.row(select(memberships).where(_member(user, team)))
        return membership_of(row) if row is not None else None

    def memberships(self, user: UserId) -> tuple[Membership, ...]:
        """All memberships of a user."""
        own = select(memberships).where(memberships.c.user_id == user).order_by(memberships.c.team_id)
        return tuple(map(membership_of, self._tx.rows(own)))

    def everybody(self, team: TeamId) -> tuple[Membership, ...]:
        """All memberships of a team, whoever joined first in front."""
        theirs = select(memberships).where(memberships.c.team_id == team)
        ordered = theirs.order_by(memberships.c.place, memberships.c.user_id)
        return tuple(map(membership_of, self._tx.rows(ordered)))

    def present(self, team: TeamId) -> frozenset[UserId]:
        """Those members who have an account that is neither deactivated nor gone."""
        return colleagues.present(self._tx, team)

    def unattended(self) -> tuple[TeamId, ...]:
        """The teams that have members and nobody present who looks after them."""
        return colleagues.unattended(self._tx)

    def at_work(
        self, user: UserId, teams: Collection[TeamId], hashes: Collection[str], mentions: Collection[str]
    ) -> tuple[Worker, ...]:
        """Colleagues in these teams of the user, known by a hash or a mention, whose line may stand on reminders."""
        return colleagues.at_work(self._tx, user, teams, hashes, mentions)

    def members(self, team: TeamId) -> int:
        """How many have joined."""
        count = select(func.count()).select_from(memberships).where(memberships.c.team_id == team)
        return int(self._tx.scalar(count))

    def roster(self, team: TeamId) -> tuple[Membership, ...]:
        """All who have joined, by what the team calls them."""
        of_team = select(memberships).where(memberships.c.team_id == team)
        return tuple(map(membership_of, self._tx.rows(of_team.order_by(memberships.c.name, memberships.c.user_id))))

    def join(self, membership: Membership) -> None:
        """Add a membership."""
        last = select(func.coalesce(func.max(memberships.c.place), 0)).where(memberships.c.team_id == membership.team)
        self._tx.insert(memberships, {**membership_row(membership), "place": int(self._tx.scalar(last)) + 1})

    def save_membership(self, membership: Membership) -> None:
        """Write what a member chose and read, and not their role, which is written by others."""
        own = _member(membership.user, membership.team)
        chosen = {name: value for name, value in membership_row(membership).items() if name != "role"}
        self._tx.run(update(memberships).where(own).values(chosen))

    def set_role(self, user: UserId, team: TeamId, role: Role) -> None:
        """Write what a member may do for the team, and nothing that they chose."""
        self._tx.run(update(memberships).where(_member(user, team)).values(role=role))

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
        return _team(row) if row is not None else None


def _member(user: UserId, team: TeamId) -> ColumnElement[bool]:
    return and_(memberships.c.user_id == user, memberships.c.team_id == team)


def _about(user: UserId, team: TeamId, scope: str, key: str) -> ColumnElement[bool]:
    return and_(shares.c.user_id == user, shares.c.team_id == team, shares.c.scope == scope, shares.c.key == key)


def _rule(row: Stored) -> Rule:
    return Rule(id=row["id"], scope=Scope(row["scope"]), key=row["key"], level=Share(row["level"]))


def _team_row(team: Team) -> Row:
    return {"id": team.id, "name": team.name, "invite": team.invite, **_rules_row(team.rules)}


def _rules_row(rules: Rules) -> Row:
    return {
        "asking": rules.asking,
        "an_hour": rules.an_hour,
        "kept_days": rules.kept_days,
        "picture": rules.picture,
    }


def _team(row: Stored) -> Team:
    rules = Rules(
        asking=Asking(row["asking"]), an_hour=row["an_hour"], kept_days=row["kept_days"], picture=row["picture"]
    )
    return Team(id=row["id"], name=row["name"], invite=row["invite"], rules=rules)


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
