"""The app manifest that an operator pastes into Slack, generated from the commands.

Scopes are the fewest that everything works with. Events are those about the installation, that somebody opened their
App Home, and what is written to Kith itself: no message in any other place.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from adapters.slack import dropped, home
from adapters.slack.decode import COMMAND
from adapters.slack.lifecycle import EVENTS
from adapters.slack.oauth import CALLBACK
from adapters.slack.shortcuts import SHORTCUTS
from adapters.slack.webhook import PATH
from adapters.slack.wire import Json, shorten
from bot.chat.command import Command, Registry

SCOPES = {
    "commands": "/kith",
    "chat:write": "answers and nudges",
    "im:write": "direct messages",
    "im:history": "lines and files in its direct messages; to find a nudge that may have been posted before",
    "users:read": "names, time zones, and who is a guest",
    "files:write": "exports, handed over in the direct messages",
}
FILE_SCOPE = "files:read"
"""Only where a form takes a file."""
_ABOUT = "Keeps your relationships alive: remembers when you last talked, and nudges you when it has been too long."


BUILT_IN = frozenset({"help", "remind", "status", "leave", "invite", "join", "search", "who", "archive", "open"})
"""Names that are Slack's own, or that nobody would take for Kith's; these commands have no short form."""


def manifest(registry: Registry, *, public_url: str = "", short: bool = False) -> Json:
    """The manifest, version 2: for Socket Mode, or for HTTP at a public address; `short` adds /log to /kith log."""
    base = public_url.rstrip("/")
    reached = {"request_url": base + PATH} if base else {}
    offered = {"message_menu_options_url": base + PATH} if base else {}
    redirect = {"redirect_urls": [base + CALLBACK]} if base else {}
    whole = {
        "command": COMMAND,
        "description": "Remember, keep in touch, and find out who knows whom",
        "usage_hint": shorten(" | ".join([*registry.commands]), 1000),
    }
    commands = [whole, *(_short(each) for each in registry if short and each.name not in BUILT_IN)]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {"name": "Kith", "description": _ABOUT, "background_color": "#2f5d50"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Kith", "always_online": True},
            "shortcuts": list(SHORTCUTS),
            "slash_commands": [
                {**each, "should_escape": True, **({"url": base + PATH} if base else {})} for each in commands
            ],
        },
        "oauth_config": {**redirect, "scopes": {"bot": scopes(registry)}},
        "settings": {
            "event_subscriptions": {**reached, "bot_events": sorted((*EVENTS, home.EVENT, dropped.EVENT))},
            "interactivity": {"is_enabled": True, **reached, **offered},
            "org_deploy_enabled": bool(base),
            "socket_mode_enabled": not base,
            "token_rotation_enabled": False,
        },
    }


def scopes(registry: Registry) -> list[str]:
    """The scopes of the bot token."""
    options = [parameter.option for command in registry for parameter in command.parameters]
    takes_files = any(option.slot is None and option.asked for option in options)
    return [*SCOPES, *([FILE_SCOPE] if takes_files else [])]


def as_yaml(value: Mapping[str, object]) -> str:
    """The manifest as YAML, strings quoted as in JSON so that none is read as something else."""
    return "\n".join(_yaml(value, "")) + "\n"


def _short(command: Command) -> Json:
    example = next((each for each in command.examples if each), "")
    hint = {"usage_hint": shorten(example, 1000)} if example else {}
    return {"command": f"/{command.name}", "description": shorten(command.help, 2000), **hint}


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
