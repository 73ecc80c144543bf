"""The whole bot, for pages whose commands are tried."""

from tests.fakes.kith import quick
from tests.fakes.shelf import sqlite_shelf

__all__ = ["quick", "sqlite_shelf"]
