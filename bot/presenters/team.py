"""What is said about teams: joining and leaving, and what a member tells the team about themself."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Heading, Line, Message, Part, Span, Text, bold, line, say
from bot.domain.team import Membership, Role, Team
from bot.presenters import buttons, team_rules
from bot.services.membership import Joined
from bot.services.team_settings import Counts

_SHOW = ("Show it on colleagues' reminders", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A team that the user is in; `counts` are for those who look after it, None for the others."""

    team: Team
    membership: Membership
    members: int
    counts: Counts | None


def joined(join: Joined) -> Message:
    """The user is in the team; asks the one question about sharing."""
    team = join.team
    if join.again:
        return Message((Text((line("You are in the team ", bold(team.name), " already."), *_state(join))),))
    welcome = line("Welcome to the team ", bold(team.name), ". ")
    may_ask = join.membership.may_look_up(team.rules)
    ask = line("You can ask ", bold("/kith whoknows Acme"), " now.")
    lines = [
        welcome + (ask if may_ask else team_rules.terms(join.membership, team)[-1]),
        line("Your own people stay private. Do you want to share some of them, whom you choose, with the team?"),
        line(
            "The team would see their name, work and tags, how close you are and the month you last talked. ",
            "Never notes, never dates.",
        ),
    ]
    if join.membership.role is Role.ADMIN:
        lines.append(
            line("You founded this team. To let somebody in from outside, give them the code ", bold(team.invite), ".")
        )
    choice = buttons.row(
        Button("Yes, people I choose", ActionId("sharing", (team.id, "on")), ButtonStyle.PRIMARY),
        Button("No, share nobody", ActionId("sharing", (team.id, "off"))),
    )
    return Message((Text(tuple(lines)), choice))


def _state(join: Joined) -> tuple[Line, ...]:
    on = (
        "on: the team sees those whom you opened"
        if join.membership.sharing
        else "off: the team sees none of your people"
    )
    return line(f"Your sharing is {on}."), line("The invite code is ", bold(join.team.invite), ".")


def teams(belongings: Sequence[Belonging]) -> Message:
    """The teams that the user is in."""
    if not belongings:
        return say(line("You are in no team yet. To join the one of this workspace: ", bold("/kith team join"), "."))
    parts: list[Part] = [Heading("Your teams")]
    for each in belongings:
        parts += [Bullets((_belonging(each),)), Text(_known(each))]
    return Message(tuple(parts))


def _known(each: Belonging) -> tuple[Line, ...]:
    lines = team_rules.terms(each.membership, each.team)
    if each.counts is None:
        return lines
    vague = (team_rules.why_vague(),) if each.counts.is_vague else ()
    return (*lines, line("You look after this team: ", team_rules.counts(each.counts), "."), *vague)


def _belonging(each: Belonging) -> Line:
    said: list[str | Span] = [
        bold(each.team.name),
        f": {each.members} member{'s' if each.members != 1 else ''}; ",
        "your sharing is on" if each.membership.sharing else "your sharing is off",
        "; invite code ",
        bold(each.team.invite),
    ]
    if each.membership.working_on:
        also = ", also on colleagues' reminders" if each.membership.on_reminders else ""
        said += ["; you work on ", bold(each.membership.working_on), also]
    return line(*said)


def sharing(membership: Membership, team: Team, seen: int) -> Message:
    """Sharing was turned on or off; how many the team can be told of by rules from before is said at once."""
    if membership.sharing and seen:
        people = f"{seen} of your people" if seen > 1 else "one of your people"
        return say(
            line("Sharing with ", bold(team.name), " is on. By your rules it can be told of ", bold(people), "."),
            line("Who that is: ", bold("/kith privacy"), ". To hide them again: ", bold("/kith team sharing off")),
        )
    if membership.sharing:
        return say(
            line("Sharing with ", bold(team.name), " is on. Nobody is shared yet but those you choose:"),
            line(bold("/kith privacy Sam open"), ", or by company, tag or circle. All of it: ", bold("/kith privacy")),
        )
    return say(line("Sharing with ", bold(team.name), " is off. The team sees none of your people."))


def working_on(membership: Membership, team: Team) -> Message:
    """What the user works on, as the team reads it."""
    if not membership.working_on:
        return say(
            line(bold(team.name), " reads nothing about what you work on. To tell it, so that colleagues find you:"),
            line(bold("/kith team working on: payments in Lisbon")),
        )
    lines = [line(bold(team.name), " can read that you work on ", bold(membership.working_on), ".")]
    if membership.on_reminders:
        lines.append(line("It also stands on the reminders of colleagues who keep in touch with you."))
        known = "I tell that a contact of theirs is you by a mention, or by an address that you gave: "
        lines.append(line(known, bold("/kith team address"), "."))
    lines.append(line("To take that back: ", bold("/kith team working on: nothing")))
    label, on = ("Keep it off reminders", "off") if membership.on_reminders else _SHOW
    return Message((Text(tuple(lines)), buttons.row(Button(label, ActionId("onreminders", (team.id, on))))))


def recognised(team: Team, addresses: int) -> Message:
    """By how many addresses colleagues' contacts are recognised as the user."""
    if not addresses:
        return say(line("I don't recognise you in colleagues' books of ", bold(team.name), " any more."))
    return say(
        line("When a colleague in ", bold(team.name), " shares a contact with that address, I know that it is you."),
        line("I keep a keyed hash of it and show it to nobody. To take it back: ", bold("/kith team address: nothing")),
    )


def address_wanted() -> Message:
    """What an address is good for."""
    return say(
        line("With your e-mail address I can tell that a colleague's contact is you, and find warm ways through you:"),
        line(bold("/kith team address: ben@acme.example")),
    )
