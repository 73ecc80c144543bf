"""What is said about accounts that become one, and about workspaces that join a team."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Facts, Heading, Message, Part, Text, bold, line, say
from bot.domain.contact import Contact
from bot.domain.linking import MOST_TRIES, SEPARABLE, VALID, Code, Joint, spaced
from bot.domain.team import Team
from bot.domain.user import Account, Platform, Workspace
from bot.language import spoken
from bot.presenters import buttons
from bot.services.joined import Together
from bot.services.joining import Joining, Separated, Side

_NAMED = 10
_MINUTES = int(VALID.total_seconds() // 60)
_TITLES = {Platform.SLACK: "Slack", Platform.DISCORD: "Discord", Platform.CONSOLE: "the terminal"}

Homes = Callable[[Account], str]
"""The name of the workspace that an account belongs to, empty where it belongs to none."""


def offered(letters: str, team: Team | None) -> Message:
    """A new code, and what to do with it."""
    code = spaced(letters)
    keep = line(
        f"It works once, for {_MINUTES} minutes. Tell it to nobody"
        + (" else." if team is not None else ": whoever enters it gets all of your people.")
    )
    if team is not None:
        do = line("Whoever manages the other workspace or server types there: ", bold(f"/kith link team {code}"))
        then = line("It then belongs to the team ", bold(team.name), ". Its people join by themselves, as ever.")
    else:
        do = line("In your account on the other platform, type: ", bold(f"/kith link {code}"))
        then = line("There I show you what will become one. Nothing happens before you press Join.")
    return Message((Text((do, then, keep)),))


def refused() -> Message:
    """A code that does not work; what is wrong with it is not said."""
    return say(
        line("That code doesn't work: it is wrong, was used, or is older than ", f"{_MINUTES} minutes."),
        line("For a new one, type ", bold("/kith link"), " in your other account."),
    )


def paused() -> Message:
    """Too many codes did not work."""
    return say(f"That were {MOST_TRIES} codes that don't work. I look at no further one for an hour.")


def preview(plan: Joining, joins: ActionId, here: Account, homes: Homes, *, shut_off: bool = False) -> Message:
    """What a join would do, and to whom it would give what. An account that is `shut_off` brings no team along."""
    mine, theirs = (plan.stays, plan.ends) if here in plan.stays.accounts else (plan.ends, plan.stays)
    warning = line(
        bold(f"This gives {_who(theirs, homes)} all of your people and notes"),
        ", and this account all of theirs. Go on only if that account is yours, and you asked for the code yourself.",
    )
    rows = (
        ("This account", f"{_who(mine, homes)}: {spoken.people(mine.people)}"),
        ("The other one", f"{_who(theirs, homes)}: {spoken.people(theirs.people)}"),
        ("Settings that stay", f"those of {_who(plan.stays, homes)}"),
        *((("One person in both", _pairs(plan.same)),) if plan.same else ()),
        *((("Named alike, stay apart", _names(plan.alike)),) if plan.alike else ()),
    )
    teams = "Teams of both stay yours; who comes along is shown to none of them until you say so."
    no_teams = "That account is shut off, so you are not in its teams any more; all else of its book comes along."
    then = (
        line(no_teams if shut_off else teams),
        line(f"What I wrote to {_who(plan.ends, homes)} is taken away there; what is due is told anew."),
        line("For 30 days ", bold("/kith link off"), " separates the two again."),
    )
    row = buttons.row(Button("Join", joins, ButtonStyle.DANGER))
    return Message((Heading("Join two accounts?"), Text((warning,)), Facts(rows), Bullets(then), row))


def joined(plan: Joining, people: int) -> Message:
    """The two are one."""
    accounts = (*plan.stays.accounts, *plan.ends.accounts)
    platforms = spoken.joined(tuple(sorted({_TITLES[each.platform] for each in accounts})))
    lines = [line("You are one: ", bold(spoken.people(people)), f", wherever you write to me ({platforms}).")]
    if plan.same:
        lines.append(line(f"{len(plan.same)} that both books had became one each."))
    if plan.alike:
        lines.append(
            line(f"Named alike and kept apart: {_names(plan.alike)}. If two are one: ", bold("/kith edit"), ".")
        )
    lines += [
        line("Nudges go to wherever you wrote last. To choose: ", bold("/kith settings platform slack"), "."),
        line("To separate the two again, for 30 days: ", bold("/kith link off"), "."),
    ]
    return Message((Text(tuple(lines)),))


def told(others: Together, homes: Homes) -> Message:
    """Said to an account that was joined to others by a code that was entered elsewhere."""
    named = spoken.joined(tuple(_account(others.name, each, homes) for each in others.accounts))
    return say(
        line("A code was used: ", bold(named), " and this account are one now, with all people and notes of both."),
        line(
            "If that was not you, type ",
            bold("/kith link off"),
            f": it separates the two, for {SEPARABLE.days} days. Whoever it is may have read your notes until then.",
        ),
    )


def with_others(offered: Message, others: Sequence[Together], homes: Homes, today: date) -> Message:
    """A new code with what is one with this account already, and since when."""
    if not others:
        return offered
    items = tuple(line(_since(each, homes, today)) for each in others)
    off = line("To separate the newest again: ", bold("/kith link off"), ".")
    separable = (Text((off,)),) if any(each.joint for each in others) else ()
    return replace(offered, parts=(*offered.parts, Heading("One with this account"), Bullets(items), *separable))


def separate(joint: Joint, going: Sequence[Account], homes: Homes, today: date) -> Message:
    """What a separation would do."""
    named = spoken.joined(tuple(_account(joint.name, each, homes) for each in going))
    lines = (
        line(bold(named), f" gets a book of its own again, as it was on {spoken.day(joint.at.date(), today)}."),
        line(
            "What came from there and is unchanged since leaves this book. What you changed or noted since stays here."
        ),
        line("Sharing in its teams begins switched off."),
    )
    row = buttons.row(Button("Separate", ActionId("unlink", (joint.id,)), ButtonStyle.DANGER))
    return Message((Heading("Separate your accounts?"), Text(lines), row))


def separated(done: Separated) -> Message:
    """The two are two again."""
    parts: list[Part] = [Text((line("Your accounts are separate again, each with a book of its own."),))]
    if done.undone.left:
        parts.append(Text((line(f"Changed since, so this book keeps it too: {spoken.joined(done.undone.left)}."),)))
    return Message(tuple(parts))


def binding(code: Code, team: Team, here: Workspace, members: int) -> Message:
    """What it means for a workspace to join a team."""
    lines = (
        line("From then on whoever joins the team here joins ", bold(team.name), f" ({members} so far)."),
        line(
            bold("They may ask each other who knows whom"), ": go on only if you know that team. Nobody joins by this."
        ),
    )
    row = buttons.row(Button("Join", ActionId("linkteam", (code.id,)), ButtonStyle.DANGER))
    return Message((Heading(f"Join {here.name} to a team?"), Text(lines), row))


def bound(here: Workspace, team: Team) -> Message:
    """A workspace belongs to a team."""
    return say(
        line(bold(here.name), " belongs to the team ", bold(team.name), " now."),
        line("Nobody became a member by that. To join: ", bold("/kith team join"), "."),
    )


def _since(others: Together, homes: Homes, today: date) -> str:
    named = spoken.joined(tuple(_account(others.name, each, homes) for each in others.accounts))
    if others.joint is None:
        return named
    since, until = (spoken.day(each.date(), today) for each in (others.joint.at, others.joint.until))
    return f"{named}, since {since}; can be separated until {until}"


def _who(side: Side, homes: Homes) -> str:
    return spoken.joined(tuple(_account(side.user.name, each, homes) for each in side.accounts))


def _account(name: str, account: Account, homes: Homes) -> str:
    home = homes(account)
    return f"{name} on {_TITLES[account.platform]}" + (f" ({home})" if home else "")


def _pairs(same: Sequence[tuple[Contact, Contact]]) -> str:
    told = [into.name if into.name == other.name else f"{into.name} and {other.name}" for into, other in same[:_NAMED]]
    return _and_more(told, len(same))


def _names(people: Sequence[Contact]) -> str:
    return _and_more([each.name for each in people[:_NAMED]], len(people))


def _and_more(told: list[str], count: int) -> str:
    return spoken.joined(tuple(told)) if count <= _NAMED else f"{', '.join(told)}, and {count - _NAMED} more"
