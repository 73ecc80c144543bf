"""How much of a team's directory there is: counts of open rows, and no row."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from bot.domain.directory import Holding
from bot.domain.ids import TeamId
from bot.domain.strength import Band, least_decay
from bot.domain.team import Edge
from storage import directory_rows
from storage.schema import directory, membership
from storage.transaction import Transaction

_BANDS = (Band.STRONG, Band.WARM, Band.FAINT)


def rows(tx: Transaction, team: TeamId) -> int:
    """How many rows there are."""
    ours = and_(directory.c.team_id == team, directory_rows.answered(directory.c.level))
    return int(tx.scalar(select(func.count()).select_from(directory).where(ours)))


def holdings(tx: Transaction, team: TeamId, today: date) -> tuple[Holding, ...]:
    """How many people at each company each of the members shares whose rows count in the team's picture."""
    counts = and_(
        membership.c.user_id == directory.c.member_id,
        membership.c.team_id == directory.c.team_id,
        membership.c.sharing,
        membership.c.pictured,
    )
    ours = and_(directory.c.team_id == team, directory_rows.answered(directory.c.level), directory.c.company != "")
    cells = [func.sum(case((_reaches(band, today), 1), else_=0)).label(band) for band in _BANDS]
    found = select(directory.c.company, directory.c.member_id, *cells).join(membership, counts).where(ours)
    counted = tx.rows(found.group_by(directory.c.company, directory.c.member_id))
    return tuple(
        Holding(
            company=row["company"],
            member=row["member_id"],
            strong=row["strong"],
            warm=row["warm"] - row["strong"],
            faint=row["faint"] - row["warm"],
        )
        for row in counted
    )


def _reaches(band: Band, today: date) -> ColumnElement[bool]:
    """That a tie is in that band or in a better one: by the member's own word, else by what the log adds up to."""
    logged = and_(directory.c.edge.not_in((Edge.VOUCH, Edge.KNOWS)), directory.c.decay >= least_decay(band, today))
    said = [Edge.VOUCH, Edge.KNOWS] if band is Band.FAINT else [Edge.VOUCH]
    return or_(directory.c.edge.in_(said), logged)
