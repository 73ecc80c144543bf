"""What stands in the menu of a person or a message in Discord: a form of Kith about them, with nothing read from it."""

from typing import Any

import discord
from discord import app_commands

from adapters.discord.answers import Answers
from adapters.discord.decode import about_message, about_person

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
FOR_ALL = app_commands.AppInstallationType(guild=True, user=True)
_OF_PEOPLE = {"Log a catch-up": ("log", "people"), "Keep in touch": ("keep", "people")}
"""Each with the command that it asks for, and the option that the person is given to."""
_OF_MESSAGES = {"Follow up on this": ("remind", "about")}


def menus(answers: Answers) -> list[app_commands.ContextMenu]:
    """The menus, as they are told to Discord."""
    people = [_of_people(name, command, option, answers) for name, (command, option) in _OF_PEOPLE.items()]
    return people + [_of_messages(name, command, option, answers) for name, (command, option) in _OF_MESSAGES.items()]


def _of_people(name: str, command: str, option: str, answers: Answers) -> app_commands.ContextMenu:
    async def choose(interaction: discord.Interaction[Any], person: discord.User) -> None:
        await answers.answer(interaction, about_person(interaction, command, option, person))

    return _menu(name, choose)


def _of_messages(name: str, command: str, option: str, answers: Answers) -> app_commands.ContextMenu:
    async def choose(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await answers.answer(interaction, about_message(interaction, command, option, message))

    return _menu(name, choose)


def _menu(name: str, callback: Any) -> app_commands.ContextMenu:
    return app_commands.ContextMenu(name=name, callback=callback, allowed_contexts=EVERYWHERE, allowed_installs=FOR_ALL)
