"""The commands, one module an area, and the one registry of them all."""

from bot.chat.command import Registry
from bot.commands import answers, days, files, people, privacy, settings, team
from bot.commands.help import declare_help


def _all() -> Registry:
    registry = Registry()
    for area in (people, days, answers, team, privacy, settings, files):
        registry.include(area.commands)
    registry.include(declare_help(registry))
    return registry


REGISTRY = _all()
