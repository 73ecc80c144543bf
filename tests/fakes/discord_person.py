"""A person in front of Discord: gives commands, presses buttons, fills in forms, and reads what comes of it.

Sends only what Discord's client would send for the commands that the bot has registered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MODAL_SUBMIT,
)
from tests.fakes.discord_payloads import interaction_payload, member_payload, message_payload, user_payload
from tests.fakes.discord_seen import SeenField, SeenMessage, Upload, find_button, seen_fields, seen_message
from tests.fakes.discord_webhooks import Webhooks
from tests.fakes.discord_world import Channel, Interaction, Message, Payload, User, World

PATIENCE = 10.0
_STRING, _INTEGER, _BOOLEAN, _USER, _ATTACHMENT = 3, 4, 5, 6, 11
_UPLOAD = 19


class Unanswered(AssertionError):
    """The bot left somebody with "The application did not respond", or thinking for ever."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion while typing."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SeenForm:
    """An opened form (a modal)."""

    title: str
    text: str
    fields: tuple[SeenField, ...]
    _person: Person = field(repr=False)
    _opened_by: Interaction = field(repr=False)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields, by label."""
        return {each.label: each.value for each in self.fields}

    async def submit(self, values: Mapping[str, str | Upload] | None = None) -> SeenMessage | SeenForm:
        """Fill in by label, leave the rest as it stands, and send."""
        return await self._person.submit(self, values or {})


Seen = SeenMessage | SeenForm


class Person:
    """Someone on the server. In their DM with the bot unless told otherwise."""

    def __init__(self, world: World, gateway: Gateway | Webhooks, user: User) -> None:
        self._world, self._gateway, self._user = world, gateway, user
        self._away = False

    @property
    def id(self) -> str:
        return self._user.id

    def away(self) -> Person:
        """The same person on a server that the bot was not added to, only to them."""
        abroad = Person(self._world, self._gateway, self._user)
        abroad._away = True
        return abroad

    def close_dms(self) -> None:
        self._user.takes_dms = False

    def open_dms(self) -> None:
        self._user.takes_dms = True

    def leave(self) -> None:
        """Leave the server: the bot shares none with them any more."""
        self._user.shares_server = False

    def dm(self) -> tuple[SeenMessage, ...]:
        """The lasting messages of their DM with the bot, as they stand now, oldest first."""
        channel = self._world.dm(self._user)
        shown = self._world.visible_to(self._user)
        return tuple(seen_message(self._world, m) for m in shown if m.channel is channel and m.only_for is None)

    async def sees(self, text: str) -> SeenMessage:
        """Wait until a message that they can see, wherever it stands, holds that text, and return the newest such."""
        found: list[SeenMessage] = []

        def appeared() -> bool:
            shown = (seen_message(self._world, each) for each in self._world.visible_to(self._user))
            found[:] = [message for message in shown if text in message.text]
            return bool(found)

        assert await self._world.until(appeared, PATIENCE), f"{self._user.name} never saw {text!r}"
        return found[-1]

    async def writes(self, text: str, *files: Upload) -> None:
        """Write to the bot in the DM."""
        message = self._world.compose(self._world.dm(self._user), self._user, text)
        message.attachments = [self._world.keep_file(message.channel, f.name, f.content) for f in files]
        self._world.show(message)
        await self._gateway.dispatch_dm("MESSAGE_CREATE", message_payload(message))

    async def command(self, line: str, /, *, on_server: bool = False, **options: Any) -> Seen:
        """Give a slash command with its options and see the answer."""
        channel = self._channel(on_server)
        command, path, declared = self._declared(line)
        resolved: Payload = {}
        given = [self._given(declared, channel, name, value, resolved) for name, value in options.items()]
        missing = [o["name"] for o in declared if o.get("required") and o["name"] not in options]
        assert not missing, f"Discord's client asks for {missing} first"
        return await self._act(COMMAND, channel, _command_data(command, path, given, resolved))

    async def choose(self, name: str, target: Person | SeenMessage, *, on_server: bool = True) -> Seen:
        """Pick an application's entry in the menu of a person or a message and see the answer."""
        kind = 2 if isinstance(target, Person) else 3
        command = next((c for c in self._world.commands if c["name"] == name and c.get("type") == kind), None)
        assert command is not None, f"{name!r} does not stand in that menu"
        channel = self._channel(on_server)
        resolved: Payload = {}
        if isinstance(target, Person):
            resolved["users"] = {target.id: user_payload(target._user)}
            if on_server:
                member = member_payload(self._world, target._user)
                resolved["members"] = {
                    target.id: {k: v for k, v in member.items() if k not in _NOT_PARTIAL} | {"permissions": "0"}
                }
        else:
            resolved["messages"] = {target.id: message_payload(self._world.messages[target.id])}
        data = {"id": command["id"], "name": name, "type": kind, "target_id": target.id, "resolved": resolved}
        return await self._act(COMMAND, channel, data)

    async def complete(self, line: str, /, **options: str) -> tuple[Choice, ...]:
        """Type into the last of the options and get suggestions."""
        command, path, declared = self._declared(line)
        channel = self._channel(False)
        given = [self._given(declared, channel, name, value, {}) for name, value in options.items()]
        given[-1]["focused"] = True
        option = next(o for o in declared if o["name"] == given[-1]["name"])
        assert option.get("autocomplete"), f"/{line} {option['name']} completes nothing"
        interaction = self._begin(AUTOCOMPLETE, channel)
        await self._send(interaction, _command_data(command, path, given, {}))
        answered = await self._world.until(lambda: interaction.choices is not None, self._world.first_response_seconds)
        if not answered or interaction.choices is None:
            raise Unanswered(f"no suggestions for /{line}")
        return tuple(Choice(choice["name"], str(choice["value"])) for choice in interaction.choices)

    async def press(self, label: str, *, on: SeenMessage | None = None) -> Seen:
        """Press the newest button of that label, or the one on a given message."""
        for message in reversed(self._world.visible_to(self._user)):
            button = find_button(message, label) if on is None or on.id == message.id else None
            if button is not None:
                data = {"component_type": 2, "custom_id": button["custom_id"]}
                return await self._act(COMPONENT, message.channel, data, message)
        raise AssertionError(f"{self._user.name} sees no button {label!r}")

    async def submit(self, form: SeenForm, values: Mapping[str, str | Upload]) -> Seen:
        unknown = set(values) - {each.label for each in form.fields}
        assert not unknown, f"the form has no {unknown}"
        modal, opened_by = form._opened_by.modal, form._opened_by
        assert modal is not None
        resolved: Payload = {}
        labels = []
        for each in form.fields:
            value = values.get(each.label)
            assert not isinstance(value, Upload) or each.kind == _UPLOAD, f"{each.label} takes no file"
            typed = None if value is None else str(self._wire(opened_by.channel, value, resolved))
            labels.append({"type": 18, "id": 1, "component": each.submission(typed)})
        data = {"custom_id": modal["custom_id"], "components": labels} | ({"resolved": resolved} if resolved else {})
        return await self._act(MODAL_SUBMIT, opened_by.channel, data, opened_by.source)

    async def _act(self, kind: int, channel: Channel, data: Payload, source: Message | None = None) -> Seen:
        interaction = self._begin(kind, channel, source)
        edits = source.edits if source else 0
        await self._send(interaction, data)
        if not await self._world.until(lambda: interaction.response is not None, self._world.first_response_seconds):
            raise Unanswered(f"{self._user.name}: the application did not respond")
        if interaction.modal is not None:
            text, fields = seen_fields(interaction.modal)
            return SeenForm(interaction.modal["title"], text, fields, self, interaction)
        if interaction.response in (DEFERRED_MESSAGE, DEFERRED_UPDATE):

            def settled() -> bool:
                return bool(interaction.shown) or (source is not None and source.edits > edits)

            if not await self._world.until(settled, PATIENCE):
                raise Unanswered(f"{self._user.name}: nothing followed the deferred answer")
        message = interaction.shown[0] if interaction.shown else source
        assert message is not None
        return seen_message(self._world, message)

    def _begin(self, kind: int, channel: Channel, source: Message | None = None) -> Interaction:
        number = self._world.new_id()
        now, started = self._world.clock(), asyncio.get_running_loop().time()
        interaction = Interaction(number, f"token-{number}", kind, self._user, channel, source, now, started)
        self._world.interactions[interaction.token] = interaction
        return interaction

    async def _send(self, interaction: Interaction, data: Payload) -> None:
        online = await self._world.until(lambda: self._gateway.online, self._world.first_response_seconds)
        if not online:
            raise Unanswered(f"{self._user.name}: the bot is offline")
        interaction.dispatched = asyncio.get_running_loop().time()
        await self._gateway.dispatch("INTERACTION_CREATE", interaction_payload(self._world, interaction, data))

    def _channel(self, on_server: bool) -> Channel:
        if self._away:
            return self._world.elsewhere
        return self._world.square if on_server else self._world.dm(self._user)

    def _declared(self, line: str) -> tuple[Payload, list[str], list[Payload]]:
        """The registered command behind a line, the words that lead to it, and its options."""
        name, *rest = line.removeprefix("/").split()
        node = next((c for c in self._world.commands if c["name"] == name), None)
        assert node is not None, f"/{name} is not registered"
        command = node
        for word in rest:
            node = next((o for o in node.get("options") or () if o["name"] == word and o["type"] in (1, 2)), None)
            assert node is not None, f"/{line} is not registered"
        return command, rest, node.get("options") or []

    def _given(self, declared: list[Payload], channel: Channel, name: str, value: Any, resolved: Payload) -> Payload:
        option = next((o for o in declared if o["name"] == name), None)
        assert option is not None, f"there is no option {name}"
        assert isinstance(value, _TAKES[option["type"]]), f"{name} does not take {value!r}"
        offered = {choice["name"]: choice["value"] for choice in option.get("choices") or ()}
        value = offered.get(value, value) if offered else self._wire(channel, value, resolved)
        assert not offered or value in offered.values(), f"{name} offers {sorted(offered)}, not {value!r}"
        return {"type": option["type"], "name": name, "value": value}

    def _wire(self, channel: Channel, value: Any, resolved: Payload) -> Any:
        """A value as it travels: files and people by id, described in `resolved`."""
        if isinstance(value, Upload):
            attachment = self._world.keep_file(channel, value.name, value.content)
            resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return attachment["id"]
        if isinstance(value, Person):
            resolved.setdefault("users", {})[value.id] = user_payload(value._user)
            return value.id
        return value


_NOT_PARTIAL = ("user", "deaf", "mute")
_TAKES: dict[int, type[Any]] = {_STRING: str, _INTEGER: int, _BOOLEAN: bool, _USER: Person, _ATTACHMENT: Upload}


def _command_data(command: Payload, path: list[str], given: list[Payload], resolved: Payload) -> Payload:
    options = given
    for word in reversed(path):
        options = [{"type": 1, "name": word, "options": options}]
    data = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    return data | ({"resolved": resolved} if resolved else {})
