"""Databases that were migrated before, and a shell to call `kith` in."""

from tests.fakes.shelf import shelf, sqlite_shelf
from tests.fakes.shell import shell

__all__ = ["shelf", "shell", "sqlite_shelf"]
