"""Databases that were migrated before, and a Discord whose servers come at once."""

from typing import Any

import pytest
from discord.state import ConnectionState

from tests.fakes.shelf import shelf, sqlite_shelf

__all__ = ["shelf", "sqlite_shelf"]

_made = ConnectionState.__init__


@pytest.fixture(autouse=True)
def no_more_servers_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py is ready once no server came for two seconds; the pretended Discord tells of all of them at once."""

    def hurried(self: ConnectionState[Any], **options: Any) -> None:
        _made(self, **{**options, "guild_ready_timeout": 0.05})

    monkeypatch.setattr(ConnectionState, "__init__", hurried)
