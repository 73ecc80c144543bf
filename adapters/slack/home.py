"""Slack's App Home: published when its reader opens it or does something, and only where it changed.

What a Home shows is remembered by Slack itself: each carries the fingerprint of its blocks, and comes back with the
event that it was opened. So nothing is stored, and a restart publishes nothing anew. Nothing is ever published for
everybody at once: a Home that nobody opens goes stale, and is fresh when it is opened.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass, field

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError

from adapters.slack.offices import Office, Offices
from adapters.slack.outcome import code_of
from adapters.slack.render import blocks_of
from adapters.slack.tasks import Tasks
from adapters.slack.wire import Json
from bot.chat.event import Reply
from bot.chat.homes import Draw
from bot.chat.message import Message
from bot.domain.errors import KithError

EVENT = "app_home_opened"
SETTLE_SECONDS = 0.5
"""How long what somebody does is collected before their Home is drawn anew."""
BLOCKS = 95
"""Blocks that a Home gets at most; Slack takes 100."""
CHARACTERS = 20_000
_REMEMBERED = 10_000

logger = structlog.get_logger()


@dataclass(slots=True)
class _Page:
    """What the Home of one person shows, as far as this process knows, and whether it is about to be drawn anew."""

    fingerprint: str = ""
    hash: str = ""
    waiting: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Homes:
    """The Homes of all who opened theirs. Without anybody to draw them, none is published."""

    def __init__(self, draw: Draw | None, offices: Offices, tasks: Tasks) -> None:
        self._draw = draw
        self._offices = offices
        self._tasks = tasks
        self._pages: OrderedDict[tuple[str, str], _Page] = OrderedDict()

    def listen(self, app: AsyncApp) -> None:
        """Register with Bolt."""
        app.event(EVENT)(self._opened)

    async def answer(self, office: Office | None, person: str, reply: Reply) -> bool:
        """Show the answer to something pressed in a Home above what it shows then; False where it cannot stand there.

        A form opens beside the Home, and a file goes to the direct messages. What came twice was answered before.
        """
        messages = [each for each in (reply.message, *reply.also) if each is not None]
        if reply == Reply():
            return True
        if office is None or reply.form is not None or any(each.files for each in messages):
            return False
        above = Message(tuple(part for each in messages for part in each.parts))
        return await self._publish(office, person, self._page(office, person), above)

    def changed(self, office: Office | None, person: str) -> None:
        """Draw the Home of somebody anew soon, if they opened it before: they did something elsewhere."""
        page = self._pages.get((office.team, person)) if office is not None else None
        if office is not None and page is not None and not page.waiting:
            page.waiting = True
            self._tasks.start(self._settled(office, person, page))

    async def _opened(self, body: Json, context: AsyncBoltContext) -> None:
        event = body["event"]
        if event.get("tab") != "home":
            return
        office = await self._offices.of(context.enterprise_id or "", context.team_id or "")
        if office is None:
            return
        page, shown = self._page(office, event["user"]), event.get("view") or {}
        page.fingerprint, page.hash = shown.get("private_metadata") or "", shown.get("hash") or ""
        self._tasks.start(self._publish(office, event["user"], page))

    async def _settled(self, office: Office, person: str, page: _Page) -> None:
        await asyncio.sleep(SETTLE_SECONDS)
        page.waiting = False
        await self._publish(office, person, page)

    async def _publish(self, office: Office, person: str, page: _Page, above: Message | None = None) -> bool:
        """Let the Home show what is so now, unless it does; False where Slack or the store does not let us."""
        if self._draw is None:
            return False
        async with page.lock:
            try:
                for known in (page.hash, ""):
                    drawn = await self._draw(await office.members.identity(person))
                    view = home_view(Message((*(above.parts if above is not None else ()), *drawn.parts)))
                    if view["private_metadata"] == page.fingerprint:
                        return True
                    if await _published(office, person, view, known, page):
                        return True
            except (SlackApiError, aiohttp.ClientError, TimeoutError, KithError) as error:
                reason = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
                logger.info("home not published", reason=reason)
        return False

    def _page(self, office: Office, person: str) -> _Page:
        page = self._pages.setdefault((office.team, person), _Page())
        self._pages.move_to_end((office.team, person))
        if len(self._pages) > _REMEMBERED:
            self._pages.popitem(last=False)
        return page


def home_view(message: Message) -> Json:
    """The view of a Home, which carries the fingerprint of its blocks."""
    blocks = blocks_of(message, most=BLOCKS, characters=CHARACTERS)
    fingerprint = hashlib.sha256(json.dumps(blocks, sort_keys=True).encode()).hexdigest()
    return {"type": "home", "private_metadata": fingerprint, "blocks": blocks}


async def _published(office: Office, person: str, view: Json, known: str, page: _Page) -> bool:
    """Whether Slack took the view; False where another process was quicker, and `known` is not what is shown."""
    try:
        told = await office.patient.views_publish(user_id=person, view=view, **({"hash": known} if known else {}))
    except SlackApiError as error:
        if known and code_of(error) == "hash_conflict":
            return False
        raise
    page.fingerprint, page.hash = view["private_metadata"], told["view"]["hash"]
    return True
