"""The page of one's own: what there is to do today, and how Kith is set; for somebody new, how to begin.

Only its reader sees it and it is no message that could be exported, so notes stand in it unless they are to be hidden
everywhere.
"""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Card, Facts, Heading, Message, Part, Text, bold, line
from bot.domain.team import Membership, Team
from bot.domain.user import Notes
from bot.presenters import buttons, connecting, follow_ups, introductions, nudges
from bot.presenters.settings import budget, clock, pause, weekdays
from bot.services.home import DAYS_AHEAD, Home
from bot.services.nudges import DuePerson
from bot.services.welcome import MOST

_OPEN_SHOWN = 7
_DRIFTING_SHOWN = 5
_INTRODUCTIONS_SHOWN = 3


def page(home: Home) -> Message:
    """All of it, what is to be done first."""
    today = home.today
    discreet = home.user.preferences.notes is Notes.HIDDEN
    due = nudges.due(home.due, home.due_in_all, today, resting=home.resting, discreet=discreet)
    dates = nudges.upcoming(home.dates, today, DAYS_AHEAD, dates_only=True)
    return Message(
        (
            *due.parts,
            *dates.parts,
            *_open(home, discreet=discreet),
            *_introductions(home),
            *_drifting(home),
            *_settings(home),
            *_sharing(home.teams),
        )
    )


def first_run(name: str, hour: int) -> Message:
    """For somebody whose book is empty: three steps, the first of which begins."""
    hello = (
        line(f"Hello {name}, I'm Kith. I help you stay in touch with the people who matter to you."),
        line("Three steps, two minutes, and only you see any of it:"),
    )
    start = Button("Start with ten people", ActionId("start"), ButtonStyle.PRIMARY)
    return Message(
        (
            Heading("Welcome to Kith"),
            Text(hello),
            Card(line(bold("1. "), f"Name up to {MOST} people. Nobody has to be on Slack."), (), (start,)),
            Card(line(bold("2. "), "Say roughly when you last talked to each. I ask right after the first step.")),
            Card(
                line(bold("3. "), "Choose the hour at which I write to you. It is ", bold(clock(hour)), " for now."),
                (),
                (Button("Change the hour", ActionId("settings")),),
            ),
            Text((line("You have a file already? Drop it into Messages: contact cards, CSV, LinkedIn's ZIP."),)),
        )
    )


def _open(home: Home, *, discreet: bool) -> list[Part]:
    new = buttons.row(Button("New reminder", ActionId("open", ("remind",))))
    if not home.open:
        return [Heading("Promises and questions"), Text((line("There is nothing to see to."),)), new]
    parts: list[Part] = [Heading("Promises and questions")]
    parts += follow_ups.about_them(home.open[:_OPEN_SHOWN], home.today, discreet=discreet)
    if len(home.open) > _OPEN_SHOWN:
        more = line(f"And {len(home.open) - _OPEN_SHOWN} more: ", bold("/kith remind"), " lists them.")
        parts.append(Text((more,)))
    return [*parts, new]


def _introductions(home: Home) -> list[Part]:
    requests = [connecting.card(each, introductions.HOME, home.today) for each in home.requests]
    untold = [introductions.card(each, introductions.HOME, home.today) for each in home.untold]
    cards = [*requests, *untold]
    if not cards:
        return []
    parts: list[Part] = [Heading("Introductions"), *cards[:_INTRODUCTIONS_SHOWN]]
    if len(cards) > _INTRODUCTIONS_SHOWN:
        more = line(f"And {len(cards) - _INTRODUCTIONS_SHOWN} more: ", bold("/kith intro"), " lists them.")
        parts.append(Text((more,)))
    return parts


def _drifting(home: Home) -> list[Part]:
    if not home.drifting:
        return []
    parts: list[Part] = [Heading("Drifting apart")]
    parts += [_drifting_card(each, home) for each in home.drifting[:_DRIFTING_SHOWN]]
    if len(home.drifting) > _DRIFTING_SHOWN:
        parts.append(Text((line(f"And {len(home.drifting) - _DRIFTING_SHOWN} more."),)))
    return parts


def _drifting_card(person: DuePerson, home: Home) -> Card:
    contact = person.contact.id
    choices = (Button("Keep", ActionId("keepon", (contact,))), Button("Rest", ActionId("letrest", (contact,))))
    return Card(nudges.due_line(person, home.today), (), choices)


def _settings(home: Home) -> list[Part]:
    preferences = home.user.preferences
    paused = pause(preferences, home.today)
    rows = (
        ("Your hour", f"{clock(preferences.hour)}, {weekdays(preferences)} ({preferences.zone})"),
        ("At most", f"{budget(preferences)}, not counting dates"),
        *((("Pause", paused),) if paused else ()),
    )
    change, more = Button("Change", ActionId("settings")), Button("More settings", ActionId("settings", ("more",)))
    return [Heading("How I tell you"), Facts(rows), buttons.row(change, more)]


def _sharing(teams: Sequence[tuple[Team, Membership]]) -> list[Part]:
    if not teams:
        alone = line("You are in no team, so nobody but you sees anything of your people.")
        return [Heading("What others see"), Card(alone, (), (Button("Join a team", ActionId("open", ("team",))),))]
    return [Heading("What others see"), *(_team(team, member) for team, member in teams)]


def _team(team: Team, member: Membership) -> Card:
    if member.sharing:
        seen = line(bold(team.name), " sees that you know those whom you opened to it; never notes, never dates.")
        return Card(seen, (), (Button("Stop sharing", ActionId("sharing", (team.id, "off"))),))
    nothing = line(bold(team.name), ": nothing. Your sharing is off.")
    return Card(nothing, (), (Button("Share people I choose", ActionId("sharing", (team.id, "on"))),))
