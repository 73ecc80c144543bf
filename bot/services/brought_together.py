"""What two colleagues who were brought together may do about each other: keep in touch, and say thanks."""

from datetime import date, datetime, timedelta

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone
from bot.domain.followup import FollowUpKind
from bot.domain.slot import first_workday, local_day
from bot.domain.team_need import NeedMatch
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import contacts, follow_ups, team_needs

THANKS_AFTER = timedelta(weeks=3)
_GONE = "I don't have that any more."


def kept(uow: UnitOfWork, user: User, match: NeedMatch, now: datetime) -> tuple[Contact, contacts.Added | None]:
    """The colleague in the user's own book, added if nobody there has their name. Raises Gone before both said yes."""
    name = team_needs.name_of(uow, match, match.other(user.id))
    if match.met_on is None or not name:
        raise Gone(_GONE)
    same = [each for each in uow.contacts.named(user.id) if each.name.casefold() == name.casefold()]
    known = uow.contacts.get(user.id, same[0].id) if same else None
    if known is not None:
        return known, None
    team = uow.teams.get(match.team)
    met = f"We were brought together in {team.name}." if team is not None else ""
    added = contacts.add(uow, user, contacts.Profile(name=name, met=met), now)
    return added.contact, added


def thank_later(uow: UnitOfWork, user: User, match: NeedMatch, now: datetime) -> tuple[Contact, date, Change]:
    """A thank-you in three weeks to who helped. Raises Gone before both said yes, and for the one who helped."""
    if not match.seeks(user.id):
        raise Gone(_GONE)
    contact, _ = kept(uow, user, match, now)
    if any(each.text == match.offer_line for each in uow.follow_ups.open(user.id, contact.id)):
        raise Gone(f"I remind you to thank {contact.name} already.")
    due = first_workday(local_day(now, user.preferences) + THANKS_AFTER, user.preferences)
    _, change = follow_ups.add(uow, user, contact, FollowUpKind.THANKS, match.offer_line, due, now)
    return contact, due, change
