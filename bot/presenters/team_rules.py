"""What is set for everybody in a team, what of it is new to a member, and how the team is used."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, Heading, Line, Message, Part, Text, bold, line
from bot.domain.team import Asking, Membership, Role, Rules, Team, Terms
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.services.team_settings import Counts

NAMED = 8
LABEL = 40
ASKING = {
    Asking.MEMBERS: "every member may look people up",
    Asking.SHARING: "those members who share may look people up",
    Asking.ADMINS: "only those who look after the team may look people up",
    Asking.NOBODY: "nobody may look people up for now",
}
"""Who may look up, in words."""


def terms(membership: Membership, team: Team) -> tuple[Line, ...]:
    """What goes for a member: first what they have not read yet, then all of it."""
    rules = team.rules
    said = [_sentence(_asking(rules)), _sentence(_kept(rules))]
    if rules.picture:
        own = "your open contacts count in it" if membership.pictured else "yours don't count in it"
        said.append(_sentence(f"{_pictured(rules)}, and {own}: /kith insights team"))
    new = _news(membership, team)
    return (*((new,) if new is not None else ()), line(" ".join(said)))


def _news(membership: Membership, team: Team) -> Line | None:
    now, before = Terms(membership.role, team.rules), membership.told
    if before is None or before == now:
        return None
    said = []
    if before.role is not now.role:
        looks_after = now.role is Role.ADMIN
        said.append("you look after this team" if looks_after else "you don't look after this team any more")
    was, rules = before.rules, now.rules
    if (was.asking, was.an_hour) != (rules.asking, rules.an_hour):
        said.append(_asking(rules))
    if was.kept_days != rules.kept_days:
        said.append(_kept(rules))
    if was.picture != rules.picture:
        said.append(_pictured(rules))
    return line(bold(f"New in {team.name}"), f": {'; '.join(said)}.")


def _asking(rules: Rules) -> str:
    often = "" if rules.asking is Asking.NOBODY else f", {_times(rules.an_hour)} an hour"
    return f"{ASKING[rules.asking]}{often}"


def _kept(rules: Rules) -> str:
    if not rules.kept_days:
        return "who asked is forgotten after an hour, and whose people were named at once"
    return f"that somebody asked, and whose people were named, is kept for {spoken.days(rules.kept_days)}"


def _pictured(rules: Rules) -> str:
    return "the team has a picture of the companies it knows" if rules.picture else "the team has no picture any more"


def settings(team: Team, admins: Sequence[Membership], *, mine: bool, changed: bool = False) -> Message:
    """What is set, and the way to change it for those who may."""
    rules = team.rules
    names = spoken.joined(some([each.name for each in admins]))
    items = [
        line(bold("who"), f": {_asking(rules)}"),
        line(bold("keep"), f": {_kept(rules)}"),
        line(bold("picture"), f": {_pictured(rules) if rules.picture else 'the team has no picture of companies'}"),
        line(bold("admin"), f": {names} look{'s' if len(admins) == 1 else ''} after the team"),
    ]
    parts: list[Part] = [Heading(f"What is set for {shortened(team.name, LABEL)}"), Bullets(tuple(items))]
    if changed:
        parts.append(Text((line("Members read what is new when they next look at the team or at what it sees."),)))
    if mine:
        parts.append(buttons.row(Button("Change", ActionId("teamset", (team.id,)))))
    return Message(tuple(parts))


def counts(found: Counts) -> str:
    """How the team is used, for those who look after it."""
    told = "fewer than five members share" if found.sharing is None else f"{found.sharing} members share"
    if found.rows is not None:
        told += ", in all " + (f"at least {found.rows} people" if found.rows else "fewer than 10 people")
    if found.days:
        told += f"; {_lookups(found)} in the last {spoken.days(found.days)}"
    return told


def _lookups(found: Counts) -> str:
    if found.exact:
        return f"{found.lookups} lookup{'s' if found.lookups != 1 else ''}"
    return f"at least {found.lookups} lookups" if found.lookups else "fewer than 10 lookups"


def why_vague() -> Line:
    """Why counts are no more exact."""
    return line("Where fewer than five people make up a count, I tell it roughly, so that it tells of nobody.")


def some(names: Sequence[str]) -> tuple[str, ...]:
    """The first of many names, and how many more there are."""
    named = tuple(shortened(each, LABEL) for each in names[:NAMED])
    rest = len(names) - NAMED
    return (*named, f"{rest} more") if rest > 0 else named


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
