"""What people do in Slack, handed to the dispatcher, and its replies shown. Every envelope is acknowledged in time.

Commands and buttons are acknowledged at once, before any work. A form that was sent waits for its answer as long as
Slack lets it, since problems can stand beside their fields in the acknowledgement only.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.slack import decode
from adapters.slack.answers import Answers, Origin, origin_of
from adapters.slack.files import Files
from adapters.slack.members import Members
from adapters.slack.modal import again, errors, options, waiting_view
from adapters.slack.tasks import Tasks
from adapters.slack.wire import Json, people_in
from bot.chat.adapter import Dispatcher
from bot.chat.event import Event, Identity, Reply
from bot.chat.form import Choice
from bot.chat.message import say
from bot.domain.errors import KithError, Misread, Problem

COMMAND = "/kith"
TRIGGER_SECONDS = 1.5
"""How long a form may take to be made before a modal is opened to keep its place: a trigger lives three seconds."""
SUBMISSION_SECONDS = 2.2
"""How long the acknowledgement of a form waits for the answer; Slack gives up at three seconds."""
SUGGESTION_SECONDS = 2.0

logger = structlog.get_logger()


class Interactions:
    """The listeners of the Bolt app."""

    def __init__(self, dispatcher: Dispatcher, members: Members, files: Files, answers: Answers, tasks: Tasks) -> None:
        self._dispatcher = dispatcher
        self._members = members
        self._files = files
        self._answers = answers
        self._tasks = tasks

    def listen(self, app: AsyncApp) -> None:
        """Register everything with Bolt."""
        everything = re.compile(".")
        app.command(COMMAND)(self._command)
        app.action(everything)(self._press)
        app.view_submission(everything)(self._submission)
        app.options(everything)(self._suggestions)

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        event = decode.called(body, self._members.unasked(decode.actor(body)), {})
        self._tasks.start(self._answer(body, self._reply(body, self._call), self._dispatcher.opens_form(event)))

    async def _press(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        event = decode.pressed(body, self._members.unasked(decode.actor(body)))
        if event is None:
            logger.warning("unknown button pressed")
            return
        self._tasks.start(self._answer(body, self._reply(body, self._pressing), self._dispatcher.opens_form(event)))

    async def _submission(self, ack: AsyncAck, body: Json) -> None:
        view, origin = body["view"], self._answers.origin(body["view"], decode.actor(body))
        work = self._tasks.start(self._reply(body, self._sending))
        await asyncio.wait({work}, timeout=SUBMISSION_SECONDS)
        if not work.done():
            await ack(response_action="update", view=waiting_view("Working on it…"))
            self._tasks.start(self._finish(work, view, origin))
            return
        reply = work.result()
        if reply.problems:
            await ack(response_action="errors", errors=errors(view, reply.problems))
        elif reply.form is not None:
            self._answers.remember(view["id"], origin)
            await ack(response_action="update", view=self._answers.view_of(reply.form, origin))
        else:
            await ack()
            self._tasks.start(self._answers.show(reply, origin, ""))

    async def _suggestions(self, ack: AsyncAck, body: Json) -> None:
        known: tuple[Choice, ...] = ()
        try:
            async with asyncio.timeout(SUGGESTION_SECONDS):
                event = decode.completing(body, await self._members.identity(decode.actor(body)))
                known = await self._dispatcher.complete(event) if event else ()
        except (KithError, TimeoutError) as error:
            logger.warning("no suggestions", error=type(error).__name__)
        typed = Choice(body["value"], body["value"])  # always there to choose: the person may be new
        await ack(options=options([*known, typed]))

    async def _answer(self, body: Json, asking: Coroutine[Any, Any, Reply], may_open: bool) -> None:
        origin, trigger = origin_of(body, decode.actor(body)), body["trigger_id"]
        work = self._tasks.start(asking)
        if may_open and not origin.view:
            await asyncio.wait({work}, timeout=TRIGGER_SECONDS)
            if not work.done():
                origin = await self._answers.hold(waiting_view("One moment…"), origin, trigger)
        await self._answers.show(await work, origin, trigger)

    async def _finish(self, work: asyncio.Task[Reply], view: Json, origin: Origin) -> None:
        """Show the answer to a form that could not wait for it: in the modal that says so."""
        reply = await work
        if reply.problems:
            self._answers.remember(view["id"], origin)
            await self._answers.update(view["id"], again(view, reply.problems))
        else:
            await self._answers.show(reply, replace(origin, view=view["id"]), "")

    async def _reply(self, body: Json, read: Callable[[Json, Identity], Awaitable[Event | None]]) -> Reply:
        """The dispatcher's reply. Where the event cannot even be read, a form stays open with what was typed."""
        try:
            event = await read(body, await self._members.identity(decode.actor(body)))
        except Misread as error:
            return Reply(problems=error.problems)
        except KithError as error:
            if body.get("type") == "view_submission":
                return Reply(problems=(Problem("", error.sentence),))
            return Reply(message=say(error.sentence))
        return Reply() if event is None else await self._dispatcher.dispatch(event)

    async def _call(self, body: Json, who: Identity) -> Event:
        return decode.called(body, who, await self._members.names(people_in(body.get("text") or "")))

    async def _pressing(self, body: Json, who: Identity) -> Event | None:
        return decode.pressed(body, who)

    async def _sending(self, body: Json, who: Identity) -> Event | None:
        return decode.submitted(body, who, await self._files.fetch(decode.uploads(body)))
