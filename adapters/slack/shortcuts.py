"""Shortcuts: where people talk, a message is noted or followed up on; anywhere, somebody is noted.

Of a message Kith takes who wrote it and its address. What it says is neither read nor kept.
"""

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.offices import Office
from adapters.slack.wire import Json
from bot.chat.event import Called, Identity, Outsiders

ANYWHERE = "kith"
LOG = "log_this"
FOLLOW_UP = "follow_up_this"
SHORTCUTS: tuple[Json, ...] = (
    {
        "name": "Log with Kith",
        "type": "global",
        "callback_id": ANYWHERE,
        "description": "Note that you were in touch with somebody",
    },
    {
        "name": "Log this",
        "type": "message",
        "callback_id": LOG,
        "description": "Note that you were in touch, with a link to this message",
    },
    {
        "name": "Follow up on this",
        "type": "message",
        "callback_id": FOLLOW_UP,
        "description": "Be reminded of this, with a link to this message",
    },
)
"""As the manifest declares them."""
_PATIENCE_SECONDS = 0.8
"""How long a form waits for who wrote a message and for its address: it has to open within three seconds."""


async def called(body: Json, who: Identity, office: Office) -> Called | None:
    """The command whose form a shortcut opens; None for one that is not ours."""
    key: str = body["trigger_id"]
    match body["callback_id"]:
        case str(name) if name == ANYWHERE:
            return Called(who=who, key=key, command="log", options={"when": "today"}, asks=True)
        case str(name) if name == LOG:
            (author, outsiders), link = await asyncio.gather(_author(body, office), _address(body, office))
            options = {"people": author, "when": "today", "note": f"about: {link}"}
            return Called(who=who, key=key, command="log", options=options, asks=True, outsiders=outsiders)
        case str(name) if name == FOLLOW_UP:
            (author, outsiders), link = await asyncio.gather(_author(body, office), _address(body, office))
            options = {"person": author, "about": link}
            return Called(who=who, key=key, command="remind", options=options, asks=True, outsiders=outsiders)
    return None


async def _author(body: Json, office: Office) -> tuple[str, Outsiders]:
    """Who wrote the message, as a line would name them; empty for oneself, for an app and where Slack does not say."""
    author = str(body["message"].get("user") or "")
    if not author or author == body["user"]["id"] or body["message"].get("bot_id"):
        return "", {}
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            told = await office.members.mentioned({author})
    except TimeoutError:
        return "", {}
    return told.names.get(author, ""), told.outsiders


async def _address(body: Json, office: Office) -> str:
    """The message's address; where Kith may not look, as Slack makes them."""
    channel, ts = body["channel"]["id"], str(body["message_ts"])
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            told = await office.once.chat_getPermalink(channel=channel, message_ts=ts)
    except (SlackApiError, aiohttp.ClientError, TimeoutError):
        return f"https://{body['team']['domain']}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return str(told["permalink"])
