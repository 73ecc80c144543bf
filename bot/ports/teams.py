"""Repositories of what is shared: teams and what their members say to them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from bot.domain.directory import Worker
from bot.domain.ids import ContactId, ShareId, TeamId, UserId, WorkspaceId
from bot.domain.team import Edge, Membership, Role, Rule, Rules, Scope, Share, Sharing, Team
from bot.domain.user import Platform, Workspace


class Teams(Protocol):
    """Workspaces, teams, memberships, and what members share."""

    def workspace(self, platform: Platform, external: str) -> Workspace | None: ...

    def add_workspace(self, workspace: Workspace) -> None:
        """Add it, unless it is there already."""

    def rename_workspace(self, platform: Platform, external: str, name: str) -> None:
        """Give the workspace with that platform identity its new name, if it is known."""

    def bind(self, workspace: WorkspaceId, team: TeamId) -> bool:
        """Give a workspace its team; False where it has one already."""

    def part(self, workspace: WorkspaceId, team: TeamId) -> bool:
        """Take a workspace out of its team; False where it is not in that one."""

    def workspaces(self, team: TeamId) -> tuple[Workspace, ...]:
        """The workspaces of a team, by name."""

    def get(self, team: TeamId) -> Team | None: ...

    def by_invite(self, invite: str) -> Team | None: ...

    def add(self, team: Team) -> None: ...

    def set_rules(self, team: TeamId, rules: Rules) -> None:
        """Write what is set for a team, and nothing else of it."""

    def set_invite(self, team: TeamId, invite: str) -> None:
        """Write the code that lets in to a team, and nothing else of it."""

    def membership(self, user: UserId, team: TeamId) -> Membership | None: ...

    def memberships(self, user: UserId) -> tuple[Membership, ...]: ...

    def members(self, team: TeamId) -> int:
        """How many have joined."""

    def roster(self, team: TeamId) -> tuple[Membership, ...]:
        """All who have joined, by what the team calls them."""

    def everybody(self, team: TeamId) -> tuple[Membership, ...]:
        """All memberships of a team, whoever joined first in front."""

    def present(self, team: TeamId) -> frozenset[UserId]:
        """Those members who have an account that is neither deactivated nor gone."""

    def unattended(self) -> tuple[TeamId, ...]:
        """The teams that have members and nobody present who looks after them."""

    def at_work(
        self, user: UserId, teams: Collection[TeamId], hashes: Collection[str], mentions: Collection[str]
    ) -> tuple[Worker, ...]:
        """Colleagues in these teams of the user, known by a hash or a mention, whose line may stand on reminders."""

    def join(self, membership: Membership) -> None: ...

    def save_membership(self, membership: Membership) -> None:
        """Write what a member chose and read, and not their role, which is written by others."""

    def set_role(self, user: UserId, team: TeamId, role: Role) -> None:
        """Write what a member may do for the team, and nothing that they chose."""

    def leave(self, user: UserId, team: TeamId) -> None:
        """End a membership, with what was shared through it."""

    def sharing(self, user: UserId, team: TeamId) -> Sharing:
        """All that the user said to the team; who is not spoken of is not shared."""

    def rule(self, user: UserId, rule: ShareId) -> tuple[TeamId, Rule] | None:
        """The user's rule with that id, and the team that it is for."""

    def share(self, user: UserId, team: TeamId, scope: Scope, key: str, level: Share) -> None:
        """Say what a team may see; the last word about the same counts."""

    def unshare(self, user: UserId, rule: ShareId) -> None:
        """Take a rule back."""

    def say(self, user: UserId, team: TeamId, contact: ContactId, edge: Edge | None) -> None:
        """Say in one's own words how close one is to a contact; None takes them back."""

    def recognise(self, user: UserId, team: TeamId, addresses: Collection[str]) -> None:
        """Let colleagues who share this member be told from others by these e-mail addresses of theirs, and no more."""

    def describe(self, user: UserId, team: TeamId, words: Collection[str]) -> None:
        """Let the member be found by these words of what they work on, and no more."""


class Lookups(Protocol):
    """Who asked when, and whose people were named: what limits lookups and what is told about them."""

    def add(self, team: TeamId, asker: UserId, members: Collection[UserId], now: datetime, today: date) -> None:
        """Note that somebody asked, and that the answer named people of these members."""

    def asked_since(self, team: TeamId, asker: UserId, moment: datetime) -> tuple[datetime, ...]:
        """When the user asked since then, oldest first."""

    def count_since(self, team: TeamId, moment: datetime) -> int:
        """How often anybody in the team asked since then."""

    def surfaced_since(self, team: TeamId, member: UserId, day: date) -> int:
        """In how many answers since that day people of the member stood."""

    def purge(self, now: datetime) -> None:
        """Forget what is older than each team keeps it; of the last hour is kept what limits lookups."""
