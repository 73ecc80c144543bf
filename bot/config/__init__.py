"""The settings of an installation: read, checked and explained. Nothing is made or connected to here."""

from bot.config.discord import discord_mode, discord_off
from bot.config.example import env_example
from bot.config.settings import Settings, load_settings
from bot.config.slack import slack_mode, slack_off
from bot.config.values import WebAddress

__all__ = [
    "Settings",
    "WebAddress",
    "discord_mode",
    "discord_off",
    "env_example",
    "load_settings",
    "slack_mode",
    "slack_off",
]
