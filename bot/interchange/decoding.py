"""The bytes of a file made text, or refused with a sentence. Knows nothing of formats."""

import codecs
from typing import Final

import charset_normalizer

from bot.interchange import fields
from bot.interchange.record import Unreadable
from bot.interchange.zipped import is_zip

LARGEST: Final = 5 * 1024 * 1024
"""Bytes of a file: 20,000 cards without their pictures."""

_WIDE: Final = {  # the longer marks first: that of UTF-32 begins like that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS: Final = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1a\x1b")
_ASCII: Final = bytes(range(0x80))
_SAMPLE: Final = 32 * 1024
# What Windows writes where it does not write UTF-8; among all encodings, a few names are too little to tell them apart.
_CODE_PAGES: Final = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "cp949", "gb18030", "big5"]
_CONTROLS_IN_TEXT: Final = 100  # text has at most one control character among so many others,
_STRAY_CONTROLS: Final = 8  # and a few in a short file mean nothing
_SLIPS_IN_UTF8: Final = 50  # one broken character among so many bytes beyond ASCII is a slip, not another encoding


def decode(name: str, content: bytes, *, largest: int = LARGEST) -> str:
    """The text of a file with plain line feeds; raises `Unreadable` if it is empty, too large, or not text."""
    shown = fields.line(name, 80) or "The file"
    if not content.strip():
        raise Unreadable(f"{shown} is empty.")
    if len(content) > largest:
        most = largest // 1024**2
        raise Unreadable(f"{shown} is larger than the {most} MB I read. Please split it, or leave the pictures out.")
    if is_zip(content):
        raise Unreadable(f"{shown} is a ZIP archive inside another. Please unpack it and send me what is inside.")
    text = _decoded(content)
    if text is None:
        raise Unreadable(f"{shown} is not a text file. I can read contact cards (.vcf) and tables (.csv), for example.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str | None:
    for mark, encoding in _WIDE.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if (controls - _STRAY_CONTROLS) * _CONTROLS_IN_TEXT > len(content):
        return None
    text = content.decode("utf-8-sig", errors="replace")
    if text.count("\ufffd") * _SLIPS_IN_UTF8 <= len(content.translate(None, _ASCII)):
        return text
    return _guessed(content)


def _guessed(content: bytes) -> str | None:
    """The text in the likeliest code page, judged by the lines that ASCII cannot hold."""
    telling = b"\n".join(row for row in content.splitlines() if not row.isascii())
    best = charset_normalizer.from_bytes(telling[:_SAMPLE], cp_isolation=_CODE_PAGES).best()
    return None if best is None else content.decode(best.encoding, errors="replace")
