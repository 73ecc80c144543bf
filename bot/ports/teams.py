"""Repositories of what is shared: teams and the directory."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.domain.ids import ContactId, TeamId, UserId, WorkspaceId
from bot.domain.team import DirectoryRow, Membership, Share, Team
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

    def get(self, team: TeamId) -> Team | None: ...

    def by_invite(self, invite: str) -> Team | None: ...

    def add(self, team: Team) -> None: ...

    def membership(self, user: UserId, team: TeamId) -> Membership | None: ...

    def memberships(self, user: UserId) -> tuple[Membership, ...]: ...

    def members(self, team: TeamId) -> int:
        """How many have joined."""

    def join(self, membership: Membership) -> None: ...

    def save_membership(self, membership: Membership) -> None: ...

    def leave(self, user: UserId, team: TeamId) -> None:
        """End a membership, with what was shared through it."""

    def shares(self, user: UserId, team: TeamId) -> dict[ContactId, Share]:
        """What the user said about single contacts; the others are not shared."""

    def share(self, user: UserId, team: TeamId, contact: ContactId, share: Share) -> None: ...


class Directory(Protocol):
    """What a team may see of shared contacts. Lookups read this and nothing else."""

    def put(self, row: DirectoryRow, words: Collection[str]) -> None:
        """Add or replace the row of a member's contact, found by these words."""

    def remove(self, team: TeamId, member: UserId, contact: ContactId | None = None) -> None:
        """Remove the row of a contact, or all rows of a member."""

    def find(self, team: TeamId, words: Sequence[str], limit: int) -> tuple[DirectoryRow, ...]:
        """Rows that hold every one of the words, strongest first."""
