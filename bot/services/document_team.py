"""What a user gave to their teams, as plain values of an exported document: to be read, not to be restored.

To be in a team, matched or greeted takes an act of one's own there; nobody does it by bringing a file along.
"""

from bot.domain.ids import TeamId
from bot.domain.team import Sharing
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services.document import Document


def told_to_teams(uow: UnitOfWork, user: User) -> Document:
    """The user's memberships, what they chose and whom they share there; what may be matched; dates to greet."""
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
                **_rules(uow.teams.sharing(user.id, each.team)),
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


def _rules(said: Sharing) -> Document:
    ordered = sorted(said.rules.values(), key=lambda rule: (rule.scope, rule.level, rule.key))
    words = sorted((edge, contact) for contact, edge in said.edges.items())
    return {
        "rules": [{"scope": each.scope, "about": each.key, "level": each.level} for each in ordered],
        "own_words": [{"contact": contact, "said": edge} for edge, contact in words],
    }


def _name(uow: UnitOfWork, team: TeamId) -> str:
    found = uow.teams.get(team)
    return found.name if found is not None else ""
