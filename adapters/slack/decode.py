"""What Slack sends, as the events of Kith. Pure: whoever calls knows who acted and brings the files along.

Ids that come back from Slack prove nothing; they are passed on as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

from adapters.slack import colleagues
from adapters.slack.members import Mentioned
from adapters.slack.modal import ELEMENT
from adapters.slack.pickers import picked
from adapters.slack.wire import Json, is_profile, typed_text
from bot.chat.action import ActionId
from bot.chat.event import Called, Completing, Identity, Pressed, Submitted
from bot.chat.message import File
from bot.language.profile_links import profile_link

COMMAND = "/kith"


def actor(body: Json) -> str:
    """The id of whoever did it."""
    user = body.get("user")
    return str(user["id"] if isinstance(user, dict) else body["user_id"])


def called(body: Json, who: Identity, mentioned: Mentioned) -> Called:
    """A slash command: the first word is the command, the rest its line. `/log sam` is `/kith log sam`."""
    who = replace(who, channel=_channel(body.get("channel_id") or ""))
    short = body.get("command", COMMAND)
    said = body.get("text") or ""
    text = said if short == COMMAND else f"{short.removeprefix('/')} {said}"
    return _line(text, who, body["trigger_id"], mentioned)


def written(body: Json, who: Identity, mentioned: Mentioned) -> Called:
    """A line in the direct messages: a command without its slash, with or without the name of Kith before it."""
    first, _, rest = (body["event"].get("text") or "").strip().partition(" ")
    text = rest if first.casefold() in (COMMAND, COMMAND[1:]) else body["event"].get("text") or ""
    return _line(text, who, body["event_id"], mentioned)


def _line(text: str, who: Identity, key: str, mentioned: Mentioned) -> Called:
    """A line that begins with its command; somebody's profile or mention alone offers to add them."""
    typed = typed_text(text, mentioned.names).strip()
    alone = is_profile(text) or profile_link(typed) is not None
    command, _, rest = ("add", "", typed) if alone else typed.partition(" ")
    return Called(
        who=who,
        key=key,
        command=command.casefold(),
        line=rest.strip(),
        asks=alone,
        outsiders=mentioned.outsiders,
    )


def pressed(body: Json, who: Identity) -> Pressed | None:
    """A button; None for something that is not a button of ours."""
    action = ActionId.decode(body["actions"][0]["action_id"])
    return None if action is None else Pressed(who=who, key=body["trigger_id"], action=action)


def submitted(body: Json, who: Identity, files: Mapping[str, File], mentioned: Mentioned) -> Submitted | None:
    """A form that was sent; None for one that is not ours. Raises InputError for two people where there is one."""
    view = body["view"]
    action = ActionId.decode(view["callback_id"])
    if action is None:
        return None
    filled = {name: state[ELEMENT] for name, state in view["state"]["values"].items() if ELEMENT in state}
    values = {name: _text(each) for name, each in filled.items() if each["type"] != "file_input"}
    return Submitted(
        who=who,
        key=body["trigger_id"],
        action=action,
        values=colleagues.joined(values, filled, mentioned),
        files=files,
        outsiders=mentioned.outsiders,
    )


def picked_colleagues(body: Json) -> set[str]:
    """The ids of the members that were picked in a form."""
    filled = {name: state[ELEMENT] for name, state in body["view"]["state"]["values"].items() if ELEMENT in state}
    return {user for users in colleagues.picked(filled).values() for user in users}


def uploads(body: Json) -> dict[str, Json]:
    """The file objects in the fields of a form, by field name."""
    found: dict[str, Json] = {}
    for name, state in body["view"]["state"]["values"].items():
        for upload in (state.get(ELEMENT) or {}).get("files") or []:
            found[name] = upload
    return found


def completing(body: Json, who: Identity) -> Completing | None:
    """What somebody is typing into a field of a form; None elsewhere."""
    action = ActionId.decode((body.get("view") or {}).get("callback_id") or "")
    if action is None:
        return None
    if action.route == "form" and action.args:
        return Completing(who=who, command=action.args[0], option=body["block_id"], text=body["value"], picks=True)
    return Completing(who=who, form=action.route, option=body["block_id"], text=body["value"], picks=True)


def _channel(conversation: str) -> str:
    """A conversation's id if it is a channel that others may be invited to."""
    return conversation if conversation[:1] in {"C", "G"} else ""


def _text(filled: Json) -> str:
    return picked(filled) or str(filled.get("value") or "")
