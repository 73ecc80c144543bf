"""What users tell about themselves: their news, what they look for and what they can offer."""

from sqlalchemy import select

from bot.domain.ids import NeedId, NewsId, UserId
from bot.domain.news import Need, NeedKind, News
from storage.recorded_rows import RecordedRows
from storage.schema import need as needs
from storage.schema import news
from storage.table_rows import TableRows
from storage.transaction import Stored
from storage.vault import Row


class NewsRepository:
    """What a user's people may not have heard yet."""

    def __init__(self, rows: TableRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, item: NewsId) -> News | None:
        """The owner's news with that id."""
        row = self._rows.get(owner, item)
        return _news(row) if row is not None else None

    def all(self, owner: UserId) -> tuple[News, ...]:
        """All of an owner, newest first."""
        newest_first = select(news).where(self._rows.own(owner)).order_by(news.c.told_on.desc(), news.c.number.desc())
        return tuple(map(_news, self._rows.all(newest_first)))

    def add(self, item: News) -> None:
        """Add news."""
        self._recorded.insert(_news_row(item))

    def remove(self, owner: UserId, item: NewsId) -> None:
        """Remove news that is old."""
        self._recorded.delete(owner, item)


class NeedRepository:
    """What a user looks for and can offer."""

    def __init__(self, rows: TableRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, need: NeedId) -> Need | None:
        """The owner's need with that id."""
        row = self._rows.get(owner, need)
        return _need(row) if row is not None else None

    def all(self, owner: UserId) -> tuple[Need, ...]:
        """All of an owner, in the order in which they were noted."""
        ordered = select(needs).where(self._rows.own(owner)).order_by(needs.c.number)
        return tuple(map(_need, self._rows.all(ordered)))

    def add(self, need: Need) -> None:
        """Add a need."""
        self._recorded.insert(_need_row(need))

    def save(self, need: Need) -> None:
        """Write a need."""
        self._recorded.update(_need_row(need))


def _news_row(item: News) -> Row:
    return {"id": item.id, "owner_id": item.owner, "text": item.text, "told_on": item.told_on}


def _news(row: Stored) -> News:
    return News(id=row["id"], owner=row["owner_id"], text=row["text"], told_on=row["told_on"])


def _need_row(need: Need) -> Row:
    return {
        "id": need.id,
        "owner_id": need.owner,
        "kind": need.kind,
        "text": need.text,
        "made_on": need.made_on,
        "closed_on": need.closed_on,
    }


def _need(row: Stored) -> Need:
    return Need(
        id=row["id"],
        owner=row["owner_id"],
        kind=NeedKind(row["kind"]),
        text=row["text"],
        made_on=row["made_on"],
        closed_on=row["closed_on"],
    )
