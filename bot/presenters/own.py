"""What is said about notes, and about what users tell of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, Card, Heading, Line, Message, Part, Text, bold, italic, line
from bot.domain.change import Change
from bot.domain.ids import NeedId, TeamId
from bot.domain.news import Need, NeedKind
from bot.domain.team import Team
from bot.language import spoken
from bot.presenters import buttons, team_needs
from bot.presenters.reasons import shortened
from bot.services.notes import Noted
from bot.services.own import Helper, Told

Needed = Sequence[tuple[Need, Sequence[Helper]]]
"""Needs, each with the people who may meet it."""


@dataclass(frozen=True, slots=True)
class Among:
    """The user's teams, and in which of them each need is matched; those `resting` match nothing of theirs for now."""

    teams: Sequence[Team]
    matched: Mapping[NeedId, frozenset[TeamId]]
    resting: Sequence[Team] = ()


_SHOWN = 10


def remembered(noted: Noted) -> Message:
    """Something was remembered about a contact."""
    tags = " ".join(f"#{each}" for each in noted.tags)
    lines = []
    if noted.note is not None:
        lines += [line("Noted about ", bold(noted.contact.name), "."), line(italic(shortened(noted.note.text)))]
    if tags:
        lines.append(line("Labelled ", bold(noted.contact.name), f" {tags}."))
    if not lines:
        lines.append(line(bold(noted.contact.name), " has these labels already."))
    show = Button("Show", ActionId("show", (noted.contact.id,)))
    done = (buttons.undo(noted.change),) if noted.note is not None or tags else ()
    return Message((Text(tuple(lines)), buttons.row(show, *done)))


def told(item: Told, change: Change) -> Message:
    """News was noted."""
    lines = (
        line("Your news: ", italic(shortened(item.news.text))),
        line(f"I tell nobody. {_who_has_not(item)} It is a reason to write to them."),
    )
    return Message((Text(lines), buttons.row(buttons.undo(change))))


def news(items: Sequence[Told], today: date, *, removed: Change | None = None) -> Message:
    """All that is new with the user, newest first."""
    parts: list[Part] = []
    if removed is not None:
        parts += [Text((line("Removed."),)), buttons.row(buttons.undo(removed))]
    if not items:
        nothing = line("You have told me nothing new about you. For example:")
        return Message((*parts, Text((nothing, line(italic("/kith news I moved to Lisbon"))))))
    parts.append(Heading("Your news"))
    parts += [_news_card(each, today) for each in items[:_SHOWN]]
    if len(items) > _SHOWN:
        parts.append(Text((line(f"And {len(items) - _SHOWN} more, older."),)))
    return Message(tuple(parts))


def _news_card(item: Told, today: date) -> Card:
    title = line(f"{spoken.day(item.news.told_on, today)}: ", italic(shortened(item.news.text)))
    return Card(title, (line(_who_has_not(item)),), (Button("Remove", ActionId("oldnews", (item.news.id,))),))


def _who_has_not(item: Told) -> str:
    if item.unheard == 0:
        return "Nobody you keep in touch with still has to hear it."
    people = spoken.people(item.unheard)
    return f"Of those you keep in touch with, {people} may not have heard it."


def needed(need: Need, helpers: Sequence[Helper], change: Change, teams: Sequence[Team]) -> Message:
    """A need was noted; names the people who may meet it, and offers to match it among colleagues."""
    lines = [_need(need), *_helpers(need, helpers), *team_needs.how(teams)]
    switches = team_needs.switches(need, teams, frozenset())
    return Message((Text(tuple(lines)), buttons.row(*switches, buttons.undo(change))))


def needs(found: Needed, among: Among, *, closed: Change | None = None) -> Message:
    """All that the user looks for and can offer, and where it is matched."""
    parts: list[Part] = []
    if closed is not None:
        parts += [Text((line("Closed."),)), buttons.row(buttons.undo(closed))]
    if not found:
        nothing = line("You look for nothing and offer nothing yet. For example:")
        examples = ("/kith needs looking for: an accountant in Lisbon", "/kith needs offer: a spare desk")
        return Message((*parts, Text((nothing, *(line(italic(each)) for each in examples)))))
    parts.append(Heading("What you look for and can offer"))
    for need, helpers in found[:_SHOWN]:
        close = Button("Close", ActionId("metneed", (need.id,)))
        matched = among.matched.get(need.id, frozenset())
        resting = tuple(each for each in among.resting if each.id in matched)
        body = (*_helpers(need, helpers), *team_needs.matched_in(matched, among.teams, resting))
        switches = team_needs.switches(need, (*resting, *among.teams), matched)
        parts.append(Card(_need(need), body, (*switches, close)))
    if len(found) > _SHOWN:
        parts.append(Text((line(f"And {len(found) - _SHOWN} more."),)))
    if how := team_needs.how(among.teams):
        parts.append(Text(how))
    return Message(tuple(parts))


def _need(need: Need) -> Line:
    return line(f"You {need.kind.says}: ", italic(shortened(need.text)))


def _helpers(need: Need, helpers: Sequence[Helper]) -> list[Line]:
    if not helpers:
        return [line("None of your people comes to mind by what you have noted about them.")]
    may = "may help" if need.kind is NeedKind.LOOKING else "may want it"
    return [line(bold(each.contact.name), f" {may}: {shortened(each.why)}") for each in helpers]
