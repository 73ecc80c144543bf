"""Who is in a team, and how they come to be: its invite code, who looks after it, its workspaces, its picture."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Heading, Line, Message, Text, bold, line, say
from bot.domain.team import Membership, Team
from bot.domain.user import Workspace
from bot.language import spoken
from bot.presenters import buttons
from bot.presenters.reasons import shortened
from bot.presenters.team_rules import LABEL, NAMED, some
from bot.services.parting import Parting


def invite(team: Team, *, new: bool) -> Message:
    """The invite code."""
    lets_in = line(
        bold(team.name), f" lets people in by the {'new ' if new else ''}invite code ", bold(team.invite), "."
    )
    if not new:
        return say(lets_in)
    return say(lets_in, line("The one before lets nobody in any more. Whoever joined by it stays."))


def looked_after(team: Team, admins: Sequence[Membership]) -> Message:
    """Who looks after a team."""
    names = spoken.joined(some([each.name for each in admins]))
    return say(
        line(bold(team.name), " is looked after by ", bold(names), "."),
        line("They can add somebody: ", bold("/kith team admin Ben"), ", or take them out again with off behind it."),
    )


def appointed(team: Team, member: Membership, *, new: bool) -> Message:
    """A member looks after the team."""
    now = "looks after" if new else "already looks after"
    return say(
        line(bold(member.name), f" {now} ", bold(team.name), "."),
        line("They read that when they next look at the team."),
        line("To take it back: ", bold(f"/kith team admin {member.name} off")),
    )


def dismissed(team: Team, member: Membership, *, new: bool) -> Message:
    """A member does not look after the team."""
    now = "no longer looks after" if new else "doesn't look after"
    return say(line(bold(member.name), f" {now} ", bold(team.name), "."))


def workspaces(team: Team, bound: Sequence[Workspace]) -> Message:
    """The workspaces of a team, each with a way to take it out."""
    listed = spoken.joined(some([each.name for each in bound])) or "none"
    lines = (
        line("Workspaces of ", bold(team.name), ": ", bold(listed), "."),
        line("To join another one to it: ", bold("/kith link team"), " here, and the code there."),
    )
    if len(bound) <= 1:
        return Message((Text(lines),))
    out = (
        Button(f"Take out {shortened(each.name, LABEL)}", ActionId("part", (team.id, each.id)))
        for each in bound[:NAMED]
    )
    return Message((Text(lines), buttons.row(*out)))


def parting(team: Team, found: Parting) -> Message:
    """What it means to take a workspace out of a team."""
    lines = [_leaving(found), line("The team gets a new invite code.")]
    if found.greets:
        lines.append(line("The team greets in a channel there. That ends with it, until another is chosen."))
    row = buttons.row(Button("Take out", ActionId("partyes", (team.id, found.workspace.id)), ButtonStyle.DANGER))
    return Message((Heading(f"Take {shortened(found.workspace.name, LABEL)} out?"), Text(tuple(lines)), row))


def _leaving(found: Parting) -> Line:
    if not found.leaving:
        return line("No member is in the team through it alone, so nobody leaves.")
    one = len(found.leaving) == 1
    names = spoken.joined(some([each.name for each in found.leaving]))
    through = "is a member" if one else "are members"
    return line(f"{names} {through} through it alone: they leave the team, and what they share goes from it at once.")


def parted(team: Team, found: Parting) -> Message:
    """A workspace is out of a team."""
    count = len(found.leaving)
    who = (
        f"{count} member{'s' if count != 1 else ''} left the team with it." if count else "Nobody left the team by it."
    )
    greets = "Greetings came there. For another channel, say in it: "
    again = (line(greets, bold("/kith team greetings here")),) if found.greets else ()
    return say(
        line(bold(found.workspace.name), " is out of ", bold(team.name), f". {who}"),
        line("It lets people in by the new invite code ", bold(team.invite), "."),
        *again,
    )


def pictured(team: Team, membership: Membership) -> Message:
    """Whether one's rows count in the team's picture."""
    if not membership.pictured:
        return say(line("Your contacts don't count in the picture of ", bold(team.name), "."))
    name = bold(team.name)
    said = [line("The contacts whom you opened to ", name, " count in its picture of companies, as numbers.")]
    if not membership.sharing:
        said.append(line("Your sharing is off, so that is nobody until you turn it on."))
    if not team.rules.picture:
        said.append(line("The team has no picture yet; those who look after it can turn it on."))
    return say(*said, line("To take it back: ", bold("/kith team picture off")))
