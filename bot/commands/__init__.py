"""The commands, one module an area, and the one registry of them all."""

from bot.chat.command import Registry
from bot.commands import answers, care, days, files, people, settings, team, welcome
from bot.commands.help import declare_help
from bot.commands.ticks import declare_ticks


def _all() -> Registry:
    registry = Registry()
    for area in (people, days, answers, care, welcome, team, settings, files):
        registry.include(area.commands)
    registry.include(declare_ticks({"friday": care.FRIDAY}))
    registry.include(declare_help(registry))
    return registry


REGISTRY = _all()
