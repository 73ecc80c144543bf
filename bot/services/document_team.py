"""What a user gave to their teams, as plain values of an exported document: to be read, not to be restored.

To be in a team, matched or greeted takes an act of one's own there; nobody does it by bringing a file along.
"""

from bot.domain.ids import TeamId
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services.document import Document


def told_to_teams(uow: UnitOfWork, user: User) -> Document:
    """Where the user is a member and what they chose there, lines that may be matched, and dates on which to greet."""
    return {
        "memberships": [
            {
                "team": _name(uow, each.team),
                "name": each.name,
                "role": each.role,
                "sharing": each.sharing,
                "working_on": each.working_on,
                "on_reminders": each.on_reminders,
                "pictured": each.pictured,
            }
            for each in uow.teams.memberships(user.id)
        ],
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
