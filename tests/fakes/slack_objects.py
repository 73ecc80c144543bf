"""How Slack writes things down in answers and payloads, and how it reads what an app sends."""

import json
from typing import Any

from aiohttp import web

from tests.fakes.slack_rules import Json
from tests.fakes.slack_things import Member, Post, View
from tests.fakes.slack_world import World

TEAM = "T0KITH"
APP = "A0KITH"
BOT_ID = "B0KITH"

_NUMBERS = frozenset({"limit", "count", "page", "length"})
_FLAGS = frozenset(
    {
        "include_all_metadata",
        "include_locale",
        "inclusive",
        "return_im",
        "prevent_creation",
        "unfurl_links",
        "unfurl_media",
    }
)
_JSON = frozenset({"blocks", "metadata", "view", "attachments", "files"})


def message_of(post: Post, *, metadata: bool = True) -> Json:
    """The message object, as payloads and history hold it."""
    bot = {"bot_id": BOT_ID, "app_id": APP} if post.author == World.bot else {}
    body: Json = {"type": "message", "user": post.author, "ts": post.ts, "team": TEAM, "text": post.fallback, **bot}
    body |= {"blocks": post.blocks} if post.blocks else {}
    return body | ({"metadata": post.metadata} if metadata and post.metadata else {})


def view_of(view: View, state: Json | None = None, team: str = TEAM) -> Json:
    """The view object, as answers and payloads hold it; `team` is the workspace that it was opened in."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        **view.content,
        "id": view.id,
        "team_id": team,
        "app_id": APP,
        "bot_id": BOT_ID,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": None,
        "app_installed_team_id": team,
        "state": {"values": state or {}},
    }


def user_of(member: Member, *, locale: bool) -> Json:
    """The user object. A stranger's has no time zone."""
    flags: Json = dict.fromkeys(("is_bot", "is_restricted", "is_ultra_restricted", "deleted"), False)
    body: Json = {
        "id": member.id,
        "team_id": member.team,
        "name": member.name,
        "real_name": member.name.title(),
        **flags,
    }
    body |= dict.fromkeys(member.flags, True)
    body |= {"tz": member.tz} if member.tz else {}
    body |= {"locale": member.locale} if locale else {}
    return body | {"profile": {"display_name": member.name, "real_name": member.name.title()}}


async def arguments_of(request: web.Request) -> tuple[Json, str]:
    """The arguments in the types that the description uses, and the token, from wherever the caller put them."""
    arguments: Json = {key: _typed(key, value) for key, value in request.query.items()}
    if request.content_type == "application/json":
        arguments |= await request.json()
    elif request.can_read_body:
        arguments |= {key: _typed(key, value) for key, value in (await request.post()).items()}
    arguments.pop("team_id", None)  # Bolt puts it into every call of a request's own client; Slack lets it be
    token = arguments.pop("token", None) or request.headers.get("Authorization", "").removeprefix("Bearer ")
    return arguments, str(token)


def _typed(key: str, value: Any) -> Any:
    if key in _NUMBERS:
        return int(value)
    if key in _FLAGS:
        return value in {"1", "true", "True"}
    return json.loads(value) if key in _JSON else value
