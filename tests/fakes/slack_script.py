"""The Slack adapter before a fake Slack, with a test in the place of everything behind it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from adapters.slack.app import SlackAdapter
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Called, Completing, Event, Pressed, Reply
from bot.chat.form import Choice
from bot.chat.message import File, say
from bot.chat.option import file_option, people_option, rest_option
from bot.domain.ids import AccountId, UserId
from bot.domain.user import Account, Platform
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_installed import Noted

Answer = Callable[[Event], Reply | Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class LogArguments:
    people: Annotated[tuple[str, ...], people_option("Who you talked to", complete=lambda ctx, text: ())]
    note: Annotated[str, rest_option("What to remember")] = ""


@dataclass(frozen=True, slots=True)
class ImportArguments:
    file: Annotated[File | None, file_option("An address book")] = None


def declared() -> Registry:
    """Two commands: one with somebody to complete, one with a file."""
    registry = Registry()

    @registry.command("log", "Note that you were in touch", examples=("sam",))
    def log(arguments: LogArguments, ctx: Context) -> Reply:
        raise AssertionError("the test answers itself")

    @registry.command("import", "Bring your people in", examples=("",))
    def bring(arguments: ImportArguments, ctx: Context) -> Reply:
        raise AssertionError("the test answers itself")

    return registry


class Script:
    """A dispatcher that keeps what it is told and answers as the test says."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.completed: list[Completing] = []
        self.suggestions: tuple[Choice, ...] = ()
        self.answer: Answer = lambda event: Reply(message=say("Done."))

    def opens_form(self, event: Called | Pressed) -> bool:
        return True

    async def dispatch(self, event: Event) -> Reply:
        self.events.append(event)
        reply = self.answer(event)
        return reply if isinstance(reply, Reply) else await reply

    async def complete(self, event: Completing) -> tuple[Choice, ...]:
        self.completed.append(event)
        return self.suggestions


@asynccontextmanager
async def running(
    slack: FakeSlack, script: Script, request_seconds: float = 10.0, silent_seconds: float = 3600.0
) -> AsyncIterator[SlackAdapter]:
    """The adapter, connected; stopped as `kith run` stops it."""
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=declared(),
        api_url=slack.base_url,
        heartbeat=0.5,
        request_seconds=request_seconds,
        silent_seconds=silent_seconds,
    )
    opened = slack.socket.opened
    serving = asyncio.create_task(adapter.run(script))
    try:
        await slack.socket.connected(times=opened + 1)
        yield adapter
    finally:
        serving.cancel()
        await asyncio.wait({serving})


def account_of(person: str) -> Account:
    """The account of somebody who wrote before, but whose direct messages are not known yet."""
    return Account(id=AccountId("a1"), user=UserId("u1"), platform=Platform.SLACK, scope="T0KITH", external=person)
