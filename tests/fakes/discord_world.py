"""What the pretended Discord holds: people, channels, messages, interactions, commands and files.

Knows no protocol: routes and gateway change it, people look at it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from aiohttp import web

Payload = dict[str, Any]
Clock = Callable[[], datetime]

_DISCORD_EPOCH_MS = 1_420_070_400_000
TOKEN_LIFE = timedelta(minutes=15)


class ApiError(Exception):
    """A request that Discord refuses, with its own code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message

    def response(self) -> web.Response:
        return json_response({"code": self.code, "message": self.message}, status=self.status)


def json_response(body: Any, *, status: int = 200) -> web.Response:
    """JSON whose type is exactly `application/json`: with a charset discord.py would not parse it."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


@dataclass(slots=True, eq=False)
class User:
    id: str
    name: str
    bot: bool = False
    takes_dms: bool = True
    shares_server: bool = True


@dataclass(slots=True, eq=False)
class Channel:
    """A DM with the bot, or a text channel of a server."""

    id: str
    recipient: User | None = None
    server: str = ""
    locked: bool = False
    """The bot sees it and may not write there."""

    @property
    def is_dm(self) -> bool:
        return self.recipient is not None


@dataclass(slots=True, eq=False)
class Message:
    id: str
    channel: Channel
    author: User
    sent_at: datetime
    content: str = ""
    embeds: list[Payload] = field(default_factory=list)
    components: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    flags: int = 0
    allowed_mentions: Payload | None = None
    nonce: str | None = None
    only_for: User | None = None
    answers: Interaction | None = None
    edited_at: datetime | None = None
    edits: int = 0
    loading: bool = False
    deleted: bool = False


@dataclass(slots=True, eq=False)
class Interaction:
    """One act of a person that the bot must answer."""

    id: str
    token: str
    kind: int
    user: User
    channel: Channel
    source: Message | None
    opened_at: datetime
    dispatched: float
    response: int | None = None
    original: Message | None = None
    modal: Payload | None = None
    choices: list[Payload] | None = None
    shown: list[Message] = field(default_factory=list)


class World:
    """The one state, with a way to wait for it to change."""

    def __init__(self, clock: Clock, origin: Callable[[], str]) -> None:
        self.clock = clock
        self.origin = origin
        self.first_response_seconds = 3.0
        self._numbers = count(1)
        self._waiting: set[asyncio.Future[None]] = set()
        self.application_id = self.new_id()
        self.bot = User(self.application_id, "Kith", bot=True)
        self.server_id = self.new_id()
        self.servers: dict[str, str] = {self.server_id: "Home"}
        self.shards = 1
        self.sessions_left, self.sessions_reset_ms = 1000, 0
        self.verify_key = "0" * 64
        self.endpoint: str | None = None
        self.installs: Payload = {"0": {}, "1": {}}
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, Message] = {}
        self.interactions: dict[str, Interaction] = {}
        self.commands: list[Payload] = []
        self.files: dict[str, bytes] = {}
        self.nonces: dict[tuple[str, str], Message] = {}
        self.square = self._add_channel(None, self.server_id)
        self.elsewhere = self._add_channel(None, self.new_id())
        """A channel of a server that the bot is not in, where people use it as an app of their own."""

    def new_id(self) -> str:
        milliseconds = int(self.clock().timestamp() * 1000) - _DISCORD_EPOCH_MS
        return str((milliseconds << 22) + next(self._numbers))

    def add_server(self, name: str) -> str:
        """A server that the bot is in."""
        server = self.new_id()
        self.servers[server] = name
        return server

    def user(self, name: str) -> User:
        """The person of that name, who joins the server when first named."""
        found = next((u for u in self.users.values() if u.name == name and not u.bot), None)
        if found is None:
            found = User(self.new_id(), name)
            self.users[found.id] = found
        return found

    def dm(self, user: User) -> Channel:
        found = next((c for c in self.channels.values() if c.recipient is user), None)
        return found or self._add_channel(user)

    def channel(self, channel_id: str) -> Channel:
        if (found := self.channels.get(channel_id)) is None:
            raise ApiError(404, 10003, "Unknown Channel")
        return found

    def message(self, message_id: str) -> Message:
        found = self.messages.get(message_id)
        if found is None or found.deleted:
            raise ApiError(404, 10008, "Unknown Message")
        return found

    def interaction(self, token: str) -> Interaction:
        """The interaction behind a follow-up's token, while it lives."""
        found = self.interactions.get(token)
        if found is None or found.response is None:
            raise ApiError(404, 10015, "Unknown Webhook")
        if self.clock() - found.opened_at > TOKEN_LIFE:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return found

    def compose(self, channel: Channel, author: User, content: str = "") -> Message:
        """A message that nobody sees until it is shown."""
        return Message(self.new_id(), channel, author, self.clock(), content)

    def show(self, message: Message) -> None:
        self.messages[message.id] = message
        self.changed()

    def keep_file(self, channel: Channel, filename: str, content: bytes, description: str | None = None) -> Payload:
        file_id = self.new_id()
        path = f"/attachments/{channel.id}/{file_id}/{filename}"
        self.files[path] = content
        url = self.origin() + path
        attachment = {"id": file_id, "filename": filename, "size": len(content), "url": url, "proxy_url": url}
        return attachment if description is None else attachment | {"description": description}

    def visible_to(self, user: User) -> list[Message]:
        """Everything in that person's DM and the servers' channels that they may see, oldest first."""
        return [
            message
            for message in self.messages.values()
            if not message.deleted
            and (message.channel.recipient in (None, user))
            and (message.only_for in (None, user))
        ]

    def changed(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait for the state to fulfil a condition; False when it did not in that many real seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    waiting = asyncio.get_running_loop().create_future()
                    self._waiting.add(waiting)
                    try:
                        await waiting
                    finally:
                        self._waiting.discard(waiting)
        except TimeoutError:
            return holds()
        return True

    def _add_channel(self, recipient: User | None, server: str = "") -> Channel:
        channel = Channel(self.new_id(), recipient, server)
        self.channels[channel.id] = channel
        return channel
