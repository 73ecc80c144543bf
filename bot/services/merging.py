"""Two contacts that are one person: all that is about one moves to the other, and for 30 days back again."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.change import KEPT_LONG, Change
from bot.domain.contact import Contact, ContactState
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.errors import Gone, InputError
from bot.domain.ids import ContactId
from bot.domain.team import Edge, Scope, Share
from bot.domain.user import User
from bot.language import spoken
from bot.language.names import fold
from bot.ports import UnitOfWork
from bot.services import changes, reckoning

_STRICTEST = (ContactState.DECEASED, ContactState.DO_NOT_CONTACT)
_FIELDS = (
    ("company", "the company"),
    ("title", "the title"),
    ("url", "the profile"),
    ("met", "how you met"),
    ("zone", "the time zone"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What becomes of two contacts: `into` as it is before, `joined` as it will be, and how much moves to it.

    `learns` names what only the `other` one had, `conflicts` tells what differs and which of both is kept.
    """

    into: Contact
    other: Contact
    joined: Contact
    moving: tuple[ImportantDate, ...]
    completed: tuple[ImportantDate, ...]
    interactions: int
    follow_ups: int
    learns: tuple[str, ...]
    conflicts: tuple[str, ...]

    @property
    def dates(self) -> int:
        """How many dates move."""
        return len(self.moving)

    @property
    def renames(self) -> bool:
        """Whether the two have different names."""
        return fold(self.into.name) != fold(self.other.name)


def preview(uow: UnitOfWork, user: User, into: Contact, other: Contact) -> Merging:
    """What a merge would do. Raises InputError for one and the same contact."""
    if into.id == other.id:
        raise InputError("merge", f"{into.name} and {other.name} are one person in my books already. Who is the other?")
    moving, completed, told_twice = _dates(uow, user, into, other)
    joined = _joined(into, other)
    return Merging(
        into=into,
        other=other,
        joined=joined,
        moving=moving,
        completed=completed,
        interactions=len(uow.interactions.of(user.id, other.id)),
        follow_ups=len(uow.follow_ups.of(user.id, other.id)),
        learns=tuple(label for name, label in _FIELDS if getattr(joined, name) and not getattr(into, name))
        + _lists(into, joined),
        conflicts=(*_conflicts(into, other, joined), *told_twice),
    )


def merge(uow: UnitOfWork, user: User, into: ContactId, other: ContactId, now: datetime) -> tuple[Merging, Change]:
    """Make two contacts one. Raises Gone where one of them is not there any more, or was merged before."""
    people = uow.contacts.many(user.id, (into, other))
    if len(people) < 2 or any(each.merged_into is not None for each in people.values()):
        raise Gone("One of the two is gone or was merged before, so there is nothing left to do here.")
    plan = preview(uow, user, people[into], people[other])
    change = changes.begin(uow, user, f"that {plan.other.name} is {plan.into.name}", now, kept=KEPT_LONG)
    uow.contacts.save(plan.joined)
    uow.contacts.save(replace(plan.other, merged_into=into))
    for about in plan.moving:
        uow.dates.save(replace(about, contact=into))
    for about in plan.completed:
        uow.dates.save(about)
    for each in uow.interactions.of(user.id, other):
        both = dict.fromkeys(into if contact == other else contact for contact in each.contacts)
        uow.interactions.save(replace(each, contacts=tuple(both)))
    for step in uow.follow_ups.of(user.id, other):
        uow.follow_ups.save(replace(step, contact=into))
    _share(uow, user, into, other)
    shell = replace(plan.other, merged_into=into)
    reckoning.moved(uow, user, (shell, plan.joined), now)
    reckoning.plan(uow, user, now)
    return plan, change


def _joined(into: Contact, other: Contact) -> Contact:
    """The contact that both become: what one lacks the other gives, and what both have stays as it is."""
    kept = into if into.circle is not None or into.cadence is not None else other
    about = "\n".join(dict.fromkeys(text for text in (into.about, other.about) if text))
    names = (*into.aliases, other.name, *other.aliases)
    introduced_by = into.introduced_by or other.introduced_by
    return replace(
        into,
        aliases=tuple(each for each in dict.fromkeys(names) if fold(each) != fold(into.name)),
        company=into.company or other.company,
        title=into.title or other.title,
        emails=tuple(dict.fromkeys((*into.emails, *other.emails))),
        phones=tuple(dict.fromkeys((*into.phones, *other.phones))),
        url=into.url or other.url,
        tags=tuple(dict.fromkeys((*into.tags, *other.tags))),
        about=about,
        met=into.met or other.met,
        introduced_by=introduced_by if introduced_by not in (into.id, other.id) else None,
        zone=into.zone or other.zone,
        state=next((each for each in _STRICTEST if each in (into.state, other.state)), into.state),
        only_on=into.only_on or other.only_on,
        circle=kept.circle,
        cadence=kept.cadence,
        kept_on=kept.kept_on,
        later_until=_latest(into.later_until, other.later_until),
        last_guess=_latest(into.last_guess, other.last_guess),
        uid=into.uid or other.uid,
    )


def _latest(*days: date | None) -> date | None:
    return max((each for each in days if each is not None), default=None)


def _lists(into: Contact, joined: Contact) -> tuple[str, ...]:
    lists = (("emails", "an e-mail address"), ("phones", "a phone number"), ("tags", "tags"))
    more = tuple(label for name, label in lists if len(getattr(joined, name)) > len(getattr(into, name)))
    return (*more, *(("what is noted about them",) if joined.about != into.about else ()))


def _conflicts(into: Contact, other: Contact, joined: Contact) -> list[str]:
    found = [
        f'{label}; "{getattr(into, name)}" stays.'
        for name, label in _FIELDS
        if getattr(into, name) and getattr(other, name) not in ("", getattr(into, name))
    ]
    if into.rhythm is not None and other.rhythm is not None and str(into.rhythm) != str(other.rhythm):
        found.append(f"how often you keep in touch; {into.rhythm} stays, not {other.rhythm}.")
    if into.state is not other.state:
        found.append(f"the state; it will be {joined.state}.")
    if into.only_on is not other.only_on and None not in (into.only_on, other.only_on):
        found.append(f"where I tell you of them; {joined.only_on} stays.")
    return found


def _dates(
    uow: UnitOfWork, user: User, into: Contact, other: Contact
) -> tuple[tuple[ImportantDate, ...], tuple[ImportantDate, ...], list[str]]:
    """The dates that move, those that learn their year, and what is told of those that differ and stay behind."""
    had = {(each.kind, each.label): each for each in uow.dates.of(user.id, into.id)}
    moving, completed, conflicts = [], [], []
    for each in uow.dates.of(user.id, other.id):
        same = had.get((each.kind, each.label))
        if same is None or (each.kind is DateKind.CUSTOM and (same.month, same.day) != (each.month, each.day)):
            moving.append(each)
        elif (same.month, same.day) != (each.month, each.day):
            days = [spoken.day_of_year(every.month, every.day, every.year) for every in (same, each)]
            conflicts.append(f"the {each.kind}; {days[0]} stays, not {days[1]}.")
        elif same.year is None and each.year is not None:
            completed.append(replace(same, year=each.year))
    return tuple(moving), tuple(completed), conflicts


def _share(uow: UnitOfWork, user: User, into: ContactId, other: ContactId) -> None:
    """What a team may see of both is what it might see of the more private one that the user decided about."""
    for membership in uow.teams.memberships(user.id):
        said = uow.teams.sharing(user.id, membership.team)
        rules = [rule for each in (into, other) if (rule := said.rules.get((Scope.CONTACT, each))) is not None]
        if rules:
            level = min((rule.level for rule in rules), key=tuple(Share).index)
            uow.teams.share(user.id, membership.team, Scope.CONTACT, into, level)
        if Edge.DONT_ASK in {said.edges.get(into), said.edges.get(other)}:
            uow.teams.say(user.id, membership.team, into, Edge.DONT_ASK)
