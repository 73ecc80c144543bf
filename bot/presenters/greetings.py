"""What is said in a team's channel, and about being greeted there."""

from bot.chat.action import ActionId
from bot.chat.message import Button, ButtonStyle, Line, Message, Span, Text, bold, line, say
from bot.domain.greeting import Greeting, GreetingKind, Place
from bot.domain.team import Team
from bot.language import spoken
from bot.presenters import buttons
from bot.services.greetings import Looked, Wish

_SAID = {
    GreetingKind.BIRTHDAY: ("🎂 Today is ", "'s birthday. Happy birthday!"),
    GreetingKind.ANNIVERSARY: ("🎉 Today is ", "'s work anniversary. Thank you for being with us!"),
}
_NOWHERE = line("Your team has no channel for it yet: who looks after it chooses one.")
_EXAMPLE = {
    GreetingKind.BIRTHDAY: "/kith team birthday 14 May",
    GreetingKind.ANNIVERSARY: "/kith team work anniversary 1 March",
}


def greeting(kind: GreetingKind, name: str, mention: str) -> Message:
    """What stands in the channel on the day: no age, no year."""
    before, after = _SAID[kind]
    return say(line(before, Span(name, bold=True, mention=mention), after))


def asked(wish: Wish, name: str) -> Message:
    """Whether to greet a member on the date that they gave."""
    before, after = _SAID[wish.kind]
    on = spoken.day_of_year(wish.month, wish.day)
    lines = [
        line(f"Shall I greet you on {on} in the channel of ", bold(wish.team.name), _where(wish.place), "?"),
        line("One line, with your name and no age: ", f"{before}{name}{after}"),
        line("The team keeps nothing of it unless you say yes, and you can take it back at any time."),
    ]
    if wish.place is None:
        lines.insert(1, _NOWHERE)
    choice = buttons.row(
        Button("Yes, greet me", ActionId("greetme", (wish.key,)), ButtonStyle.PRIMARY),
        Button("No", ActionId("greetnot", (wish.key,))),
    )
    return Message((Text(tuple(lines)), choice))


def agreed(given: Greeting, team: Team, place: Place | None) -> Message:
    """A member is greeted from now on."""
    lines = [
        line(
            f"I'll greet you on {spoken.day_of_year(given.month, given.day)} in ", bold(team.name), _where(place), "."
        ),
        line("To take it back: ", bold(f"/kith team {given.kind} off"), "."),
    ]
    if place is None:
        lines.insert(1, _NOWHERE)
    return Message((Text(tuple(lines)),))


def declined() -> Message:
    """A member does not want it."""
    return say("Fine. I kept nothing of it.")


def given(kind: GreetingKind, found: Greeting | None, team: Team, place: Place | None) -> Message:
    """Whether a member is greeted for something."""
    if found is not None:
        return agreed(found, team, place)
    return say(
        line(f"You are not greeted for your {kind} in ", bold(team.name), ". If you would like to be:"),
        line(bold(_EXAMPLE[kind])),
    )


def taken_back(kind: GreetingKind, team: Team, *, was: bool) -> Message:
    """A member is not greeted any more."""
    if not was:
        return say(line(f"I have no {kind} of yours for ", bold(team.name), "."))
    return say(line("I don't greet you in ", bold(team.name), f" any more, and your {kind} is gone from there."))


def chosen(place: Place, team: Team, how_many: int, hint: str) -> Message:
    """Greetings come in a channel from now on."""
    count = {0: "Nobody has", 1: "1 date is"}.get(how_many, f"{how_many} dates are")
    said = f"{count} given so far." if how_many else "Nobody has given a date so far."
    lines: list[Line] = [
        line(
            "Greetings of ",
            bold(team.name),
            f" come in {_channel(place)}, at 9:00 {place.zone} on the day itself, ",
            "weekends too.",
        ),
        line(f"{said} Members give their own: ", bold(_EXAMPLE[GreetingKind.BIRTHDAY]), "."),
    ]
    return Message((Text((*lines, *((line(hint),) if hint else ()))),))


def stopped(team: Team) -> Message:
    """Nobody is greeted in a channel any more."""
    return say(line(bold(team.name), " greets nobody in a channel any more. The dates that members gave stay theirs."))


def looked(found: Looked) -> Message:
    """Where a team greets, and how to choose that."""
    here, off = bold("/kith team greetings here"), bold("/kith team greetings off")
    name_it = ("; or anywhere: ", bold("/kith team greetings #birthdays")) if found.named else ()
    if found.place is None:
        said = line(bold(found.team.name), " has no channel for greetings yet.")
        how = line("To choose one, say in it: ", here, *name_it)
    else:
        said = line("Greetings of ", bold(found.team.name), f" come in {_channel(found.place)}.")
        how = line("To choose another, say in it: ", here, *name_it, "; to end it: ", off)
    return say(said, how) if found.admin else say(said)


def trouble(place: Place, team: Team) -> Message:
    """Who looks after a team is told why somebody could not be greeted."""
    return say(
        line("I could not greet somebody in ", _channel(place), " of ", bold(team.name), f": {place.trouble}."),
        line("I did not try again. Once that is mended, say ", bold("/kith team greetings here"), " in the channel."),
    )


def _where(place: Place | None) -> str:
    return f", {place.label}" if place is not None and place.label else ""


def _channel(place: Place) -> str:
    return place.label or "the channel that was chosen"
