"""Rows of memberships and back, without the place of a member among those who joined: that is nobody's to write."""

from bot.domain.team import Asking, Membership, Role, Rules, Terms
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored
from storage.vault import Row


def membership_row(membership: Membership) -> Row:
    """The row that holds a membership."""
    return {
        "user_id": membership.user,
        "team_id": membership.team,
        "name": membership.name,
        "role": membership.role,
        "sharing": membership.sharing,
        "working_on": membership.working_on,
        "on_reminders": membership.on_reminders,
        "pictured": membership.pictured,
        "told": from_words(_words_of(membership.told)) if membership.told is not None else "",
    }


def membership_of(row: Stored) -> Membership:
    """What a row holds."""
    told = to_words(row["told"])
    return Membership(
        user=row["user_id"],
        team=row["team_id"],
        name=row["name"],
        role=Role(row["role"]),
        sharing=row["sharing"],
        working_on=row["working_on"],
        on_reminders=row["on_reminders"],
        pictured=row["pictured"],
        told=_terms(told) if told else None,
    )


def _words_of(terms: Terms) -> tuple[str, ...]:
    rules = terms.rules
    return terms.role, rules.asking, str(rules.an_hour), str(rules.kept_days), "picture" if rules.picture else ""


def _terms(words: tuple[str, ...]) -> Terms:
    role, asking, an_hour, kept_days, picture = words
    rules = Rules(asking=Asking(asking), an_hour=int(an_hour), kept_days=int(kept_days), picture=bool(picture))
    return Terms(Role(role), rules)
