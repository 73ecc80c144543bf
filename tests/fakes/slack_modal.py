"""A modal in the hands of the person who sees it: filling, completing and submitting its fields."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.fakes import slack_payloads as payloads
from tests.fakes.slack_rules import Json, elements_of
from tests.fakes.slack_text import text_of
from tests.fakes.slack_things import Post, Refusal, StoredFile, View, buttons_of

if TYPE_CHECKING:
    from tests.fakes.slack_person import Person

_MANY = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
_PEOPLE = frozenset({"multi_users_select"})
_ONE = frozenset({"static_select", "external_select", "radio_buttons"})


class ClientRefused(AssertionError):
    """Slack's own client keeps the person from doing this, so the app never hears of it."""


class Modal:
    """A form on a person's screen. Its fields are named by label, block_id or action_id."""

    def __init__(self, person: "Person", view: View) -> None:
        self.view = view
        self._person = person

    @property
    def title(self) -> str:
        return str(self.view.content["title"]["text"])

    @property
    def text(self) -> str:
        """What the person reads, title first, what is filled in included."""
        return text_of(self.view.content)

    @property
    def buttons(self) -> list[str]:
        return buttons_of(self.view.content)

    @property
    def is_open(self) -> bool:
        return not self.view.closed

    @property
    def errors(self) -> dict[str, str]:
        """What is said beside which label after a refused submission."""
        return {
            self._label(block): self.view.errors[name] for name, block in self._inputs() if name in self.view.errors
        }

    @property
    def fields(self) -> dict[str, object]:
        """What stands in each field, by label: a text, the text of an option or of several, a date, file names."""
        state = self._person.typed(self.view)
        return {
            self._label(block): _shown(state[name][block["element"]["action_id"]]) for name, block in self._inputs()
        }

    async def fill(self, values: Mapping[str, object]) -> None:
        """Fill fields in; an option is named by its text up to an arrow, somebody to be added by name."""
        for name, value in values.items():
            block_id, block = self._field(name)
            element = block["element"]
            filled = await self._value(block_id, element, value)
            self._person.typed(self.view)[block_id][element["action_id"]] = filled

    async def submit(self, values: Mapping[str, object] | None = None) -> "Post | Modal":
        """Fill fields in and press submit; what the person sees then (this modal again if fields are refused)."""
        await self.fill(values or {})
        state = self._person.typed(self.view)
        for name, block in self._inputs():
            self._check(block, _shown(state[name][block["element"]["action_id"]]))
        trigger = self._person.slack.world.trigger(self._person.id)
        payload = payloads.view_submission(self._person.member, self.view, state, trigger=trigger)
        answer = (await self._person.act("interactive", payload)).answer or {}
        if self._answered(answer):
            return self
        return await self._person.next()

    async def suggest(self, label: str, query: str) -> list[str]:
        """The options that appear while the person types into an external select."""
        block_id, block = self._field(label)
        return [option["text"]["text"] for option in await self._options(block_id, block["element"], query)]

    async def close(self) -> None:
        """Close it without submitting."""
        self._person.slack.world.close_views(self._person.id, only_top=True)
        if self.view.content.get("notify_on_close"):
            await self._person.act("interactive", payloads.view_closed(self._person.member, self.view))

    def _answered(self, answer: Json) -> bool:
        """Do what the acknowledgement of a submission says; whether this modal stays with errors."""
        slack = self._person.slack
        match answer.get("response_action"):
            case "errors":
                unknown = answer["errors"].keys() - {name for name, _ in self._inputs()}
                slack.violations.extend(f"an error beside {name}, which is no input" for name in sorted(unknown))
                self.view.errors = dict(answer["errors"])
                return True
            case "update" | "push" as action:
                try:
                    slack.web.accept("view_submission", slack.rules.view(answer["view"]), "invalid_view")
                except Refusal:
                    return False
                if action == "update":
                    slack.world.update_view(self.view, answer["view"])
                else:
                    slack.world.open_view(self._person.id, answer["view"], push=True)
            case "clear":
                slack.world.close_views(self._person.id)
            case _:
                slack.world.close_views(self._person.id, only_top=True)
        return False

    async def _options(self, block_id: str, element: Json, query: str) -> list[Json]:
        if len(query) < element.get("min_query_length", 3):
            return []
        state = self._person.typed(self.view)
        payload = payloads.suggestion(self._person.member, self.view, state, element, block_id, query)
        answer = (await self._person.act("interactive", payload)).answer or {}
        options: list[Json] = answer.get("options") or []
        slack = self._person.slack
        slack.violations.extend(f"block_suggestion: {fault}" for fault in slack.rules.options(options))
        return options

    async def _value(self, block_id: str, element: Json, value: object) -> Json:
        kind: str = element["type"]
        wanted = [value] if isinstance(value, str | date | StoredFile) else list(value or [])  # type: ignore[call-overload]
        if kind in _ONE or kind in _MANY:
            chosen = [await self._option(block_id, element, str(one)) for one in wanted]
            return {
                "type": kind,
                **({"selected_options": chosen} if kind in _MANY else {"selected_option": next(iter(chosen), None)}),
            }
        if kind == "file_input":
            stored = [self._person.slack.web.file_of(one) for one in wanted if isinstance(one, StoredFile)]
            return {"type": kind, "files": stored}
        if kind.endswith("users_select"):
            users = [self._member(str(one)) for one in wanted]
            return {
                "type": kind,
                **({"selected_users": users} if kind in _PEOPLE else {"selected_user": next(iter(users), None)}),
            }
        key = {"datepicker": "selected_date", "timepicker": "selected_time"}
        return {"type": kind, key.get(kind, "value"): str(value) if value not in (None, "") else None}

    def _member(self, name: str) -> str:
        """Somebody in Slack's own menu, where everybody in the workspace stands, guests and apps too."""
        for member in self._person.slack.world.members.values():
            if name.casefold() == member.name.casefold():
                return member.id
        raise ClientRefused(f"nobody called {name!r} is in this workspace")

    async def _option(self, block_id: str, element: Json, text: str) -> Json:
        if element["type"].endswith("external_select"):
            offered = await self._options(block_id, element, text.partition(" (")[0])
        else:
            groups = [group["options"] for group in element.get("option_groups") or []]
            offered = [option for group in [element.get("options") or [], *groups] for option in group]
        for shown in (text, f"Add “{text}”"):
            for option in offered:
                if shown in {option["text"]["text"], option["text"]["text"].partition(" → ")[0]}:
                    return option
        raise ClientRefused(f"{text!r} is not offered, only {[option['text']['text'] for option in offered]}")

    def _inputs(self) -> Iterator[tuple[str, Json]]:
        for block in self.view.content["blocks"]:
            if block["type"] == "input":
                yield block["block_id"], block

    def _field(self, name: str) -> tuple[str, Json]:
        for block_id, block in self._inputs():
            if name in {block_id, self._label(block), block["element"]["action_id"]}:
                return block_id, block
        raise ClientRefused(f"no field {name!r}, only {[self._label(block) for _, block in self._inputs()]}")

    def _label(self, block: Json) -> str:
        return str(block["label"]["text"])

    def _check(self, block: Json, value: object) -> None:
        if not value and not block.get("optional", False):
            raise ClientRefused(f"{self._label(block)}: please fill out this required field")
        element = block["element"]
        if isinstance(value, str) and not element.get("min_length", 0) <= len(value) <= element.get("max_length", 3000):
            raise ClientRefused(f"{self._label(block)}: {len(value)} characters do not fit")


def initial_state(content: Json) -> dict[str, Json]:
    """What stands in the fields of a view before anybody touches them."""
    state: dict[str, Json] = {}
    for block in content.get("blocks") or []:
        for element in elements_of(block) if block["type"] in {"input", "actions", "section"} else []:
            if (filled := _initial(element)) is not None:
                state.setdefault(block["block_id"], {})[element["action_id"]] = filled
    return state


def _initial(element: Json) -> Json | None:
    kind: str = element["type"]
    if kind in {"button", "mrkdwn", "plain_text", "overflow", "image"}:
        return None
    if kind in _ONE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _MANY:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind == "file_input":
        return {"type": kind, "files": []}
    if kind.endswith("users_select"):
        if kind in _PEOPLE:
            return {"type": kind, "selected_users": element.get("initial_users", [])}
        return {"type": kind, "selected_user": element.get("initial_user")}
    if kind in {"datepicker", "timepicker"}:
        what = kind.removesuffix("picker")
        return {"type": kind, f"selected_{what}": element.get(f"initial_{what}")}
    return {"type": kind, "value": element.get("initial_value")}


def _shown(filled: Json) -> Any:
    if "selected_option" in filled:
        return filled["selected_option"]["text"]["text"] if filled["selected_option"] else None
    if "selected_options" in filled:
        return [option["text"]["text"] for option in filled["selected_options"]]
    if "files" in filled:
        return [stored["name"] for stored in filled["files"]]
    return next(value for key, value in filled.items() if key != "type")
