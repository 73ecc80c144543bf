"""Discord's own descriptions of its API, as judges of every request, answer and dispatch.

Holds no state of the pretended Discord. Where the descriptions are not on this machine, `load` returns None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT7, DRAFT202012

DESCRIPTIONS = Path(__file__).resolve().parents[2].parent / "shared" / "data"
_REST = "urn:discord:openapi"
_GATEWAY = "urn:discord:gateway"

# What discord.py 2.7.1 sends and Discord takes although its description does not say so: by method or field.
_IDS_AS_NUMBERS = {"POST": {"recipient_id"}, "attachments": {"id"}, "allowed_mentions": {"users"}}
_UNLISTED = {"PATCH": {"tts"}, "data": {"tts"}, "PUT": {"nsfw"}, "embeds": {"flags"}}


_UNDESCRIBED = frozenset({"GUILD_DELETE", "RESUMED"})
"""Dispatches of an id, or of nothing, that the description leaves out."""
_COMMAND_DATA = "APIChatInputApplicationCommandInteractionData"
_COMMAND = f"APIApplicationCommandInteractionWrapper<{_COMMAND_DATA}>"
_MENUS: Mapping[int, Mapping[str, Any]] = {
    2: {"allOf": [{"$ref": "#/definitions/APIUserInteractionDataResolved"}, {"required": ["users"]}]},
    3: {
        "type": "object",
        "properties": {
            "messages": {
                "type": "object",
                "additionalProperties": {"$ref": "#/definitions/APIMessage"},
                "minProperties": 1,
            }
        },
        "required": ["messages"],
        "additionalProperties": False,
    },
}
"""What the data of a menu resolves: of a person's, and of a message's."""


class Operation:
    """One method of one path of the description."""

    def __init__(self, template: str, method: str, description: Mapping[str, Any]) -> None:
        self.pointer = f"{_REST}#/paths/{template.replace('~', '~0').replace('/', '~1')}/{method}"
        self.pattern = re.compile(re.sub(r"\\{[^}]+}", "[^/]+", re.escape(template)))
        self.blanks = template.count("{")
        self.query = {p["name"]: p["schema"] for p in description.get("parameters", ()) if p["in"] == "query"}
        self.takes_body = "application/json" in description.get("requestBody", {}).get("content", {})
        self.answers_json = "application/json" in description["responses"].get("200", {}).get("content", {})


class Contract:
    """Says what is wrong with a request, an answer or a dispatch; empty lists mean nothing is."""

    def __init__(self, rest: dict[str, Any], gateway: dict[str, Any]) -> None:
        gateway = _with_menus(gateway)
        self._operations = _operations(rest)
        self._events = frozenset(gateway["properties"])
        self._registry: Registry[Any] = Registry().with_resources(
            [
                (_REST, DRAFT202012.create_resource(_closed(rest))),
                (_GATEWAY, DRAFT7.create_resource(_closed(gateway))),
            ]
        )
        self._validators: dict[str, jsonschema.protocols.Validator] = {}

    @classmethod
    @cache
    def load(cls) -> Contract | None:
        rest, gateway = DESCRIPTIONS / "discord-openapi.json", DESCRIPTIONS / "discord-gateway.schema.json"
        if not (rest.is_file() and gateway.is_file()):
            return None
        return cls(json.loads(rest.read_text("utf-8")), json.loads(gateway.read_text("utf-8")))

    def request(self, method: str, path: str, query: Mapping[str, str], body: Any) -> list[str]:
        operation = self._find(method, path)
        if operation is None:
            return [f"{method} {path}: no such route"]
        problems = [f"query {name}: {problem}" for name, problem in _query_problems(operation, query)]
        if operation.takes_body:
            pointer = operation.pointer + "/requestBody/content/application~1json/schema"
            problems += self._problems(pointer, _forgive(method, body))
        elif body is not None:
            problems.append("a body where none is taken")
        return [f"{method} {path}: {problem}" for problem in problems]

    def answer(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a 200 that the fake is about to give."""
        operation = self._find(method, path)
        if operation is None or not operation.answers_json:
            return []
        return self._problems(operation.pointer + "/responses/200/content/application~1json/schema", body)

    def dispatch(self, event: str, body: Mapping[str, Any]) -> list[str]:
        name = f"{event}:{body['type']}" if event == "INTERACTION_CREATE" else event
        if (kind := (body.get("data") or {}).get("type")) in _MENUS:
            name = f"{name}:{kind}"
        if name in _UNDESCRIBED:
            return []
        return self._problems(f"{_GATEWAY}#/properties/{name}", body) if name in self._events else ["not described"]

    def _find(self, method: str, path: str) -> Operation | None:
        fitting = [o for o in self._operations.get(method.lower(), ()) if o.pattern.fullmatch(path)]
        return min(fitting, key=lambda o: o.blanks, default=None)

    def _problems(self, pointer: str, instance: Any) -> list[str]:
        validator = self._validators.get(pointer)
        if validator is None:
            schema = jsonschema.Draft7Validator if pointer.startswith(_GATEWAY) else jsonschema.Draft202012Validator
            validator = self._validators[pointer] = schema({"$ref": pointer}, registry=self._registry)
        return [f"{error.json_path}: {error.message[:300]}" for error in map(_cause, validator.iter_errors(instance))]


def _with_menus(gateway: Mapping[str, Any]) -> dict[str, Any]:
    """The description of dispatches with the choices from menus, which it lacks: made of its own parts.

    They are slash commands with other data (discord-api-types, `payloads/v10/_interactions/_applicationCommands`).
    """
    definitions = gateway["definitions"]
    command, data = definitions[_COMMAND], definitions[_COMMAND_DATA]["properties"]
    menus = {}
    for kind, resolved in _MENUS.items():
        chosen = {
            "type": "object",
            "properties": {
                **{name: data[name] for name in ("id", "name", "guild_id")},
                "type": {"const": kind},
                "target_id": {"$ref": "#/definitions/Snowflake"},
                "resolved": resolved,
            },
            "required": ["id", "name", "type", "target_id", "resolved"],
            "additionalProperties": False,
        }
        menus[f"INTERACTION_CREATE:2:{kind}"] = {**command, "properties": {**command["properties"], "data": chosen}}
    return {**gateway, "properties": {**gateway["properties"], **menus}}


def _cause(error: ValidationError) -> ValidationError:
    """What is really wrong where nothing of a union fits: the first error within the member of the right `type`."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [found for found in branches.values() if not any(map(_another_member, found))]
    return _cause(meant[0][0]) if meant else error


def _another_member(error: ValidationError) -> bool:
    return (error.validator == "type" and not error.path) or (bool(error.path) and error.path[-1] == "type")


def _operations(rest: Mapping[str, Any]) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {}
    for template, methods in rest["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in methods:
                found.setdefault(method, []).append(Operation(template, method, methods[method]))
    return found


def _closed(node: Any) -> Any:
    """The description with every object refusing fields that it does not list."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _closed(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and "object" in node.get("type", ()):
        closed.setdefault("additionalProperties", False)
    return closed


def _forgive(place: str, body: Any) -> Any:
    """The body without what Discord takes beyond its description."""
    if isinstance(body, list):
        return [_forgive(place, item) for item in body]
    if not isinstance(body, dict):
        return body
    body = {key: _forgive(key, value) for key, value in body.items() if key not in _UNLISTED.get(place, ())}
    return body | {name: _as_text(body[name]) for name in _IDS_AS_NUMBERS.get(place, ()) if name in body}


def _as_text(ids: Any) -> Any:
    return list(map(str, ids)) if isinstance(ids, list) else str(ids)


def _query_problems(operation: Operation, query: Mapping[str, str]) -> list[tuple[str, str]]:
    problems = []
    for name, value in query.items():
        schema = operation.query.get(name)
        if schema is None:
            problems.append((name, "not a parameter of this route"))
        elif schema.get("type") == "integer":
            number = int(value) if value.lstrip("-").isdigit() else None
            if number is None or not schema.get("minimum", number) <= number <= schema.get("maximum", number):
                problems.append((name, f"{value} is not a number within its bounds"))
    return problems
