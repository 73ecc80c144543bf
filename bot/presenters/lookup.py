"""What a lookup is answered with: who openly knows whom, and warm ways there."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.chat.message import Bullets, Heading, Line, Message, Part, Span, Text, bold, line
from bot.domain.directory import DirectoryRow, Worker
from bot.domain.ids import UserId
from bot.domain.strength import Band
from bot.domain.team import Edge
from bot.language.words import shown
from bot.presenters import introductions
from bot.services.lookup import Answer
from bot.services.people_joined import Person
from bot.services.ways import Way

_KNOWN_BY = 5
"""Colleagues whom the line about one person names."""
_BANDS = {
    Band.STRONG: ("knows them well", "know them well", "well"),
    Band.WARM: ("knows them", "know them", "knows them"),
    Band.FAINT: ("knows them a little", "know them a little", "a little"),
    Band.FADED: ("knew them once", "knew them once", "once"),
}
_EDGES = {
    Edge.VOUCH: ("would vouch for them", "would vouch for them", "would vouch for them"),
    Edge.KNOWS: ("knows them a bit", "know them a bit", "a bit"),
}
_NEVER_MET = ("has them as a contact", "have them as a contact", "as a contact")


def who_knows(answer: Answer, text: str, asker: UserId, today: date) -> Message:
    """Colleagues who know somebody, closest first; or that nobody openly does."""
    if not answer.people and not answer.workers:
        return Message(
            (
                Text(
                    (
                        line("Nobody in the team openly knows ", bold(shown(text)), "."),
                        line("Try a company, a title, or a part of the name."),
                    )
                ),
            )
        )
    parts: list[Part] = [Heading("Who knows whom")]
    if answer.looked_for:
        parts.append(Text((line("I looked for: ", bold(shown(answer.looked_for))),)))
    if answer.at:
        about = "Nobody in the team openly knows exactly that person. At "
        parts.append(Text((line(about, bold(answer.at), " some know somebody:"),)))
    parts.append(Bullets((*(_person(each, asker, today) for each in answer.people), *map(_worker, answer.workers))))
    if answer.more:
        parts.append(Text((line("There are more; add a word to narrow it down."),)))
    if answer.ways:
        parts += [Text((line(bold("Warm ways there")),)), Bullets(tuple(_way(each) for each in answer.ways))]
    parts += introductions.offered(answer.people, asker)
    return Message(tuple(parts))


def _person(person: Person, asker: UserId, today: date) -> Line:
    row = person.closest
    work = ", ".join(part for part in (row.title, row.company) if part)
    knowing = [_knows(each, asker, today, first=number == 0) for number, each in enumerate(person.rows[:_KNOWN_BY])]
    rest = len(person.rows) - _KNOWN_BY
    if rest > 0:
        knowing.append(line(f"{rest} more"))
    return line(bold(row.name), f" ({work})" if work else "", ": ", *_listed(knowing))


def _knows(row: DirectoryRow, asker: UserId, today: date, *, first: bool) -> Line:
    own = row.member == asker
    third, second, short = _closeness(row, today)
    month = ""
    if row.seen_in is not None:
        month = f", last in touch in {row.seen_in:%B %Y}" if first else f", {row.seen_in:%B %Y}"
    how = (second if own else third) if first else short
    return line(bold("you" if own else row.member_name), f" ({how}{month})")


def _closeness(row: DirectoryRow, today: date) -> tuple[str, str, str]:
    if row.edge in _EDGES:
        return _EDGES[row.edge]
    return _BANDS[row.band(today)] if row.seen_in is not None else _NEVER_MET


def _listed(parts: Sequence[Line]) -> list[Span]:
    spans: list[Span] = []
    for number, part in enumerate(parts):
        spans += [*(line(", ") if number else ()), *part]
    return spans


def _worker(worker: Worker) -> Line:
    return line(bold(worker.name), " works on ", bold(worker.working_on))


def _way(way: Way) -> Line:
    """Who knows whom, from the asker on; the colleagues by the names that the team has for them."""
    *between, last = way.rows
    if way.in_common:
        known = line("You and ", bold(last.member_name), " both know ", bold(between[0].name))
    else:
        known = line("You know ", bold(way.rows[1].member_name))
        for row, to in pairwise(way.rows[1:]):
            known += line("; ", bold(row.member_name), " knows ", bold(to.member_name))
    return known + line("; ", bold(last.member_name), " knows ", bold(last.name))
