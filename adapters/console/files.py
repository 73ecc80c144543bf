"""Files between the terminal's own disk and the chat: what is sent is read, what is received is written.

It reads regular files of a bounded size only and never writes over anything.
"""

import asyncio
import codecs
import itertools
import stat
from pathlib import Path, PurePosixPath

from adapters.console.clean import clean_line
from bot.chat.message import File
from bot.domain.errors import KithError

LIMIT = 5_000_000
"""Bytes of a file that is sent."""
_NAME_SHOWN = 200
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
_WIDE_TEXT = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class CannotRead(KithError):
    """A file that cannot be sent."""


class CannotWrite(KithError):
    """A file that cannot be put where the terminal stands."""


async def read(path: str) -> File:
    """The text file or ZIP archive at a path as somebody typed it, in quotes or not. Raises CannotRead."""
    return await asyncio.to_thread(_read, path)


async def write(file: File, folder: Path) -> Path:
    """Put a file into the folder under a name that is free, readable by its owner only. Raises CannotWrite."""
    return await asyncio.to_thread(_write, file, folder)


def _read(typed: str) -> File:
    unquoted = typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "\"'" else typed
    name = clean_line(unquoted)[:_NAME_SHOWN]
    try:
        path = Path(unquoted).expanduser()
        if not stat.S_ISREG(path.stat().st_mode):
            raise CannotRead(f"{name} is not a file that I can read.")
        with path.open("rb") as opened:
            content = opened.read(LIMIT + 1)
    except FileNotFoundError as missing:
        raise CannotRead(f"There is no file {name}. Is the path right?") from missing
    except (OSError, ValueError, RuntimeError) as unreadable:  # a NUL in the path, a home that nobody has
        reason = unreadable.strerror if isinstance(unreadable, OSError) else None
        raise CannotRead(f"I can't read {name}: {reason or 'it is not a path'}.") from unreadable
    if len(content) > LIMIT:
        raise CannotRead(f"{name} is too large: files of up to {LIMIT // 1_000_000} MB fit.")
    if b"\0" in content and not content.startswith((*_WIDE_TEXT, *_ARCHIVE)):
        raise CannotRead(f"{name} is not a text file, so I can't read anyone from it.")
    return File(path.name, content)


def _write(file: File, folder: Path) -> Path:
    name = PurePosixPath(clean_line(file.name).replace("\\", "/")).name.lstrip(".") or "kith-file"
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    for count in itertools.count(1):
        path = folder / (name if count == 1 else f"{stem}-{count}{dot}{ending}")
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        except OSError as unwritable:
            raise CannotWrite(f"I could not write {path}: {unwritable.strerror}.") from unwritable
        try:
            path.write_bytes(file.content)
        except OSError as full:
            path.unlink()
            raise CannotWrite(f"I could not write {path}: {full.strerror}.") from full
        return path
    raise AssertionError("counting has no end")
