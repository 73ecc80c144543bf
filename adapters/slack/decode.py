"""What Slack sends, as the events of Kith. Pure: whoever calls knows who acted and brings the files along.

Ids that come back from Slack prove nothing; they are passed on as they are.
"""

from collections.abc import Mapping
from dataclasses import replace

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


def called(body: Json, who: Identity, names: Mapping[str, str]) -> Called:
    """A slash command: the first word is the command, the rest its line. `/log sam` is `/kith log sam`.

    Somebody's profile or mention alone offers to add them.
    """
    who = replace(who, channel=_channel(body.get("channel_id") or ""))
    short = body.get("command", COMMAND)
    said = body.get("text") or ""
    text = said if short == COMMAND else f"{short.removeprefix('/')} {said}"
    typed = typed_text(text, names).strip()
    if is_profile(text) or profile_link(typed):
        return Called(who=who, key=body["trigger_id"], command="add", line=typed, asks=True)
    command, _, line = typed.partition(" ")
    return Called(who=who, key=body["trigger_id"], command=command.casefold(), line=line.strip())


def written(body: Json, who: Identity, names: Mapping[str, str]) -> Called:
    """A line in the direct messages: a command without its slash, with or without the name of Kith before it."""
    first, _, rest = (body["event"].get("text") or "").strip().partition(" ")
    text = rest if first.casefold() in (COMMAND, COMMAND[1:]) else body["event"].get("text") or ""
    command, _, line = typed_text(text, names).strip().partition(" ")
    return Called(who=who, key=body["event_id"], command=command.casefold(), line=line.strip())


def pressed(body: Json, who: Identity) -> Pressed | None:
    """A button; None for something that is not a button of ours."""
    action = ActionId.decode(body["actions"][0]["action_id"])
    return None if action is None else Pressed(who=who, key=body["trigger_id"], action=action)


def submitted(body: Json, who: Identity, files: Mapping[str, File]) -> Submitted | None:
    """A form that was sent; None for one that is not ours."""
    view = body["view"]
    action = ActionId.decode(view["callback_id"])
    if action is None:
        return None
    filled = {name: state[ELEMENT] for name, state in view["state"]["values"].items() if ELEMENT in state}
    values = {name: _text(each) for name, each in filled.items() if each["type"] != "file_input"}
    return Submitted(who=who, key=body["trigger_id"], action=action, values=values, files=files)


def uploads(body: Json) -> dict[str, Json]:
    """The file objects in the fields of a form, by field name."""
    found: dict[str, Json] = {}
    for name, state in body["view"]["state"]["values"].items():
        for upload in (state.get(ELEMENT) or {}).get("files") or []:
            found[name] = upload
    return found


def completing(body: Json, who: Identity) -> Completing | None:
    """What somebody is typing into a field of a command's form; None elsewhere."""
    action = ActionId.decode((body.get("view") or {}).get("callback_id") or "")
    if action is None or action.route != "form" or not action.args:
        return None
    return Completing(who=who, command=action.args[0], option=body["block_id"], text=body["value"], picks=True)


def _channel(conversation: str) -> str:
    """A conversation's id if it is a channel that others may be invited to."""
    return conversation if conversation[:1] in {"C", "G"} else ""


def _text(filled: Json) -> str:
    return picked(filled) or str(filled.get("value") or "")
