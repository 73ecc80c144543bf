"""Databases that were migrated before."""

from tests.fakes.shelf import shelf, sqlite_shelf

__all__ = ["shelf", "sqlite_shelf"]
