"""Everything that the console prints, in one tone. It holds no state but the paper it writes on."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from rich.console import Console
from rich.text import Text

from adapters.console.clean import clean_line
from adapters.console.clockwork import spoken
from adapters.console.people import Letter, Person
from adapters.console.questions import CANCEL, CLEAR, Question
from adapters.console.render import Rendered, Wrapped
from adapters.console.screen import Placed, Shown
from bot.chat.form import Field, FieldKind, Form
from bot.chat.message import Heading, Message, italic, line
from bot.chat.message import Text as Prose

_ASIDE = 60
"""Characters of a text that is only mentioned."""


class Voice:
    """Writes messages, questions and the console's own sentences."""

    def __init__(self, paper: Console, zone: tzinfo) -> None:
        self.paper = paper
        self.zone = zone

    def say(self, *sentences: str) -> None:
        """Sentences of the console itself, one a line; nothing if there are none."""
        for sentence in sentences:
            self.line(sentence)
        if sentences:
            self.line()

    def line(self, text: str = "") -> None:
        """One line of the console itself."""
        self.paper.print(Wrapped(Text(clean_line(text), "italic")))

    def saved(self, path: Path) -> None:
        """Where a file was put: a path is never broken into lines, so that it can be copied."""
        self.paper.print(Text(f"Saved as {clean_line(str(path))}", "italic"), soft_wrap=True)
        self.line()

    def echo(self, prompt: str, typed: str) -> None:
        """A line as if it had been typed here."""
        echoed = Text.assemble((clean_line(prompt), "bold"), " ", clean_line(typed))
        echoed.rstrip()
        self.paper.print(echoed, soft_wrap=True)

    def show(self, shown: Shown) -> None:
        """A message on somebody's screen, its buttons numbered."""
        self.paper.print(Rendered(shown.message, shown.first))
        self.line()

    def message(self, message: Message) -> None:
        """A message of the console itself, without buttons."""
        self.paper.print(Rendered(message))
        self.line()

    def letter(self, person: Person, letter: Letter, shown: Sequence[Shown]) -> None:
        """A direct message with its reader's name and local time."""
        self.paper.print(Text(f"── {person.name} · {spoken(letter.at, self.zone)} ──", "bold cyan"))
        for each in shown:
            self.show(each)

    def waiting(self, person: Person) -> None:
        """One line about a message for somebody who is not at the terminal."""
        count = len(person.unread)
        what = "a new message" if count == 1 else f"{count} new messages"
        self.line(f"{person.name} has {what}: /as {person.name}")

    def form(self, form: Form) -> None:
        """The head of a form that opens."""
        manner = line(italic(f"An empty line keeps or skips, {CLEAR} empties, {CANCEL} leaves."))
        self.paper.print(Rendered(Message((Heading(form.title), Prose((*form.intro, manner))))))

    def ask(self, question: Question) -> None:
        """A field of a form: its label, hint, choices and what it starts with."""
        asked = question.field
        if question.trouble:
            self.paper.print(Wrapped(Text(clean_line(question.trouble), "red")))
        self.paper.print(Wrapped(Text.assemble((clean_line(asked.label), "bold"), *_asides(asked))))
        for number, choice in enumerate(asked.choices, 1):
            self.paper.print(Wrapped(Text.assemble("  ", (f"[{number}]", "cyan"), f" {clean_line(choice.label)}")))


def pressed(placed: Placed) -> str:
    """A press in words: the label of the button and the card on which it stands."""
    return f"[{placed.button.label}] {_mentioned(placed.title)}".rstrip()


def _mentioned(text: str) -> str:
    words = clean_line(text)
    return words if len(words) <= _ASIDE else f"{words[: _ASIDE - 1]}…"


def _asides(asked: Field) -> Iterator[str]:
    hint = asked.hint or ("the path of a file" if asked.kind is FieldKind.FILE else "")
    label = next((each.label for each in asked.choices if each.value == asked.value), asked.value)
    if hint:
        yield f" ({clean_line(hint)})"
    if label:
        yield f" · now: {_mentioned(label)}"
    elif asked.required:
        yield " · needed"
