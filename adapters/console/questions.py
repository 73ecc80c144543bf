"""A form in a terminal: its fields are asked one by one. It knows nothing of what the answers are for."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from adapters.console.files import CannotRead, read
from adapters.console.screen import Shown
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import File
from bot.domain.errors import Problem

CANCEL = ".cancel"
CLEAR = ".clear"


@dataclass(frozen=True, slots=True)
class Question:
    """The field that is asked now: its value is what an empty line keeps; `trouble` says what was wrong before."""

    field: Field
    trouble: str = ""


@dataclass(slots=True)
class Questions:
    """A form that is being answered, and the message whose button opened it."""

    form: Form
    origin: Shown | None = None
    values: dict[str, str] = field(init=False)
    files: dict[str, File] = field(init=False, default_factory=dict)
    _open: deque[Field] = field(init=False)
    _troubles: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {each.name: each.value for each in self.form.fields if each.kind is not FieldKind.FILE}
        self._open = deque(self.form.fields)

    @property
    def current(self) -> Question | None:
        """What to ask next; None when everything is answered."""
        if not self._open:
            return None
        asked = self._open[0]
        return Question(replace(asked, value=self._kept(asked)), self._troubles.get(asked.name, ""))

    async def answer(self, text: str) -> None:
        """Take a line as the answer to the current question; it stays the current one if that does not do."""
        asked = self._open[0]
        trouble = await self._take_file(asked, text) if asked.kind is FieldKind.FILE else self._take(asked, text)
        if trouble:
            self._troubles[asked.name] = trouble
        else:
            self._open.popleft()

    def ask_again(self, problems: Iterable[Problem]) -> tuple[str, ...]:
        """Ask the fields that had problems once more, or all if none had. Returns the sentences that fit no field."""
        known = {each.name for each in self.form.fields}
        homeless: list[str] = []
        self._troubles = {}
        for problem in problems:
            if problem.field in known:
                self._troubles[problem.field] = problem.sentence
            else:
                homeless.append(problem.sentence)
        wrong = deque(each for each in self.form.fields if each.name in self._troubles)
        self._open = wrong or deque(self.form.fields)
        return tuple(homeless)

    def _kept(self, asked: Field) -> str:
        if asked.kind is FieldKind.FILE:
            return self.files[asked.name].name if asked.name in self.files else ""
        return self.values[asked.name]

    def _take(self, asked: Field, text: str) -> str | None:
        value = "" if text == CLEAR else text or self.values[asked.name]
        if not value and asked.required:
            return f"{asked.label} is needed. {CANCEL} leaves the form."
        if len(value) > asked.limit:
            return f"That is {len(value)} characters long; {asked.limit} fit."
        if value and asked.choices:
            picked = _picked(asked.choices, value) if text else _valued(asked.choices, value)
            if picked is None:
                return f"Please pick one by its number, 1 to {len(asked.choices)}."
            value = picked.value
        self.values[asked.name] = value
        return None

    async def _take_file(self, asked: Field, text: str) -> str | None:
        if text == CLEAR:
            self.files.pop(asked.name, None)
        elif text:
            try:
                self.files[asked.name] = await read(text)
            except CannotRead as unread:
                return unread.sentence
        if asked.required and asked.name not in self.files:
            return f"{asked.label} is needed: the path of a file. {CANCEL} leaves the form."
        return None


def _picked(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """The choice that a text names: by its number, its label or its value."""
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= len(choices):
        return choices[int(text[:6]) - 1]
    labelled = (each for each in choices if each.label.casefold() == text.casefold())
    return next(labelled, None) or _valued(choices, text)


def _valued(choices: tuple[Choice, ...], value: str) -> Choice | None:
    return next((each for each in choices if each.value.casefold() == value.casefold()), None)
