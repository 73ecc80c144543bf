"""A shell in which `kith` is called."""

import os
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.domain.errors import KithError


class Shell:
    """A folder with a database of its own, in which `kith` is called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kith(self, *words: str, fails: bool = False) -> str:
        """What a call prints: its answer, or the sentence about what went wrong."""
        ended = self.call(*words)
        if fails:
            assert isinstance(ended.exception, KithError), ended.output
            return ended.exception.sentence
        assert ended.exception is None, ended.exception
        return ended.output

    def call(self, *words: str, typed: str = "") -> Result:
        """A call at whose questions something is typed, as it ended. It logs into what is read here, and only it."""
        logging = structlog.get_config()
        try:
            return CliRunner().invoke(cli, words, input=typed)
        finally:
            structlog.configure(**logging)

    def write(self, name: str, content: str) -> None:
        """Put a file into the folder."""
        (self.folder / name).write_text(content, "utf-8")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell in an empty folder, with nothing set."""
    for name in os.environ:
        if name.startswith("KITH_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path)
