"""Files out of a ZIP archive from a stranger: few, small, by name only; no path of it is ever used.

What an archive says of itself is not believed: what is read is counted.
"""

import io
import zipfile
import zlib
from typing import Final

from bot.interchange import fields
from bot.interchange.record import Unreadable

_MARKS: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins, and how an empty one does."""
_LARGEST_PACKED: Final = 5 * 1024 * 1024
_MOST_MEMBERS: Final = 500
_LARGEST: Final = 40 * 1024 * 1024
"""Bytes of one file: years of messages."""
_LARGEST_TOTAL: Final = 60 * 1024 * 1024
_MOST_TIMES: Final = 100
"""How many times as large as its packed form a file may be; text is ten times as large at most."""
_SMALL: Final = 1024 * 1024
"""Below that size, no form of packing does harm."""
_ENCRYPTED: Final = 0x1
_KNOWN: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def is_zip(content: bytes) -> bool:
    """Whether a file is a ZIP archive."""
    return content.startswith(_MARKS)


def unpacked(name: str, content: bytes, endings: tuple[str, ...], preferred: frozenset[str]) -> dict[str, bytes]:
    """The files of an archive that have one of these endings, by their lower-case name without any path.

    If any of the preferred ones is there, these are all. Raises `Unreadable` for an archive that is broken, locked or
    made to be large.
    """
    shown = fields.line(name, 80) or "The archive"
    if len(content) > _LARGEST_PACKED:
        most = _LARGEST_PACKED // 1024**2
        raise Unreadable(f"{shown} is larger than the {most} MB I read. Please send me only the file with your people.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise Unreadable(f"{shown} holds {len(members):,} files; I look through {_MOST_MEMBERS} at most.")
            return _read(shown, archive, _wanted(members, endings, preferred))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{shown} is a ZIP archive that is broken. Please download it again.") from error


def _wanted(
    members: list[zipfile.ZipInfo], endings: tuple[str, ...], preferred: frozenset[str]
) -> dict[str, zipfile.ZipInfo]:
    by_name: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        path = member.filename.replace("\\", "/")
        base = path.rpartition("/")[2].casefold()
        if base.endswith(endings) and not base.startswith(".") and "__macosx" not in path.casefold():
            by_name.setdefault(base, member)
    chosen = {base: member for base, member in by_name.items() if base in preferred}
    return chosen or by_name


def _read(shown: str, archive: zipfile.ZipFile, wanted: dict[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    if any(member.flag_bits & _ENCRYPTED for member in wanted.values()):
        raise Unreadable(f"{shown} is locked with a password. Please unpack it and send me what is inside.")
    if any(member.compress_type not in _KNOWN for member in wanted.values()):
        raise Unreadable(f"{shown} is packed in a way I don't know. Please unpack it and send me what is inside.")
    files: dict[str, bytes] = {}
    for base, member in wanted.items():
        most = min(_LARGEST, max(_SMALL, member.compress_size * _MOST_TIMES))
        with archive.open(member) as opened:
            files[base] = opened.read(most + 1)
        if len(files[base]) > most or sum(map(len, files.values())) > _LARGEST_TOTAL:
            raise Unreadable(f"{shown} unpacks to more than I take. Please send me only the file with your people.")
    return files
