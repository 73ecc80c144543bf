"""Shows replies where they belong: beside the command, in place of the pressed message, or in the open modal.

Each way has a second one, so that nobody is left without an answer: an address that has run out gives way to the direct
messages, a form whose moment has passed to a button that opens it.
"""

import json
from collections import OrderedDict
from collections.abc import Awaitable
from dataclasses import dataclass, replace

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.files import Files
from adapters.slack.modal import form_view, message_view
from adapters.slack.outcome import code_of
from adapters.slack.render import content
from adapters.slack.wire import Json
from bot.chat.command import Registry
from bot.chat.event import Reply
from bot.chat.form import Form
from bot.chat.message import Button, Buttons, Facts, Message, Part, line, say
from bot.chat.message import Text as Lines

_REMEMBERED = 1_000
_NO_UNFURLING: Json = {"unfurl_links": False, "unfurl_media": False}

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where somebody was when they did something.

    `channel` and `ts` name the message whose button was pressed, if everybody there sees it; `pressed` says that there
    was one at all. `response_url` answers for half an hour. `view` is the modal that they are in. `home` says that they
    pressed something in their App Home.
    """

    person: str
    response_url: str = ""
    pressed: bool = False
    channel: str = ""
    ts: str = ""
    view: str = ""
    home: bool = False

    def note(self) -> str:
        """What a modal may carry of it: the response address stays here, since anybody could post through it."""
        if self.home:
            return json.dumps({"home": True})
        return json.dumps({"channel": self.channel, "ts": self.ts}) if self.ts else ""


def origin_of(body: Json, person: str) -> Origin:
    """Where the command or button was."""
    container = body.get("container") or {}
    if container.get("type") == "view" and body["view"]["type"] == "home":
        return Origin(person=person, home=True)
    if container.get("type") == "view":
        return Origin(person=person, view=container["view_id"])
    shared = bool(container) and not container.get("is_ephemeral")
    return Origin(
        person=person,
        response_url=body.get("response_url") or "",
        pressed=bool(container),
        channel=container["channel_id"] if shared else "",
        ts=container["message_ts"] if shared else "",
    )


class Answers:
    """`once` never repeats a request, `patient` may: it only carries what can be said twice."""

    def __init__(
        self,
        *,
        once: AsyncWebClient,
        patient: AsyncWebClient,
        files: Files,
        registry: Registry,
        session: aiohttp.ClientSession,
    ) -> None:
        self._once = once
        self._patient = patient
        self._files = files
        self._registry = registry
        self._session = session
        self._origins: OrderedDict[str, Origin] = OrderedDict()

    async def show(self, reply: Reply, origin: Origin, trigger: str) -> None:
        """Everything that a reply says."""
        if reply.form is not None:
            await self._open(reply.form, origin, trigger)
        elif reply.message is not None:
            await self._say(reply.message, origin, reply.replace)
        for message in reply.also:
            await self._say(message, replace(origin, view=""), False)

    async def hold(self, view: Json, origin: Origin, trigger: str) -> Origin:
        """Open a modal that keeps the place of a form; where the answer goes then."""
        opened = await self._attempt(self._once.views_open(trigger_id=trigger, view=view))
        return replace(origin, view=opened) if opened else origin

    async def update(self, view_id: str, view: Json) -> bool:
        """Change an open modal; False if it is gone."""
        return bool(await self._attempt(self._patient.views_update(view_id=view_id, view=view)))

    def view_of(self, form: Form, origin: Origin) -> Json:
        """The modal of a form that was asked for from there."""
        return form_view(form, origin=origin.note(), completed=self._registry.completed(form))

    def remember(self, view_id: str, origin: Origin) -> None:
        """Keep where a form was asked for, beyond what the modal itself may carry."""
        self._origins[view_id] = origin
        self._origins.move_to_end(view_id)
        if len(self._origins) > _REMEMBERED:
            self._origins.popitem(last=False)

    def origin(self, view: Json, person: str) -> Origin:
        """Where a form that was sent had been asked for."""
        known = self._origins.get(view["id"])
        if known is not None:
            return known
        try:
            noted = json.loads(view.get("private_metadata") or "{}")
            ts = noted.get("ts", "")
            home = bool(noted.get("home"))
            return Origin(person=person, pressed=bool(ts), channel=noted.get("channel", ""), ts=ts, home=home)
        except (ValueError, AttributeError):
            return Origin(person=person)

    async def _open(self, form: Form, origin: Origin, trigger: str) -> None:
        view = self.view_of(form, origin)
        if origin.view and await self.update(origin.view, view):
            self.remember(origin.view, replace(origin, view=""))
            return
        opened = await self._attempt(self._once.views_open(trigger_id=trigger, view=view)) if trigger else ""
        if opened:
            self.remember(opened, replace(origin, view=""))
        else:
            await self._say(_too_late(form) if trigger else _asked(form), replace(origin, view=""), False)

    async def _say(self, message: Message, origin: Origin, in_place: bool) -> None:
        said = content(message)
        shown = bool(origin.view) and await self.update(origin.view, message_view(message))
        if in_place and await self._replace(origin, said):
            shown = True
        if not (shown or await self._respond(origin, said, in_place=False)):
            await self._write(origin.person, said)
        if message.files:
            await self._hand_over(origin, message)

    async def _replace(self, origin: Origin, said: Json) -> bool:
        """Put the answer in the place of the pressed message; False if there is none or it is gone."""
        if origin.ts:
            return bool(await self._attempt(self._patient.chat_update(channel=origin.channel, ts=origin.ts, **said)))
        return origin.pressed and await self._respond(origin, said, in_place=True)

    async def _respond(self, origin: Origin, said: Json, *, in_place: bool) -> bool:
        """Answer at the address that came with the event; False if there is none or it has run out."""
        if not origin.response_url:
            return False
        webhook = AsyncWebhookClient(
            origin.response_url, session=self._session, retry_handlers=[], logger=self._once.logger
        )
        try:
            answer = await webhook.send_dict({**said, "response_type": "ephemeral", "replace_original": in_place})
        except aiohttp.ClientConnectorError:
            return False
        except (aiohttp.ClientError, TimeoutError) as error:
            logger.warning("answer uncertain", error=type(error).__name__)
            return True  # it may stand there already, and buttons twice confuse more than none
        return answer.status_code == 200

    async def _write(self, person: str, said: Json) -> None:
        await self._attempt(self._once.chat_postMessage(channel=person, **said, **_NO_UNFURLING))

    async def _hand_over(self, origin: Origin, message: Message) -> None:
        try:
            await self._files.hand_over(origin.person, message.files)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            logger.warning("file not handed over", error=type(error).__name__)
            sorry = say("I could not send you the file through Slack. Please try that again.")
            await self._say(sorry, replace(origin, view=""), False)

    async def _attempt(self, call: Awaitable[AsyncSlackResponse]) -> str:
        """The id of what the call made or changed, empty if it failed: its caller has a second way."""
        try:
            answer = await call
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            reason = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            logger.info("slack refused an answer", reason=reason)
            return ""
        return str(answer["view"]["id"] if "view" in answer else answer["ts"])


def _too_late(form: Form) -> Message:
    return _door(form, "Slack closed the form's door before I was ready.")


def _asked(form: Form) -> Message:
    """Where nothing was pressed or commanded, Slack lets no form open by itself."""
    return _door(form, f"There is a form for that ({form.title}).")


def _door(form: Form, text: str) -> Message:
    """A button in the place of a form, under what stands above its fields and in them."""
    sentence = line(text)
    if form.reopen is None:
        return say(sentence, "Please try that once more.")
    filled = tuple((field.label, field.value) for field in form.fields if field.value)
    said: tuple[Part, ...] = (Lines((*form.intro, sentence)), *((Facts(filled),) if filled else ()))
    return Message((*said, Buttons((Button("Open the form", form.reopen),))))
