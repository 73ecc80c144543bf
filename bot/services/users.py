"""Who comes to Kith, and how they want to be told."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import process

from bot.domain.errors import InputError
from bot.domain.ids import AccountId, UserId, WorkspaceId
from bot.domain.nudge import DeliveryState
from bot.domain.slot import local_day
from bot.domain.user import Account, Platform, Preferences, User, Workspace
from bot.language.cleaning import one_line
from bot.language.words import shown
from bot.ports import UnitOfWork
from bot.services import changes, reckoning
from bot.services.contacts import NAME_LIMIT

_UNNAMED = "Somebody"
_MONTH_FIRST = frozenset({"en-US"})
"""Locales that write the month before the day (Unicode CLDR, short date pattern `M/d/yy`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A platform identity that wrote to Kith, with what the platform tells of it."""

    platform: Platform
    scope: str
    external: str
    name: str
    workspace: str
    workspace_name: str
    zone: str
    locale: str


def known(uow: UnitOfWork, visitor: Visitor) -> tuple[User, Account] | None:
    """The user behind an identity if nothing needs to be written for this visit; what waits to be told does."""
    account = uow.users.find(visitor.platform, visitor.scope, visitor.external)
    if account is None or account.closed:
        return None
    if visitor.workspace and uow.teams.workspace(visitor.platform, visitor.workspace) is None:
        return None
    user = uow.users.get(account.user)
    if user is None or uow.outbox.of_state(user.id, DeliveryState.UNDELIVERABLE, 1) or uow.greetings.troubled(user.id):
        return None
    return user, account


def visit(uow: UnitOfWork, visitor: Visitor, defaults: Preferences, now: datetime) -> tuple[User, Account]:
    """The user behind an identity, locked; the first visit makes one. A visit opens a closed account again."""
    if visitor.workspace and uow.teams.workspace(visitor.platform, visitor.workspace) is None:
        uow.teams.add_workspace(
            Workspace(
                id=WorkspaceId(uow.new_id()),
                platform=visitor.platform,
                external=visitor.workspace,
                name=one_line(visitor.workspace_name, NAME_LIMIT) or _installed_as(uow, visitor) or visitor.workspace,
            )
        )
    account = uow.users.find(visitor.platform, visitor.scope, visitor.external)
    if account is None:
        welcomed = _welcome(uow, visitor, defaults, now)
        return welcomed if welcomed is not None else visit(uow, visitor, defaults, now)
    user = uow.users.lock(account.user)
    current = uow.users.account(account.id)  # as it is now that nobody else can change it
    if user is None or current is None:
        return visit(uow, visitor, defaults, now)  # they were forgotten this very moment, and begin anew
    seen = replace(current, seen_at=now, closed="", gone_at=None)
    uow.users.save_account(seen)
    return user, seen


def _installed_as(uow: UnitOfWork, visitor: Visitor) -> str:
    """The name of their workspace, where the platform told it apart from the visit."""
    found = uow.installations.get(visitor.platform, "", visitor.workspace)
    return found.name if found is not None else ""


def _welcome(uow: UnitOfWork, visitor: Visitor, defaults: Preferences, now: datetime) -> tuple[User, Account] | None:
    """A new user with that identity; None if another process made one at this very moment."""
    zone = visitor.zone if visitor.zone in zones() else defaults.zone
    preferences = replace(defaults, zone=zone, day_first=visitor.locale.replace("_", "-") not in _MONTH_FIRST)
    user = User(
        id=UserId(uow.new_id()),
        name=one_line(visitor.name, NAME_LIMIT) or _UNNAMED,
        joined_on=local_day(now, preferences),
        preferences=preferences,
    )
    account = Account(
        id=AccountId(uow.new_id()),
        user=user.id,
        platform=visitor.platform,
        scope=visitor.scope,
        external=visitor.external,
        seen_at=now,
    )
    return (user, account) if uow.users.add(user, account) else None


def prefer(uow: UnitOfWork, user: User, preferences: Preferences, now: datetime) -> User:
    """Change how the user wants to be told; touches one row, the next plan follows."""
    chosen = (preferences.platform, *(platform for _, platform in preferences.circles))
    wanted = {each for each in chosen if each is not None}
    platforms = {each.platform for each in uow.users.accounts(user.id)}
    for unknown in sorted(wanted - platforms):
        known_at = ", ".join(sorted(platforms))
        raise InputError(
            "platform", f"I don't know you on {unknown} yet, only on {known_at}. To join both: /kith link."
        )
    changes.begin(uow, user, "your settings", now)
    changed = replace(user, preferences=preferences)
    uow.users.save(changed)
    return reckoning.preferences_changed(uow, changed, user.preferences, now)


@cache
def zones() -> frozenset[str]:
    """The IANA zones that this machine knows."""
    return frozenset(available_timezones())


def zone(text: str) -> str:
    """An IANA zone by its name or its city; raises ValueError with a sentence that names the nearest."""
    wanted = text.strip().replace(" ", "_").casefold()
    whole = {name.casefold(): name for name in zones()}
    cities = {name.rsplit("/", 1)[-1].casefold(): name for name in sorted(zones(), reverse=True)}
    if wanted in whole or wanted in cities:
        return whole.get(wanted) or cities[wanted]
    near = process.extractOne(text, sorted(zones()), score_cutoff=70)
    guess = f' Did you mean "{near[0]}"?' if near else ""
    raise ValueError(f'I don\'t know the time zone "{shown(text)}".{guess} For example: Europe/Berlin or Tokyo.')
