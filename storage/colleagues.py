"""Members of a team as colleagues of each other: who is still there, and who a contact of somebody's is."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bot.domain.directory import Worker
from bot.domain.ids import TeamId, UserId
from bot.domain.team import Role
from bot.domain.user import DEACTIVATED, Platform
from storage.schema import account, member_join, membership, workspace
from storage.transaction import Transaction


def present(tx: Transaction, team: TeamId) -> frozenset[UserId]:
    """Those members who have an account that is neither deactivated nor gone."""
    there = select(membership.c.user_id).where(membership.c.team_id == team, _present(membership.c.user_id))
    return frozenset(tx.scalars(there))


def unattended(tx: Transaction) -> tuple[TeamId, ...]:
    """The teams that have members and nobody present who looks after them."""
    admin = membership.alias("admin")
    attended = select(admin.c.team_id).where(admin.c.role == Role.ADMIN, _present(admin.c.user_id))
    without = select(membership.c.team_id).distinct().where(membership.c.team_id.not_in(attended))
    return tuple(tx.scalars(without.order_by(membership.c.team_id)))


def at_work(
    tx: Transaction, user: UserId, teams: Collection[TeamId], hashes: Collection[str], mentions: Collection[str]
) -> tuple[Worker, ...]:
    """Colleagues in these teams of the user, known by a hash or a mention, whose line may stand on reminders.

    A hash is that of an address by which a member lets that team recognise them; a mention is a platform's id of
    somebody where the user has an account, too, in the team.
    """
    known = [each for each in (_by_hash(hashes), _by_mention(user, mentions)) if each is not None]
    if not known or not teams:
        return ()
    told = and_(membership.c.on_reminders, membership.c.working_on != "", membership.c.user_id != user)
    found = select(membership).where(membership.c.team_id.in_(teams), told, or_(*known))
    ordered = found.order_by(membership.c.team_id, membership.c.user_id)
    return tuple(Worker(row["user_id"], row["name"], row["working_on"]) for row in tx.rows(ordered))


def _by_hash(hashes: Collection[str]) -> ColumnElement[bool] | None:
    if not hashes:
        return None
    same = and_(member_join.c.team_id == membership.c.team_id, member_join.c.user_id == membership.c.user_id)
    return exists().where(same, member_join.c.hash.in_(sorted(hashes)))


def _by_mention(user: UserId, mentions: Collection[str]) -> ColumnElement[bool] | None:
    if not mentions:
        return None
    own = account.alias("own")
    same = and_(own.c.platform == account.c.platform, own.c.scope == account.c.scope, own.c.user_id == user)
    theirs = and_(account.c.user_id == membership.c.user_id, account.c.external.in_(sorted(mentions)))
    return exists().where(theirs, same, _in_team())


def _in_team() -> ColumnElement[bool]:
    """That an account is surely one in the team: who a colleague of Slack is on Discord is theirs to tell."""
    ours, others = workspace.alias("ours"), workspace.alias("others")
    there = and_(ours.c.team_id == membership.c.team_id, ours.c.platform == account.c.platform)
    elsewhere = and_(others.c.team_id == membership.c.team_id, others.c.platform != Platform.DISCORD)
    on_discord_alone = and_(account.c.platform == Platform.DISCORD, ~exists().where(elsewhere))
    return or_(exists().where(there, ours.c.external == account.c.scope), on_discord_alone)


def _present(user: ColumnElement[str]) -> ColumnElement[bool]:
    there = and_(account.c.gone_at.is_(None), account.c.closed != DEACTIVATED)
    return exists().where(account.c.user_id == user, there)
