"""Members of the workspace, picked beside the people of a form.

Slack's own menu offers them, so that no copy of its directory is needed: Kith learns of those who were picked.
"""

from collections.abc import Iterator, Mapping

from adapters.slack.members import Mentioned
from adapters.slack.wire import Json, mention, plain_text
from bot.chat.form import Field, FieldKind
from bot.chat.option import NEW
from bot.domain.errors import InputError

MOST = 10
"""People that may be picked at a time: each is asked about within an acknowledgement's time."""
_JOINING, _ALONE, _NAMED = "colleagues:", "colleague:", "account:"
"""Begins the id of a block beside several people, one person, the name of somebody new."""
_PLACEHOLDER = "Members of this workspace"
_UNTOLD = "Slack could not tell me who that is just now. Please try that again."
_TWO = "That is one person too many: pick somebody here, or in the field above."


def block(field: Field, element: str) -> Json:
    """The menu of the workspace's members that stands below a field."""
    prefix, label, hint = _JOINING, "Colleagues", "Who is new is added to your people"
    if field.kind is FieldKind.PERSON:
        prefix, label = _ALONE, "Or a colleague"
    elif field.kind is not FieldKind.PEOPLE:
        prefix, label, hint = _NAMED, "A colleague", "A mention finds them then; a name above is what you call them"
    several = {"type": "multi_users_select", "max_selected_items": MOST}
    menu: Json = several if prefix == _JOINING else {"type": "users_select"}
    return {
        "type": "input",
        "block_id": f"{prefix}{field.name}",
        "label": plain_text(label, 2000),
        "optional": True,
        "element": {**menu, "action_id": element, "placeholder": plain_text(_PLACEHOLDER, 150)},
        "hint": plain_text(hint, 2000),
    }


def is_beside(block_id: str) -> bool:
    """Whether a block is such a menu."""
    return block_id.startswith((_JOINING, _ALONE, _NAMED))


def picked(filled: Mapping[str, Json]) -> dict[str, tuple[str, ...]]:
    """The ids of who was picked, by the block in which they were."""
    return {
        block_id: tuple(state.get("selected_users") or filter(None, [state.get("selected_user")]))
        for block_id, state in filled.items()
        if is_beside(block_id)
    }


def joined(values: Mapping[str, str], filled: Mapping[str, Json], mentioned: Mentioned) -> dict[str, str]:
    """The values of a form with who was picked in the fields that they were picked beside. Raises InputError."""
    found = {name: text for name, text in values.items() if not is_beside(name)}
    for block_id, users in picked(filled).items():
        prefix, name = block_id[: block_id.index(":") + 1], block_id.partition(":")[2]
        if any(user not in mentioned.names for user in users):
            raise InputError(block_id, _UNTOLD)
        typed = found.get(name, "")
        if prefix == _NAMED:
            found[name] = next((mention(user, typed) if typed else mentioned.names[user] for user in users), typed)
            continue
        if prefix == _ALONE and typed and users:
            raise InputError(block_id, _TWO)
        found[name] = ", ".join(_listed(typed, (mentioned.names[user] for user in users)))
    return found


def _listed(typed: str, names: Iterator[str]) -> Iterator[str]:
    if typed:
        yield typed
    for name in names:
        yield f'"{NEW}{name}"'
