"""One person at a time talking with Kith: what they type, press and answer goes to the dispatcher, the reply is shown.

It understands the shape of a line, never what Kith is asked for: that is the dispatcher's.
"""

from pathlib import Path

from adapters.console.files import CannotRead, CannotWrite, read, write
from adapters.console.people import Letter, People, Person
from adapters.console.questions import CANCEL, Questions
from adapters.console.screen import Placed, Shown
from adapters.console.voice import Voice, pressed
from bot.chat.adapter import Dispatcher
from bot.chat.command import Registry
from bot.chat.event import Called, Event, Identity, Pressed, Reply, Submitted
from bot.chat.message import File

_NO_KEY = ""  # a terminal delivers nothing twice, and a count that begins anew with each process would say it did
_DIGITS = 6


class Conversation:
    """Hands events in and shows what comes back; `asked` is the form that is open, if one is."""

    def __init__(self, dispatcher: Dispatcher, registry: Registry, people: People, voice: Voice, folder: Path) -> None:
        self.people = people
        self.asked: Questions | None = None
        self._dispatcher = dispatcher
        self._registry = registry
        self._voice = voice
        self._folder = folder

    @property
    def who(self) -> Identity:
        """Who is talking."""
        return self.people.current.who

    async def take(self, text: str) -> None:
        """Do what a line without surrounding space says: answer the open form, press a number, or call a command."""
        if self.asked and not self._calls_kith(text):
            await self._answer(self.asked, text)
            return
        self.leave_form()
        if text.isascii() and text.isdigit():
            await self._press_number(int(text[:_DIGITS]))
        elif text:
            await self._call(*parted(text))

    def leave_form(self) -> None:
        """Close the form that is open, if one is, without sending it."""
        if self.asked:
            self.asked = None
            self._voice.say("You left the form. Nothing was saved.")

    async def press(self, placed: Placed) -> None:
        """Press a button on the current person's screen."""
        self.leave_form()
        await self._dispatch(Pressed(who=self.who, key=_NO_KEY, action=placed.button.action), placed.shown)

    async def become(self, name: str) -> Person:
        """Let another person talk, and show what waits for them. Raises ValueError with a sentence."""
        person = self.people.named(name)
        if person is not self.people.current:
            self.leave_form()
            self.people.current = person
        while person.unread:
            await self._open(person.unread.pop(0))
        return person

    async def deliver(self, person: Person, letter: Letter) -> None:
        """Show a direct message, or keep it for when that person is at the terminal."""
        if person is self.people.current:
            await self._open(letter)
        else:
            person.unread.append(letter)
            self._voice.waiting(person)

    def file_parameter(self, command: str) -> str | None:
        """The option of a command that takes a file: then the line behind the command is its path."""
        known = self._registry.commands.get(command)
        return next((each.name for each in known.parameters if each.option.slot is None), None) if known else None

    def _calls_kith(self, text: str) -> bool:
        """Whether a line calls Kith, so that it is no answer to a form: `/kith ...` or a command that there is."""
        word, _ = head(text)
        return word.casefold() == "/kith" or (word[:1] == "/" and word[1:].casefold() in self._registry.commands)

    async def _call(self, command: str, line: str) -> None:
        files: dict[str, File] = {}
        parameter = self.file_parameter(command)
        if parameter and line:
            try:
                files[parameter] = await read(line)
            except CannotRead as unread:
                self._voice.say(unread.sentence)
                return
            line = ""
        await self._dispatch(Called(who=self.who, key=_NO_KEY, command=command, line=line, files=files))

    async def _press_number(self, number: int) -> None:
        screen = self.people.current.screen
        placed = screen.numbered(number)
        if placed is None:
            others = f" The ones you see go from 1 to {screen.count}." if screen.count else ""
            self._voice.say(f"There is no button {number} to press right now.{others}")
            return
        self._voice.line(pressed(placed))
        await self.press(placed)

    async def _answer(self, asked: Questions, text: str) -> None:
        if text == CANCEL:
            self.leave_form()
            return
        await asked.answer(text)
        if asked.current:
            self._voice.ask(asked.current)
            return
        self.asked = None
        reply = await self._dispatcher.dispatch(
            Submitted(
                who=self.who,
                key=_NO_KEY,
                action=asked.form.action,
                values=dict(asked.values),  # the form may stay open and change after this
                files=dict(asked.files),
            )
        )
        if reply.problems:
            self._voice.say(*asked.ask_again(reply.problems))
            self._ask(asked)
        else:
            await self._show(reply, asked.origin)

    def _ask(self, asked: Questions) -> None:
        self.asked = asked
        if asked.current:
            self._voice.ask(asked.current)

    async def _dispatch(self, event: Event, origin: Shown | None = None) -> None:
        await self._show(await self._dispatcher.dispatch(event), origin)

    async def _show(self, reply: Reply, origin: Shown | None) -> None:
        self._voice.say(*(problem.sentence for problem in reply.problems))
        if reply.form:
            self._voice.form(reply.form)
            self._ask(Questions(reply.form, origin))
        messages = (*((reply.message,) if reply.message else ()), *reply.also)
        for shown in self.people.current.screen.show(messages, instead_of=origin if reply.replace else None):
            self._voice.show(shown)
            await self._save(shown.message.files)

    async def _open(self, letter: Letter) -> None:
        person = self.people.current
        self._voice.letter(person, letter, person.screen.show((letter.message,)))
        await self._save(letter.message.files)

    async def _save(self, files: tuple[File, ...]) -> None:
        for file in files:
            try:
                path = await write(file, self._folder)
                self._voice.say(*filter(None, (file.alt,)))
                self._voice.saved(path)
            except CannotWrite as unwritten:
                self._voice.say(unwritten.sentence)


def parted(text: str) -> tuple[str, str]:
    """The command that a line names and what stands behind it; no command where it does not begin with a slash."""
    if not text.startswith("/"):
        return "", text
    word, line = head(text[1:])
    if word.casefold() == "kith":
        word, line = head(line)
    return word.casefold(), line


def head(text: str) -> tuple[str, str]:
    """The first word of a text and the rest."""
    words = [*text.split(maxsplit=1), "", ""]
    return words[0], words[1]
