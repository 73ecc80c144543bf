"""What leaves a contact book: the directory rows of what a member shares, kept equal to the facts.

Written in the transaction that changes a contact, a tie, or what is shared. Lookups read these rows and nothing else.
"""

from collections.abc import Iterator, Sequence

from bot.domain.contact import Contact
from bot.domain.directory import DirectoryRow
from bot.domain.strength import Tie
from bot.domain.team import Membership, Rule, Share, Sharing
from bot.domain.user import User
from bot.language.indexing import company_key, tag_key
from bot.ports import UnitOfWork


def level_of(said: Sharing, contact: Contact) -> Share:
    """What a member lets their team see of a contact."""
    return said.level(contact, company_key(contact.company), tuple(map(tag_key, contact.tags)))


def deciding(said: Sharing, contact: Contact) -> Rule | None:
    """The rule that decides about a contact."""
    return said.deciding(contact, company_key(contact.company), tuple(map(tag_key, contact.tags)))


def refresh(uow: UnitOfWork, user: User, contact: Contact, tie: Tie) -> None:
    """Write or remove the rows of a contact in each of the user's teams."""
    for membership in uow.teams.memberships(user.id):
        said = uow.teams.sharing(user.id, membership.team)
        level = level_of(said, contact) if membership.sharing else Share.NEVER
        if level is Share.NEVER:
            uow.directory.remove(membership.team, user.id, contact.id)
        else:
            joins = uow.contacts.joins(user.id, contact.id)
            uow.directory.put([_row(membership, said, contact, level, tie, joins)])


def refresh_all(uow: UnitOfWork, user: User, membership: Membership) -> None:
    """Bring all rows of a member up to date, after what they share was changed; writes those that differ."""
    _refresh(uow, user, membership, uow.contacts.all(user.id) if membership.sharing else ())


def refresh_teams(uow: UnitOfWork, user: User, contacts: Sequence[Contact] | None = None) -> None:
    """Bring all rows of the user up to date, in each of their teams; a caller who has read all contacts gives them."""
    memberships = uow.teams.memberships(user.id)
    if contacts is None and any(membership.sharing for membership in memberships):
        contacts = uow.contacts.all(user.id)
    for membership in memberships:
        _refresh(uow, user, membership, contacts or ())


def _refresh(uow: UnitOfWork, user: User, membership: Membership, contacts: Sequence[Contact]) -> None:
    if membership.sharing:
        uow.directory.replace(membership.team, user.id, list(_wanted(uow, user, membership, contacts)))
    else:
        uow.directory.remove(membership.team, user.id)


def _wanted(uow: UnitOfWork, user: User, membership: Membership, contacts: Sequence[Contact]) -> Iterator[DirectoryRow]:
    said = uow.teams.sharing(user.id, membership.team)
    leveled = ((contact, level_of(said, contact)) for contact in contacts)
    shared = {contact.id: (contact, level) for contact, level in leveled if level is not Share.NEVER}
    ties, joins = uow.contacts.ties(user.id, shared), uow.contacts.joins_of(user.id, shared)
    for key, (contact, level) in shared.items():
        yield _row(membership, said, contact, level, ties.get(key, Tie()), joins.get(key, ()))


def _row(
    membership: Membership, said: Sharing, contact: Contact, level: Share, tie: Tie, joins: Sequence[str]
) -> DirectoryRow:
    return DirectoryRow(
        team=membership.team,
        member=membership.user,
        contact=contact.id,
        name=contact.name,
        company=contact.company,
        title=contact.title,
        tags=contact.tags,
        decay=tie.decay,
        seen_in=tie.last_on.replace(day=1) if tie.last_on is not None else None,
        joins=tuple(joins),
        level=level,
        edge=said.edges.get(contact.id),
    )
