"""Users and their accounts."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select, update
from sqlalchemy.sql import nulls_last

from bot.domain.cadence import Circle
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, LeapDay, Notes, Platform, Preferences, User
from storage.recorded_rows import RecordedRows
from storage.schema import account as accounts
from storage.schema import users
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored, Transaction
from storage.vault import Row

PREFERENCES = (
    "zone",
    "hour",
    "workdays",
    "platform",
    "leap_day",
    "day_first",
    "a_day",
    "a_week",
    "notes",
    "paused_until",
    "friday",
    "review",
    "circles",
)
"""What of a user can be undone."""


class UserRepository:
    """Users and their accounts."""

    def __init__(self, tx: Transaction, rows: RecordedRows) -> None:
        self._tx = tx
        self._rows = rows

    def get(self, user: UserId) -> User | None:
        """The user."""
        return self._one(select(users).where(users.c.id == user))

    def lock(self, user: UserId) -> User | None:
        """The user, locked against other writers until the end; on SQLite nobody else writes anyway."""
        return self._one(select(users).where(users.c.id == user).with_for_update())

    def find(self, platform: Platform, scope: str, external: str) -> Account | None:
        """The account with that platform identity."""
        same = and_(accounts.c.platform == platform, accounts.c.scope == scope, accounts.c.external == external)
        row = self._tx.row(select(accounts).where(same))
        return _account(row) if row is not None else None

    def add(self, user: User, account: Account) -> bool:
        """Add a user with their first account; False, and nothing is added, where that identity has one already."""
        self._rows.insert(_user_row(user))
        if self._tx.insert_new(accounts, ("platform", "scope", "external"), _account_row(account)):
            return True
        self._tx.run(delete(users).where(users.c.id == user.id))
        return False

    def add_bare(self, user: User) -> None:
        """Add a user without an account, who is to be given one that there is."""
        self._rows.insert(_user_row(user))

    def move_account(self, account: Account, user: UserId) -> None:
        """Give an account to another user."""
        own = (accounts.c.id == account.id) & (accounts.c.user_id == account.user)
        self._tx.run(update(accounts).where(own).values(user_id=user))

    def save(self, user: User) -> None:
        """Write a user."""
        self._rows.update(_user_row(user))

    def save_account(self, account: Account) -> None:
        """Write an account."""
        own = (accounts.c.id == account.id) & (accounts.c.user_id == account.user)
        self._tx.run(update(accounts).where(own).values(_account_row(account)))

    def erase(self, user: UserId) -> None:
        """Remove a user; everything that is theirs refers to them, and goes with them."""
        self._tx.run(delete(users).where(users.c.id == user))

    def account(self, account: AccountId) -> Account | None:
        """The account with that id."""
        row = self._tx.row(select(accounts).where(accounts.c.id == account))
        return _account(row) if row is not None else None

    def accounts(self, user: UserId) -> tuple[Account, ...]:
        """The user's accounts, the one they wrote from last first."""
        latest_first = (nulls_last(accounts.c.seen_at.desc()), accounts.c.id)
        own = select(accounts).where(accounts.c.user_id == user).order_by(*latest_first)
        return tuple(map(_account, self._tx.rows(own)))

    def gone(self, before: datetime) -> tuple[UserId, ...]:
        """The users all of whose accounts are gone since before that moment."""
        return tuple(self._tx.scalars(select(users.c.id).where(_is_gone(before)).order_by(users.c.id)))

    def erase_gone(self, before: datetime) -> int:
        """Remove the users all of whose accounts are gone since before that moment; returns how many went."""
        return self._tx.run(delete(users).where(_is_gone(before)))

    def claim_planned(self, now: datetime, limit: int) -> tuple[User, ...]:
        """Users whose `next_plan_at` has come, earliest first, locked; those another process holds are passed over."""
        due = select(users).where(users.c.next_plan_at <= now).order_by(users.c.next_plan_at, users.c.id).limit(limit)
        return tuple(map(_user, self._tx.rows(due.with_for_update(skip_locked=True))))

    def next_plan_at(self) -> datetime | None:
        """The earliest moment at which anybody is to be planned."""
        earliest: datetime | None = self._tx.scalar(select(func.min(users.c.next_plan_at)))
        return earliest

    def _one(self, statement: Select[tuple[object, ...]]) -> User | None:
        row = self._tx.row(statement)
        return _user(row) if row is not None else None


def _is_gone(before: datetime) -> ColumnElement[bool]:
    own = exists().where(accounts.c.user_id == users.c.id, accounts.c.gone_at <= before)
    reached = or_(accounts.c.gone_at.is_(None), accounts.c.gone_at > before)
    return and_(own, ~exists().where(accounts.c.user_id == users.c.id, reached))


def _user_row(user: User) -> Row:
    preferences = user.preferences
    return {
        "id": user.id,
        "name": user.name,
        "joined_on": user.joined_on,
        "zone": preferences.zone,
        "hour": preferences.hour,
        "workdays": "".join(map(str, sorted(preferences.workdays))),
        "platform": preferences.platform,
        "leap_day": preferences.leap_day,
        "day_first": preferences.day_first,
        "a_day": preferences.a_day,
        "a_week": preferences.a_week,
        "notes": preferences.notes,
        "paused_until": preferences.paused_until,
        "friday": preferences.friday,
        "review": preferences.review,
        "circles": from_words(f"{circle} {platform}" for circle, platform in preferences.circles),
        "next_plan_at": user.next_plan_at,
        "owed_since": user.owed_since,
        "planned_on": user.planned_on,
        "welcome_on": user.welcome_on,
        "friday_on": user.friday_on,
        "review_on": user.review_on,
    }


def _user(row: Stored) -> User:
    return User(
        id=row["id"],
        name=row["name"],
        joined_on=row["joined_on"],
        preferences=Preferences(
            zone=row["zone"],
            hour=row["hour"],
            workdays=frozenset(map(int, row["workdays"])),
            platform=Platform(row["platform"]) if row["platform"] else None,
            leap_day=LeapDay(row["leap_day"]),
            day_first=row["day_first"],
            a_day=row["a_day"],
            a_week=row["a_week"],
            notes=Notes(row["notes"]),
            paused_until=row["paused_until"],
            friday=row["friday"],
            review=row["review"],
            circles=tuple(_kept_to(each) for each in to_words(row["circles"])),
        ),
        next_plan_at=row["next_plan_at"],
        owed_since=row["owed_since"],
        planned_on=row["planned_on"],
        welcome_on=row["welcome_on"],
        friday_on=row["friday_on"],
        review_on=row["review_on"],
    )


def _kept_to(words: str) -> tuple[Circle, Platform]:
    circle, platform = words.split()
    return Circle(circle), Platform(platform)


def _account_row(account: Account) -> Row:
    return {
        "id": account.id,
        "user_id": account.user,
        "platform": account.platform,
        "scope": account.scope,
        "external": account.external,
        "channel": account.channel,
        "closed": account.closed,
        "gone_at": account.gone_at,
        "seen_at": account.seen_at,
    }


def _account(row: Stored) -> Account:
    return Account(
        id=row["id"],
        user=row["user_id"],
        platform=Platform(row["platform"]),
        scope=row["scope"],
        external=row["external"],
        channel=row["channel"],
        closed=row["closed"],
        gone_at=row["gone_at"],
        seen_at=row["seen_at"],
    )
