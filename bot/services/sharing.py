"""What a member lets their teams see: by rules about one contact or many, and in their own words about a tie."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError, NotAllowed, NotFound
from bot.domain.greeting import Greeting
from bot.domain.ids import ContactId, DraftId, ShareId
from bot.domain.letter import LetterKind, LetterState
from bot.domain.team import Edge, Membership, Rule, Scope, Share, Sharing, Team
from bot.domain.user import User
from bot.ports import Draft, UnitOfWork
from bot.services import changes, directory, finding
from bot.services.targets import Target, label

MANY = 10
"""More people than that become visible only after a second look."""
_KEPT = timedelta(days=1)
_OFF = "Your sharing is off, so nobody sees any of your people. To turn it on: /kith team sharing on."


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule would change: whom it newly shows to some team, and how many it covers."""

    shown: tuple[Contact, ...]
    covered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A rule that was made, or that waits for a yes: then `waiting` is its draft and `change` is missing."""

    target: Target
    level: Share
    teams: tuple[Team, ...]
    effect: Effect
    change: Change | None = None
    waiting: DraftId | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A rule that was taken back, or, without a change, stays until the user is sure; and whom that shows."""

    rule: Rule
    shown: tuple[Contact, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What one team sees of a member's people: each rule with its label and how many it covers.

    `surfaced` and `asked` count answers that named the people, and questions that reached the member, lately. It also
    greets the member on the dates `greeted`, and matches so many lines of theirs.
    """

    team: Team
    membership: Membership
    rules: tuple[tuple[Rule, str, int], ...]
    said: tuple[tuple[Contact, Edge], ...]
    surfaced: int
    asked: int
    greeted: tuple[Greeting, ...] = ()
    matched: int = 0


def share(uow: UnitOfWork, user: User, about: Target, level: Share, now: datetime) -> Shared:
    """Let the user's teams see those people, or not. What would newly show many waits for a yes.

    Raises NotAllowed for somebody in no team, or who does not share at all; InputError for somebody who is over.
    """
    _check_alive(uow, user, about, level)
    contacts = uow.contacts.all(user.id)
    planned = _planned(uow, user, about, level, contacts)
    if len(planned.effect.shown) <= MANY:
        return _make(uow, user, planned, contacts, now)
    waiting = Draft(
        id=DraftId(uow.new_id()),
        user=user.id,
        payload={"share": [about.scope, about.key, about.label, level]},
        until=now + _KEPT,
    )
    uow.drafts.add(waiting)
    return replace(planned, waiting=waiting.id)


def confirm(uow: UnitOfWork, user: User, draft: DraftId, now: datetime) -> Shared:
    """Make the rule that waited for a yes; raises Gone for one that was made, dropped or let go of."""
    about, level = _waiting(uow, user, draft, now)
    uow.drafts.remove(user.id, draft)
    contacts = uow.contacts.all(user.id)
    return _make(uow, user, _planned(uow, user, about, level, contacts), contacts, now)


def drop(uow: UnitOfWork, user: User, draft: DraftId, now: datetime) -> None:
    """Let go of a rule that waits for a yes; raises Gone where none does."""
    _waiting(uow, user, draft, now)
    uow.drafts.remove(user.id, draft)


def take_back(uow: UnitOfWork, user: User, rule: ShareId, now: datetime, *, sure: bool) -> TakenBack:
    """Take a rule back; whom no other rule shares is gone at once. Raises NotFound, also for somebody else's.

    A rule may also have hidden people whom another one shows: where they are many, it stays unless the user is sure.
    """
    found = uow.teams.rule(user.id, rule)
    if found is None:
        raise NotFound("I don't have that rule any more.")
    team, taken = found
    before = uow.teams.sharing(user.id, team)
    after = Sharing({place: each for place, each in before.rules.items() if each.id != rule}, before.edges)
    member = uow.teams.membership(user.id, team)
    contacts = uow.contacts.all(user.id)
    shown = _rising(before, after, contacts) if member is not None and member.sharing else ()
    if len(shown) > MANY and not sure:
        return TakenBack(taken, shown)
    change = changes.begin(uow, user, "a rule about what your team sees", now)
    uow.teams.unshare(user.id, rule)
    directory.refresh_teams(uow, user, contacts)
    return TakenBack(taken, shown, change)


def say(uow: UnitOfWork, user: User, contact: Contact, edge: Edge, now: datetime) -> tuple[bool, Change]:
    """Say in one's own words how close one is to a contact; returns whether any team sees them.

    Raises NotAllowed for somebody in no team.
    """
    memberships = _memberships(uow, user)
    change = changes.begin(uow, user, f"your word about {contact.name}", now)
    for each in memberships:
        uow.teams.say(user.id, each.team, contact.id, edge)
    directory.refresh(uow, user, contact, uow.contacts.tie(user.id, contact.id))
    return is_seen(uow, user, contact), change


def is_seen(uow: UnitOfWork, user: User, contact: Contact) -> bool:
    """Whether any team may be told of a contact, openly or after a yes."""
    return any(
        each.sharing and directory.level_of(uow.teams.sharing(user.id, each.team), contact) is not Share.NEVER
        for each in uow.teams.memberships(user.id)
    )


def is_open(uow: UnitOfWork, user: User, contact: Contact) -> bool:
    """Whether any team sees a contact openly."""
    return any(
        each.sharing and directory.level_of(uow.teams.sharing(user.id, each.team), contact) is Share.OPEN
        for each in uow.teams.memberships(user.id)
    )


def overviews(uow: UnitOfWork, user: User, now: datetime, since: timedelta) -> tuple[Overview, ...]:
    """What each of the user's teams sees, and how often their people surfaced there lately."""
    contacts = {each.id: each for each in uow.contacts.all(user.id)}
    day = (now - since).date()
    told = [each for each in uow.letters.since(user.id, day) if each.kind is LetterKind.ASK]
    found = []
    for member in uow.teams.memberships(user.id):
        team, said = uow.teams.get(member.team), uow.teams.sharing(user.id, member.team)
        assert team is not None, "a membership always has its team"
        covered = _covered(said, contacts.values())
        silenced = {key for key, edge in said.edges.items() if edge is Edge.DONT_ASK}
        rules = [
            (rule, label(rule, contacts), covered[rule.id])
            for rule in said.rules.values()
            if rule.scope is not Scope.CONTACT or rule.key not in silenced
        ]
        own = [(contacts[key], edge) for key, edge in said.edges.items() if key in contacts]
        found.append(
            Overview(
                team=team,
                membership=member,
                rules=tuple(sorted((each for each in rules if each[1]), key=_by_scope)),
                said=tuple(sorted(own, key=lambda each: each[0].name.casefold())),
                surfaced=uow.lookups.surfaced_since(member.team, user.id, day),
                asked=sum(each.team == member.team and each.state is LetterState.SENT for each in told),
                greeted=tuple(each for each in uow.greetings.of(user.id) if each.team == member.team),
                matched=sum(each.team == member.team for each in uow.team_needs.released(user.id)),
            )
        )
    return tuple(found)


def _by_scope(listed: tuple[Rule, str, int]) -> tuple[int, str]:
    rule, name, _ = listed
    return -tuple(Scope).index(rule.scope), name.casefold()


def _planned(uow: UnitOfWork, user: User, about: Target, level: Share, contacts: Sequence[Contact]) -> Shared:
    memberships = _sharing_memberships(uow, user, level)
    teams = tuple(team for each in memberships if (team := uow.teams.get(each.team)) is not None)
    return Shared(target=about, level=level, teams=teams, effect=_effect(uow, memberships, about, level, contacts))


def _waiting(uow: UnitOfWork, user: User, draft: DraftId, now: datetime) -> tuple[Target, Share]:
    found = uow.drafts.get(user.id, draft, now)
    waiting = found.payload.get("share") if found is not None else None
    if not isinstance(waiting, list):
        raise Gone("That was done before, or I kept it for a day and have let it go since. Please say it again.")
    scope, key, name, level = map(str, waiting)
    return Target(Scope(scope), key, name), Share(level)


def _make(uow: UnitOfWork, user: User, shared: Shared, contacts: Sequence[Contact], now: datetime) -> Shared:
    about = shared.target
    change = changes.begin(uow, user, f"what your team sees of {about.label}", now)
    for each in uow.teams.memberships(user.id):
        uow.teams.share(user.id, each.team, about.scope, about.key, shared.level)
    if about.scope is Scope.CONTACT:
        if shared.level is not Share.NEVER:
            _unsay(uow, user, ContactId(about.key))
        contact = finding.get(uow, user.id, ContactId(about.key))
        directory.refresh(uow, user, contact, uow.contacts.tie(user.id, contact.id))
    else:
        directory.refresh_teams(uow, user, contacts)
    return replace(shared, change=change)


def _unsay(uow: UnitOfWork, user: User, contact: ContactId) -> None:
    """The last word counts: whom a member shares, they may be asked about."""
    for each in uow.teams.memberships(user.id):
        if uow.teams.sharing(user.id, each.team).edges.get(contact) is Edge.DONT_ASK:
            uow.teams.say(user.id, each.team, contact, None)


def _check_alive(uow: UnitOfWork, user: User, about: Target, level: Share) -> None:
    if about.scope is Scope.CONTACT and level is not Share.NEVER:
        contact = finding.get(uow, user.id, ContactId(about.key))
        if contact.state.is_over:
            raise InputError("person", f"{contact.name} is marked as {contact.state}, so no team is told of them.")


def _memberships(uow: UnitOfWork, user: User) -> tuple[Membership, ...]:
    memberships = uow.teams.memberships(user.id)
    if not memberships:
        raise NotAllowed("You are in no team, so nobody sees any of your people. To join one: /kith team join.")
    return memberships


def _sharing_memberships(uow: UnitOfWork, user: User, level: Share) -> tuple[Membership, ...]:
    """The memberships that a rule shows people to; for one that hides them, all."""
    memberships = _memberships(uow, user)
    if level is Share.NEVER:
        return memberships
    sharing = tuple(each for each in memberships if each.sharing)
    if not sharing:
        raise NotAllowed(_OFF)
    return sharing


def _effect(
    uow: UnitOfWork, memberships: Iterable[Membership], about: Target, level: Share, contacts: Sequence[Contact]
) -> Effect:
    rule = Rule(id=ShareId(""), scope=about.scope, key=about.key, level=level)
    newly: dict[ContactId, Contact] = {}
    covered = 0
    for each in memberships:
        before = uow.teams.sharing(each.user, each.team)
        after = Sharing({**before.rules, (about.scope, about.key): rule}, before.edges)
        newly.update((one.id, one) for one in _rising(before, after, contacts) if each.sharing)
        covered = max(covered, _covered(after, contacts)[rule.id])
    return Effect(tuple(newly.values()), covered)


def _rising(before: Sharing, after: Sharing, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Of whom more is told after than before."""
    levels = ((each, directory.level_of(before, each), directory.level_of(after, each)) for each in contacts)
    return tuple(each for each, was, then in levels if _order(then) > _order(was))


def _covered(said: Sharing, contacts: Iterable[Contact]) -> Counter[ShareId]:
    """How many people each rule decides about; those who are never shared do not count."""
    counted: Counter[ShareId] = Counter()
    for each in contacts:
        rule = directory.deciding(said, each)
        if rule is not None and (rule.level is Share.NEVER or directory.level_of(said, each) is not Share.NEVER):
            counted[rule.id] += 1
    return counted


def _order(level: Share) -> int:
    return tuple(Share).index(level)
