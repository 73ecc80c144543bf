"""Run by Alembic for each upgrade, on the connection that `upgrade` made ready; there is no ini file."""

from alembic import context

from storage.migrations.upgrade import VERSION_TABLE
from storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite alters a table by making it anew
    compare_type=True,
)
context.run_migrations()
