"""What Tab offers while a line is typed."""

import io
from collections import deque
from datetime import UTC
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from adapters.console.completion import LineCompleter
from adapters.console.conversation import Conversation
from adapters.console.people import People
from adapters.console.render import paper
from adapters.console.voice import Voice
from bot.chat.action import ActionId
from bot.chat.event import Reply
from bot.chat.form import Choice, Field, FieldKind, Form
from tests.fakes.console import ScriptedDispatcher, commands

KNOWN = ("Sam Oliver", "Samira Khan", "Priya Raman", "Müller, Jo")
FORM = Form(
    action=ActionId("form", ("log",)),
    title="Kith: log",
    fields=(
        Field(
            name="medium", label="Medium", kind=FieldKind.CHOICE, choices=(Choice("c", "Coffee"), Choice("v", "Video"))
        ),
        Field(name="file", label="File", kind=FieldKind.FILE),
        Field(name="note", label="Note"),
    ),
)


class Typist:
    """Somebody who presses Tab."""

    def __init__(self) -> None:
        registry = commands()
        dispatcher = ScriptedDispatcher(script=deque([Reply(form=FORM)]), known=KNOWN)
        people = People("ana", "UTC")
        people.named("Priya")
        self.conversation = Conversation(dispatcher, registry, people, Voice(paper(io.StringIO()), UTC), Path())
        self._completer = LineCompleter(self.conversation, dispatcher, registry)

    async def offered(self, typed: str) -> list[str]:
        """The whole lines that Tab could make of what is typed."""
        document, event = Document(typed), CompleteEvent(completion_requested=True)
        return [
            typed[: len(typed) + each.start_position] + each.text
            async for each in self._completer.get_completions_async(document, event)
        ]


@pytest.fixture
def typist() -> Typist:
    return Typist()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("/lo", ["/log"]),
        ("/i", ["/import"]),
        ("/KI", ["/kith"]),
        ("/f", ["/forward"]),
        ("/kith l", ["/kith log"]),
        ("/kith f", []),
        ("/as p", ["/as Priya"]),
        ("/log sam", ["/log Sam Oliver", "/log Samira Khan"]),
        ("/kith log pri", ["/kith log Priya Raman"]),
        ("/log sam o", ["/log Sam Oliver"]),
        ("/log Sam Oliver, pri", ["/log Sam Oliver, Priya Raman"]),
        ("/log Sam Oliver and pri", ["/log Sam Oliver and Priya Raman"]),
        ("/log coffee pri", ["/log coffee Priya Raman"]),
        ("/log people:pri", ["/log people:Priya Raman"]),
        ("/log mü", ['/log "Müller, Jo"']),
        ("/log Sam Oliver cof", ["/log Sam Oliver coffee"]),
        ("/log Sam Oliver cap", ["/log Sam Oliver cappuccino"]),
        ("/log Sam Oliver medium:c", [f"/log Sam Oliver medium:{word}" for word in ("call", "coffee", "cappuccino")]),
        ("/log Sam Oliver medium:", [f"/log Sam Oliver medium:{word}" for word in ("call", "coffee", "message")]),
        ("/log sam: pri", []),
        ("/log sam: note: pri", []),
        ("/unknown pri", []),
        ("pri", []),
        ("", []),
    ],
)
async def test_tab_offers_what_fits(typist: Typist, typed: str, lines: list[str]) -> None:
    assert await typist.offered(typed) == lines


async def test_a_slash_alone_offers_every_word(typist: Typist) -> None:
    assert {"/log", "/import", "/kith", "/as", "/who", "/forward", "/quit"} <= set(await typist.offered("/"))


async def test_the_path_of_a_file_is_completed(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "people.vcf").touch()
    assert await typist.offered(f"/kith import {tmp_path}/peo") == [f"/kith import {tmp_path}/people.vcf"]


async def test_a_form_completes_its_choices_and_paths_and_nothing_else(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "people.vcf").touch()
    await typist.conversation.take("/log")
    assert await typist.offered("v") == ["Video"]
    assert await typist.offered("/l") == []
    await typist.conversation.take("1")
    assert await typist.offered(f"{tmp_path}/p") == [f"{tmp_path}/people.vcf"]
    await typist.conversation.take("")
    assert await typist.offered("pri") == []
