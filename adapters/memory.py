"""A chat platform that exists in memory only: dialogue tests talk to it, and it records what everybody sees.

It is the oracle of what a user would see, so it decides nothing and never removes a message that came twice.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from bot.chat.adapter import Dispatcher, Later, Outcome, Posted, Refused, Uncertain
from bot.chat.event import Called, Completing, Event, Identity, Pressed, Reply, Submitted
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Bullets, Button, Buttons, Card, Facts, File, Heading, Message, Part, Text, plain
from bot.domain.errors import PlatformError, Problem
from bot.domain.user import Account, Platform

_UNREACHED_SECONDS = 30.0
_EVENTS = count(1)  # one for all: two people, or one person before and after a restart, never share an event's key


@dataclass(slots=True, eq=False)
class Shown:
    """A message where somebody sees it. What it says changes when an answer takes its place."""

    message: Message
    key: str = ""
    at: datetime | None = None
    posted: Posted | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class _Planned:
    outcome: Refused | Later | Uncertain
    stored: bool


class MemoryAdapter:
    """Keeps the direct messages of each account. While `outage` holds a sentence, the platform cannot be reached."""

    pace: float = 1000.0

    def __init__(self, platform: Platform, clock: Callable[[], datetime]) -> None:
        self.platform = platform
        self.outage: str | None = None
        self._clock = clock
        self._mail: defaultdict[tuple[str, str], list[Shown]] = defaultdict(list)
        self._channels: defaultdict[tuple[str, str], list[Shown]] = defaultdict(list)
        self._planned: deque[_Planned] = deque()
        self._refusals: deque[Refused | Later | Uncertain] = deque()

    def will(self, outcome: Refused | Later | Uncertain, *, stored: bool = False, times: int = 1) -> None:
        """Let the next posts end this way; `stored` if the message is shown all the same."""
        self._planned.extend([_Planned(outcome, stored)] * times)

    async def run(self, dispatcher: Dispatcher) -> None:
        """Wait until cancelled: people speak through a Talker."""
        await asyncio.Event().wait()

    def trouble(self) -> str | None:
        """The outage, if there is one."""
        return self.outage

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Keep the message, unless the next outcome was planned otherwise."""
        if self.outage is not None:
            return Later(_UNREACHED_SECONDS, self.outage)
        planned = self._planned.popleft() if self._planned else None
        if planned and not planned.stored:
            return planned.outcome
        mail = self.mail(account)
        posted = Posted(channel=f"{account.scope}:{account.external}", id=str(len(mail) + 1))
        mail.append(Shown(message, key, self._clock(), posted))
        return planned.outcome if planned else posted

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Keep the message in a channel, unless the next outcome was planned otherwise."""
        if self.outage is not None:
            return Later(1.0, self.outage)
        planned = self._planned.popleft() if self._planned else None
        if planned and not planned.stored:
            return planned.outcome
        posted = Posted(channel=channel, id=str(len(self._channels[scope, channel]) + 1))
        self._channels[scope, channel].append(Shown(message, key, self._clock(), posted))
        return planned.outcome if planned else posted

    def channel(self, scope: str, channel: str) -> list[Shown]:
        """What stands in a channel, oldest first."""
        return self._channels[scope, channel]

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The first message with that key since then. Raises PlatformError during an outage."""
        if self.outage is not None:
            raise PlatformError(self.outage)
        found = (each for each in self.mail(account) if each.key == key and each.at is not None and each.at >= since)
        return next((each.posted for each in found if not each.gone), None)

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Change the message where it stands, unless the next change was planned otherwise."""
        if self.outage is not None:
            return Later(_UNREACHED_SECONDS, self.outage)
        planned = self._refusals.popleft() if self._refusals else None
        if planned is not None:
            return planned
        standing = (*self.mail(account), *self.channel(account.scope, posted.channel))
        shown = next((each for each in standing if each.posted == posted and not each.gone), None)
        if shown is None:
            return Refused("that message is gone")
        shown.message, shown.gone = message or Message(()), message is None
        return posted

    def will_not_change(self, outcome: Refused | Later | Uncertain, *, times: int = 1) -> None:
        """Let the next changes of messages end this way, with nothing changed."""
        self._refusals.extend([outcome] * times)

    def mail(self, owner: Account | Identity) -> list[Shown]:
        """The direct messages of an account, oldest first."""
        return self._mail[owner.scope, owner.external]


class Talker:
    """Somebody on a platform: what they do goes to the dispatcher, and they see what a user would see."""

    def __init__(self, dispatcher: Dispatcher, who: Identity, adapter: MemoryAdapter | None = None) -> None:
        self.who = who
        self.form: Form | None = None
        self.problems: tuple[Problem, ...] = ()
        self.last: tuple[Message, ...] = ()
        self._dispatcher = dispatcher
        self._mail: list[Shown] = adapter.mail(who) if adapter else []
        self._read = 0
        self._seen: list[Shown] = []
        self._origin: Shown | None = None

    @property
    def inbox(self) -> tuple[Message, ...]:
        """The direct messages as they now read, oldest first."""
        return tuple(each.message for each in self._mail if not each.gone)

    @property
    def text(self) -> str:
        """All that the last answer showed, as plain text: the form, its problems, the messages."""
        shown = [form_text(self.form)] if self.form else []
        shown += [problem.sentence for problem in self.problems]
        return "\n\n".join(shown + [text_of(message) for message in self.last])

    async def say(self, text: str, files: Mapping[str, File] | None = None) -> Reply:
        """Type a line: `/kith log sam`, its short form `/log sam`, or plain words."""
        command, line = _parted(text)
        called = Called(who=self.who, key=_key(), command=command, line=line, files=files or {})
        return await self._send(called, None)

    async def press(self, label: str, *, on: str = "") -> Reply:
        """Press the newest visible button with that label, on a card whose title mentions `on` if that is given."""
        shown, button = self._find(label, on)
        return await self._send(Pressed(who=self.who, key=_key(), action=button.action), shown)

    async def fill(self, answers: Mapping[str, str | File]) -> Reply:
        """Send the open form with these answers by label or name; the other fields keep what they start with."""
        if self.form is None:
            raise LookupError("no form is open")
        form = self.form
        given = {_field(form, name).name: answer for name, answer in answers.items()}
        files = {name: answer for name, answer in given.items() if isinstance(answer, File)}
        values = {
            each.name: _value(each, given.get(each.name, each.value))
            for each in form.fields
            if each.kind is not FieldKind.FILE
        }
        sent = Submitted(who=self.who, key=_key(), action=form.action, values=values, files=files)
        reply = await self._send(sent, self._origin)
        if reply.problems:
            self.form = form.filled(values)
        return reply

    async def complete(self, command: str, option: str, text: str) -> tuple[Choice, ...]:
        """What is suggested while an option is typed."""
        return await self._dispatcher.complete(Completing(who=self.who, command=command, option=option, text=text))

    async def _send(self, event: Event, origin: Shown | None) -> Reply:
        self._catch_up()
        reply = await self._dispatcher.dispatch(event)
        self._origin = origin
        self.form = reply.form
        self.problems = reply.problems
        self.last = (*((reply.message,) if reply.message else ()), *reply.also)
        if reply.message and reply.replace and origin:
            origin.message = reply.message
            self._seen += map(Shown, reply.also)
        else:
            self._seen += map(Shown, self.last)
        return reply

    def _catch_up(self) -> None:
        """Direct messages take their place among the answers when their reader looks up next."""
        self._seen += self._mail[self._read :]
        self._read = len(self._mail)

    def _find(self, label: str, on: str) -> tuple[Shown, Button]:
        self._catch_up()
        visible = [
            (shown, title, button) for shown in reversed(self._seen) for title, button in _buttons(shown.message)
        ]
        for shown, title, button in visible:
            if button.label.casefold() == label.casefold() and on.casefold() in title.casefold():
                return shown, button
        seen = ", ".join(f"[{button.label}] {title}".rstrip() for _, title, button in visible)
        raise LookupError(
            f"no button {label!r} on {on!r} among: {seen}" if on else f"no button {label!r} among: {seen}"
        )


def text_of(message: Message) -> str:
    """A message as plain text: bullets as "• item", facts as "label: value", buttons as [Label]."""
    return "\n".join(line for part in message.parts for line in _lines(part)) + "".join(
        f"\n(file {file.name}, {len(file.content)} bytes{f': {file.alt}' if file.alt else ''})"
        for file in message.files
    )


def form_text(form: Form) -> str:
    """A form as plain text: its title, intro and the fields with what they start with."""
    fields = (f"{each.label}: {each.value}".rstrip() for each in form.fields)
    return "\n".join((form.title, *map(plain, form.intro), *fields))


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Heading(text):
            yield text
        case Text(lines):
            yield from map(plain, lines)
        case Bullets(items):
            yield from (f"• {plain(item)}" for item in items)
        case Facts(rows):
            yield from (f"{label}: {value}" for label, value in rows)
        case Card(title, body, buttons):
            yield from map(plain, (title, *body))
            yield from _row(buttons)
        case Buttons(buttons):
            yield from _row(buttons)


def _row(buttons: tuple[Button, ...]) -> Iterator[str]:
    if buttons:
        yield " ".join(f"[{button.label}]" for button in buttons)


def _buttons(message: Message) -> Iterator[tuple[str, Button]]:
    """The buttons of a message with the titles of their cards."""
    for part in message.parts:
        if isinstance(part, Card):
            yield from ((plain(part.title), button) for button in part.buttons)
        elif isinstance(part, Buttons):
            yield from (("", button) for button in part.buttons)


def _field(form: Form, name: str) -> Field:
    wanted = name.casefold()
    for each in form.fields:
        if wanted in (each.name.casefold(), each.label.casefold()):
            return each
    raise LookupError(f"no field {name!r} among: {', '.join(each.label for each in form.fields)}")


def _value(asked: Field, answer: str | File) -> str:
    """What comes back for an answer: a choice may be given by its label."""
    if isinstance(answer, File):
        raise LookupError(f"{asked.label} takes no file")
    picked = (each.value for each in asked.choices if answer in (each.value, each.label))
    return next(picked, answer)


def _parted(text: str) -> tuple[str, str]:
    """The command that a line names, and the rest of it; no command where it has no slash."""
    if not text.startswith("/"):
        return "", text
    first, _, rest = text[1:].partition(" ")
    command, _, line = rest.strip().partition(" ") if first == "kith" else (first, "", rest)
    return command, line.strip()


def _key() -> str:
    return f"event-{next(_EVENTS)}"
