"""The app manifest that an operator pastes into Slack, generated from the commands; Slack is reached by Socket Mode.

Scopes are the fewest that everything works with.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from adapters.slack.interactions import COMMAND
from adapters.slack.wire import Json, shorten
from bot.chat.command import Registry

SCOPES = {
    "commands": "/kith",
    "chat:write": "answers and nudges",
    "im:write": "direct messages",
    "im:history": "to find a nudge that may have been posted before it is posted again",
    "users:read": "names, time zones, and who is a guest",
    "files:write": "exports, handed over in the direct messages",
}
FILE_SCOPE = "files:read"
"""Only where a form takes a file."""
_ABOUT = "Keeps your relationships alive: remembers when you last talked, and nudges you when it has been too long."


def manifest(registry: Registry) -> Json:
    """The manifest, version 2."""
    command = {
        "command": COMMAND,
        "description": "Remember, keep in touch, and find out who knows whom",
        "usage_hint": shorten(" | ".join([*registry.commands]), 1000),
        "should_escape": True,
    }
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": "Kith", "description": _ABOUT, "background_color": "#2f5d50"},
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Kith", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": _scopes(registry)}},
        "settings": {
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(value: Mapping[str, object]) -> str:
    """The manifest as YAML, strings quoted as in JSON so that none is read as something else."""
    return "\n".join(_yaml(value, "")) + "\n"


def _scopes(registry: Registry) -> list[str]:
    options = [parameter.option for command in registry for parameter in command.parameters]
    takes_files = any(option.slot is None and option.asked for option in options)
    return [*SCOPES, *([FILE_SCOPE] if takes_files else [])]


def _yaml(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _entry(f"{indent}{key}:", each, indent)
    elif isinstance(value, Sequence):
        for each in value:
            first, *rest = _yaml(each, f"{indent}  ") if isinstance(each, Mapping) else [json.dumps(each)]
            yield f"{indent}- {first.strip()}"
            yield from rest


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping | list):
        yield key
        yield from _yaml(value, f"{indent}  ")
    else:
        yield f"{key} {json.dumps(value, ensure_ascii=False)}"
