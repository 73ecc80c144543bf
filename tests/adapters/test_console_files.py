"""Files that people send from their disk and files that Kith puts there."""

import os
from pathlib import Path

import pytest

from adapters.console.files import LIMIT, CannotRead, CannotWrite, read, write
from bot.chat.message import File

CARD = b"BEGIN:VCARD\nFN:Sam\nEND:VCARD\n"


@pytest.mark.parametrize("typed", ["{}", '"{}"', "'{}'"])
async def test_a_path_is_read_with_or_without_quotes(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "my people.vcf"
    path.write_bytes(CARD)
    assert await read(typed.format(path)) == File("my people.vcf", CARD)


async def test_a_file_in_wide_characters_is_text(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Sam", encoding="utf-16")
    assert (await read(str(path))).content == path.read_bytes()


async def test_an_archive_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "LinkedIn.zip"
    path.write_bytes(b"PK\x03\x04\0\0")
    assert (await read(str(path))).content == path.read_bytes()


async def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"There is no file .*people\.vcf"):
        await read(str(tmp_path / "people.vcf"))


async def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="is not a file"):
        await read(str(tmp_path))


async def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead, match="is not a file"):
        await read(str(tmp_path / "pipe"))


async def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(CannotRead, match="too large: files of up to 5 MB fit"):
        await read(str(path))


async def test_the_largest_file_that_fits(tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes(b"x" * LIMIT)
    assert len((await read(str(path))).content) == LIMIT


async def test_a_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\x00\x10")
    with pytest.raises(CannotRead, match="not a text file"):
        await read(str(path))


@pytest.mark.parametrize("typed", ["a\0b", "~nobody-has-this-name/x", "x" * 5000])
async def test_something_that_is_no_path_at_all(typed: str) -> None:
    with pytest.raises(CannotRead) as refused:
        await read(typed)
    assert len(refused.value.sentence) < 300


async def test_a_file_from_kith_is_private(tmp_path: Path) -> None:
    path = await write(File("kith-export.json", b"{}"), tmp_path)
    assert (path.name, path.read_bytes()) == ("kith-export.json", b"{}")
    assert path.stat().st_mode & 0o077 == 0


async def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    (tmp_path / "kith-export.json").write_text("mine")
    (tmp_path / "kith-export-2.json").symlink_to(tmp_path / "elsewhere")
    path = await write(File("kith-export.json", b"{}"), tmp_path)
    assert path.name == "kith-export-3.json"
    assert (tmp_path / "kith-export.json").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["../../escape", "/etc/escape", "..\\escape", ".escape", "\x1b[31mescape"])
async def test_a_file_stays_in_the_folder_under_a_plain_name(tmp_path: Path, name: str) -> None:
    assert await write(File(name, b"{}"), tmp_path) == tmp_path / "escape"


async def test_a_name_of_nothing_becomes_a_name(tmp_path: Path) -> None:
    assert (await write(File("..", b"{}"), tmp_path)).name == "kith-file"


async def test_a_folder_that_takes_no_files(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="could not write"):
        await write(File("kith-export.json", b"{}"), tmp_path / "not there")
