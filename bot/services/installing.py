"""The life of an installation: made, found, ended, and what its people noted erased when its time is over.

What the platform tells comes twice, late and in any order: what is older than the installation changes nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.domain.ids import UserId
from bot.domain.installation import KEPT, Ending, Installation
from bot.domain.user import DEACTIVATED, Platform
from bot.language.cleaning import one_line
from bot.ports import UnitOfWork
from bot.services import introductions_ended, leaving, letters_about, partings
from bot.services.contacts import NAME_LIMIT

ERRAND = timedelta(minutes=10)
"""How long somebody may take from the link to the end of an installation."""


def install(uow: UnitOfWork, installation: Installation, now: datetime) -> tuple[str, ...]:
    """Keep a new installation, or a renewed one; returns the known workspaces in which something may have been held.

    What had ended with an organisation's lives again; a workspace that was taken out of it stays out.
    """
    before = uow.installations.get(installation.platform, installation.enterprise, installation.team)
    same = before is not None and before.ended is None and before.token == installation.token
    uow.installations.put(replace(installation, installed_at=now, ended=None, ended_at=None))
    if installation.team:
        rename(uow, installation.platform, installation.team, installation.name)
        return () if same else (installation.team,)
    revived = [each for each in _leaners(uow, installation) if each.ended is not Ending.WITHDRAWN]
    for each in revived:
        uow.installations.put(replace(each, ended=None, ended_at=None))
    return tuple(each.team for each in revived)


def find(uow: UnitOfWork, platform: Platform, enterprise: str, team: str) -> Installation | None:
    """The living installation that serves a workspace: its own, or that of its organisation; None if there is none."""
    own = uow.installations.get(platform, enterprise, team) if team else None
    if own is not None and own.ended is None and own.token:
        return own
    if own is not None and own.ended is Ending.WITHDRAWN:
        return None
    organisation = enterprise or (own.enterprise if own is not None else "")
    whole = uow.installations.get(platform, organisation, "") if organisation else None
    return whole if whole is not None and whole.ended is None else None


def met(uow: UnitOfWork, whole: Installation, team: str) -> bool:
    """Whether a workspace that leans on its organisation is known; found by its own id alone, it can be written to."""
    own = uow.installations.get(whole.platform, whole.enterprise, team)
    return own is not None and own.ended is None


def meet(uow: UnitOfWork, whole: Installation, team: str, now: datetime) -> None:
    """Note a workspace that leans on its organisation."""
    if not met(uow, whole, team):
        uow.installations.put(_leaning(whole, team, now))


def end(
    uow: UnitOfWork, platform: Platform, enterprise: str, team: str, ending: Ending, at: datetime
) -> Installation | None:
    """Mark an installation as dead at that moment and erase its token; returns it, None where nothing changed.

    An end from before the installation was made concerns the one before it. A revoked token concerns only who has one.
    """
    found = uow.installations.get(platform, enterprise, team)
    if found is None or _is_newer(found, at) or (ending is Ending.REVOKED and not found.token):
        return None
    if found.ended is not None and (found.ended is ending or ending is not Ending.UNINSTALLED):
        return None
    ended = _ended(found, ending, found.ended_at or at)
    uow.installations.put(ended)
    if not team:
        for each in _leaners(uow, found):
            if each.ended is None:
                uow.installations.put(_ended(each, ending, at))
    return ended


def withdraw(uow: UnitOfWork, platform: Platform, enterprise: str, team: str, at: datetime) -> None:
    """A workspace was taken out of the installation of its organisation."""
    whole = uow.installations.get(platform, enterprise, "")
    if whole is not None:
        own = uow.installations.get(platform, enterprise, team) or _leaning(whole, team, at)
        uow.installations.put(_ended(own, Ending.WITHDRAWN, at))


def grant(uow: UnitOfWork, platform: Platform, enterprise: str, team: str, at: datetime) -> None:
    """A workspace came into the installation of its organisation."""
    whole = uow.installations.get(platform, enterprise, "")
    own = uow.installations.get(platform, enterprise, team)
    if whole is not None and whole.ended is None and (own is None or own.ended is Ending.WITHDRAWN):
        uow.installations.put(_leaning(whole, team, at))


def rename(uow: UnitOfWork, platform: Platform, team: str, name: str) -> None:
    """A workspace has another name."""
    shown = one_line(name, NAME_LIMIT)
    found = uow.installations.get(platform, "", team)
    if found is not None and shown:
        uow.installations.put(replace(found, name=shown))
    if shown:
        uow.teams.rename_workspace(platform, team, shown)


def deactivate(uow: UnitOfWork, platform: Platform, team: str, person: str, now: datetime) -> None:
    """Somebody's account was deactivated: it takes no messages until they write again, and shares nothing.

    Who has an account elsewhere leaves the team: they would else go on asking what is not theirs to know any more.
    """
    account = uow.users.find(platform, team, person)
    if account is None or account.closed:
        return
    uow.users.save_account(replace(account, closed=DEACTIVATED))
    workspace = uow.teams.workspace(platform, team)
    member = uow.teams.membership(account.user, workspace.team) if workspace is not None and workspace.team else None
    user = uow.users.lock(account.user)
    if member is not None and user is not None:
        if partings.is_elsewhere(uow, member):
            leaving.leave(uow, user, member, now, shut_off=True)
        else:
            partings.ask(uow, member, now, shut_off=True)
    stop_sharing(uow, account.user, now)


def stop_sharing(uow: UnitOfWork, user: UserId, now: datetime) -> None:
    """Somebody may have left: unless an account of theirs is open still, their teams see nothing of theirs.

    Colleagues who have them in their own book are asked whether to keep in touch.
    """
    if all(each.closed for each in uow.users.accounts(user)):
        for membership in uow.teams.memberships(user):
            partings.ask(uow, membership, now, shut_off=True)
            uow.directory.remove(membership.team, user)
            uow.teams.save_membership(replace(membership, sharing=False))


def purge(uow: UnitOfWork, now: datetime) -> int:
    """Erase what people noted in workspaces that Kith left long enough ago; returns how many users went."""
    gone = 0
    for each in uow.installations.ended_before(now - KEPT):
        uow.installations.remove(each)
        if each.team and find(uow, each.platform, each.enterprise, each.team) is None:
            for user in uow.installations.people_only_in(each.platform, each.team):
                _said_elsewhere(uow, user, now)
            gone += uow.installations.erase_people(each.platform, each.team)
    return gone


def _said_elsewhere(uow: UnitOfWork, user: UserId, now: datetime) -> None:
    """Before somebody is erased: their colleagues are asked whether to keep in touch, and read no more of the rest.

    What they asked of colleagues, and introductions with them, leave the digests in which they were told.
    """
    for membership in uow.teams.memberships(user):
        partings.ask(uow, membership, now, shut_off=True)
    for each in uow.leavings.all(user):
        letters_about.take_back(uow, each, now)
    erased = uow.users.lock(user)
    if erased is not None:
        introductions_ended.forget_user(uow, erased, now)


def set_out(uow: UnitOfWork, secret: str, now: datetime) -> None:
    """Somebody begins to install Kith; they come back with that secret, of which only a hash is kept."""
    uow.installations.begin(_hash(secret), now + ERRAND)


def come_back(uow: UnitOfWork, secret: str, now: datetime) -> bool:
    """Whether somebody set out with that secret and is back in time; True once only."""
    return uow.installations.finish(_hash(secret), now)


def _leaners(uow: UnitOfWork, whole: Installation) -> tuple[Installation, ...]:
    """The workspaces that lean on an organisation, or did."""
    known = uow.installations.of_enterprise(whole.platform, whole.enterprise)
    return tuple(each for each in known if each.team and not each.token)


def _leaning(whole: Installation, team: str, now: datetime) -> Installation:
    return Installation(
        platform=whole.platform, app=whole.app, enterprise=whole.enterprise, team=team, installed_at=now
    )


def _is_newer(installation: Installation, at: datetime) -> bool:
    return installation.installed_at is not None and installation.installed_at > at


def _ended(installation: Installation, ending: Ending, at: datetime) -> Installation:
    return replace(installation, token="", ended=ending, ended_at=at)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
