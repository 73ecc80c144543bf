"""Handing people over before one leaves: listed by the leaver, offered to a colleague, taken into the colleague's book.

A name, a company and a title go along, an e-mail address only where the leaver ticked it. Nothing that was noted does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone
from bot.domain.ids import ContactId, HandedId, HandoverId, LeavingId, LetterId, UserId
from bot.domain.leaving import ANSWERABLE, Answer, Handed, Handover, Leaving
from bot.domain.letter import Letter, LetterKind, LetterState
from bot.domain.slot import local_day
from bot.domain.strength import Tie
from bot.domain.team import Membership
from bot.domain.user import User
from bot.interchange.record import Reading, Record
from bot.ports import UnitOfWork
from bot.services import importing, leaving, letters, likeness, posted, sheets

_ASKS = "handover"
_CHOICE = "takeover"
_GONE = "That was answered or taken back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list of people whom somebody who leaves may hand over to a colleague, by their places.

    Once people are `chosen`, those stand on it who have an address: whether it goes along is asked. `more` says where
    the next list begins, None for the last.
    """

    key: str
    leaving: Leaving
    to: Membership
    people: Mapping[int, Contact]
    chosen: tuple[ContactId, ...] = ()
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """People whom the reader may take over, from whom, in which team."""

    handover: Handover
    leaving: Leaving
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A list of those of whom nothing was said yet, by their places; `more` says where the next list begins."""

    key: str
    letter: Letter
    offered: Offered
    people: Mapping[int, Handed]
    more: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of taking people over: who is in the book now, who was, who may be, who asked not to be kept."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    unsure: tuple[tuple[Handed, str], ...]
    refused: tuple[str, ...]
    change: Change | None
    likely: tuple[ContactId, ...] = ()


def begin(uow: UnitOfWork, user: User, going: Leaving, to: UserId, start: int, now: datetime) -> Sheet:
    """A list of whom to hand over to a colleague: who is shared or kept and not yet handed to them, the closest first.

    Raises Gone where they are in the team no more.
    """
    member = _colleague(uow, going, to)
    people = _own(uow, user, going, to)
    page, more = sheets.page(people, start)
    key = uow.new_id()
    told = {"leaving": going.id, "to": to, "people": [each.id for each in page], "chosen": [], "more": more}
    sheets.keep(uow, user, _ASKS, key, now, told)
    return Sheet(key=key, leaving=going, to=member, people=dict(enumerate(page)), more=more)


def sheet(uow: UnitOfWork, user: User, key: str, now: datetime) -> Sheet:
    """A list as it stands now. Raises Gone, also for somebody else's."""
    kept = sheets.load(uow, user, _ASKS, key, now)
    going = leaving.get(uow, user, LeavingId(str(kept["leaving"])))
    member = _colleague(uow, going, UserId(str(kept["to"])))
    ids, chosen = ([ContactId(each) for each in sheets.texts(kept[told])] for told in ("people", "chosen"))
    found = uow.contacts.many(user.id, ids)
    people = {place: found[each] for place, each in enumerate(ids) if each in found and found[each].merged_into is None}
    if chosen:
        people = {place: each for place, each in people.items() if each.id in chosen and each.emails}
    return Sheet(key=key, leaving=going, to=member, people=people, chosen=tuple(chosen), more=sheets.more(kept))


def choose(uow: UnitOfWork, user: User, listed: Sheet, places: Collection[int], now: datetime) -> Sheet:
    """Keep whom the leaver ticked; those of them who have an address are on the list that comes back."""
    chosen = [listed.people[place].id for place in sorted(places) if place in listed.people]
    kept = sheets.load(uow, user, _ASKS, listed.key, now)
    sheets.keep(uow, user, _ASKS, listed.key, now, {**kept, "chosen": chosen})
    return sheet(uow, user, listed.key, now)


def offer(uow: UnitOfWork, user: User, listed: Sheet, with_email: Collection[int], now: datetime) -> tuple[str, ...]:
    """Offer whom the leaver chose to their colleague; returns their names. Offered twice, they are offered once."""
    addressed = {listed.people[place].id for place in with_email if place in listed.people}
    going, to = listed.leaving, listed.to.user
    handover = uow.handovers.to(going.id, to)
    if handover is None:
        handover = Handover(id=HandoverId(uow.new_id()), leaving=going.id, user=user.id, team=going.team, to=to)
        uow.handovers.add(handover)
    found = uow.contacts.many(user.id, listed.chosen)
    for contact in (found[each] for each in listed.chosen if each in found):
        person = Handed(
            id=HandedId(uow.new_id()),
            contact=contact.id,
            name=contact.name,
            company=contact.company,
            title=contact.title,
            emails=contact.emails if contact.id in addressed else (),
        )
        uow.handovers.hand(handover, person)
    waiting = (LetterState.WAITING, LetterState.PLANNED)
    if not any(each.state in waiting for each in uow.letters.about(going.team, LetterKind.HANDOVER, handover.id)):
        letters.send(uow, to, going.team, LetterKind.HANDOVER, handover.id, now, lasts=ANSWERABLE)
    sheets.drop(uow, user, listed.key)
    return tuple(found[each].name for each in listed.chosen if each in found)


def read(uow: UnitOfWork, user: User, letter: Letter, _today: date) -> Offered | None:
    """What such a letter is about; None where nothing of it is left."""
    handover = uow.handovers.get(user.id, HandoverId(letter.about))
    going = uow.leavings.get(handover.leaving) if handover is not None else None
    team = uow.teams.get(letter.team)
    if handover is None or not handover.people or going is None or team is None:
        return None
    return Offered(handover, going, team.name)


def get(uow: UnitOfWork, user: User, letter: Letter, now: datetime) -> Offered:
    """What the user may take over by a letter. Raises Gone."""
    today = local_day(now, user.preferences)
    found = read(uow, user, letter, today) if letter.kind is LetterKind.HANDOVER else None
    if found is None:
        raise Gone(_GONE)
    return found


def to_choose(uow: UnitOfWork, user: User, letter: Letter, start: int, now: datetime) -> Choice:
    """A list of whom the user may take over, from that one on. Raises Gone."""
    offered = get(uow, user, letter, now)
    waiting = [each for each in offered.handover.people if each.answer is Answer.OPEN]
    page, more = sheets.page(waiting, start)
    key = uow.new_id()
    told = {"letter": letter.id, "people": [each.id for each in page], "more": more}
    sheets.keep(uow, user, _CHOICE, key, now, told)
    return Choice(key=key, letter=letter, offered=offered, people=dict(enumerate(page)), more=more)


def choice(uow: UnitOfWork, user: User, key: str, now: datetime) -> Choice:
    """Such a list as it stands now: a place is somebody's for good. Raises Gone, also for somebody else's."""
    kept = sheets.load(uow, user, _CHOICE, key, now)
    letter = letters.get(uow, user, LetterId(str(kept["letter"])))
    offered = get(uow, user, letter, now)
    waiting: dict[str, Handed] = {each.id: each for each in offered.handover.people if each.answer is Answer.OPEN}
    people = {place: waiting[each] for place, each in enumerate(sheets.texts(kept["people"])) if each in waiting}
    return Choice(key=key, letter=letter, offered=offered, people=people, more=sheets.more(kept))


def take(
    uow: UnitOfWork,
    user: User,
    offered: Offered,
    some: Collection[HandedId],
    now: datetime,
    answers: Mapping[HandedId, likeness.Answer] | None = None,
) -> Taken:
    """Take some of the people over, the same ones told as in an import. Who may be there already stays open."""
    people = [each for each in offered.handover.people if each.id in some and each.answer is Answer.OPEN]
    records = [
        Record(line=place, name=each.name, emails=each.emails, company=each.company, title=each.title)
        for place, each in enumerate(people)
    ]
    said = {place: (answers or {})[each.id] for place, each in enumerate(people) if each.id in (answers or {})}
    planned = likeness.preview(uow, user, Reading.of("handover", records), now, said)
    done = None
    if planned.new or planned.changed:
        count = len(planned.new) + len(planned.changed)
        who = people[0].name if len(people) == 1 else f"{count} people"
        done = importing.take_over(uow, user, planned, now, title=f"{who} from {offered.leaving.name}")
    unsure, refused = {each.place for each in planned.unsure}, {each.line for each in planned.refused}
    taken = [each.id for place, each in enumerate(people) if place not in unsure | refused]
    uow.handovers.answer(offered.handover, taken, Answer.YES)
    uow.handovers.answer(offered.handover, [people[place].id for place in refused], Answer.NO)
    return Taken(
        new=tuple(each.name for each in planned.new),
        known=tuple(each.record.name for each in (*planned.changed, *planned.same)),
        unsure=tuple((people[each.place], each.reason) for each in planned.unsure),
        refused=tuple(each.name for each in planned.refused),
        change=done.change if done is not None else None,
        likely=done.likely if done is not None else (),
    )


def decline(uow: UnitOfWork, offered: Offered) -> None:
    """Take over nobody of those whom nothing was said about."""
    open_ones = [each.id for each in offered.handover.people if each.answer is Answer.OPEN]
    uow.handovers.answer(offered.handover, open_ones, Answer.NO)


def redraw(uow: UnitOfWork, user: User, letter: Letter, now: datetime) -> None:
    """Let the digest that brought a letter be drawn anew, after something was answered elsewhere."""
    told = uow.outbox.get(user.id, letter.delivery) if letter.delivery is not None else None
    if told is not None and told.posted_id:
        posted.revise(uow, (told,), now, redrawn=True)


def _own(uow: UnitOfWork, user: User, going: Leaving, to: UserId) -> Sequence[Contact]:
    before = uow.handovers.to(going.id, to)
    handed = {each.contact for each in before.people} if before is not None else set()
    shared = uow.directory.of(going.team, user.id).keys()
    kept = {each.id for each in uow.contacts.kept(user.id)}
    found = uow.contacts.many(user.id, {*shared, *kept} - handed)
    open_ones = [each for each in found.values() if not each.state.is_over and each.merged_into is None]
    ties = uow.contacts.ties(user.id, [each.id for each in open_ones])
    return sorted(open_ones, key=lambda each: (-ties.get(each.id, Tie()).decay, each.name.casefold(), each.id))


def _colleague(uow: UnitOfWork, going: Leaving, to: UserId) -> Membership:
    member = uow.teams.membership(to, going.team)
    if member is None or to == going.user:
        raise Gone("That colleague is not in the team any more.")
    return member
