"""Who in a team knows somebody. Reads the directory, memberships and its own record, and no private table.

Only open rows feed an answer, its corrections, its ways and its suggestions: who is shared as `ask` changes nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from bot.domain.asking import Reading
from bot.domain.directory import LIMITED, DirectoryRow, Worker
from bot.domain.errors import InputError, NotAllowed
from bot.domain.ids import UserId
from bot.domain.team import Asking, Membership, Rules
from bot.language.companies import bare
from bot.language.indexing import company_mark, tag_mark, words_of
from bot.ports import UnitOfWork
from bot.services.corrections import Found, corrected
from bot.services.people_joined import Person, joined
from bot.services.ways import Way, ways_to

SHOWN = 10
"""People that one answer names."""
MONTH = timedelta(days=30)
_REFUSALS = {
    Asking.SHARING: "In this team those look people up who share as well. To share: /kith team sharing on. "
    "That shows nobody of yours until you choose whom.",
    Asking.ADMINS: "In this team only those who look after it look people up.",
    Asking.NOBODY: "In this team nobody looks people up for now; those who look after it have set that.",
}
_ROWS = 40
_WORKERS = 5
_SUGGESTED = 25
_LEAST_TYPED = 2
_FILLING = frozenset({"a", "an", "and", "at", "for", "from", "in", "of", "the", "who", "with", "works"})
_AT = re.compile(r"\s+(?:at|from)\s+|\s*[@,]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who openly knows whom, closest first.

    `looked_for` is what was understood where the words as typed found nobody; `at` the company where somebody is known
    in place of the person asked for. `more` says that others fit too. `readings` are what the words may mean, the
    likeliest first, for those who would have to be asked: found from open rows alone.
    """

    people: tuple[Person, ...] = ()
    looked_for: str = ""
    at: str = ""
    more: bool = False
    workers: tuple[Worker, ...] = ()
    ways: tuple[Way, ...] = ()
    readings: tuple[Reading, ...] = ()


def who_knows(uow: UnitOfWork, membership: Membership, text: str, now: datetime, today: date) -> Answer:
    """Who in the team openly knows somebody that these words mean, by name, company, title or tag.

    Raises InputError without any words, NotAllowed where the team does not let the member ask, or not so often.
    """
    rules = check_allowed(uow, membership)
    wanted = _wanted(text)
    if not wanted:
        raise InputError("words", "Whom are you looking for? A name, a company or a title will do.")
    _check_limit(uow, membership, rules.an_hour, now)
    found, at, readings = _found(uow, membership, text, wanted)
    people = joined([*found.rows, *_of_same_people(uow, membership, found.rows)], found.order, today)
    shown = people[:SHOWN]
    answer = Answer(
        people=shown,
        looked_for=found.looked_for,
        at=at,
        more=len(people) > len(shown) or len(found.rows) >= _ROWS,
        workers=uow.directory.workers(membership.team, wanted, _WORKERS),
        ways=ways_to(uow, membership, shown, today),
        readings=readings,
    )
    named = {row.member for person in shown for row in person.rows} | _on_the_way(answer.ways)
    kept = named - {membership.user} if rules.kept_days else ()
    uow.lookups.add(membership.team, membership.user, kept, now, today)
    return answer


def suggest(uow: UnitOfWork, membership: Membership, text: str, now: datetime) -> tuple[str, ...]:
    """Names and companies of open contacts that the last word of a text may be the beginning of.

    None where the team does not let the member look people up, or not so often.
    """
    team = uow.teams.get(membership.team)
    if team is None or not membership.may_look_up(team.rules):
        return ()
    if len(_lately(uow, membership, now)) >= team.rules.an_hour:
        return ()
    *before, last = text.split() or [""]
    typed = " ".join(words_of(last))
    if len(typed) < _LEAST_TYPED or " " in typed:
        return ()
    begun = uow.directory.begun(membership.team, typed, _SUGGESTED)
    names = chain.from_iterable((row.name, row.company) for row in begun)
    wanted = (*(word for each in before for word in words_of(each)), typed)
    fitting = (name for name in names if all(any(word.startswith(part) for word in words_of(name)) for part in wanted))
    return tuple(dict.fromkeys(fitting))[:_SUGGESTED]


def is_allowed(uow: UnitOfWork, membership: Membership) -> bool:
    """Whether the team lets this member look people up."""
    team = uow.teams.get(membership.team)
    return team is not None and membership.may_look_up(team.rules)


def check_allowed(uow: UnitOfWork, membership: Membership) -> Rules:
    """The rules of the team, where they let this member look people up; raises NotAllowed."""
    team = uow.teams.get(membership.team)
    if team is None:
        raise NotAllowed("That team is not there any more.")
    if not membership.may_look_up(team.rules):
        raise NotAllowed(_REFUSALS[team.rules.asking])
    return team.rules


def remembered(rules: Rules) -> timedelta:
    """Of how much of the last month a team knows how often somebody asked, and whose people were named."""
    return min(MONTH, timedelta(days=rules.kept_days))


def purge(uow: UnitOfWork, now: datetime) -> None:
    """Forget lookups that were longer ago than their teams keep them, and words that no row holds any more."""
    uow.lookups.purge(now)
    uow.directory.tidy()


def _check_limit(uow: UnitOfWork, membership: Membership, most: int, now: datetime) -> None:
    asked = _lately(uow, membership, now)
    if len(asked) >= most:
        again = asked[len(asked) - most] + LIMITED
        minutes = max(1, round((again - now) / timedelta(minutes=1)))
        times = f"{len(asked)} time{'s' if len(asked) != 1 else ''}"
        raise NotAllowed(
            f"You have looked {times} within an hour, which is as often as I answer. "
            f"Please ask again in {minutes} minute{'s' if minutes != 1 else ''}."
        )


def _lately(uow: UnitOfWork, membership: Membership, now: datetime) -> Sequence[datetime]:
    return uow.lookups.asked_since(membership.team, membership.user, now - LIMITED)


def _wanted(text: str) -> tuple[str, ...]:
    """The words that a text asks for; with # in front, a tag."""
    words: list[str] = []
    for typed in text.split():
        words += [tag_mark(typed)] if typed.startswith("#") and words_of(typed) else words_of(typed)
    return tuple(dict.fromkeys(words))


def _found(
    uow: UnitOfWork, membership: Membership, text: str, wanted: Sequence[str]
) -> tuple[Found, str, tuple[Reading, ...]]:
    """The rows that the words mean, else others at the same company, which is named then; and by what they are found.

    Where the words as typed find nobody, they are still the first that those who are asked are looked for by.
    """
    team = membership.team
    told = tuple(word for word in wanted if word not in _FILLING) or tuple(wanted)
    typed: list[Reading] = []
    for words in _readings(text, wanted, told):
        reading = tuple((word,) for word in words)
        rows = uow.directory.find(team, words, _ROWS)
        if rows:
            return Found(rows), "", (reading,)
        typed.append(reading)
    mended = corrected(uow, team, told, _ROWS)
    if mended.rows:
        return mended, "", (*typed, mended.reading)
    for company in _companies(text):
        mark = company_mark(company)
        rows = uow.directory.find(team, [mark], _ROWS)
        if rows:
            return Found(rows), rows[0].company, (*typed, ((mark,),))
        typed.append(((mark,),))
    return Found(()), "", tuple(typed)


def _readings(text: str, wanted: Sequence[str], told: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """What the text may mean: a whole company of several words, the words as typed, without filling words, without the
    legal form of a company, and all in one word."""
    name = bare(text)
    company = (company_mark(text),) if " " in name else ()
    in_one = ("".join(told),)
    readings = (tuple(wanted), told) if "#" in text else (company, tuple(wanted), told, words_of(name), in_one)
    return dict.fromkeys(each for each in readings if each)


def _companies(text: str) -> Iterable[str]:
    """What may be the company in "Priya Nair at Acme", "Priya Nair, Acme" or "Priya Nair Acme"."""
    parts = _AT.split(text)
    if len(parts) > 1:
        yield parts[-1]
    words = text.split()
    for start in range(max(1, len(words) - 3), len(words)):
        yield " ".join(words[start:])


def _of_same_people(uow: UnitOfWork, membership: Membership, rows: Sequence[DirectoryRow]) -> tuple[DirectoryRow, ...]:
    hashes = {joint for row in rows for joint in row.joins}
    known = {(row.member, row.contact) for row in rows}
    found = uow.directory.joined(membership.team, hashes, 4 * _ROWS)
    return tuple(row for row in found if (row.member, row.contact) not in known)


def _on_the_way(ways: Iterable[Way]) -> set[UserId]:
    return {row.member for way in ways for row in way.rows}
