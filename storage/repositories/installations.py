"""Where Kith is installed. Tokens are sealed for their own row."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, select

from bot.domain.ids import UserId
from bot.domain.installation import Ending, Installation
from bot.domain.user import Platform
from storage.schema import account, errand, users
from storage.schema import installation as table
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored, Transaction
from storage.vault import Row, Vault


class InstallationRepository:
    """Installations, and the errands of those who are about to install Kith."""

    def __init__(self, tx: Transaction, vault: Vault, new_id: Callable[[], str]) -> None:
        self._tx = tx
        self._vault = vault
        self._new_id = new_id

    def get(self, platform: Platform, enterprise: str, team: str) -> Installation | None:
        """The installation in exactly that workspace, or in that whole organisation where `team` is empty."""
        conditions = [table.c.platform == platform, table.c.team == team]
        if enterprise or not team:
            conditions.append(table.c.enterprise.in_([enterprise, ""] if team else [enterprise]))
        living_first = (table.c.ended != "", table.c.installed_at.desc())
        found = self._all(select(table).where(*conditions).order_by(*living_first).limit(1))
        return found[0] if found else None

    def of_enterprise(self, platform: Platform, enterprise: str) -> tuple[Installation, ...]:
        """All installations in an organisation and its workspaces."""
        return self._all(select(table).where(table.c.platform == platform, table.c.enterprise == enterprise))

    def all(self, platform: Platform) -> tuple[Installation, ...]:
        """All of a platform, the dead ones too, in the order of their names."""
        return self._all(select(table).where(table.c.platform == platform).order_by(table.c.name, table.c.id))

    def put(self, installation: Installation) -> None:
        """Add it, or write it over the one in the same place."""
        known = self._tx.scalar(select(table.c.id).where(_place(installation)))
        row = self._vault.seal(table, {"id": known or self._new_id(), **_row(installation)})
        self._tx.put(table, ("platform", "app", "enterprise", "team"), row)
        self._tx.flush()

    def ended_before(self, moment: datetime) -> tuple[Installation, ...]:
        """Those that died at that moment or before it."""
        return self._all(select(table).where(table.c.ended_at <= moment))

    def remove(self, installation: Installation) -> None:
        """Forget that it ever was."""
        self._tx.run(delete(table).where(_place(installation)))

    def people_only_in(self, platform: Platform, scope: str) -> tuple[UserId, ...]:
        """The users all of whose accounts are in a workspace."""
        return tuple(self._tx.scalars(select(users.c.id).where(_only_in(platform, scope)).order_by(users.c.id)))

    def erase_people(self, platform: Platform, scope: str) -> int:
        """Remove all accounts in a workspace, and the users who have no other; returns how many users went."""
        gone = self._tx.run(delete(users).where(_only_in(platform, scope)))
        self._tx.run(delete(account).where(_here(platform, scope)))
        return gone

    def begin(self, errand_hash: str, until: datetime) -> None:
        """Remember that somebody set out to install Kith."""
        self._tx.insert(errand, {"hash": errand_hash, "until": until})

    def finish(self, errand_hash: str, now: datetime) -> bool:
        """Whether somebody set out with it and is back in time; True once only."""
        begun = self._tx.run(delete(errand).where(errand.c.hash == errand_hash, errand.c.until > now)) == 1
        self._tx.run(delete(errand).where(errand.c.until <= now))
        return begun

    def _all(self, statement: Select[tuple[object, ...]]) -> tuple[Installation, ...]:
        return tuple(_installation(self._vault.open(table, row)) for row in self._tx.rows(statement))


def _here(platform: Platform, scope: str) -> ColumnElement[bool]:
    return and_(account.c.platform == platform, account.c.scope == scope)


def _only_in(platform: Platform, scope: str) -> ColumnElement[bool]:
    own = exists().where(account.c.user_id == users.c.id)
    return and_(own, ~exists().where(account.c.user_id == users.c.id, ~_here(platform, scope)))


def _place(installation: Installation) -> ColumnElement[bool]:
    return and_(
        table.c.platform == installation.platform,
        table.c.app == installation.app,
        table.c.enterprise == installation.enterprise,
        table.c.team == installation.team,
    )


def _row(installation: Installation) -> Row:
    return {
        "platform": installation.platform,
        "app": installation.app,
        "enterprise": installation.enterprise,
        "team": installation.team,
        "name": installation.name,
        "bot": installation.bot,
        "bot_user": installation.bot_user,
        "token": installation.token,
        "scopes": from_words(installation.scopes),
        "installed_by": installation.installed_by,
        "installed_at": installation.installed_at,
        "ended": installation.ended or "",
        "ended_at": installation.ended_at,
    }


def _installation(row: Stored) -> Installation:
    return Installation(
        platform=Platform(row["platform"]),
        app=row["app"],
        enterprise=row["enterprise"],
        team=row["team"],
        name=row["name"],
        bot=row["bot"],
        bot_user=row["bot_user"],
        token=row["token"],
        scopes=to_words(row["scopes"]),
        installed_by=row["installed_by"],
        installed_at=row["installed_at"],
        ended=Ending(row["ended"]) if row["ended"] else None,
        ended_at=row["ended_at"],
    )
