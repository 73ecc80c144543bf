"""The codes by which one's accounts are joined, and workspaces to a team: given, entered, refused, counted."""

import secrets
from dataclasses import replace
from datetime import datetime

from prometheus_client import Counter

from bot.domain.errors import Gone, NotAllowed
from bot.domain.ids import CodeId, TeamId
from bot.domain.linking import ALPHABET, LENGTH, MOST_TRIES, TRIES_WITHIN, VALID, Code, read_code
from bot.domain.team import Role, Team
from bot.domain.user import Platform, User, Workspace
from bot.ports import UnitOfWork

REFUSED = Counter("kith_link_refused", "Codes that were refused: wrong, used, run out, or entered after too many")
_GONE = "That was done before, or its code has run out. To begin anew: /kith link."


def offer(uow: UnitOfWork, user: User, team: TeamId | None, now: datetime) -> str:
    """A new code in place of the user's last one; returns its letters, which are kept nowhere."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    code = Code(id=CodeId(uow.new_id()), user=user.id, team=team, until=now + VALID)
    uow.linking.offer(code, letters)
    return letters


def is_paused(uow: UnitOfWork, user: User, now: datetime) -> bool:
    """Whether the user entered so many codes that did not work that no further one is looked at."""
    return uow.linking.missed(user.id, now - TRIES_WITHIN) >= MOST_TRIES


def enter(uow: UnitOfWork, user: User, text: str, now: datetime, *, for_team: bool) -> Code | None:
    """The open code that a text is, noted as entered by the user; None for one that does not work, which is counted.

    What is wrong with it is not said. While the user is paused none is looked at.
    """
    paused = is_paused(uow, user, now)
    code = uow.linking.find(read_code(text), now) if not paused else None
    if code is None or (code.team is not None) is not for_team:
        refuse(uow, user, now, paused=paused)
        return None
    entered = replace(code, entered_by=user.id)
    uow.linking.save(entered)
    return entered


def refuse(uow: UnitOfWork, user: User, now: datetime, *, paused: bool) -> None:
    """Count a code that does not work; those that nobody looks at make no pause longer."""
    REFUSED.inc()
    if not paused:
        uow.linking.miss(uow.new_id(), user.id, now)


def entered(uow: UnitOfWork, user: User, code: CodeId, now: datetime, *, for_team: bool) -> Code:
    """The open code with that id, if it is this user who entered it; raises Gone."""
    found = uow.linking.get(code, now)
    if found is None or found.entered_by != user.id or (found.team is not None) is not for_team:
        raise Gone(_GONE)
    return found


def use_up(uow: UnitOfWork, code: Code) -> None:
    """Let a code be used this once; raises Gone for the second time."""
    if not uow.linking.use_up(code.id):
        raise Gone(_GONE)


def team_to_offer(uow: UnitOfWork, user: User, workspace: Workspace | None) -> Team:
    """The team that the user may join a workspace to: the one of this workspace, else their only one.

    Raises NotAllowed for somebody who manages none.
    """
    managed = [each.team for each in uow.teams.memberships(user.id) if each.role is Role.ADMIN]
    here = workspace.team if workspace is not None and workspace.team in managed else None
    chosen = here if here is not None else managed[0] if len(managed) == 1 else None
    team = uow.teams.get(chosen) if chosen is not None else None
    if team is None:
        which = " Ask in a workspace of the team that you mean." if managed else ""
        raise NotAllowed(f"A code for a team is given to those who manage it.{which}")
    return team


def bind(uow: UnitOfWork, workspace: Workspace | None, code: Code, *, manages: bool) -> tuple[Workspace, Team]:
    """Join a workspace to the team of a code; nobody becomes a member by it. Raises Gone, NotAllowed."""
    if code.team is None:
        raise Gone(_GONE)
    here = may_bind(uow, workspace, manages=manages)
    found = uow.teams.get(code.team)
    if found is None or not uow.teams.bind(here.id, code.team):
        raise NotAllowed("Somebody founded a team in this workspace just now, so it was left as it is.")
    return here, found


def may_bind(uow: UnitOfWork, workspace: Workspace | None, *, manages: bool) -> Workspace:
    """The workspace, where it has no team and the user might begin one there; raises NotAllowed."""
    if workspace is None:
        raise NotAllowed("A team belongs to a workspace. Enter the code in a channel of the one that is to join it.")
    team = uow.teams.get(workspace.team) if workspace.team is not None else None
    if team is not None:
        raise NotAllowed("This workspace has a team already, and belongs to one only.")
    if workspace.platform is Platform.DISCORD and not manages:
        raise NotAllowed("Only somebody who manages this server can join it to a team.")
    return workspace
