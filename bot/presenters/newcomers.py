"""What is asked after an import: whom of the new people to keep in touch with."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat.action import ActionId
from bot.chat.message import Button, Card, Heading, Message, Part, Text, bold, line
from bot.domain.cadence import Circle
from bot.domain.contact import Contact
from bot.domain.ids import ContactId
from bot.domain.strength import Tie
from bot.language.spoken import ago
from bot.presenters import buttons
from bot.presenters.reasons import shortened

_OFFERED = (Circle.CLOSE, Circle.WIDER, Circle.NETWORK)


def choose(
    draft: str, people: Sequence[Contact], ties: Mapping[ContactId, Tie], today: date, *, start: int, more: int | None
) -> Message:
    """A few people, each with circles to choose from; `more` is where the next ones begin."""
    parts: list[Part] = [Heading("Whom would you like to keep in touch with?")]
    how_often = ", ".join(f"{circle} {circle.cadence}" for circle in _OFFERED)
    parts.append(Text((line(f"I only bring up the ones you choose: {how_often}."),)))
    parts += [_card(draft, each, ties.get(each.id, Tie()), today, start) for each in people]
    if not people:
        parts.append(Text((line("Nobody is left on this page."),)))
    if more is not None:
        parts.append(buttons.row(Button("Next few", ActionId("keepsome", (draft, str(more))))))
    else:
        parts.append(Text((line("That was the last of them. Anybody else: ", bold("/kith keep Sam close")),)))
    return Message(tuple(parts))


def _card(draft: str, person: Contact, tie: Tie, today: date, start: int) -> Card:
    work = ", ".join(part for part in (person.title, person.company) if part)
    title = line(bold(shortened(person.name, 80)), f" ({shortened(work, 80)})" if work else "")
    body = [line(f"Last in touch {ago(tie.last_on, today)}.")] if tie.last_on is not None else []
    if person.rhythm is not None:
        how = f"{person.rhythm} ({person.circle} circle)" if person.circle is not None else str(person.rhythm)
        return Card(title, (*body, line(f"✓ Kept in touch with {how}.")))
    circles = tuple(Button(str(each).capitalize(), _keep(draft, start, person, str(each))) for each in _OFFERED)
    return Card(title, tuple(body), (*circles, Button("Not now", _keep(draft, start, person, "no"))))


def _keep(draft: str, start: int, person: Contact, what: str) -> ActionId:
    return ActionId("keepone", (draft, str(start), person.id, what))
