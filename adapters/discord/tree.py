"""The slash command /kith, made from the registry: a sub-command for each command, with help, choices and completion.

Every option is optional for Discord: one that Discord required would keep our form from ever opening.
"""

import asyncio
import hashlib
import inspect
import json
from collections.abc import Callable, Coroutine
from typing import Any

import discord
import structlog
from discord import app_commands

from adapters.discord.answers import Answers
from adapters.discord.decode import called, completing
from adapters.discord.homes import Kept
from adapters.discord.menus import EVERYWHERE, FOR_ALL, menus
from bot.chat.adapter import Dispatcher
from bot.chat.command import Command, Parameter, Registry

_CHOICES = 25
_CHOICE = 100
_COMPLETION_SECONDS = 2.5

logger = structlog.get_logger()

Completion = Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


class KithTree(app_commands.CommandTree[Any]):
    """Discord's tree with the one group in it, and the menus."""

    def __init__(self, client: discord.Client, registry: Registry, dispatcher: Dispatcher, answers: Answers) -> None:
        super().__init__(client)
        group = app_commands.Group(
            name="kith",
            description="Keep in touch with the people you know",
            allowed_contexts=EVERYWHERE,
            allowed_installs=FOR_ALL,
        )
        for command in registry:
            group.add_command(_declared(command, dispatcher, answers))
        self.add_command(group)
        for menu in menus(answers):
            self.add_command(menu)

    async def sync_if_changed(self, synced: Kept) -> None:
        """Tell Discord of the commands unless it knows these; one process does, since few such calls are allowed."""
        fingerprint = self.fingerprint()
        if await synced.recall() == fingerprint:
            return
        async with synced.alone() as mine:
            if not mine or await synced.recall() == fingerprint:
                return
            try:
                await self.sync()
            except discord.HTTPException as error:
                logger.error("commands not synced", status=error.status, code=error.code)
            else:
                await synced.remember(fingerprint)
                logger.info("commands synced", fingerprint=fingerprint)

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        """Answer a command that Discord still shows and Kith does not have; the rest of what goes wrong is logged."""
        logger.error("command not run", error=type(error).__name__)
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            sentence = "Discord shows an older list of my commands. Please reload it and try again."
            await interaction.response.send_message(sentence, ephemeral=True)

    def fingerprint(self) -> str:
        """Changes with the commands and with the application they belong to."""
        commands = [command.to_dict(self) for command in self.get_commands()]
        told = json.dumps([self.client.application_id, commands], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def _declared(command: Command, dispatcher: Dispatcher, answers: Answers) -> app_commands.Command[Any, ..., None]:
    async def give(interaction: discord.Interaction[Any], **values: str | discord.Attachment | None) -> None:
        event, uploads = called(interaction, command.name, values)
        await answers.answer(interaction, event, uploads)

    # discord.py reads the options from the signature of the callback.
    give.__signature__ = _signature(command)  # type: ignore[attr-defined]  # what inspect.signature looks at first
    app_commands.describe(**{each.name: each.option.help for each in command.parameters})(give)
    app_commands.choices(**{each.name: _choices(each) for each in command.parameters if _choices(each)})(give)
    declared: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=command.name, description=command.help, callback=give
    )
    for each in command.parameters:
        if each.option.complete is not None and not _choices(each):
            declared.autocomplete(each.name)(_completion(command, each, dispatcher))
    return declared


def _signature(command: Command) -> inspect.Signature:
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    options = [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=discord.Attachment | None if each.option.slot is None else str | None,
        )
        for each in command.parameters
    ]
    return inspect.Signature([first, *options])


def _choices(parameter: Parameter) -> list[app_commands.Choice[str]]:
    """The closed list to pick from; none where it is longer than Discord's."""
    choices = parameter.option.choices
    if len(choices) > _CHOICES:
        return []
    return [app_commands.Choice(name=each.label[:_CHOICE], value=each.value) for each in choices]


def _completion(command: Command, parameter: Parameter, dispatcher: Dispatcher) -> Completion:
    async def complete(interaction: discord.Interaction[Any], text: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(_COMPLETION_SECONDS):
                found = await dispatcher.complete(completing(interaction, command.name, parameter.name, text))
        except TimeoutError:
            return []
        fitting = [each for each in found if 0 < len(each.value) <= _CHOICE and each.label]
        return [app_commands.Choice(name=each.label[:_CHOICE], value=each.value) for each in fitting[:_CHOICES]]

    return complete
