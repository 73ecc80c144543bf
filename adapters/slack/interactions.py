"""What people do in Slack, handed to the dispatcher, and its replies shown. Every envelope is acknowledged in time.

An acknowledgement waits for the answer as long as Slack lets it: then what was done is committed before Slack is told
so, and problems can stand beside the fields of a form. Where the answer takes longer, a command and a form say that it
is not done yet, and the answer follows.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack import decode, shortcuts
from adapters.slack.answers import Answers, Origin, origin_of
from adapters.slack.home import Homes
from adapters.slack.members import NOBODY, unasked
from adapters.slack.modal import again, errors, waiting_view
from adapters.slack.offices import Office, Offices
from adapters.slack.pickers import options, typed
from adapters.slack.tasks import Tasks
from adapters.slack.wire import Json, people_in
from bot.chat.adapter import Dispatcher
from bot.chat.command import Registry
from bot.chat.event import Event, Identity, Reply
from bot.chat.form import Choice
from bot.chat.message import say
from bot.domain.errors import KithError, Misread, Problem

TRIGGER_SECONDS = 1.5
"""How long a form may take to be made before a modal is opened to keep its place: a trigger lives three seconds."""
ACKNOWLEDGE_SECONDS = 2.2
"""How long an acknowledgement waits for the answer, from when the envelope came; Slack gives up at three seconds."""
MEANWHILE_SECONDS = 0.4
"""How long a press may take before something is said meanwhile."""
_NOT_YET = "One moment: I am still writing that down, and you will see my answer here. Until then it is not noted."
_NOT_HERE = "Kith is not installed in this workspace any more. Whoever looks after its apps can install it again."

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answered:
    """The dispatcher's reply, and whose answers show it: those of the office, or the lobby's."""

    reply: Reply
    answers: Answers
    office: Office | None = None


Read = Callable[[Json, Identity, Office], Awaitable[Event | None]]


class Interactions:
    """The listeners of the Bolt app."""

    def __init__(
        self, dispatcher: Dispatcher, offices: Offices, registry: Registry, tasks: Tasks, homes: Homes
    ) -> None:
        self._dispatcher = dispatcher
        self._offices = offices
        self._registry = registry
        self._names = [decode.COMMAND, *(f"/{name}" for name in registry.commands)]
        self._tasks = tasks
        self._homes = homes

    def listen(self, app: AsyncApp) -> None:
        """Register everything with Bolt."""
        everything = re.compile(".")
        for name in self._names:
            app.command(name)(self._command)
        app.action(everything)(self._press)
        app.shortcut(everything)(self._shortcut)
        app.view_submission(everything)(self._submission)
        app.options(everything)(self._suggestions)

    async def _command(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        may_open = self._dispatcher.opens_form(decode.called(body, unasked(decode.actor(body)), NOBODY))
        work = self._tasks.start(self._reply(body, context, _call))
        self._tasks.start(self._answer(body, context, work, may_open))
        if await _in_time(work, context) or may_open:
            await ack()
        else:
            await ack(_NOT_YET)

    async def _press(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        event = decode.pressed(body, unasked(decode.actor(body)))
        if event is None:
            logger.warning("unknown button pressed")
            await ack()
            return
        work = self._tasks.start(self._reply(body, context, _pressing))
        route = self._registry.routes.get(event.action.route)
        meanwhile = route.meanwhile(event.action.args) if route is not None and route.meanwhile is not None else ""
        self._tasks.start(self._answer(body, context, work, self._dispatcher.opens_form(event), meanwhile))
        await _in_time(work, context)
        await ack()

    async def _shortcut(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        work = self._tasks.start(self._reply(body, context, shortcuts.called))
        self._tasks.start(self._answer(body, context, work, True))
        await _in_time(work, context)
        await ack()

    async def _submission(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        view = body["view"]
        work = self._tasks.start(self._reply(body, context, _sending))
        if not await _in_time(work, context):
            await ack(response_action="update", view=waiting_view("Working on it…"))
            self._tasks.start(self._finish(work, body))
            return
        answered = work.result()
        reply, origin = answered.reply, answered.answers.origin(view, decode.actor(body))
        if reply.problems:
            await ack(response_action="errors", errors=errors(view, reply.problems))
        elif reply.form is not None:
            answered.answers.remember(view["id"], origin)
            await ack(response_action="update", view=answered.answers.view_of(reply.form, origin))
        else:
            await ack()
            self._tasks.start(self._show(answered, origin, ""))

    async def _suggestions(self, ack: AsyncAck, body: Json, context: AsyncBoltContext) -> None:
        offered: tuple[Choice, ...] = (Choice(body["value"], body["value"]),)
        try:
            async with asyncio.timeout_at(_deadline(context)):
                office = await self._office(context)
                if office is not None:
                    event = decode.completing(body, await office.members.identity(decode.actor(body)))
                    if event is not None:
                        offered = (typed(event, self._registry),)  # always there to choose: the person may be new
                        offered = (*await self._dispatcher.complete(event), *offered)
        except (KithError, TimeoutError) as error:
            logger.warning("no suggestions", error=type(error).__name__)
        await ack(options=options(offered))

    async def _answer(
        self, body: Json, context: AsyncBoltContext, work: asyncio.Task[Answered], may_open: bool, meanwhile: str = ""
    ) -> None:
        """Show the reply where it belongs, a form in a modal that was opened in time to keep its place.

        Where it takes long, what is said `meanwhile` stands in the place of the pressed message first.
        """
        origin, trigger = origin_of(body, decode.actor(body)), body["trigger_id"]
        if may_open and not origin.view:
            await asyncio.wait({work}, timeout=TRIGGER_SECONDS)
            if not work.done():
                origin = await self._held(context, origin, trigger)
        if meanwhile:
            await asyncio.wait({work}, timeout=MEANWHILE_SECONDS)
            if not work.done():
                await self._say_meanwhile(context, origin, meanwhile)
        await self._show(await work, origin, trigger)

    async def _show(self, answered: Answered, origin: Origin, trigger: str) -> None:
        """Show the reply: in the App Home if it was pressed there, which shows what is so now in any case."""
        in_home = origin.home and not origin.view
        if in_home and await self._homes.answer(answered.office, origin.person, answered.reply):
            return
        await answered.answers.show(answered.reply, origin, trigger)
        self._homes.changed(answered.office, origin.person)

    async def _say_meanwhile(self, context: AsyncBoltContext, origin: Origin, meanwhile: str) -> None:
        with suppress(KithError):
            office = await self._office(context)
            if office is not None and not origin.home:
                await office.answers.show(Reply(message=say(meanwhile), replace=True), origin, "")

    async def _held(self, context: AsyncBoltContext, origin: Origin, trigger: str) -> Origin:
        try:
            office = await self._office(context)
        except KithError:
            return origin
        return await office.answers.hold(waiting_view("One moment…"), origin, trigger) if office else origin

    async def _finish(self, work: asyncio.Task[Answered], body: Json) -> None:
        """Show the answer to a form that could not wait for it: in the modal that says so."""
        view, answered = body["view"], await work
        origin = answered.answers.origin(view, decode.actor(body))
        if answered.reply.problems:
            answered.answers.remember(view["id"], origin)
            await answered.answers.update(view["id"], again(view, answered.reply.problems))
        else:
            await self._show(answered, replace(origin, view=view["id"]), "")

    async def _reply(self, body: Json, context: AsyncBoltContext, read: Read) -> Answered:
        """The dispatcher's reply. Where the event cannot even be read, a form stays open with what was typed."""
        answers, office = self._offices.lobby, None
        try:
            office = await self._office(context)
            if office is None:
                return Answered(_failed(body, _NOT_HERE), answers)
            answers = office.answers
            event = await read(body, await office.members.identity(decode.actor(body)), office)
        except Misread as error:
            return Answered(Reply(problems=error.problems), answers, office)
        except KithError as error:
            return Answered(_failed(body, error.sentence), answers, office)
        return Answered(Reply() if event is None else await self._dispatcher.dispatch(event), answers, office)

    async def _office(self, context: AsyncBoltContext) -> Office | None:
        return await self._offices.of(context.enterprise_id or "", context.team_id or "")


async def _call(body: Json, who: Identity, office: Office) -> Event:
    return decode.called(body, who, await office.members.mentioned(people_in(body.get("text") or "")))


async def _pressing(body: Json, who: Identity, _office: Office) -> Event | None:
    return decode.pressed(body, who)


async def _sending(body: Json, who: Identity, office: Office) -> Event | None:
    mentioned = await office.members.mentioned(decode.picked_colleagues(body))
    return decode.submitted(body, who, await office.files.fetch(decode.uploads(body)), mentioned)


def _failed(body: Json, sentence: str) -> Reply:
    if body.get("type") == "view_submission":
        return Reply(problems=(Problem("", sentence),))
    return Reply(message=say(sentence))


def _deadline(context: AsyncBoltContext) -> float:
    """When the acknowledgement must leave, by the clock of the event loop."""
    return float(context["arrived"]) + ACKNOWLEDGE_SECONDS


async def _in_time(work: asyncio.Task[Answered], context: AsyncBoltContext) -> bool:
    """Wait for the reply as long as an acknowledgement may; whether it came."""
    wait = _deadline(context) - asyncio.get_running_loop().time()
    await asyncio.wait({work}, timeout=max(wait, 0.0))
    return work.done()
