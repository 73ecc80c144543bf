"""The rules of Discord that its published description leaves out.

Pure: each function takes a request's JSON and returns what Discord would refuse in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6

_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_ROW, _BUTTON, _LABEL = 1, 2, 18
_LINK, _PREMIUM = 5, 6
_SUBCOMMAND, _SUBCOMMAND_GROUP = 1, 2


def empty_message(message: dict[str, Any]) -> bool:
    return not any(message.get(part) for part in ("content", "embeds", "components", "attachments"))


def message_problems(message: dict[str, Any]) -> list[str]:
    problems = []
    content, components = message.get("content") or "", message.get("components") or []
    if len(content) > 2000:
        problems.append(f"content: {len(content)} characters, at most 2000")
    text = sum(map(_embed_length, message.get("embeds") or ()))
    if text > 6000:
        problems.append(f"embeds: {text} characters in all, at most 6000")
    if (message.get("flags") or 0) & COMPONENTS_V2:
        if content or message.get("embeds"):
            problems.append("content or embeds beside components v2")
    else:
        problems += _row_problems(components)
    return problems + _duplicate_ids(components)


def modal_problems(modal: dict[str, Any]) -> list[str]:
    problems = []
    components = modal["components"]
    if len(modal["title"]) > 45:
        problems.append("modal title: at most 45 characters")
    if len(components) > 5:
        problems.append(f"modal: {len(components)} components, at most 5")
    for field in _walk(components):
        value, longest = field.get("value"), field.get("max_length") or 4000
        if isinstance(value, str) and len(value) > longest:
            problems.append(f"modal field {field['custom_id']}: prefilled beyond its {longest} characters")
        if field.get("label") and field["type"] != _LABEL and _within_label(components, field):
            problems.append(f"modal field {field['custom_id']}: a label of its own inside a Label")
        problems += _option_problems(field)
    return problems + _duplicate_ids(components)


def choice_problems(choices: list[dict[str, Any]]) -> list[str]:
    return [f"{len(choices)} choices, at most 25"] if len(choices) > 25 else []


def command_problems(commands: list[dict[str, Any]]) -> list[str]:
    problems = _repeats("command", (command["name"] for command in commands))
    for command in commands:
        problems += _named_problems(command, command["name"])
        if (length := _command_length(command)) > 8000:
            problems.append(f"/{command['name']}: {length} characters in all, at most 8000")
    return problems


def _named_problems(node: dict[str, Any], path: str) -> list[str]:
    problems = []
    if node.get("type", 1) in (2, 3) and path == node["name"]:
        return []  # a context menu's name is free text
    if not _COMMAND_NAME.fullmatch(node["name"]) or node["name"] != node["name"].lower():
        problems.append(f"/{path}: {node['name']!r} is not a command or option name")
    if not 1 <= len(node.get("description") or "") <= 100:
        problems.append(f"/{path}: a description of 1 to 100 characters is needed")
    options = node.get("options") or []
    problems += _repeats(f"/{path} option", (option["name"] for option in options))
    optional_seen = False
    for option in options:
        if option["type"] not in (_SUBCOMMAND, _SUBCOMMAND_GROUP):
            if option.get("required") and optional_seen:
                problems.append(f"/{path}: required option {option['name']} after an optional one")
            optional_seen = optional_seen or not option.get("required")
            if option.get("autocomplete") and option.get("choices"):
                problems.append(f"/{path} {option['name']}: choices and autocompletion together")
            problems += _repeats(f"/{path} {option['name']} choice", (c["name"] for c in option.get("choices") or ()))
        problems += _named_problems(option, f"{path} {option['name']}")
    return problems


def _command_length(node: dict[str, Any]) -> int:
    own = len(node["name"]) + len(node.get("description") or "")
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in node.get("choices") or ())
    return own + choices + sum(map(_command_length, node.get("options") or ()))


def _embed_length(embed: dict[str, Any]) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        parts += [field["name"], field["value"]]
    return sum(len(part or "") for part in parts)


def _row_problems(rows: list[dict[str, Any]]) -> list[str]:
    problems = []
    if len(rows) > 5:
        problems.append(f"{len(rows)} rows of components, at most 5")
    for row in rows:
        if row["type"] != _ROW:
            problems.append(f"component {row['type']} at the top without components v2")
            continue
        kinds = [item["type"] for item in row["components"]]
        if len(kinds) > 5 or not kinds:
            problems.append(f"a row of {len(kinds)} components, 1 to 5 are taken")
        if any(kind != _BUTTON for kind in kinds) and len(kinds) > 1:
            problems.append("a select shares its row")
        for item in row["components"]:
            problems += _button_problems(item) if item["type"] == _BUTTON else _option_problems(item)
    return problems


def _button_problems(button: dict[str, Any]) -> list[str]:
    problems = []
    if not button.get("label") and not button.get("emoji"):
        problems.append("a button with neither label nor emoji")
    if button["style"] == _LINK:
        if not button.get("url") or button.get("custom_id"):
            problems.append("a link button takes a url and no custom_id")
    elif button["style"] != _PREMIUM and (button.get("url") or not button.get("custom_id")):
        problems.append("a button takes a custom_id and no url")
    return problems


def _option_problems(field: dict[str, Any]) -> list[str]:
    options = field.get("options")
    if options is None:
        return []
    problems = _repeats(f"{field['custom_id']} option", (option["value"] for option in options))
    if not 1 <= len(options) <= 25:
        problems.append(f"{field['custom_id']}: {len(options)} options, 1 to 25 are taken")
    return problems


def _walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or ())
        if "component" in component:
            yield from _walk([component["component"]])


def _within_label(components: Iterable[dict[str, Any]], field: dict[str, Any]) -> bool:
    return any(component.get("component") is field for component in components)


def _duplicate_ids(components: Iterable[dict[str, Any]]) -> list[str]:
    return _repeats("custom_id", (c["custom_id"] for c in _walk(components) if c.get("custom_id")))


def _repeats(what: str, names: Iterable[str]) -> list[str]:
    return [f"{what} {name!r} twice" for name, times in Counter(names).items() if times > 1]
