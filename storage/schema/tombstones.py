"""The table of those who asked not to be kept here: keyed hashes alone, which no user owns."""

from sqlalchemy import Column, Table, Text

from storage.schema.columns import UTCDateTime, metadata

tombstone = Table(
    "tombstone",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)
