"""The commands, one module an area, and the one registry of them all."""

from bot.chat.command import Registry
from bot.commands import (
    answers,
    asks,
    care,
    days,
    editing,
    files,
    followups,
    forgetting,
    greetings,
    handovers,
    introductions,
    leaving,
    linking,
    own,
    people,
    privacy,
    recovery,
    settings,
    swaps,
    team,
    team_needs,
    team_settings,
    welcome,
)
from bot.commands.help import declare_help
from bot.commands.instead import INSTEAD
from bot.commands.ticks import declare_ticks


def _all() -> Registry:
    registry = Registry(INSTEAD)
    about_people = (people, editing, forgetting, days, followups, own, answers, care, welcome)
    in_teams = (team, asks, team_settings, greetings, team_needs, introductions, leaving, handovers, swaps)
    for area in (*about_people, *in_teams, recovery, privacy, settings, linking, files):
        registry.include(area.commands)
    registry.include(declare_ticks({"friday": care.FRIDAY, **handovers.PURPOSES, **swaps.PURPOSES}))
    registry.include(declare_help(registry))
    return registry


REGISTRY = _all()
