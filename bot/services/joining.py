"""Two users that are one person become one, and for 30 days two again.

The book that ends is exported, sealed, and restored into the one that stays. What it is restored from is what it is
separated to: exactly what the book held when the two were joined.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.change import Undone
from bot.domain.contact import Contact
from bot.domain.errors import Gone, NotAllowed
from bot.domain.ids import AccountId, JointId, UserId
from bot.domain.linking import SEPARABLE, Joint, Seat
from bot.domain.slot import local_day
from bot.domain.team import Membership, Role
from bot.domain.user import Account, User
from bot.language.names import fold
from bot.ports import UnitOfWork
from bot.services import archive, changes, erasing, finding, joined, leaving, membership, merging, reckoning, unshown


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two users, with the accounts that lead to them and how many people they know."""

    user: User
    accounts: tuple[Account, ...]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What a join would do: who stays, who ends, which people are one (those of `stays` first), who is named alike."""

    stays: Side
    ends: Side
    same: tuple[tuple[Contact, Contact], ...]
    alike: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Separated:
    """Two users that were one: whoever stays, whoever is back, and what of the join could not be taken out again."""

    stays: User
    back: User
    undone: Undone


def preview(uow: UnitOfWork, user: User, other: UserId) -> Joining:
    """What would come of it; the larger book stays, of two equal ones the older. Raises Gone, NotAllowed."""
    found = uow.users.lock(other)
    if found is None:
        raise Gone("The other account is not there any more.")
    if found.id == user.id:
        raise NotAllowed("That code is your own. Enter it in your other account, on the other platform.")
    sides = sorted((_side(uow, user), _side(uow, found)), key=lambda each: (-each.people, each.user.joined_on))
    stays, ends = sides
    coming = uow.contacts.all(ends.user.id)
    known = uow.contacts.recognised(stays.user.id, coming)
    mine = uow.contacts.many(stays.user.id, {each for some in known for each in some})
    pairs = {
        each.id: (mine[next(iter(some))], each) for each, some in zip(coming, known, strict=True) if len(some) == 1
    }
    named = {fold(each.name) for each in uow.contacts.all(stays.user.id)}
    alike = tuple(each for each in coming if each.id not in pairs and fold(each.name) in named)
    return Joining(stays=stays, ends=ends, same=tuple(pairs.values()), alike=alike)


def join(uow: UnitOfWork, plan: Joining, entered_in: AccountId, now: datetime) -> User:
    """Do what a preview says, and have it told to every account but the one in which the code was entered.

    Returns the user that both are from now on.
    """
    user, ending = plan.stays.user, plan.ends.user
    book, earlier = dict(archive.export(uow, ending)), _carried(uow, ending, now)
    shown = unshown.levels(uow, user)
    seats = _seats(uow, user, ending)
    for account in plan.ends.accounts:
        uow.users.move_account(account, user.id)
    erasing.forget_user(uow, ending, now)
    change = changes.begin(uow, user, "the join of your accounts", now, kept=SEPARABLE)
    read = archive.read(uow, user, book, local_day(now, user.preferences))
    archive.add_people(uow, user, read, now)
    archive.add_own(uow, user, read)
    for into, other in plan.same:
        merging.merge(uow, user, into.id, other.id, now)
    unshown.keep(uow, user, shown)
    for seat in seats:
        _sit(uow, user, seat)
    joint = Joint(
        id=JointId(uow.new_id()),
        user=user.id,
        change=change.id,
        name=ending.name,
        accounts=tuple(each.id for each in plan.ends.accounts),
        seats=seats,
        book=book,
        at=now,
        until=now + SEPARABLE,
        earlier=earlier,
    )
    uow.linking.add_joint(joint)
    for account in (*plan.stays.accounts, *plan.ends.accounts):
        if account.id != entered_in:
            joined.tell(uow, joint, account, local_day(now, user.preferences), now)
    return reckoning.plan(uow, uow.users.get(user.id) or user, now)


def last(uow: UnitOfWork, user: User, now: datetime) -> tuple[Joint, tuple[Account, ...]]:
    """The newest join that can be taken back, and the accounts that would go; raises NotAllowed."""
    for joint in uow.linking.joints(user.id, now):
        accounts = uow.users.accounts(user.id)
        going = tuple(each for each in accounts if each.id in joint.accounts)
        if going and len(going) < len(accounts):
            return joint, going
    raise NotAllowed("There is nothing to separate: I can take a join of your accounts back for 30 days.")


def separate(uow: UnitOfWork, user: User, joint: JointId, now: datetime) -> Separated:
    """Take a join back: out of the book what came with it and is unchanged, and its accounts to a user with that book.

    Raises Gone for one that was taken back before.
    """
    found = next((each for each in uow.linking.joints(user.id, now) if each.id == joint), None)
    if found is None:
        raise Gone("That was done before, or is too long ago.")
    newest, going = last(uow, user, now)
    if newest.id != joint:
        raise Gone("The join that came after this one is to be taken back first: /kith link off.")
    uow.linking.remove_joint(user.id, joint)
    undone = _taken_out(uow, user, found, now)
    back = _back(uow, user, found, going, now)
    for seat in found.seats:
        _rise(uow, user, back, seat, now)
    return Separated(_at_home(uow, user, now), back, undone)


def _carried(uow: UnitOfWork, ending: User, now: datetime) -> tuple[Joint, ...]:
    """The joins of a user who is about to end, with who has become whom since."""
    joints = uow.linking.joints(ending.id, now)
    people = [finding.surviving(uow, ending.id, each.people) for each in joints]
    merged = [{old: contact.id for old, contact in each.items() if old != contact.id} for each in people]
    return tuple(replace(joint, merged=each) for joint, each in zip(joints, merged, strict=True))


def _side(uow: UnitOfWork, user: User) -> Side:
    return Side(user=user, accounts=uow.users.accounts(user.id), people=len(uow.contacts.named(user.id)))


def _seats(uow: UnitOfWork, user: User, ending: User) -> tuple[Seat, ...]:
    own = {each.team for each in uow.teams.memberships(user.id)}
    return tuple(Seat(each.team, each.role, brought=each.team not in own) for each in uow.teams.memberships(ending.id))


def _sit(uow: UnitOfWork, user: User, seat: Seat) -> None:
    """A membership that came along: one that is new shares nothing until it is turned on."""
    member = uow.teams.membership(user.id, seat.team)
    if member is None:
        uow.teams.join(Membership(user=user.id, team=seat.team, name=user.name, role=seat.role))
    elif seat.role is Role.ADMIN and member.role is not Role.ADMIN:
        uow.teams.set_role(user.id, seat.team, Role.ADMIN)


def _rise(uow: UnitOfWork, user: User, back: User, seat: Seat, now: datetime) -> None:
    """Give whoever is back their place in a team, as it is by now: who left it since, or looks after it no longer, did
    so for both."""
    member = uow.teams.membership(user.id, seat.team)
    if member is None:
        return
    role = member.role if seat.brought or seat.role is Role.ADMIN else seat.role
    uow.teams.join(Membership(user=back.id, team=seat.team, name=back.name, role=role))
    if seat.brought:
        said = uow.leavings.of(user.id, seat.team)
        if leaving.call_off(uow, user, member, now) and said is not None:
            leaving.say_again(uow, back, (said,), now)
        membership.leave(uow, user, member, now)


def _taken_out(uow: UnitOfWork, user: User, joint: Joint, now: datetime) -> Undone:
    change = uow.changes.get(user.id, joint.change)
    if change is None:
        return Undone(contacts=(), left=(), nothing=True)
    undone = uow.changes.undo(change)
    reckoning.moved(uow, user, uow.contacts.many(user.id, undone.contacts).values(), now)
    return undone


def _back(uow: UnitOfWork, user: User, joint: Joint, going: tuple[Account, ...], now: datetime) -> User:
    """The user who had ended, with the accounts and the book of then."""
    bare = User(id=UserId(uow.new_id()), name=joint.name, joined_on=local_day(now, user.preferences))
    read = archive.read(uow, bare, joint.book, local_day(now, user.preferences))
    back = replace(bare, preferences=read.preferences)
    uow.users.add_bare(back)
    for account in going:
        uow.users.move_account(account, back.id)
    archive.add_people(uow, back, read, now)
    archive.add_own(uow, back, read)
    for earlier in joint.earlier:
        if earlier.until > now:
            uow.linking.add_joint(replace(earlier, user=back.id))
    return reckoning.plan(uow, back, now)


def _at_home(uow: UnitOfWork, user: User, now: datetime) -> User:
    """The user who stays, told where they can still be reached."""
    platforms = {each.platform for each in uow.users.accounts(user.id)}
    preferences = user.preferences
    chosen = preferences.platform if preferences.platform in platforms else None
    circles = tuple(each for each in preferences.circles if each[1] in platforms)
    stays = replace(user, preferences=replace(preferences, platform=chosen, circles=circles))
    uow.users.save(stays)
    for contact in uow.contacts.all(user.id):
        if contact.only_on is not None and contact.only_on not in platforms:
            uow.contacts.save(replace(contact, only_on=None))
    return reckoning.plan(uow, stays, now)
