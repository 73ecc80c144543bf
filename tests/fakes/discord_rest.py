"""REST of the pretended Discord, interactions apart: who the bot is, commands, DMs, messages, files.

Each handler takes a checked call and returns the JSON of a 200, or None for a 204. Whether a request fits the
description is judged elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_limits import COMPONENTS_V2, EPHEMERAL, command_problems, empty_message, message_problems
from tests.fakes.discord_payloads import (
    application_payload,
    channel_payload,
    command_payload,
    message_payload,
    own_guild_payload,
    own_user_payload,
)
from tests.fakes.discord_world import ApiError, Channel, Message, Payload, World


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read whole."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: dict[str, tuple[str, bytes]]
    blanks: dict[str, str]
    token: str | None

    @classmethod
    async def read(cls, request: web.Request, prefix: str) -> Call:
        body, files = None, {}
        if request.content_type == "application/json":
            body = json.loads(await request.read())
        elif request.content_type == "multipart/form-data":
            form = await request.post()
            body = json.loads(str(form["payload_json"]))
            for name, part in form.items():
                if isinstance(part, web.FileField):
                    files[name] = (part.filename, part.file.read())
        authorization = request.headers.get("Authorization", "")
        return cls(
            request.method,
            request.path.removeprefix(prefix),
            dict(request.query),
            body,
            files,
            dict(request.match_info),
            authorization.removeprefix("Bot ") or None,
        )


class Rest:
    """Routes about the bot's own resources."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world, self._gateway = world, gateway

    async def me(self, call: Call) -> Any:
        return own_user_payload(self._world.bot)

    async def application(self, call: Call) -> Any:
        return application_payload(self._world)

    async def guilds(self, call: Call) -> Any:
        after = int(call.query.get("after", 0))
        servers = sorted(self._world.servers.items(), key=lambda each: int(each[0]))
        found = [own_guild_payload(*each) for each in servers if int(each[0]) > after]
        return found[: int(call.query.get("limit", 200))]

    async def get_commands(self, call: Call) -> Any:
        return self._world.commands

    async def put_commands(self, call: Call) -> Any:
        refuse(command_problems(call.body))
        self._world.commands = [command_payload(self._world, command) for command in call.body]
        self._world.changed()
        return self._world.commands

    async def open_dm(self, call: Call) -> Any:
        user = self._world.users.get(str(call.body["recipient_id"]))
        if user is None:
            raise ApiError(404, 10013, "Unknown User")
        return channel_payload(self._world.dm(user))

    async def post_message(self, call: Call) -> Any:
        channel = self._writable(call)
        nonce = (channel.id, str(call.body.get("nonce")))
        if call.body.get("enforce_nonce") and (first := self._world.nonces.get(nonce)) is not None:
            return message_payload(first)
        message = self._world.compose(channel, self._world.bot)
        message.nonce = call.body.get("nonce")
        write(self._world, message, call, call.body)
        self._world.nonces[nonce] = message
        self._world.show(message)
        if channel.is_dm:
            await self._gateway.dispatch_dm("MESSAGE_CREATE", message_payload(message))
        return message_payload(message) | ({"nonce": message.nonce} if message.nonce else {})

    async def list_messages(self, call: Call) -> Any:
        """Newest first and without nonces, which Discord shows only to whoever posts."""
        channel = self._world.channel(call.blanks["channel_id"])
        before, after = call.query.get("before"), call.query.get("after")
        shown = [
            message
            for message in reversed(self._world.messages.values())
            if message.channel is channel
            and not message.deleted
            and message.only_for is None
            and (before is None or int(message.id) < int(before))
            and (after is None or int(message.id) > int(after))
        ]
        return [message_payload(message) for message in shown[: int(call.query.get("limit", 50))]]

    async def get_message(self, call: Call) -> Any:
        return message_payload(self._own(call))

    async def patch_message(self, call: Call) -> Any:
        message = self._own(call)
        write(self._world, message, call, call.body)
        await self._gateway.dispatch_dm("MESSAGE_UPDATE", message_payload(message))
        return message_payload(message)

    async def delete_message(self, call: Call) -> Any:
        self._own(call).deleted = True
        self._world.changed()

    def _own(self, call: Call) -> Message:
        message = self._world.message(call.blanks["message_id"])
        if message.channel.id != call.blanks["channel_id"] or message.only_for is not None:
            raise ApiError(404, 10008, "Unknown Message")
        if message.author is not self._world.bot:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return message

    def _writable(self, call: Call) -> Channel:
        channel = self._world.channel(call.blanks["channel_id"])
        if channel.recipient is not None and not channel.recipient.shares_server:
            raise ApiError(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if channel.recipient is not None and not channel.recipient.takes_dms:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        if channel.server and channel.server not in self._world.servers:
            raise ApiError(403, 50001, "Missing Access")
        if channel.locked:
            raise ApiError(403, 50013, "Missing Permissions")
        return channel


def refuse(problems: list[str]) -> None:
    if problems:
        raise ApiError(400, 50035, "; ".join(problems))


def write(world: World, message: Message, call: Call, body: Payload) -> None:
    """Put what a request says into a message, new or shown, or refuse it whole as Discord would."""
    content = (body.get("content") or "") if "content" in body else message.content
    embeds = (body.get("embeds") or []) if "embeds" in body else message.embeds
    components = (body.get("components") or []) if "components" in body else message.components
    attachments = _attachments(world, message, call, body)
    flags = (body.get("flags") or 0) & ~EPHEMERAL | message.flags & COMPONENTS_V2
    result = {
        "content": content,
        "embeds": embeds,
        "components": components,
        "attachments": attachments,
        "flags": flags,
    }
    if empty_message(result):
        raise ApiError(400, 50006, "Cannot send an empty message")
    refuse(message_problems(result))
    if message.edits and not message.loading:
        message.edited_at = world.clock()
    message.content, message.embeds, message.components = content, embeds, components
    message.attachments, message.flags = attachments, flags
    message.allowed_mentions = body.get("allowed_mentions", message.allowed_mentions)
    message.edits += 1
    message.loading = False
    world.changed()


def _attachments(world: World, message: Message, call: Call, body: Payload) -> list[Payload]:
    if "attachments" not in body and not call.files:
        return message.attachments
    kept = []
    for entry in body.get("attachments") or ():
        upload = call.files.get(f"files[{entry['id']}]")
        if upload is not None:
            kept.append(world.keep_file(message.channel, upload[0], upload[1], entry.get("description")))
        else:
            kept += [known for known in message.attachments if known["id"] == str(entry["id"])]
    return kept
