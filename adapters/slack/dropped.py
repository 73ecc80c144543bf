"""What people write and drop into the direct messages with Kith: lines without a slash, and files to be imported.

A file is answered by one message: first that it is being read, then what came of it. Whatever no
person wrote, or was changed or deleted later, is left alone.
"""

import asyncio

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError

from adapters.slack import decode
from adapters.slack.answers import Origin
from adapters.slack.home import Homes
from adapters.slack.interactions import ACKNOWLEDGE_SECONDS
from adapters.slack.offices import Office, Offices
from adapters.slack.outcome import code_of
from adapters.slack.render import content
from adapters.slack.tasks import Tasks
from adapters.slack.wire import Json, people_in, shorten
from bot.chat.adapter import Dispatcher
from bot.chat.command import Registry
from bot.chat.event import Called, Identity, Reply, Standing
from bot.chat.message import Message, bold, line, say
from bot.domain.errors import InputError, KithError

EVENT = "message.im"
"""What the app subscribes to; it arrives as a `message`."""
_NAME = 80

logger = structlog.get_logger()


class Dropped:
    """Answers what is written and dropped into the direct messages."""

    def __init__(
        self, dispatcher: Dispatcher, offices: Offices, registry: Registry, tasks: Tasks, homes: Homes
    ) -> None:
        self._dispatcher = dispatcher
        self._offices = offices
        self._takes = _takes(registry)
        self._tasks = tasks
        self._homes = homes

    def listen(self, app: AsyncApp) -> None:
        """Register with Bolt."""
        app.event("message")(self._said)

    async def _said(self, body: Json, context: AsyncBoltContext) -> None:
        if not is_for_us(body["event"]):
            return
        office = await self._offices.of(context.enterprise_id or "", context.team_id or "")
        if office is None:
            return
        work = self._tasks.start(self._answer(office, body))
        left = float(context["arrived"]) + ACKNOWLEDGE_SECONDS - asyncio.get_running_loop().time()
        await asyncio.wait({work}, timeout=max(left, 0.0))

    async def _answer(self, office: Office, body: Json) -> None:
        event = body["event"]
        person, uploads = event["user"], event.get("files") or []
        try:
            who = await office.members.identity(person)
        except KithError as error:
            await office.answers.show(Reply(message=say(error.sentence)), Origin(person=person), "")
            return
        if uploads and self._takes is not None and who.standing is Standing.MEMBER:
            for number, upload in enumerate(uploads):
                await self._read(office, who, f"{body['event_id']} {number}", upload, event["channel"])
        else:
            mentioned = await office.members.mentioned(people_in(event.get("text") or ""))
            reply = await self._dispatcher.dispatch(decode.written(body, who, mentioned))
            await office.answers.show(reply, Origin(person=person), "")
        self._homes.changed(office, person)

    async def _read(self, office: Office, who: Identity, key: str, upload: Json, channel: str) -> None:
        """Hand a file in as if it had been put into the form of the command that takes one."""
        assert self._takes is not None
        command, field = self._takes
        name = shorten(str(upload.get("name") or "your file"), _NAME)
        ts = await _post(office, channel, say(line("Reading ", bold(name), "…")))
        try:
            files = await office.files.fetch({field: upload})
            reply = await self._dispatcher.dispatch(Called(who=who, key=key, command=command, files=files))
        except InputError as error:
            reply = Reply(message=say(line(bold(name), f": {error.sentence}")))
        if reply == Reply():  # it came twice
            await _take_away(office, channel, ts)
            return
        origin = Origin(person=who.external, pressed=bool(ts), channel=channel if ts else "", ts=ts)
        answer = Reply(message=reply.message, form=reply.form, replace=bool(ts), also=reply.also)
        await office.answers.show(answer, origin, "")


def is_for_us(event: Json) -> bool:
    """Whether a person wrote it to Kith just now."""
    by_a_person = bool(event.get("user")) and not event.get("bot_id")
    return event.get("channel_type") == "im" and by_a_person and event.get("subtype") in (None, "file_share")


def _takes(registry: Registry) -> tuple[str, str] | None:
    """The command that takes a file, and its option."""
    found = (
        (command.name, each.name) for command in registry for each in command.parameters if each.option.slot is None
    )
    return next(found, None)


async def _post(office: Office, channel: str, message: Message) -> str:
    """Where it stands then; empty if Slack did not take it: the answer has a second way."""
    try:
        said = content(message)
        posted = await office.once.chat_postMessage(channel=channel, **said, unfurl_links=False, unfurl_media=False)
        return str(posted["ts"])
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        logger.info("progress not shown", reason=code_of(error) if isinstance(error, SlackApiError) else "")
        return ""


async def _take_away(office: Office, channel: str, ts: str) -> None:
    if ts:
        try:
            await office.patient.chat_delete(channel=channel, ts=ts)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            logger.info("progress not taken away", error=type(error).__name__)
