"""How the pretended Discord lets a bot answer: a first response within three seconds, then the routes of its token."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.fakes.discord_limits import EPHEMERAL, choice_problems, modal_problems
from tests.fakes.discord_payloads import message_payload
from tests.fakes.discord_rest import Call, refuse, write
from tests.fakes.discord_world import ApiError, Interaction, Message, Payload, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_ANSWERS = {
    COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
    COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE},
}


class Interactions:
    """The callback route and the follow-ups that its token allows."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def respond(self, call: Call) -> Any:
        interaction, answer = self._open(call), call.body["type"]
        data = call.body.get("data") or {}
        if answer not in _ANSWERS[interaction.kind]:
            raise ApiError(400, 50035, f"an interaction of type {interaction.kind} takes no answer of type {answer}")
        if answer in (DEFERRED_UPDATE, UPDATE) and interaction.source is None:
            raise ApiError(400, 50035, "there is no message to update")
        self._take(interaction, answer, call, data)
        interaction.response = answer
        self._world.changed()
        return _receipt(interaction) if call.query.get("with_response") in ("1", "true", "True") else None

    async def follow_up(self, call: Call) -> Any:
        """A further message; the first one after a deferred answer takes its place."""
        interaction = self._follow(call)
        if interaction.original is not None and interaction.original.loading:
            return self._edit(interaction, interaction.original, call)
        message = self._message(interaction, call, call.body)
        self._world.show(message)
        interaction.shown.append(message)
        self._world.changed()
        return message_payload(message)

    async def get(self, call: Call) -> Any:
        return message_payload(self._target(self._follow(call), call))

    async def patch(self, call: Call) -> Any:
        interaction = self._follow(call)
        return self._edit(interaction, self._target(interaction, call), call)

    async def delete(self, call: Call) -> Any:
        interaction = self._follow(call)
        message = self._target(interaction, call)
        message.deleted = True
        interaction.shown.append(message)
        self._world.changed()

    def _open(self, call: Call) -> Interaction:
        interaction = self._world.interactions.get(call.blanks["interaction_token"])
        if interaction is None or interaction.id != call.blanks["interaction_id"]:
            raise ApiError(404, 10062, "Unknown interaction")
        if interaction.response is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if asyncio.get_running_loop().time() - interaction.dispatched > self._world.first_response_seconds:
            raise ApiError(404, 10062, "Unknown interaction")
        return interaction

    def _take(self, interaction: Interaction, answer: int, call: Call, data: Payload) -> None:
        if answer == CHOICES:
            refuse(choice_problems(data["choices"]))
            interaction.choices = data["choices"]
        elif answer == MODAL:
            refuse(modal_problems(data))
            interaction.modal = data
        elif answer == UPDATE:
            assert interaction.source is not None
            write(self._world, interaction.source, call, data)
            interaction.original = interaction.source
            interaction.shown.append(interaction.source)
        elif answer == DEFERRED_UPDATE:
            interaction.original = interaction.source
        elif answer == MESSAGE:
            interaction.original = self._message(interaction, call, data)
            self._world.show(interaction.original)
            interaction.shown.append(interaction.original)
        else:
            interaction.original = self._blank(interaction, data)
            interaction.original.loading = True
            self._world.show(interaction.original)

    def _message(self, interaction: Interaction, call: Call, body: Payload) -> Message:
        message = self._blank(interaction, body)
        write(self._world, message, call, body)
        return message

    def _blank(self, interaction: Interaction, body: Payload) -> Message:
        message = self._world.compose(interaction.channel, self._world.bot)
        message.answers = interaction
        message.only_for = interaction.user if (body.get("flags") or 0) & EPHEMERAL else None
        return message

    def _follow(self, call: Call) -> Interaction:
        if call.blanks["webhook_id"] != self._world.application_id:
            raise ApiError(404, 10015, "Unknown Webhook")
        return self._world.interaction(call.blanks["webhook_token"])

    def _target(self, interaction: Interaction, call: Call) -> Message:
        name = call.blanks.get("message_id", "@original")
        message = interaction.original if name == "@original" else self._world.messages.get(name)
        ours = message is not None and (message is interaction.original or message.answers is interaction)
        if message is None or not ours or message.deleted:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def _edit(self, interaction: Interaction, message: Message, call: Call) -> Payload:
        write(self._world, message, call, call.body)
        interaction.shown.append(message)
        self._world.changed()
        return message_payload(message)


def _receipt(interaction: Interaction) -> Payload:
    receipt: Payload = {"id": interaction.id, "type": interaction.kind}
    message = interaction.original
    if message is None or interaction.response == DEFERRED_UPDATE:
        return {"interaction": receipt}
    # The message itself comes back only where one is shown at once.
    resource = {"type": interaction.response, "message": message_payload(message)}
    receipt |= {
        "response_message_id": message.id,
        "response_message_loading": message.loading,
        "response_message_ephemeral": message.only_for is not None,
    }
    return {"interaction": receipt} if message.loading else {"interaction": receipt, "resource": resource}
