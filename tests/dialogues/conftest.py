"""The whole bot, on a database that was migrated before."""

from tests.fakes.kith import bot, caring, quick
from tests.fakes.shelf import shelf, sqlite_shelf

__all__ = ["bot", "caring", "quick", "shelf", "sqlite_shelf"]
