"""What Slack accepts: arguments of its methods, blocks of a message, contents of a view.

Lengths and shapes come from Slack's own published types, read from the folder beside the repository; where it does not
exist only the rules written here apply. Nothing here knows what is shown to whom.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

Json = dict[str, Any]

DESCRIPTIONS = Path(__file__).resolve().parents[3] / "shared" / "data"
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
BLOCK_TEXT = 13_200  # undocumented: msg_blocks_too_long was seen near this many characters
FALLBACK_TEXT = 4_000
ELEMENTS = {"actions": 25, "context": 10}
LONGEST = {"action_id": 255, "block_id": 255, "callback_id": 255, "private_metadata": 3000}
OPTION = 75
"""Characters of an option's text and of its value."""
UPLOADS = "files.getUploadURLExternal"
ALT = "alt_txt"  # so Slack's reference and its Python SDK; the published types say alt_text
ALT_TEXT = 1_000
RESPONSE_KEYS = frozenset(
    {
        "text",
        "blocks",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
        "metadata",
    }
)


class Rules:
    """The checks, each of which returns what is wrong as sentences."""

    def __init__(self) -> None:
        self.validates = DESCRIPTIONS.is_dir()

    def arguments(self, method: str, arguments: Json) -> list[str]:
        """What is wrong with the arguments of a Web API call."""
        alt = arguments.get(ALT, "") if method == UPLOADS else ""
        if len(alt) > ALT_TEXT:
            return ["alt_txt_too_large"]
        if not self.validates:
            return []
        if alt:
            arguments = {key: value for key, value in arguments.items() if key != ALT}
        schema = _description("slack-webapi-args")["properties"].get(method)
        return [f"{method}: no such method"] if schema is None else _errors(method, schema, arguments)

    def message(self, content: Json) -> list[str]:
        """What is wrong with the text and the blocks of a message."""
        blocks = content.get("blocks") or []
        faults = list(self._blocks(blocks))
        if len(blocks) > MESSAGE_BLOCKS:
            faults.append(f"{len(blocks)} blocks, a message has at most {MESSAGE_BLOCKS}")
        if not content.get("text"):
            faults.append("no top-level text: a notification would be empty")
        if len(content.get("text") or "") > FALLBACK_TEXT:
            faults.append(f"top-level text of more than {FALLBACK_TEXT} characters")
        if sum(len(text) for text in _texts(blocks)) > BLOCK_TEXT:
            faults.append("msg_blocks_too_long")
        if any(block.get("type") == "input" for block in blocks):
            faults.append("an input block in a message")
        return faults

    def response(self, content: Json) -> list[str]:
        """What is wrong with a body sent to a response_url or in the acknowledgement of a command."""
        faults = [f"unknown key {key!r}" for key in content.keys() - RESPONSE_KEYS]
        return faults if content.get("delete_original") else faults + self.message(content)

    def view(self, view: Json) -> list[str]:
        """What is wrong with a modal or an App Home."""
        blocks = view.get("blocks") or []
        faults = [*self._blocks(blocks), *_too_long(view)]
        outline = {**view, "blocks": []}
        name = "ModalView" if view.get("type") == "modal" else "HomeView"
        faults += self._definition(name, outline)
        if len(blocks) > VIEW_BLOCKS:
            faults.append(f"{len(blocks)} blocks, a view has at most {VIEW_BLOCKS}")
        if view.get("type") == "modal" and "submit" not in view and any(b.get("type") == "input" for b in blocks):
            faults.append("a modal with an input block needs submit")
        if len(json.dumps(view)) > VIEW_BYTES:
            faults.append("view_too_large")
        return faults

    def options(self, options: list[Json]) -> list[str]:
        """What is wrong with the answer to a block_suggestion."""
        faults = [fault for option in options for fault in self._definition("PlainTextOption", option)]
        return faults + (["more than 100 options"] if len(options) > 100 else [])

    def _blocks(self, blocks: list[Json]) -> Iterator[str]:
        yield from _repeated("block_id", (block.get("block_id") for block in blocks))
        for block in blocks:
            definition = _block_definitions().get(block.get("type", "")) if self.validates else None
            if definition is not None:
                yield from self._definition(definition, block)
            elif self.validates:
                yield f"no such block: {block.get('type')!r}"
            yield from _block_rules(block)

    def _definition(self, name: str, content: Json) -> list[str]:
        if not self.validates:
            return []
        schema = {"$ref": f"#/definitions/{name}", "definitions": _description("blockkit")["definitions"]}
        return _errors(name, schema, content)


def elements_of(block: Json) -> list[Json]:
    """The interactive and plain elements that a block holds directly."""
    found = list(block.get("elements") or []) if block.get("type") != "rich_text" else []
    found += [block[key] for key in ("accessory", "element") if key in block]
    return found


def _block_rules(block: Json) -> Iterator[str]:
    elements = elements_of(block)
    for part in (block, *elements):
        yield from _too_long(part)
    if len(elements) > ELEMENTS.get(block.get("type", ""), VIEW_BLOCKS):
        yield f"{len(elements)} elements in a block of {block['type']}"
    yield from _repeated("action_id", (element.get("action_id") for element in elements))
    if block.get("type") == "section" and not (block.get("text") or block.get("fields")):
        yield "a section needs text or fields"
    if block.get("type") in {"actions", "context", "rich_text"} and not block.get("elements"):
        yield f"an empty {block['type']} block"
    for text in _texts(block):
        if text == "":
            yield f"an empty text in a {block.get('type')} block"
    for element in elements:
        menu = element.get("type", "").endswith("static_select")
        if menu and not (element.get("options") or element.get("option_groups")):
            yield "a menu without options"
        if element.get("type") == "button" and not (element.get("action_id") or element.get("url")):
            yield "a button that does nothing"
        values = [json.dumps(option.get("value")) for option in element.get("options") or []]
        yield from _repeated("option value", values)
        yield from _element_rules(element)


def _element_rules(element: Json) -> Iterator[str]:
    first = element.get("initial_option")
    initial = [first] if first else element.get("initial_options") or []
    for option in [*initial, *(element.get("options") or [])]:
        if not 0 < len(option["value"]) <= OPTION or not 0 < len(option["text"]["text"]) <= OPTION:
            yield f"an option that is empty or longer than {OPTION} characters"
    yield from _repeated("initial option", (option["value"] for option in initial))
    if "initial_options" in element and not initial:
        yield "initial_options without any"
    if len(element.get("initial_value") or "") > element.get("max_length", 3000):
        yield "an initial_value longer than its field"
    if "initial_date" in element and not re.fullmatch(r"\d{4}-\d\d-\d\d", element["initial_date"]):
        yield f"an initial_date that is none: {element['initial_date']}"
    if element.get("type") == "button" and len(element["text"]["text"]) > OPTION:
        yield f"a button of more than {OPTION} characters"


def _too_long(content: Json) -> Iterator[str]:
    for name, most in LONGEST.items():
        if len(content.get(name) or "") > most:
            yield f"{name} of more than {most} characters"


def _repeated(what: str, ids: Iterable[str | None]) -> Iterator[str]:
    for name, times in Counter(one for one in ids if one is not None).items():
        if times > 1:
            yield f"{what} {name} {times} times"


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)


@cache
def _description(name: str) -> Json:
    loaded: Json = json.loads((DESCRIPTIONS / f"{name}.schema.json").read_text("utf-8"))
    return loaded


@cache
def _block_definitions() -> dict[str, str]:
    named = _description("blockkit")["definitions"]
    kinds = {name: schema.get("properties", {}).get("type", {}).get("const") for name, schema in named.items()}
    return {kind: name for name, kind in kinds.items() if kind and name.endswith("Block")}


def _errors(where: str, schema: Json, content: Json) -> list[str]:
    error = best_match(Draft7Validator(schema).iter_errors(content))
    return [] if error is None else [f"{where} at {error.json_path}: {error.message[:300]}"]
