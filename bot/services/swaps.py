"""Swapping private addresses with colleagues before one leaves: either gets the other's only when both gave theirs.

Who does not want to says nothing, and nobody is told.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError
from bot.domain.ids import LeavingId, SwapId
from bot.domain.leaving import ANSWERABLE, Address, Answer, Leaving, Swap
from bot.domain.letter import Letter, LetterKind
from bot.domain.slot import local_day
from bot.domain.team import Membership
from bot.domain.user import User
from bot.interchange.record import Record
from bot.language.cleaning import one_line
from bot.ports import UnitOfWork
from bot.services import (
    changes,
    contacts,
    leaving,
    letters,
    likeness,
    partings,
    reckoning,
    roster,
    sheets,
    third_parties,
)
from bot.services.contacts import FIELD_LIMIT

_ASKS = "swap"
_LEAST_DIGITS = 7
_KEPT = timedelta(days=1)
"""How long an address waits for its owner to say whom it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list of colleagues to ask, by their places, with the address that they would get."""

    key: str
    leaving: Leaving
    address: Address
    members: Mapping[int, Membership]
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A swap as the colleague reads of it."""

    swap: Swap
    leaving: Leaving
    team: str


@dataclass(frozen=True, slots=True)
class Swapped:
    """A swap that was made, as whoever left reads of it: with whom, by the team's name for them."""

    name: str


def address_of(email: str, phone: str, url: str) -> Address:
    """An address as somebody typed it. Raises InputError for what cannot be one, and for nothing at all."""
    found = Address(
        email=one_line(email, FIELD_LIMIT).casefold(),
        phone=one_line(phone, FIELD_LIMIT),
        url=one_line(url, FIELD_LIMIT),
    )
    if found.email and ("@" not in found.email.strip("@") or " " in found.email):
        raise InputError("email", "That is no e-mail address. It looks like ana@home.example.")
    if found.phone and sum(each.isdigit() for each in found.phone) < _LEAST_DIGITS:
        raise InputError("phone", "That is no phone number. With its country it looks like +49 30 1234567.")
    if found.url and "." not in found.url:
        raise InputError("url", "That is no page. It looks like linkedin.com/in/ana.")
    if found == Address():
        raise InputError("email", "I need one of the three: an e-mail address, a phone number, or a page.")
    return found


def begin(uow: UnitOfWork, user: User, going: Leaving, address: Address, start: int, now: datetime) -> Sheet:
    """A list of the colleagues who may be asked, from that one on; who was asked before is left out."""
    asked = {each.to for each in uow.swaps.all(going.id)}
    members = [each for each in roster.others(uow, going.team, user.id) if each.user not in asked]
    page, more = sheets.page(members, start)
    key = uow.new_id()
    told = {
        "leaving": going.id,
        "address": [address.email, address.phone, address.url],
        "members": [each.user for each in page],
        "more": more,
    }
    sheets.keep(uow, user, _ASKS, key, now, told, kept=_KEPT)
    return Sheet(key=key, leaving=going, address=address, members=dict(enumerate(page)), more=more)


def sheet(uow: UnitOfWork, user: User, key: str, now: datetime) -> Sheet:
    """A list as it stands now. Raises Gone, also for somebody else's."""
    kept = sheets.load(uow, user, _ASKS, key, now)
    going = leaving.get(uow, user, LeavingId(str(kept["leaving"])))
    email, phone, url = sheets.texts(kept["address"])
    known: dict[str, Membership] = {each.user: each for each in uow.teams.roster(going.team)}
    members = {place: known[each] for place, each in enumerate(sheets.texts(kept["members"])) if each in known}
    return Sheet(
        key=key,
        leaving=going,
        address=Address(email=email, phone=phone, url=url),
        members=members,
        more=sheets.more(kept),
    )


def turn(uow: UnitOfWork, user: User, key: str, start: int, now: datetime) -> Sheet:
    """The list that begins at that colleague, for the same address, in place of the one before."""
    before = sheet(uow, user, key, now)
    sheets.drop(uow, user, key)
    return begin(uow, user, before.leaving, before.address, start, now)


def ask(uow: UnitOfWork, user: User, listed: Sheet, members: Collection[Membership], now: datetime) -> tuple[str, ...]:
    """Ask colleagues, each once; returns the names of those who are asked by it."""
    asked = {each.to for each in uow.swaps.all(listed.leaving.id)}
    going, told = listed.leaving, []
    for member in members:
        if member.user in asked or member.user == user.id:
            continue
        swap = Swap(
            id=SwapId(uow.new_id()),
            leaving=going.id,
            user=user.id,
            team=going.team,
            to=member.user,
            address=listed.address,
        )
        uow.swaps.add(swap)
        letters.send(uow, member.user, going.team, LetterKind.SWAP, swap.id, now, lasts=ANSWERABLE)
        told.append(member.name)
    if listed.more is None:
        sheets.drop(uow, user, listed.key)
    return tuple(told)


def read(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Proposed | None:
    """What such a letter is about; None where it was taken back, or its time is over."""
    swap = uow.swaps.get(user.id, SwapId(letter.about))
    going = uow.leavings.get(swap.leaving) if swap is not None else None
    team = uow.teams.get(letter.team)
    return Proposed(swap, going, team.name) if swap is not None and going is not None and team is not None else None


def read_made(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Swapped | None:
    """What the letter to whoever leaves is about, after a colleague gave their address."""
    found = (each for going in uow.leavings.all(user.id) for each in uow.swaps.all(going.id))
    swap = next((each for each in found if each.id == letter.about), None)
    member = uow.teams.membership(swap.to, swap.team) if swap is not None else None
    return Swapped(member.name) if member is not None else None


def get(uow: UnitOfWork, user: User, letter: Letter, now: datetime) -> Proposed:
    """What the user was asked by a letter, and did not answer. Raises Gone."""
    today = local_day(now, user.preferences)
    found = read(uow, user, letter, today) if letter.kind is LetterKind.SWAP else None
    if found is None or found.swap.answer is not Answer.OPEN:
        raise Gone("That was answered or taken back.")
    return found


def swap(uow: UnitOfWork, user: User, proposed: Proposed, theirs: Address, now: datetime) -> None:
    """Either gets the other as a contact, or the address into the contact that they are already; the rest goes."""
    leaver = uow.users.lock(proposed.swap.user)
    ours, member = proposed.swap.address, uow.teams.membership(user.id, proposed.swap.team)
    if leaver is None or ours is None or member is None:
        raise Gone("That was answered or taken back.")
    going = proposed.leaving
    left = Membership(user=leaver.id, team=going.team, name=going.name)
    # Theirs first: what comes after belongs to the change that the one who answers can undo.
    _into_book(uow, leaver, member.name, theirs, tuple(partings.mentions(uow, member)), now)
    changes.begin(uow, user, f"the private address of {going.name}", now)
    _into_book(uow, user, going.name, ours, tuple(partings.mentions(uow, left)), now)
    uow.swaps.answer(proposed.swap, Answer.YES)
    letters.send(uow, leaver.id, going.team, LetterKind.SWAPPED, proposed.swap.id, now, lasts=ANSWERABLE)


def decline(uow: UnitOfWork, proposed: Proposed) -> None:
    """Keep one's address to oneself, and see nothing of the other's; nobody is told."""
    uow.swaps.answer(proposed.swap, Answer.NO)


def _into_book(
    uow: UnitOfWork, user: User, name: str, address: Address, mentions: Sequence[str], now: datetime
) -> None:
    """An address into a book: to the contact who is mentioned so or has that address, else to a new one."""
    record = Record(
        line=0,
        name=name,
        aliases=tuple(mentions),
        emails=(address.email,) if address.email else (),
        phones=(address.phone,) if address.phone else (),
        url=address.url,
    )
    if any(third_parties.asked(uow, [record])):
        return
    known = _known(uow, user, record, local_day(now, user.preferences))
    if known is None:
        profile = contacts.Profile(
            name=name, aliases=record.aliases, emails=record.emails, phones=record.phones, url=record.url
        )
        contacts.create(uow, user, profile, now)
    else:
        uow.contacts.save(likeness.merged(known, record))
        reckoning.contact_changed(uow, user, likeness.merged(known, record), now)
    reckoning.plan(uow, uow.users.get(user.id) or user, now)


def _known(uow: UnitOfWork, user: User, record: Record, today: date) -> Contact | None:
    for each in uow.contacts.named(user.id):
        if not set(each.aliases).isdisjoint(record.aliases):
            return uow.contacts.get(user.id, each.id)
    (found,) = uow.contacts.recognised(user.id, [likeness.candidate(record, user, today)])
    return uow.contacts.get(user.id, next(iter(found))) if len(found) == 1 else None
