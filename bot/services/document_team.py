"""What a user gave to their teams, as plain values of an exported document: to be read, not to be restored.

To be matched or greeted takes a yes in each team; nobody gives it by bringing a file along.
"""

from bot.domain.ids import TeamId
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services.document import Document


def told_to_teams(uow: UnitOfWork, user: User) -> Document:
    """The lines that may be matched among colleagues, and the dates on which to greet."""
    return {
        "matched_needs": [
            {"team": _name(uow, each.team), "kind": each.kind, "text": each.line}
            for each in uow.team_needs.released(user.id)
        ],
        "greetings": [
            {"team": _name(uow, each.team), "kind": each.kind, "month": each.month, "day": each.day}
            for each in uow.greetings.of(user.id)
        ],
    }


def _name(uow: UnitOfWork, team: TeamId) -> str:
    found = uow.teams.get(team)
    return found.name if found is not None else ""
