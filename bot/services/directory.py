"""What leaves a contact book: the directory rows of what a member shares, kept equal to the facts.

Written in the transaction that changes a contact, a tie, or what is shared. Lookups read these rows and nothing else.
"""

from bot.domain.contact import Contact
from bot.domain.strength import Tie
from bot.domain.team import DirectoryRow, Membership, Share
from bot.domain.user import User
from bot.language.names import fold
from bot.ports import UnitOfWork


def refresh(uow: UnitOfWork, user: User, contact: Contact, tie: Tie) -> None:
    """Write or remove the rows of a contact in each of the user's teams."""
    for membership in uow.teams.memberships(user.id):
        level = uow.teams.shares(user.id, membership.team).get(contact.id, Share.NEVER)
        if membership.sharing and level is Share.OPEN and _is_shared(contact):
            _put(uow, user, membership, contact, tie)
        else:
            uow.directory.remove(membership.team, user.id, contact.id)


def refresh_all(uow: UnitOfWork, user: User, membership: Membership) -> None:
    """Write all rows of a member anew, after sharing was turned on or off."""
    uow.directory.remove(membership.team, user.id)
    if not membership.sharing:
        return
    shares = uow.teams.shares(user.id, membership.team)
    opened = [contact for contact, level in shares.items() if level is Share.OPEN]
    ties = uow.contacts.ties(user.id, opened)
    for contact in uow.contacts.many(user.id, opened).values():
        if _is_shared(contact):
            _put(uow, user, membership, contact, ties.get(contact.id, Tie()))


def words(*texts: str) -> tuple[str, ...]:
    """The words that something is found by: folded, each once."""
    return tuple(dict.fromkeys(word for text in texts for word in fold(text).split()))


def _is_shared(contact: Contact) -> bool:
    """Whether a team may find somebody whom the user opened: not the dead, the archived, or whom nobody should ask."""
    return not contact.state.is_over and contact.merged_into is None


def _put(uow: UnitOfWork, user: User, membership: Membership, contact: Contact, tie: Tie) -> None:
    row = DirectoryRow(
        team=membership.team,
        member=user.id,
        contact=contact.id,
        member_name=user.name,
        name=contact.name,
        company=contact.company,
        title=contact.title,
        tags=contact.tags,
        decay=tie.decay,
        seen_in=tie.last_on.replace(day=1) if tie.last_on is not None else None,
        joins=uow.contacts.joins(user.id, contact.id),
    )
    uow.directory.put(row, words(contact.name, contact.company, contact.title, *contact.tags))
