"""What a person reads in a message or a view, and what its text would do to others: mention, link, format."""

import html
import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.slack_rules import Json, elements_of

_TOKEN = re.compile(r"<([^<>]+)>")
_FORMATTED = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)|^(?:&gt;|>)", re.MULTILINE)
_ADDRESS = re.compile(r"\b(?:https?://|mailto:|www\.)\S+", re.IGNORECASE)


def text_of(content: Json) -> str:
    """The message or view as plain lines: one a block, buttons in square brackets, files in round ones."""
    blocks = content.get("blocks")
    lines = [_object(content["title"])] if isinstance(content.get("title"), dict) else []
    lines += [_block(block) for block in blocks] if blocks else [_mrkdwn(content.get("text", ""))]
    lines += [f"({stored['name']})" for stored in content.get("files") or []]
    return "\n".join(line for line in lines if line)


def effects_of(content: Json) -> set[str]:
    """What the message does beyond showing words: "mention", "link", "format", "emoji"."""
    hidden = bool(content.get("blocks"))  # the text is then for notifications, which neither format nor link
    found = set(_mrkdwn_effects(content.get("text", ""), verbatim=hidden)) - ({"format"} if hidden else set())
    for node in _walk(content.get("blocks") or []):
        match node.get("type"):
            case "mrkdwn":
                found |= set(_mrkdwn_effects(node.get("text", ""), verbatim=node.get("verbatim", False)))
            case "plain_text" if node.get("emoji", True) and re.search(r":[\w+-]+:", node.get("text", "")):
                found.add("emoji")
            case "user" | "usergroup" | "team" | "channel" | "broadcast":
                found.add("mention")
            case "link":
                found.add("link")
            case "emoji":
                found.add("emoji")
            case "text" if node.get("style"):
                found.add("format")
    return found


def _walk(node: Any) -> Iterator[Json]:
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)


def _mrkdwn_effects(text: str, *, verbatim: bool = False) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        yield "mention" if token[0] in "@!#" and not token.startswith("!date") else "link"
    if not verbatim and _ADDRESS.search(_TOKEN.sub("", text)):
        yield "link"
    if _FORMATTED.search(text):
        yield "format"


def _block(block: Json) -> str:
    match block.get("type"):
        case "divider":
            return "---"
        case "rich_text":
            return "\n".join(_rich(element) for element in block["elements"])
        case "header":
            return _object(block["text"])
        case "input":
            return f"{_object(block['label'])}: {_element(block['element'])}"
        case "markdown":
            return str(block.get("text", ""))
        case "image":
            return f"({block.get('alt_text', '')})"
    parts = [_object(block["text"])] if "text" in block else []
    parts += [_object(field) for field in block.get("fields") or []]
    parts += [_element(element) for element in elements_of(block)]
    return " ".join(part for part in parts if part)


def _rich(node: Json) -> str:
    match node.get("type"):
        case "rich_text_list":
            return "\n".join(f"• {_rich(item)}" for item in node["elements"])
        case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
            return "".join(_rich(item) for item in node["elements"])
        case "link":
            return str(node.get("text") or node["url"])
        case "user":
            return f"@{node['user_id']}"
        case "emoji":
            return f":{node['name']}:"
        case "date":
            return str(node.get("fallback", ""))
    return str(node.get("text", ""))


def _element(element: Json) -> str:
    kind = element.get("type", "")
    if kind in {"mrkdwn", "plain_text"}:
        return _object(element)
    if kind == "button":
        return f"[{element['text']['text']}]"
    chosen = element.get("initial_value") or element.get("initial_date") or element.get("initial_time")
    options = [element["initial_option"]] if element.get("initial_option") else element.get("initial_options")
    if options:
        chosen = ", ".join(option["text"]["text"] for option in options)
    return f"[{chosen or _object(element.get('placeholder') or {})}]"


def _object(text: Json) -> str:
    return str(text.get("text", "")) if text.get("type") == "plain_text" else _mrkdwn(text.get("text", ""))


def _mrkdwn(text: str) -> str:
    def shown(token: re.Match[str]) -> str:
        target, _, label = token[1].partition("|")
        return label or target.lstrip("!")

    return html.unescape(_TOKEN.sub(shown, text))
