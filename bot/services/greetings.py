"""Being greeted in a team's channel: each member's own date by their own yes, in a channel that an admin chooses."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.errors import Gone, InputError, NotAllowed
from bot.domain.greeting import Greeting, GreetingKind, Place
from bot.domain.ids import DraftId, GreetingId, TeamId
from bot.domain.team import Membership, Role, Team
from bot.domain.user import Platform, User, Workspace
from bot.language.dates import NotABirthday, parse_birthday
from bot.language.words import shown
from bot.ports import UnitOfWork
from bot.services import sheets

_ASKS = "greeting"
_GONE = "That was answered before, or is too long ago. Please give the date once more."
_CHANNEL: Final = re.compile(r"<#(?P<id>\w+)(?:\|(?P<name>[^<>]*))?>")
_IN_SLACK: Final = re.compile(r"[CG][A-Z0-9]+")
_LABEL_LIMIT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A date that a member gave and has not said yes to: kept for them alone, under the key that its buttons hold."""

    key: str
    team: Team
    kind: GreetingKind
    month: int
    day: int
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Where a team greets, as one of its members sees it; `named` says that a channel can be meant by its name."""

    team: Team
    place: Place | None
    admin: bool
    named: bool


def ask(uow: UnitOfWork, user: User, team: Team, kind: GreetingKind, text: str, now: datetime) -> Wish:
    """The date that a text gives, to be said yes to. Raises InputError for what is none."""
    try:
        born = parse_birthday(text, day_first=user.preferences.day_first)
    except NotABirthday as unread:
        other = f'I can\'t read "{shown(text)}" as a day of the year. Try "1 march" or "2020-03-01".'
        raise InputError("about", str(unread) if kind is GreetingKind.BIRTHDAY else other) from unread
    key = uow.new_id()
    sheet = {"team": team.id, "kind": str(kind), "month": born.month, "day": born.day}
    sheets.keep(uow, user, _ASKS, key, now, sheet)
    return Wish(key=key, team=team, kind=kind, month=born.month, day=born.day, place=uow.greetings.place(team.id))


def agree(uow: UnitOfWork, user: User, key: str, now: datetime) -> Greeting:
    """The date that a member says yes to. Raises Gone for what was answered, NotAllowed for who has left the team."""
    sheet = sheets.find(uow, user, _ASKS, key, now)
    if sheet is None:
        raise Gone(_GONE)
    team = TeamId(str(sheet["team"]))
    if uow.teams.membership(user.id, team) is None:
        raise NotAllowed("You are not in that team.")
    given = Greeting(
        id=GreetingId(uow.new_id()),
        team=team,
        user=user.id,
        kind=GreetingKind(str(sheet["kind"])),
        month=int(str(sheet["month"])),
        day=int(str(sheet["day"])),
        next_at=now,
    )
    uow.greetings.put(given)
    uow.drafts.remove(user.id, DraftId(key))
    return given


def decline(uow: UnitOfWork, user: User, key: str, now: datetime) -> None:
    """Forget a date that a member does not say yes to."""
    if sheets.find(uow, user, _ASKS, key, now) is not None:
        uow.drafts.remove(user.id, DraftId(key))


def choose(
    uow: UnitOfWork, user: User, member: Membership, workspace: Workspace | None, text: str, here: str, now: datetime
) -> Place:
    """Greet in that channel from now on; whoever's day it is still is greeted today. Raises NotAllowed, InputError.

    `here` is the channel that the admin writes from, empty in a direct message.
    """
    _looked_after(member)
    if workspace is None or workspace.team != member.team:
        raise NotAllowed("Say that in the team's own workspace, so that I know which channel you mean.")
    channel, label = _channel(workspace.platform, text, here)
    place = Place(
        team=member.team,
        platform=workspace.platform,
        workspace=workspace.external,
        channel=channel,
        label=label[:_LABEL_LIMIT],
        zone=user.preferences.zone,
    )
    uow.greetings.put_place(place)
    uow.greetings.wake(now, team=member.team)
    return place


def stop(uow: UnitOfWork, member: Membership) -> None:
    """Greet nobody of a team in a channel any more. Raises NotAllowed."""
    _looked_after(member)
    uow.greetings.remove_place(member.team)


def are_in(uow: UnitOfWork, team: TeamId, workspace: Workspace) -> bool:
    """Whether the channel in which a team greets is in that workspace."""
    place = uow.greetings.place(team)
    return place is not None and (place.platform, place.workspace) == (workspace.platform, workspace.external)


def told(uow: UnitOfWork, user: User) -> tuple[tuple[Place, Team], ...]:
    """What went wrong in the channels of teams that a user looks after, told with this and not again."""
    found = []
    for place in uow.greetings.troubled(user.id):
        team = uow.teams.get(place.team)
        uow.greetings.put_place(replace(place, trouble=""))
        if team is not None:
            found.append((place, team))
    return tuple(found)


def _looked_after(member: Membership) -> None:
    if member.role is not Role.ADMIN:
        raise NotAllowed("Where the team greets is chosen by who looks after the team.")


def _channel(platform: Platform, text: str, here: str) -> tuple[str, str]:
    """The platform's id of the channel that is meant, and its name if it is told.

    In Discord one bot is in many servers, and only of the channel that somebody writes from is it known that it is
    theirs.
    """
    if platform is Platform.CONSOLE:
        if not re.fullmatch(r"#[\w-]+", text):
            raise InputError("about", "At the terminal a channel is named: /kith team greetings #birthdays.")
        return text, text
    if text.casefold() == "here":
        if not here:
            named = " Or name it: /kith team greetings #birthdays." if platform is Platform.SLACK else ""
            raise InputError("about", f"Say that in the channel that you mean: /kith team greetings here.{named}")
        return here, ""
    found = _CHANNEL.fullmatch(text)
    name = (found["name"] or "").lstrip("#") if found is not None else ""
    if found is not None and platform is Platform.SLACK and _IN_SLACK.fullmatch(found["id"]):
        return found["id"], f"#{name}" if name else ""
    if found is not None and platform is Platform.DISCORD and found["id"] == here:
        return here, ""
    raise InputError(
        "about", f'I don\'t know the channel "{shown(text)}". Say it in the channel itself: /kith team greetings here.'
    )
