"""A colleague as a contact in one's own book: by an address that they told the team, or by their mention.

Never by name: two people may have the same one.
"""

from bot.domain.contact import Contact
from bot.domain.ids import TeamId, UserId
from bot.ports import UnitOfWork
from bot.services import finding, partings


def as_contact(uow: UnitOfWork, owner: UserId, team: TeamId, member: UserId) -> Contact | None:
    """The owner's contact that is this member of a team; None where that is not sure.

    Of accounts that are not in the team nothing is told: who a colleague is elsewhere is theirs to tell.
    """
    found = set(uow.introductions.contacts_of(owner, team, member))
    membership = uow.teams.membership(member, team)
    mentions = set(partings.mentions(uow, membership)) if membership is not None else set()
    found |= {each.id for each in uow.contacts.named(owner) if mentions & set(each.aliases)}
    people = {each.id: each for each in finding.surviving(uow, owner, found).values()}
    (only,) = people.values() if len(people) == 1 else (None,)
    return only if only is not None and not only.state.is_over else None
