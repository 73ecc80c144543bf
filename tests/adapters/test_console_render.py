"""How messages look in a terminal. The golden files in tests/golden/console hold the exact text."""

import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from adapters.console.render import Rendered, paper
from bot.chat.action import ActionId
from bot.chat.event import Reply
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import (
    Bullets,
    Button,
    Buttons,
    ButtonStyle,
    Card,
    Facts,
    Heading,
    Message,
    Text,
    bold,
    italic,
    line,
    say,
)
from tests.fakes.console import Stage

HOSTILE = "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J\r\b\x00 [bold]b[/bold] :smile: \u202egnp.exe\ud800"


class _GoldenText(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parents[1] / "golden" / "console" / test_location.basename)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_GoldenText)


def printed(message: Message, *, width: int = 80) -> str:
    stream = io.StringIO()
    console = paper(stream)
    console.width = width
    console.print(Rendered(message))
    return stream.getvalue()


def person(name: str, *why: str) -> Card:
    labels = ("Talked", "Wrote", "Later", "More")
    return Card(
        line(bold(name)),
        tuple(line(each) for each in why),
        tuple(Button(label, ActionId("nudge", (label.lower(), name[:2].lower()))) for label in labels),
    )


DIGEST = Message(
    (
        Heading("Thursday, 5 March"),
        Text((line("Good morning, ", bold("Ana"), ". Three people today."),)),
        person("Sam Oliver", "91 days since you talked to Sam.", "You wanted to ask about the flat."),
        person("Priya Raman 👩‍⚕️", "It is Priya's birthday today."),
        person(
            "María-José Fernández de la Cruz",
            "You have not been in touch since 12 November, and she moved to Lisbon in the meantime: a good reason to "
            "ask how the new place feels. 東京タワーで会いましょう",
        ),
        Bullets((line("Lee's birthday is on Sunday"), line(italic("Two more people can wait until tomorrow")))),
        Buttons((Button("Everything later", ActionId("later")), Button("Settings", ActionId("open", ("settings",))))),
    )
)
CONTACT = Message(
    (
        Heading("Sam Oliver"),
        Facts(
            (
                ("Last contact", "5 December 2025, coffee"),
                ("Next", "6 March"),
                ("Tags", "climbing, berlin, early riser, board games, former colleague, neighbour of Priya"),
                ("Birthday", ""),
            )
        ),
        Buttons(
            (
                Button("Log", ActionId("open", ("log",)), ButtonStyle.PRIMARY),
                Button("Forget", ActionId("f"), ButtonStyle.DANGER),
            )
        ),
    )
)
FORM = Form(
    action=ActionId("form", ("log",)),
    title="Kith: log",
    intro=(line('I could not read "smoday" as a day.'),),
    fields=(
        Field(name="people", label="People", required=True, value="Sam", hint="Sam, Priya"),
        Field(
            name="medium", label="Medium", kind=FieldKind.CHOICE, choices=(Choice("c", "Coffee"), Choice("v", "Video"))
        ),
        Field(name="when", label="When", hint="yesterday"),
    ),
)


def test_a_digest_with_three_cards(golden: SnapshotAssertion) -> None:
    assert printed(DIGEST) == golden


def test_a_digest_on_a_narrow_screen(golden: SnapshotAssertion) -> None:
    assert printed(DIGEST, width=34) == golden


def test_a_contact_card(golden: SnapshotAssertion) -> None:
    assert printed(CONTACT) == golden


async def test_a_form_from_question_to_answer(golden: SnapshotAssertion, tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.answers(Reply(form=FORM), Reply(message=say("Noted: you met Sam yesterday.")))
    assert await stage.ana("/kith log sam smoday", "", "5", "2", "yesterday") == golden


@pytest.mark.parametrize("width", [8, 20, 80, 200])
def test_no_line_is_wider_than_the_screen_or_padded(width: int) -> None:
    for each in printed(Message((*DIGEST.parts, *CONTACT.parts)), width=width).splitlines():
        assert cell_len(each) <= width
        assert each == each.rstrip()


def test_text_from_people_never_steers_the_terminal() -> None:
    button = Button(HOSTILE, ActionId("x"))
    message = Message(
        (
            Heading(HOSTILE),
            Text((line(HOSTILE, bold(HOSTILE)),)),
            Bullets((line(HOSTILE),)),
            Facts(((HOSTILE, HOSTILE),)),
            Card(line(HOSTILE), (line(HOSTILE),), (button,)),
            Buttons((button,)),
        )
    )
    text = printed(message, width=200)
    assert not set(text) & set("\x1b\x9b\x07\x00\b\r\u202e\ud800")
    assert "owned" not in text
    assert text.count("red") == 10


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_was_typed_prints_as_harmless_text(typed: str) -> None:
    text = printed(Message((Card(line(typed), (line(typed),), (Button(typed, ActionId("x")),)),)))
    assert not [each for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cs")]


def test_markup_and_emoji_codes_are_text() -> None:
    assert printed(say("[red]x[/red] [link=https://a.example]y[/link] :smile: *z*")) == (
        "[red]x[/red] [link=https://a.example]y[/link] :smile: *z*\n"
    )


def test_a_title_stays_on_its_line_and_a_note_keeps_its_lines() -> None:
    message = Message((Heading("Sam\n\n> boss"), Text((line("first\r\nsecond\tthird"),))))
    assert printed(message) == "Sam > boss\nfirst\nsecond third\n"


def test_without_colour_emphasis_is_all_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()
    Console(file=stream, force_terminal=True, width=80).print(Rendered(DIGEST))
    assert "\x1b[1m" in stream.getvalue()
    assert "36m" not in stream.getvalue()


def test_an_output_without_the_letters_of_a_name_still_prints() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    paper(stream).print(Rendered(say("Zoë 🎉")))
    stream.flush()
    assert raw.getvalue() == b"Zo? ?\n"
