"""Having been in touch."""

from sqlalchemy import Select, select

from bot.domain.ids import ContactId, InteractionId, UserId
from bot.domain.interaction import Began, Helped, Interaction, Medium
from storage.interaction_rows import InteractionRows
from storage.recorded_rows import RecordedRows
from storage.schema import interaction as table
from storage.schema import interaction_contact
from storage.schema.columns import from_words, to_words
from storage.transaction import Stored
from storage.vault import Row

_NEWEST_FIRST = (table.c.day.desc(), table.c.number.desc())


class InteractionRepository:
    """Having been in touch."""

    def __init__(self, rows: InteractionRows, recorded: RecordedRows) -> None:
        self._rows = rows
        self._recorded = recorded

    def get(self, owner: UserId, interaction: InteractionId) -> Interaction | None:
        """The owner's interaction with that id."""
        row = self._rows.many(owner, (interaction,)).get(interaction)
        return _interaction(row) if row is not None else None

    def add(self, interaction: Interaction) -> None:
        """Add an interaction."""
        self._recorded.insert(_row(interaction))

    def save(self, interaction: Interaction) -> None:
        """Write an interaction."""
        self._recorded.update(_row(interaction))

    def of(self, owner: UserId, contact: ContactId, limit: int | None = None) -> tuple[Interaction, ...]:
        """Those with a contact, newest first."""
        newest_first = _with(owner, contact).order_by(*_NEWEST_FIRST).limit(limit)
        return tuple(map(_interaction, self._rows.all(owner, newest_first)))

    def all(self, owner: UserId) -> tuple[Interaction, ...]:
        """All of them, oldest first."""
        oldest_first = select(table).order_by(table.c.day, table.c.number)
        return tuple(map(_interaction, self._rows.all(owner, oldest_first)))


def _with(owner: UserId, contact: ContactId) -> Select[tuple[object, ...]]:
    part = (interaction_contact.c.owner_id == owner) & (interaction_contact.c.contact_id == contact)
    return select(table).join(interaction_contact, interaction_contact.c.interaction_id == table.c.id).where(part)


def _row(interaction: Interaction) -> Row:
    return {
        "id": interaction.id,
        "owner_id": interaction.owner,
        "contacts": from_words(interaction.contacts),
        "day": interaction.on,
        "medium": interaction.medium,
        "began": interaction.began,
        "helped": interaction.helped,
        "note": interaction.note,
    }


def _interaction(row: Stored) -> Interaction:
    return Interaction(
        id=row["id"],
        owner=row["owner_id"],
        contacts=tuple(map(ContactId, to_words(row["contacts"]))),
        on=row["day"],
        medium=Medium(row["medium"]),
        began=Began(row["began"]),
        helped=Helped(row["helped"]),
        note=row["note"],
    )
