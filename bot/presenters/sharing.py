"""What is said about sharing: what a team sees of one's people, before and after it changes."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Heading, Line, Message, Part, Text, bold, line, say
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.team import Edge, Rule, Scope, Share
from bot.language import spoken
from bot.presenters import buttons, team_rules
from bot.presenters.reasons import shortened
from bot.services import lookup
from bot.services.sharing import Overview, Shared, TakenBack

_LISTED = 15
_NAMED = 5
_LABEL = 40
_EDGES = {
    Edge.VOUCH: "you would vouch for them",
    Edge.KNOWS: "you know them a bit",
    Edge.DONT_ASK: "nobody should ask you",
}


def shared(rule: Shared) -> Message:
    """What the teams see of somebody was changed, or waits for a yes because it would show many people."""
    if rule.waiting is not None:
        return _sure(rule)
    assert rule.change is not None
    teams = spoken.joined(tuple(each.name for each in rule.teams))
    said = _one(rule, teams) if rule.target.scope is Scope.CONTACT else _many(rule, teams)
    return Message((Text(said), buttons.row(buttons.undo(rule.change))))


def _sure(rule: Shared) -> Message:
    teams = spoken.joined(tuple(each.name for each in rule.teams))
    count = len(rule.effect.shown)
    what = (
        f"{teams} would see {count} more of your people: "
        if rule.level is Share.OPEN
        else f"{teams} could come to hear of {count} more of your people, each after your yes: "
    )
    yes = ActionId("shareyes", (str(rule.waiting),))
    return Message(
        (
            Text((line(what, bold(_some(rule.effect.shown)), "."), line("Shall I?"))),
            buttons.row(
                Button(f"Yes, {count} people", yes, ButtonStyle.PRIMARY),
                Button("No, leave it", ActionId("shareno", (str(rule.waiting),))),
            ),
        )
    )


def _one(rule: Shared, teams: str) -> tuple[Line, ...]:
    name = bold(rule.target.label)
    match rule.level:
        case Share.OPEN:
            seen = ": name, work, tags, how close, the month you last talked."
            return (line(f"{teams} can now see that you know ", name, seen),)
        case Share.ASK:
            return (line("Nobody is told that you know ", name, " before you have said yes."),)
        case Share.NEVER:
            return (line("Nobody sees that you know ", name, " any more."),)


def _many(rule: Shared, teams: str) -> tuple[Line, ...]:
    name, count = bold(rule.target.label), spoken.people(rule.effect.covered)
    match rule.level:
        case Share.OPEN:
            first = line(f"{teams} can now see that you know ", name, f": {count}.")
        case Share.ASK:
            first = line("Of ", name, f", {count}, nobody is told before you have said yes.")
        case Share.NEVER:
            first = line("Nobody sees that you know ", name, f" any more: {count}.")
    untouched = line("Your inner circle, and whom you chose one by one, are not touched by it.")
    if rule.level is Share.NEVER:
        return first, untouched
    return first, line("That goes for those whom you add there later, too."), untouched


def left_it() -> Message:
    """A rule that waited for a yes was dropped."""
    return say("Fine, nothing was changed.")


def taken_back(taken: TakenBack) -> Message:
    """A rule was taken back, or stays until the user is sure because it hides many people."""
    if taken.change is not None:
        said = line("Taken back. Each of your people is shared by what your other rules say, or not at all.")
        return Message((Text((said,)), buttons.row(buttons.undo(taken.change))))
    count = len(taken.shown)
    said = line(f"Without that rule, more would be told of {count} of your people: ", bold(_some(taken.shown)), ".")
    yes = Button(f"Yes, {count} people", ActionId("unshare", (taken.rule.id, "yes")), ButtonStyle.PRIMARY)
    return Message((Text((said, line("Shall I take it back?"))), buttons.row(yes)))


def said(contact: Contact, edge: Edge, change: Change, *, seen: bool) -> Message:
    """A member's own word about a tie was noted."""
    name = bold(contact.name)
    match edge:
        case Edge.VOUCH:
            lines = [line("Noted: you would vouch for ", name, ". Your team reads that, not how often you talk.")]
        case Edge.KNOWS:
            lines = [line("Noted: you know ", name, " a bit. Your team reads that, not how often you talk.")]
        case Edge.DONT_ASK:
            lines = [line("Noted: nobody will hear that you know ", name, ", and nobody will ask you about them.")]
    if edge is not Edge.DONT_ASK and not seen:
        lines.append(line("They are not shared yet: ", bold(f"/kith privacy {contact.name} open"), "."))
    return Message((Text(tuple(lines)), buttons.row(buttons.undo(change))))


def privacy(overviews: Sequence[Overview]) -> Message:
    """What of the user's contact book others can see."""
    if not overviews:
        return say("You are in no team, so nobody but you sees anything of your people.")
    parts: list[Part] = [Heading("What others see")]
    for each in overviews:
        parts += [*_overview(each), Text(_terms(each))]
    parts.append(Text((line("Notes, dates, e-mails and phone numbers of your people are never shared."),)))
    rules = [listed for each in overviews for listed in each.rules]
    if rules:
        parts.append(buttons.row(*(_take_back(rule, label) for rule, label, _ in rules[:_NAMED])))
    return Message(tuple(parts))


def _overview(each: Overview) -> list[Part]:
    name = bold(each.team.name)
    if not each.membership.sharing:
        rules = "One of your rules waits" if len(each.rules) == 1 else f"{len(each.rules)} of your rules wait"
        waiting = f" {rules} until you turn it on." if each.rules else ""
        return [Text((line(name, f": nothing. Your sharing is off.{waiting}"),))]
    if not each.rules:
        return [Text((line(name, ": nobody yet. To share somebody: ", bold("/kith privacy Sam open"), "."),))]
    items = [line(bold(shortened(label)), _level(rule, count)) for rule, label, count in each.rules[:_LISTED]]
    items += [line(bold(contact.name), f": {_EDGES[edge]}") for contact, edge in each.said[:_LISTED]]
    rest = len(each.rules) - _LISTED
    parts: list[Part] = [Text((line(name, " sees that you know:"),)), Bullets(tuple(items))]
    if rest > 0:
        parts.append(Text((line(f"And {rest} more."),)))
    days = lookup.remembered(each.team.rules).days
    if days:
        parts.append(Text((line(f"Your people surfaced {_times(each.surfaced)} in the last {spoken.days(days)}."),)))
    if each.asked:
        parts.append(Text((line(f"Colleagues asked you {_times(each.asked)} in the last {spoken.days(30)}."),)))
    return parts


def _terms(each: Overview) -> tuple[Line, ...]:
    lines = list(team_rules.terms(each.membership, each.team))
    if each.membership.working_on:
        also = ", and it stands on colleagues' reminders" if each.membership.on_reminders else ""
        lines.append(line("The team can read what you work on", also, "."))
    for given in each.greeted:
        on = spoken.day_of_year(given.month, given.day)
        off = bold(f"/kith team {given.kind} off")
        lines.append(
            line(f"Your {given.kind}, {on}, is told in the team's channel on the day. To take it back: ", off, ".")
        )
    if each.matched:
        many = f"{each.matched} lines" if each.matched > 1 else "1 line"
        lines.append(line(f"{many} of what you look for or offer may be matched, unseen: ", bold("/kith needs"), "."))
    return tuple(lines)


def _level(rule: Rule, count: int) -> str:
    many = f", {spoken.people(count)}" if rule.scope is not Scope.CONTACT else ""
    match rule.level:
        case Share.OPEN:
            return f": open{many}"
        case Share.ASK:
            return f": only after your yes{many}"
        case Share.NEVER:
            return f": never{many}"


def _take_back(rule: Rule, label: str) -> Button:
    return Button(f"Take back {shortened(label, _LABEL)}", ActionId("unshare", (rule.id,)))


def _times(count: int) -> str:
    return f"{count} time{'s' if count != 1 else ''}"


def _some(people: Sequence[Contact]) -> str:
    """A few of many people by name."""
    return spoken.joined((*(each.name for each in people[:_NAMED]), f"{len(people) - _NAMED} others"))
