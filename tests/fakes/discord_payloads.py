"""The world as Discord's JSON. Reads, never changes."""

from __future__ import annotations

from datetime import datetime

from tests.fakes.discord_limits import EPHEMERAL
from tests.fakes.discord_world import Channel, Interaction, Message, Payload, User, World

_LOADING = 1 << 7
_ALL_PERMISSIONS = str((1 << 50) - 1)


def user_payload(user: User) -> Payload:
    return {
        "id": user.id,
        "username": user.name,
        "discriminator": "0",
        "global_name": user.name.title(),
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "bot": user.bot,
    }


def own_user_payload(user: User) -> Payload:
    return user_payload(user) | {"mfa_enabled": True, "locale": "en-US", "verified": True}


def application_payload(world: World) -> Payload:
    return {
        "id": world.application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "verify_key": world.verify_key,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": world.endpoint,
        "integration_types_config": world.installs,
        "role_connections_verification_url": None,
        "owner": user_payload(world.user("owner")),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
    }


def channel_payload(channel: Channel) -> Payload:
    payload = {"id": channel.id, "flags": 0}
    if channel.recipient is None:
        return payload | {"type": 0, "name": "square", "position": 0}
    return payload | {"type": 1, "recipients": [user_payload(channel.recipient)], "last_message_id": None}


def message_payload(message: Message) -> Payload:
    payload: Payload = {
        "id": message.id,
        "channel_id": message.channel.id,
        "type": 20 if message.answers is not None and message.answers.kind == 2 else 0,
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": _moment(message.sent_at),
        "edited_timestamp": None if message.edited_at is None else _moment(message.edited_at),
        "embeds": [{"type": "rich"} | embed for embed in message.embeds],
        "components": _numbered(message.components),
        "attachments": message.attachments,
        "flags": message.flags | (EPHEMERAL if message.only_for else 0) | (_LOADING if message.loading else 0),
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
    }
    if message.answers is not None:
        payload |= {"application_id": message.author.id, "webhook_id": message.author.id}
    return payload


def own_guild_payload(server: str, name: str) -> Payload:
    """A server as it stands in the list of those that the bot is in."""
    return {
        "id": server,
        "name": name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": "0",
        "features": [],
    }


def guild_payload(world: World, server: str) -> Payload:
    """A server. Its channels stay unlisted: no text channel fits the description of dispatches."""
    everyone = {
        "id": server, "name": "@everyone", "color": 0, "hoist": False, "position": 0, "permissions": "0",
        "managed": False, "mentionable": False, "flags": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    }  # fmt: skip
    nothing = dict.fromkeys(
        ("afk_channel_id", "application_id", "banner", "description", "discovery_splash", "hub_type", "icon", "splash",
         "incidents_data", "public_updates_channel_id", "rules_channel_id", "safety_alerts_channel_id",
         "system_channel_id", "vanity_url_code")
    )  # fmt: skip
    no_items: Payload = {
        name: []
        for name in ("channels", "emojis", "features", "guild_scheduled_events", "presences", "soundboard_sounds",
                     "stage_instances", "stickers", "threads", "voice_states")
    }  # fmt: skip
    zeroes = dict.fromkeys(
        ("default_message_notifications", "explicit_content_filter", "mfa_level", "nsfw_level", "premium_tier",
         "system_channel_flags", "verification_level"), 0
    )  # fmt: skip
    return {
        **nothing,
        **no_items,
        **zeroes,
        "id": server,
        "name": world.servers[server],
        "owner_id": world.user("owner").id,
        "afk_timeout": 300,
        "joined_at": _moment(world.clock()),
        "large": False,
        "member_count": len(world.users),
        "members": [member_payload(world, world.bot)],
        "roles": [everyone],
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
    }


def member_payload(world: World, user: User) -> Payload:
    return {
        "user": user_payload(user),
        "roles": [],
        "joined_at": _moment(world.clock()),
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def interaction_payload(world: World, interaction: Interaction, data: Payload) -> Payload:
    payload: Payload = {
        "id": interaction.id,
        "application_id": world.application_id,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "channel_id": interaction.channel.id,
        "channel": channel_payload(interaction.channel),
        "app_permissions": _ALL_PERMISSIONS,
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10 << 20,
        "data": data,
    }
    if interaction.source is not None:
        payload["message"] = message_payload(interaction.source)
    if interaction.channel.is_dm:
        return payload | {
            "user": user_payload(interaction.user),
            "context": 1,
            "authorizing_integration_owners": {"0": "0", "1": interaction.user.id},
        }
    server = interaction.channel.server
    return payload | {
        "guild_id": server,
        "guild": {"id": server, "features": [], "locale": "en-US"},
        "guild_locale": "en-US",
        "member": member_payload(world, interaction.user) | {"permissions": _ALL_PERMISSIONS},
        "context": 0,
        "authorizing_integration_owners": {"0": server} if server in world.servers else {"1": interaction.user.id},
    }


def command_payload(world: World, command: Payload) -> Payload:
    """A command as Discord stores it."""
    given = {name: value for name, value in command.items() if value is not None}
    return {
        "default_member_permissions": None,
        "type": 1,
        "description": "",
        **given,
        "id": world.new_id(),
        "application_id": world.application_id,
        "version": world.new_id(),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat()


def _numbered(components: list[Payload]) -> list[Payload]:
    """Components with the numbers and defaults that Discord fills in."""
    numbered = []
    for number, component in enumerate(components, start=1):
        filled: Payload = {"id": number, **component}
        if "components" in component:
            filled["components"] = _numbered(component["components"])
        if "emoji" in component:
            filled["emoji"] = {key: value for key, value in component["emoji"].items() if value is not None}
        if component["type"] == 3:
            filled = {"min_values": 1, "max_values": 1, **filled}
        numbered.append(filled)
    return numbered
