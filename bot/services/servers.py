"""Discord servers that Kith is in or was in, and people that it cannot reach any more.

Kith does not know who is in a server. That somebody is out of reach shows when a message to them is refused.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.installation import KEPT, Ending, Installation
from bot.domain.user import Account, Platform
from bot.ports import UnitOfWork
from bot.services import erasing, installing

_DISCORD = Platform.DISCORD


def present(uow: UnitOfWork, servers: Mapping[str, str], now: datetime) -> None:
    """Kith is in these servers, named where that is known, and in no other."""
    known = {each.team: each for each in uow.installations.all(_DISCORD)}
    for server, name in servers.items():
        found = known.get(server)
        if found is None or found.ended is not None or (name and name != found.name):
            joined(uow, server, name or (found.name if found is not None else ""), now)
    for server, found in known.items():
        if server not in servers and found.ended is None:
            left(uow, server, now)


def joined(uow: UnitOfWork, server: str, name: str, now: datetime) -> None:
    """Kith came into a server, for the first time or again, or the server has another name."""
    installing.install(uow, Installation(platform=_DISCORD, team=server, name=name), now)


def left(uow: UnitOfWork, server: str, now: datetime) -> None:
    """Kith was removed from a server. Whom it knows from there it goes on writing to, where Discord lets it."""
    found = uow.installations.get(_DISCORD, "", server) or Installation(
        platform=_DISCORD, team=server, installed_at=now
    )
    if found.ended is None:
        uow.installations.put(replace(found, ended=Ending.UNINSTALLED, ended_at=now))


def opened(uow: UnitOfWork, person: str, channel: str) -> None:
    """Somebody's direct messages are that channel."""
    found = uow.users.find(_DISCORD, "", person)
    if found is None or uow.users.lock(found.user) is None:
        return
    account = uow.users.account(found.id)  # as it is now that nobody else can change it
    if account is not None and account.channel != channel:
        uow.users.save_account(replace(account, channel=channel))


def cut_off(uow: UnitOfWork, account: Account, reason: str, now: datetime) -> None:
    """An account was deleted, or its owner is nowhere to be met: no messages, and nothing shared."""
    uow.users.save_account(replace(account, closed=reason, gone_at=account.gone_at or now))
    installing.stop_sharing(uow, account.user, now)


def purge(uow: UnitOfWork, now: datetime) -> int:
    """Erase the users who were cut off on all their accounts, long enough ago; returns how many went."""
    for person in uow.users.gone(now - KEPT):
        user = uow.users.get(person)
        if user is not None:
            erasing.take_from_colleagues(uow, user, now)
    return uow.users.erase_gone(now - KEPT)
