"""What is said about teams: who knows whom, what is shared."""

from collections.abc import Sequence

from bot.chat.action import ActionId
from bot.chat.message import Bullets, Button, ButtonStyle, Heading, Line, Message, Part, Text, bold, line, say
from bot.domain.change import Change
from bot.domain.contact import Contact
from bot.domain.ids import UserId
from bot.domain.strength import Band
from bot.domain.team import Membership, Role, Share, Team
from bot.language import spoken
from bot.language.words import shown
from bot.presenters import buttons
from bot.services.lookup import Joined, Knows

_SHOWN = 10
_BANDS = {
    Band.STRONG: "knows them well",
    Band.WARM: "knows them",
    Band.FAINT: "knows them a little",
    Band.FADED: "knew them once",
}


def joined(join: Joined) -> Message:
    """The user is in the team; asks the one question about sharing."""
    team = join.team
    if join.again:
        return Message((Text((line("You are in the team ", bold(team.name), " already."), *_state(join))),))
    lines = [
        line("Welcome to the team ", bold(team.name), ". You can ask ", bold("/kith whoknows Acme"), " now."),
        line("Your own people stay private. Do you want to share some of them, one by one, with the team?"),
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


def teams(memberships: Sequence[tuple[Team, Membership, int]]) -> Message:
    """The teams that the user is in."""
    if not memberships:
        return say(line("You are in no team yet. To join the one of this workspace: ", bold("/kith team join"), "."))
    items = tuple(
        line(bold(team.name), f": {members} member{'s' if members != 1 else ''}; ", _sharing_words(member))
        + line("; invite code ", bold(team.invite))
        for team, member, members in memberships
    )
    return Message((Heading("Your teams"), Bullets(items)))


def _sharing_words(member: Membership) -> str:
    return "your sharing is on" if member.sharing else "your sharing is off"


def sharing(membership: Membership, team: Team) -> Message:
    """Sharing was turned on or off."""
    if membership.sharing:
        return say(
            line("Sharing with ", bold(team.name), " is on. Nobody is shared yet but those you open, one by one:"),
            line(bold("/kith privacy Sam open")),
        )
    return say(line("Sharing with ", bold(team.name), " is off. The team sees none of your people."))


def left(team: Team) -> Message:
    """The user left a team."""
    return say(line("You left ", bold(team.name), ". What you shared there is gone from it."))


def shared(contact: Contact, level: Share, team_names: tuple[str, ...], change: Change) -> Message:
    """What the teams see of a contact was changed."""
    names = spoken.joined(team_names)
    if level is Share.OPEN:
        text = line(
            f"{names} can now see that you know ",
            bold(contact.name),
            ": name, work, tags, how close, the month you last talked.",
        )
    else:
        text = line("Nobody sees that you know ", bold(contact.name), " any more.")
    return Message((Text((text,)), buttons.row(buttons.undo(change))))


def privacy(shares: Sequence[tuple[Team, Membership, tuple[Contact, ...]]]) -> Message:
    """What of the user's contact book others can see."""
    if not shares:
        return say("You are in no team, so nobody but you sees anything of your people.")
    parts: list[Part] = [Heading("What others see")]
    for team, member, contacts in shares:
        if not member.sharing:
            parts.append(Text((line(bold(team.name), ": nothing. Your sharing is off."),)))
        elif not contacts:
            parts.append(
                Text((line(bold(team.name), ": nobody yet. To share somebody: ", bold("/kith privacy Sam open"), "."),))
            )
        else:
            names = tuple(line(bold(each.name)) for each in contacts)
            parts += [Text((line(bold(team.name), " sees that you know:"),)), Bullets(names)]
    parts.append(Text((line("Notes, dates, e-mails and phone numbers are never shared."),)))
    return Message(tuple(parts))


def who_knows(known: Sequence[Knows], text: str, asker: UserId) -> Message:
    """Colleagues who know somebody, closest first; or that nobody openly does."""
    if not known:
        return say(
            line("Nobody in the team openly knows ", bold(shown(text)), "."),
            line("Try a company, a title, or a part of the name."),
        )
    items = tuple(_knows_line(each, asker) for each in known[:_SHOWN])
    more = (
        (Text((line(f"And {len(known) - _SHOWN} more; add a word to narrow it down."),)),)
        if len(known) > _SHOWN
        else ()
    )
    return Message((Heading("Who knows whom"), Bullets(items), *more))


def _knows_line(knows: Knows, asker: UserId) -> Line:
    row = knows.row
    work = ", ".join(part for part in (row.title, row.company) if part)
    whom = (bold(row.name), f" ({work})" if work else "")
    month = f", last in touch in {row.seen_in:%B %Y}" if row.seen_in is not None else ""
    if row.member == asker:
        return line("You know ", *whom, f"{month}.")
    how = _BANDS[knows.band] if row.seen_in is not None else "has them in their contacts"
    return line(bold(row.member_name), f" {how}: ", *whom, f"{month}.")
