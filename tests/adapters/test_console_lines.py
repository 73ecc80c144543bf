"""Where lines come from: a pipe, a file, or somebody at a terminal; and how they leave."""

import asyncio
import io
import os
import pty
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import DummyCompleter
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from adapters.console.lines import PipedLines, TypedLines
from bot.chat.event import Called
from bot.chat.message import say
from tests.fakes.console import Stage, account, piped


async def test_a_pipe_reads_as_a_chat(tmp_path: Path) -> None:
    with piped("/kith add Sam", "/forward 2 weeks", "/log sam") as source:
        printed = await Stage(tmp_path, source=source).run()
    assert printed == (
        "ana · Thu 5 Mar 2026> /kith add Sam\n"
        "Noted.\n\n"
        "ana · Thu 5 Mar 2026> /forward 2 weeks\n"
        "It is now Thu 19 Mar 2026, 09:30.\n\n"
        "ana · Thu 19 Mar 2026> /log sam\n"
        "Noted.\n\n"
    )


async def test_a_pipe_may_ask_to_leave_before_it_ends(tmp_path: Path) -> None:
    with piped("/quit", "/log sam") as source:
        stage = Stage(tmp_path, source=source)
        await stage.run()
    assert stage.dispatcher.events == []


async def test_lines_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("/log sam\n/log jo", encoding="utf-8")
    source = os.open(path, os.O_RDONLY)
    try:
        stage = Stage(tmp_path, source=source)
        await stage.run()
    finally:
        os.close(source)
    assert [event.line for event in stage.dispatcher.events if isinstance(event, Called)] == ["sam", "jo"]


async def test_bytes_that_are_no_text_are_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"/log sam \xff\xfe\n\r\n/log " + b"x" * 200_000 + b"\n/log jo\r\n")
    source = os.open(path, os.O_RDONLY)
    try:
        stage = Stage(tmp_path, source=source)
        await stage.run()
    finally:
        os.close(source)
    lines = [event.line for event in stage.dispatcher.events if isinstance(event, Called)]
    assert (lines[0], len(lines[1]), lines[2]) == ("sam \ufffd\ufffd", 200_000, "jo")


async def test_a_closed_input_is_an_end(tmp_path: Path) -> None:
    assert await Stage(tmp_path, source=-1).run() == ""


async def test_a_silent_pipe_does_not_keep_anybody_from_leaving() -> None:
    source, typing = os.pipe()
    reading = asyncio.create_task(PipedLines(source, lambda prompt, typed: None).read("> "))
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    os.close(typing)


async def test_a_message_arrives_while_the_pipe_is_silent(tmp_path: Path) -> None:
    source, typing = os.pipe()
    stage = Stage(tmp_path, source=source)
    running = asyncio.create_task(stage.console.run(stage.dispatcher))
    os.write(typing, b"/log sam\n")
    await stage.dispatcher.asked.wait()
    await stage.console.post(account("ana"), say("Good morning."), "k1")
    assert "── ana · Thu 5 Mar 2026, 09:30 ──\nGood morning.\n" in stage.printed
    os.write(typing, b"/quit\n")
    await running
    os.close(typing)
    os.close(source)


@pytest.mark.parametrize(
    ("keys", "line"), [("/log sam\r", "/log sam"), ("\x03", None), ("\x04", None), ("abc\x03", None)]
)
async def test_somebody_at_a_terminal_types_or_leaves(keys: str, line: str | None) -> None:
    with create_pipe_input() as typing, create_app_session(input=typing, output=DummyOutput()):
        lines = TypedLines(DummyCompleter())
        typing.send_text(keys)
        assert await lines.read("ana> ") == line


class _Screen(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


async def test_a_whole_evening_at_a_terminal(tmp_path: Path) -> None:
    hand, source = pty.openpty()
    screen = _Screen()
    output = Vt100_Output(screen, get_size=lambda: Size(rows=24, columns=80), enable_cpr=False)
    stage = Stage(tmp_path, source=source, stream=screen)
    with create_pipe_input() as typing, create_app_session(input=typing, output=output):
        running = asyncio.create_task(stage.console.run(stage.dispatcher))
        typing.send_text("/log sam: her new job\r")
        await stage.dispatcher.asked.wait()
        await stage.console.post(account("ana"), say("Good morning."), "k1")
        typing.send_text("\x04")
        await running
    os.close(hand)
    os.close(source)
    [called] = stage.dispatcher.events
    assert isinstance(called, Called)
    assert called.line == "sam: her new job"
    assert "Kith is here." in stage.printed
    assert "Good morning." in stage.printed
    assert "Noted." in stage.printed


async def test_a_line_can_be_taken_from_history() -> None:
    with create_pipe_input() as typing, create_app_session(input=typing, output=DummyOutput()):
        lines = TypedLines(DummyCompleter())
        typing.send_text("/log sam\r")
        await lines.read("ana> ")
        typing.send_text("\x1b[A\r")
        assert await lines.read("ana> ") == "/log sam"
