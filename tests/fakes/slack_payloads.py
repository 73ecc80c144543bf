"""The payloads that Slack sends when a person does something, in the shapes of Slack's documentation."""

import html
import re
from collections.abc import Iterable

from tests.fakes.slack_objects import APP, message_of, view_of
from tests.fakes.slack_rules import Json
from tests.fakes.slack_things import Conversation, Member, Post, Seat, View
from tests.fakes.slack_world import World

_ADDRESS = re.compile(r"https?://[^\s<>|]+")


def escaped(text: str, members: Iterable[Member], conversations: Iterable[Conversation] = ()) -> str:
    """What a person typed, as it reaches an app whose command asks for escaping."""
    sent = _ADDRESS.sub(lambda found: f"<{found[0]}>", html.escape(text, quote=False))
    for member in members:
        sent = re.sub(rf"@{re.escape(member.name)}\b", f"<@{member.id}|{member.name}>", sent)
    for each in conversations:
        if each.kind == "channel":
            sent = re.sub(rf"#{re.escape(each.name)}\b", f"<#{each.id}|{each.name}>", sent)
    return sent


def slash_command(
    member: Member, where: Conversation, name: str, text: str, *, trigger: str, response_url: str
) -> Json:
    return {
        "token": "unused",
        "team_id": member.team,
        "team_domain": "kith-test",
        **({"enterprise_id": member.enterprise} if member.enterprise else {}),
        "channel_id": where.id,
        "channel_name": where.name,
        "user_id": member.id,
        "user_name": member.name,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def message_action(
    member: Member, post: Post, where: Conversation, action: Json, *, trigger: str, response_url: str
) -> Json:
    """block_actions from a message. An ephemeral one travels without its content."""
    container = {"type": "message", "message_ts": post.ts, "channel_id": where.id, "is_ephemeral": bool(post.only_for)}
    payload = {
        **_interaction("block_actions", member, trigger),
        "container": container,
        "channel": {"id": where.id, "name": where.name},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [action],
    }
    return payload if post.only_for else payload | {"message": message_of(post)}


def global_shortcut(member: Member, callback_id: str, *, trigger: str) -> Json:
    return {**_interaction("shortcut", member, trigger), "callback_id": callback_id, "action_ts": "1.0"}


def message_shortcut(
    member: Member, post: Post, where: Conversation, callback_id: str, *, trigger: str, response_url: str
) -> Json:
    return {
        **_interaction("message_action", member, trigger),
        "callback_id": callback_id,
        "action_ts": "1.0",
        "message_ts": post.ts,
        "channel": {"id": where.id, "name": where.name},
        "message": {**message_of(post), "user": post.author},
        "response_url": response_url,
    }


def view_action(member: Member, view: View, state: Json, action: Json, *, trigger: str) -> Json:
    return {
        **_interaction("block_actions", member, trigger),
        "container": {"type": "view", "view_id": view.id},
        "view": view_of(view, state, member.team),
        "actions": [action],
    }


def view_submission(member: Member, view: View, state: Json, *, trigger: str) -> Json:
    return {
        **_interaction("view_submission", member, trigger),
        "view": view_of(view, state, member.team),
        "response_urls": [],
    }


def view_closed(member: Member, view: View) -> Json:
    return {**_interaction("view_closed", member, ""), "view": view_of(view, team=member.team), "is_cleared": False}


def suggestion(member: Member, view: View, state: Json, element: Json, block_id: str, query: str) -> Json:
    return {
        **_interaction("block_suggestion", member, ""),
        "container": {"type": "view", "view_id": view.id},
        "view": view_of(view, state, member.team),
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": query,
    }


def event(content: Json, number: int, seconds: int, seat: Seat) -> Json:
    return {
        "token": "unused",
        "team_id": seat.team,
        "api_app_id": APP,
        "event": content,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": seconds,
        "authorizations": [
            {
                "enterprise_id": seat.enterprise or None,
                "team_id": None if seat.whole else seat.team,
                "user_id": World.bot,
                "is_bot": True,
                "is_enterprise_install": seat.whole,
            }
        ],
        "is_ext_shared_channel": False,
    }


def _interaction(kind: str, member: Member, trigger: str) -> Json:
    return {
        "type": kind,
        "team": {"id": member.team, "domain": "kith-test"},
        "user": {"id": member.id, "username": member.name, "name": member.name, "team_id": member.team},
        "api_app_id": APP,
        "token": "unused",
        "enterprise": {"id": member.enterprise, "name": "Org"} if member.enterprise else None,
        "is_enterprise_install": False,
        **({"trigger_id": trigger} if trigger else {}),
    }
