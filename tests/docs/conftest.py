"""The whole bot, and a shell to call `kith` in, for pages whose commands are tried."""

from tests.fakes.kith import quick
from tests.fakes.shelf import sqlite_shelf
from tests.fakes.shell import shell

__all__ = ["quick", "shell", "sqlite_shelf"]
