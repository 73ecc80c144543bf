"""What Discord sends, as the events of Kith. Pure: files are named here and fetched elsewhere.

Ids that come back from Discord prove nothing; they are passed on as they are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from adapters.discord.custom_id import action_of, mark_of
from bot.chat.event import Called, Completing, Identity, Pressed, Standing, Submitted
from bot.domain.user import Platform

_MARKS = re.compile(r"[<>|\s]+")
"""What ends a mention; a name may hold it."""
_LABEL, _CHOICE, _FILE = 18, 3, 19


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent, still at Discord."""

    name: str
    size: int
    url: str


def identity(interaction: discord.Interaction[Any]) -> Identity:
    """Who did it. A server counts as the workspace only where Kith was added to it, not merely to the person."""
    user, guild = interaction.user, interaction.guild
    here = interaction.is_guild_integration()
    return Identity(
        platform=Platform.DISCORD,
        scope="",
        external=str(user.id),
        name=user.display_name,
        workspace=str(interaction.guild_id) if here else "",
        workspace_name=guild.name if here and guild is not None else "",
        channel=str(interaction.channel_id) if here and interaction.channel_id is not None else "",
        locale=interaction.locale.value,
        standing=Standing.BOT if user.bot else Standing.MEMBER,
        manages=here and interaction.permissions.manage_guild,
    )


def called(
    interaction: discord.Interaction[Any], command: str, values: Mapping[str, str | discord.Attachment | None]
) -> tuple[Called, Mapping[str, Upload]]:
    """A slash command with the options that were given, and its files."""
    options = {name: value for name, value in values.items() if isinstance(value, str) and value}
    uploads = {
        name: Upload(value.filename, value.size, value.url)
        for name, value in values.items()
        if isinstance(value, discord.Attachment)
    }
    return Called(who=identity(interaction), key=str(interaction.id), command=command, options=options), uploads


def about_person(
    interaction: discord.Interaction[Any], command: str, option: str, person: discord.User | discord.Member
) -> Called:
    """A command to be asked for about somebody: by their mention, with the name that they show along."""
    name = _MARKS.sub(" ", person.display_name).strip() or person.name
    return _asking(interaction, command, {option: f"<@{person.id}|{name}>"})


def about_message(interaction: discord.Interaction[Any], command: str, option: str, message: discord.Message) -> Called:
    """A command to be asked for about a message: its address alone, nothing of what it says or who wrote it."""
    return _asking(interaction, command, {option: message.jump_url})


def _asking(interaction: discord.Interaction[Any], command: str, options: Mapping[str, str]) -> Called:
    return Called(who=identity(interaction), key=str(interaction.id), command=command, options=options, asks=True)


def pressed(interaction: discord.Interaction[Any], custom_id: str) -> Pressed | None:
    """A button; None for one that is not ours."""
    action = action_of(custom_id)
    return None if action is None else Pressed(who=identity(interaction), key=str(interaction.id), action=action)


def submitted(interaction: discord.Interaction[Any]) -> tuple[Submitted, Mapping[str, Upload]] | None:
    """A form that was sent, read from its payload; None for one that is not ours. Discord closes it then."""
    sent: Mapping[str, Any] = interaction.data or {}
    action = action_of(sent["custom_id"])
    if action is None:
        return None
    attachments = sent.get("resolved", {}).get("attachments", {})
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for field in _fields(sent["components"]):
        name, kind = field["custom_id"], field["type"]
        if kind == _FILE:
            for upload in field["values"]:
                uploads[name] = _upload(attachments[upload])
        elif kind == _CHOICE:
            values[name] = next(iter(field["values"]), "")
        else:
            values[name] = field["value"]
    key = str(interaction.id)
    return Submitted(who=identity(interaction), key=key, action=action, values=values, closed=True), uploads


def completing(interaction: discord.Interaction[Any], command: str, option: str, text: str) -> Completing:
    """What somebody is typing into an option."""
    return Completing(who=identity(interaction), command=command, option=option, text=text)


def mark_in(message: discord.Message) -> str:
    """The mark of the delivery that a message was posted for, read from its buttons; empty if none."""
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    ids = (getattr(item, "custom_id", None) for row in rows for item in row.children)
    return next((mark for each in ids if each and (mark := mark_of(each))), "")


def _fields(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (each["component"] for each in components if each["type"] == _LABEL)


def _upload(attachment: Mapping[str, Any]) -> Upload:
    return Upload(attachment["filename"], attachment["size"], attachment["url"])
