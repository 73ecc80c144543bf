"""Asking colleagues privately: what is offered after a lookup, put to a few of them, answered, and taken back.

Who is shared as `ask` is read in `ask` alone, when somebody has pressed *Ask*. What comes back to them is the same
whether anybody was found: nothing here tells an asker more than the yeses.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.asking import A_WEEK, COLLEAGUES, KEPT, LASTS, NOT_AGAIN, Ask, Asked, Reading, Word, Yes
from bot.domain.directory import DirectoryRow, Place
from bot.domain.errors import Gone, InputError, NotAllowed
from bot.domain.ids import AskedId, AskId, DraftId, TeamId, UserId
from bot.domain.letter import LetterKind
from bot.domain.slot import local_day
from bot.domain.team import Membership
from bot.domain.user import User
from bot.language import spoken
from bot.language.cleaning import one_line
from bot.language.words import shown
from bot.ports import Draft, UnitOfWork
from bot.services import letters, lookup

REASON_LIMIT = 200
"""Characters of why somebody asks."""
_OFFERED = timedelta(days=1)
_YES_LASTS = timedelta(days=30)
_GONE = "That was done before, or I kept it for a day and have let it go since. Please look them up again."
OVER = "That question is over, so there is nothing left to do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A question that may be asked: what was looked for, and what the words of it may mean."""

    id: DraftId
    team: TeamId
    question: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A question of somebody's own, with the colleagues who said yes to it."""

    ask: Ask
    yeses: tuple[Yes, ...]


def offer(uow: UnitOfWork, member: Membership, question: str, readings: Sequence[Reading], now: datetime) -> DraftId:
    """Keep what was looked for, for a day, so that it may be asked."""
    kept = {
        "team": member.team,
        "question": shown(question),
        "readings": [[list(some) for some in reading] for reading in readings],
    }
    draft = DraftId(uow.new_id())
    uow.drafts.add(Draft(id=draft, user=member.user, payload={"ask": kept}, until=now + _OFFERED))
    return draft


def offered(uow: UnitOfWork, member: Membership, draft: DraftId, now: datetime) -> Offer:
    """What may be asked. Raises Gone, NotAllowed where the team lets the member look nobody up any more."""
    lookup.check_allowed(uow, member)
    return _offered(uow, member, draft, now)


def _offered(uow: UnitOfWork, member: Membership, draft: DraftId, now: datetime) -> Offer:
    found = uow.drafts.get(member.user, draft, now)
    kept = found.payload.get("ask") if found is not None else None
    if not isinstance(kept, dict) or kept["team"] != member.team:
        raise Gone(_GONE)
    readings = tuple(tuple(map(tuple, reading)) for reading in kept["readings"])
    return Offer(id=draft, team=member.team, question=str(kept["question"]), readings=readings)


def leave(uow: UnitOfWork, member: Membership, draft: DraftId, now: datetime) -> None:
    """Ask nobody. Raises Gone."""
    uow.drafts.remove(member.user, _offered(uow, member, draft, now).id)


def made(uow: UnitOfWork, user: User, draft: DraftId) -> Ask | None:
    """The question that was made of an offer."""
    return uow.asks.get(user.id, AskId(draft))


def told_of(uow: UnitOfWork, asker: UserId, team: TeamId, place: Place) -> DirectoryRow | None:
    """What a colleague's yes told somebody of a contact of theirs."""
    rows = (each.row for each in uow.asks.told(asker) if each.row.team == team)
    return next((row for row in rows if (row.member, row.contact) == place), None)


def check_room(uow: UnitOfWork, user: User, today: date) -> None:
    """Raises NotAllowed where somebody has asked as much as they may. It depends on their own questions alone."""
    lately = [each for each in uow.asks.of(user.id) if each.until > today]
    if len(lately) >= A_WEEK:
        free = min(each.until for each in lately)
        raise NotAllowed(
            f"You have asked {A_WEEK} questions within seven days, which is as many as I pass on. "
            f"You can ask again on {spoken.day(free, today)}."
        )


def ask(uow: UnitOfWork, user: User, member: Membership, draft: DraftId, reason: str, now: datetime) -> Ask:
    """Put what was offered to a few colleagues who may know somebody; returns the question, also the second time.

    Raises Gone, InputError for an endless reason, NotAllowed after too many questions.
    """
    done = made(uow, user, draft)
    if done is not None:
        return done
    what = offered(uow, member, draft, now)
    why = one_line(reason, REASON_LIMIT + 1)
    if len(why) > REASON_LIMIT:
        raise InputError("reason", f"That is a long reason. {REASON_LIMIT} characters can go along.")
    today = local_day(now, user.preferences)
    places = _to_ask(uow, user, what, now)
    for person in sorted({user.id, *(colleague for colleague, _ in places)}):  # in one order, so that none deadlock
        uow.users.lock(person)
    check_room(uow, user, today)
    question = Ask(
        id=AskId(what.id),
        asker=user.id,
        team=what.team,
        question=what.question,
        reason=why,
        at=now,
        until=today + LASTS,
    )
    put = [
        Asked(id=AskedId(uow.new_id()), ask=question.id, member=colleague, contact=contact)
        for colleague, contact in places
    ]
    uow.drafts.remove(user.id, what.id)
    uow.asks.add(question, put)
    for each in put:
        letters.send(uow, each.member, question.team, LetterKind.ASK, each.id, now, lasts=LASTS)
    return question


def _to_ask(uow: UnitOfWork, user: User, what: Offer, now: datetime) -> tuple[Place, ...]:
    """Whom to ask about whom, by the first reading that fits anybody."""
    heard = uow.asks.contacts_since(user.id, now - NOT_AGAIN)
    found = (uow.asks.fitting(what.team, user.id, reading, heard, COLLEAGUES) for reading in what.readings)
    return next((places for places in found if places), ())


def own(uow: UnitOfWork, user: User, today: date) -> tuple[Own, ...]:
    """Somebody's open questions, and those that ended with a yes, the newest first."""
    yeses = uow.asks.told(user.id)
    found = (Own(each, tuple(yes for yes in yeses if yes.ask == each.id)) for each in uow.asks.of(user.id))
    return tuple(each for each in found if not each.ask.closed and (each.yeses or not each.ask.is_over(today)))


def take_back(uow: UnitOfWork, user: User, which: AskId, now: datetime) -> Ask:
    """End a question of one's own: nobody reads it any more. Raises Gone, also for somebody else's."""
    found = uow.asks.get(user.id, which)
    if found is None:
        raise Gone(OVER)
    if not found.closed:
        uow.asks.save(replace(found, closed=True))
        for each in uow.asks.put_to(found.id):
            letters.withdraw(uow, found.team, LetterKind.ASK, each, now)
    return found


def answer(uow: UnitOfWork, user: User, which: AskedId, word: Word, now: datetime) -> Asked:
    """Say yes or no to a question, or the other one after all; a yes is told to whoever asked. Raises Gone.

    A question whose time has passed is left as it is.
    """
    found = uow.asks.question(user.id, which)
    if found is None:
        raise Gone(OVER)
    question, asked = found
    if question.is_over(local_day(now, user.preferences)) or asked.word is word:
        return asked
    said = replace(asked, word=word)
    uow.asks.say(said)
    if word is Word.YES:
        letters.send(uow, question.asker, question.team, LetterKind.ANSWER, said.id, now, lasts=_YES_LASTS)
    elif asked.word is Word.YES:
        letters.withdraw(uow, question.team, LetterKind.ANSWER, said.id, now)
    return said


def settle(uow: UnitOfWork, now: datetime) -> None:
    """Take back what was told of questions whose asker has left, or whose contact is not shared any more."""
    _unsay(uow, uow.asks.lost(), now)
    uow.asks.clear()


def purge(uow: UnitOfWork, now: datetime) -> None:
    """Forget questions that ended long ago, also where they and their answers stand in a digest."""
    _unsay(uow, uow.asks.old(now.date() - KEPT), now)
    uow.asks.purge(now.date() - KEPT)


def _unsay(uow: UnitOfWork, asked: Iterable[tuple[TeamId, AskedId]], now: datetime) -> None:
    for team, each in asked:
        for kind in (LetterKind.ASK, LetterKind.ANSWER):
            letters.withdraw(uow, team, kind, each, now)
