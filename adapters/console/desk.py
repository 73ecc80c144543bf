"""The words that the terminal keeps for itself: who sits here, what time it is there, and leaving.

They stand in for what a real platform has without asking (accounts, the passing of time); Kith never sees them.
"""

from adapters.console.clockwork import Clockwork, destination, spoken, spoken_day
from adapters.console.conversation import Conversation, head
from adapters.console.voice import Voice
from bot.chat.message import Facts, Message, line, say
from bot.chat.message import Text as Prose
from bot.domain.errors import KithError

WORDS = {
    "/as": ("/as NAME", "be somebody else: /as Priya"),
    "/who": ("/who", "who has been here"),
    "/forward": ("/forward TIME", "move the clock: 90 days, 2 weeks, 1 month, to 2027-03-04"),
    "/quit": ("/quit", "leave, as Ctrl-D does"),
    "/?": ("/?", "this list"),
}
"""How each word is used, and what it does."""

_HELP = Message(
    (
        Prose(
            (
                line(
                    "Type as you would in a chat: /kith log Sam coffee yesterday. The /kith may be left out: /log Sam."
                ),
                line("A number presses the button with that number. Tab completes. /kith help tells what Kith can do."),
            )
        ),
        Facts(tuple(WORDS.values())),
    )
)


class Desk:
    """Takes every line; `over` once somebody asked to leave."""

    def __init__(self, conversation: Conversation, clockwork: Clockwork, voice: Voice) -> None:
        self.conversation = conversation
        self.over = False
        self._clockwork = clockwork
        self._voice = voice

    @property
    def prompt(self) -> str:
        """What stands before the next line: the field that is asked, or the person and the pretend day."""
        asked = self.conversation.asked
        if asked and asked.current:
            return f"{asked.current.field.label}> "
        day = spoken_day(self._clockwork.now(), self._voice.zone)
        return f"{self.conversation.people.current.name} · {day}> "

    def welcome(self) -> None:
        """What somebody reads who opens the terminal."""
        self._voice.message(say("Kith is here. /kith help tells what it can do, /? what this terminal can do."))

    async def take(self, typed: str) -> None:
        """Do what a line says and print the answer."""
        text = typed.strip()
        word, rest = head(text)
        if word.casefold() in WORDS:
            self.conversation.leave_form()
        match word.casefold():
            case "/?":
                self._voice.message(_HELP)
            case "/quit":
                self.over = True
            case "/who":
                self._who()
            case "/as":
                await self._sit(rest)
            case "/forward":
                await self._forward(rest)
            case _:
                await self.conversation.take(text)

    def _who(self) -> None:
        people = self.conversation.people
        for person in people:
            here = " (you)" if person is people.current else ""
            unread = f", {len(person.unread)} unread" if person.unread else ""
            self._voice.line(f"{person.name}{here}{unread}")
        self._voice.line()

    async def _sit(self, name: str) -> None:
        try:
            person = await self.conversation.become(name)
        except ValueError as unnamed:
            self._voice.say(str(unnamed))
        else:
            self._voice.say(f"You are {person.name} now.")

    async def _forward(self, text: str) -> None:
        try:
            await self._clockwork.forward(destination(text, self._clockwork.now(), self._voice.zone))
        except ValueError as unread:
            self._voice.say(str(unread))
        except KithError as stuck:
            self._voice.say(stuck.sentence)
        else:
            self._voice.say(f"It is now {spoken(self._clockwork.now(), self._voice.zone)}.")
