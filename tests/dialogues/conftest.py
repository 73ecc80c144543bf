"""The whole bot for every dialogue."""

from tests.fakes.kith import bot, quick, shelf, sqlite_shelf

__all__ = ["bot", "quick", "shelf", "sqlite_shelf"]
