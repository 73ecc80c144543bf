"""ZIP archives: the one file in them that can be read, and those that were made to do harm."""

import io
import struct
import time
import zipfile

import pytest

from bot.interchange.reading import read
from bot.interchange.record import Unreadable

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Sam Carter\nEND:VCARD\n"


def packed(*files: tuple[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "files",
    [
        (("contacts.vcf", CARD),),
        (("Takeout/Contacts/All.VCF", CARD), ("Takeout/photo.jpg", b"\xff\xd8")),
        (
            ("../../etc/people.vcf", CARD),
            ("__MACOSX/._people.vcf", b"\x00\x05"),
            ("inner.zip", packed(("a.vcf", CARD))),
        ),
        (("C:\\people.vcf", CARD),),
    ],
)
def test_the_one_file_that_can_be_read(files: tuple[tuple[str, str], ...]) -> None:
    (sam,) = read("people.zip", packed(*files)).records
    assert sam.name == "Sam Carter"


def bomb() -> bytes:
    return packed(("people.vcf", b" " * 30_000_000))


def many_large() -> bytes:
    return packed(*((f"{name}.csv", b"a,b\n" * 10_000_000) for name in ("connections", "messages")))


def lying() -> bytes:
    """An archive whose directory says that a large file is small."""
    content = bytearray(packed(("people.vcf", b"x" * 30_000_000)))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def locked() -> bytes:
    content = bytearray(packed(("people.vcf", CARD)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark)
        content[at + offset] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed(), "holds no file that I can read"),
        (packed(("a.jpg", b"x")), "holds no file that I can read"),
        (packed(("inner.zip", packed(("a.vcf", CARD)))), "holds no file that I can read"),
        (packed(("a.vcf", CARD), ("b.csv", "Name\nSam\n")), "holds several files that I could read: a.vcf, b.csv"),
        (packed(*((f"{number}.vcf", CARD) for number in range(501))), "holds 501 files"),
        (packed(("people.vcf", CARD))[:-30], "broken"),
        (packed(("people.vcf", CARD), how=zipfile.ZIP_STORED).replace(b"Sam", b"Tim"), "broken"),
        (packed(("people.vcf", CARD), how=zipfile.ZIP_LZMA), "packed in a way I don't know"),
        (packed(("people.vcf", packed(("a.vcf", CARD)))), "a ZIP archive inside another"),
        (locked(), "locked with a password"),
        (bomb(), "unpacks to more than I take"),
        (many_large(), "unpacks to more than I take"),
        (lying(), "broken"),
        (packed(("people.vcf", b"")), "is empty"),
    ],
)
def test_an_archive_that_is_refused(content: bytes, sentence: str) -> None:
    start = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read("people.zip", content)
    assert sentence in str(refused.value)
    assert time.process_time() - start < 1
