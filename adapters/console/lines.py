"""Where lines come from: a person at a terminal, or a pipe. It reads and decides nothing."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console

from adapters.console.clean import clean_line

_CHUNK = 65_536


class Lines(Protocol):
    """Lines as somebody enters them."""

    async def read(self, prompt: str) -> str | None:
        """The next line, or None when they leave."""


class TypedLines:
    """A line editor with completion and history, for a person at a terminal."""

    def __init__(self, completer: Completer) -> None:
        # in memory: what people write about each other does not belong into a plain file
        self._session: PromptSession[str] = PromptSession(
            history=InMemoryHistory(), completer=completer, complete_while_typing=False
        )

    async def read(self, prompt: str) -> str | None:
        """The next line; Ctrl-C and Ctrl-D leave."""
        try:
            return await self._session.prompt_async(clean_line(prompt) + " ")
        except (EOFError, KeyboardInterrupt):
            return None


class PipedLines:
    """Lines from a file descriptor. Each is echoed, so that the output reads as a chat."""

    def __init__(self, source: int, echo: Callable[[str, str], None]) -> None:
        self._source = source
        self._echo = echo
        self._buffer = bytearray()
        self._ended = False

    async def read(self, prompt: str) -> str | None:
        """The next line; the end of the input leaves."""
        while not (self._ended or b"\n" in self._buffer):
            chunk = await self._chunk()
            self._buffer += chunk
            self._ended = not chunk
        line, newline, rest = self._buffer.partition(b"\n")
        if not line and not newline:
            return None
        self._buffer = rest
        text = line.decode("utf-8", errors="replace")
        self._echo(prompt, text)
        return text

    async def _chunk(self) -> bytes:
        """What the source has next, read in a thread of its own: a silent pipe must not keep us from leaving."""
        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[bytes] = loop.create_future()

        def settle(chunk: bytes) -> None:
            if not arrived.done():
                arrived.set_result(chunk)

        def read() -> None:
            try:
                chunk = os.read(self._source, _CHUNK)
            except OSError:
                chunk = b""  # a closed input has no more lines
            with suppress(RuntimeError):  # the loop has ended, and with it whoever asked
                loop.call_soon_threadsafe(settle, chunk)

        threading.Thread(target=read, name="console-lines", daemon=True).start()
        return await arrived


@contextmanager
def typed(paper: Console, completer: Completer) -> Iterator[TypedLines]:
    """Lines from the person at the terminal, while whatever the paper prints appears above the line they are typing."""
    before = paper.file
    with patch_stdout(raw=True):
        paper.file = sys.stdout
        try:
            yield TypedLines(completer)
        finally:
            paper.file = before
