"""Commands about time: due, upcoming, later."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Choice
from bot.chat.option import day_option, person_option, word_option
from bot.commands.complete import contact_names
from bot.domain.errors import InputError
from bot.domain.ids import ContactId
from bot.presenters import editing as changed_people
from bot.presenters import nudges as presenter
from bot.presenters import people
from bot.services import contacts, editing, finding, nudges
from bot.services.status import asked_for

commands = Registry()

DAYS_AHEAD = 30
_DUE_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DueArgs:
    """Nothing to say."""


@commands.command("due", "Who it is time to be in touch with", examples=("",), reads=True)
def due(args: DueArgs, ctx: Context) -> Reply:
    """The most overdue people, with buttons."""
    everybody = nudges.due(ctx.uow, ctx.user, ctx.today)
    shown = nudges.with_reasons(ctx.uow, ctx.user, everybody[:_DUE_SHOWN], ctx.today)
    resting = asked_for(ctx.uow, ctx.user, ctx.today).resting
    return Reply(message=presenter.due(shown, len(everybody), ctx.today, resting=resting))


def _only(word: str, value: str) -> bool:
    if value != word:
        raise ValueError(value)
    return True


@dataclass(frozen=True, slots=True)
class UpcomingArgs:
    """Everything, or dates alone."""

    only: Annotated[
        bool,
        word_option(
            "Only birthdays and other dates",
            words={"birthdays": "birthdays", "birthday": "birthdays", "dates": "birthdays"},
            read=lambda value: _only("birthdays", value),
            choices=(Choice("birthdays", "birthdays and other dates"),),
        ),
    ] = False


@commands.command("upcoming", "What comes in the next 30 days", examples=("", "birthdays"), reads=True)
def upcoming(args: UpcomingArgs, ctx: Context) -> Reply:
    """Dates and ends of cadences ahead."""
    ahead = nudges.upcoming(ctx.uow, ctx.user, ctx.today, days=DAYS_AHEAD, dates_only=args.only)
    return Reply(message=presenter.upcoming(ahead, ctx.today, DAYS_AHEAD, dates_only=args.only))


@dataclass(frozen=True, slots=True)
class LaterArgs:
    """Whom, and until when."""

    person: Annotated[str, person_option("Who to put off", complete=contact_names)]
    when: Annotated[
        date | None,
        day_option(
            "Ask again on that day; in a week if you leave it out", lean="future", hint="in 2 weeks, next month"
        ),
    ] = None
    rest: Annotated[
        bool,
        word_option(
            "Or let it rest: nothing but dates, until you keep them again",
            words={"rest": "rest", "resting": "rest", "let it rest": "rest"},
            read=lambda value: _only("rest", value),
            choices=(Choice("rest", "rest: until I take it up again"),),
        ),
    ] = False


@commands.command(
    "later",
    "Not now: ask again about somebody on another day, or let it rest",
    examples=("Sam", "Sam in 2 weeks", "Sam rest"),
)
def later(args: LaterArgs, ctx: Context) -> Reply:
    """Puts a contact's next nudge off, or all of them; its rhythm stays."""
    person = finding.find(ctx.uow, ctx.user.id, args.person)
    if args.rest and args.when is not None:
        raise InputError("rest", "Either until that day or at rest: which of the two? Try: later Sam rest.")
    if args.rest:
        return Reply(message=changed_people.resting(*editing.rest(ctx.uow, ctx.user, person, ctx.now)))
    put_off, change = contacts.later(ctx.uow, ctx.user, person, args.when or ctx.today + nudges.LATER, ctx.now)
    return Reply(message=people.put_off(put_off, change, ctx.today))


@commands.button("putoff")
def putoff_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Puts a contact off by a week."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    put_off, change = contacts.later(ctx.uow, ctx.user, person, ctx.today + nudges.LATER, ctx.now)
    return Reply(message=people.put_off(put_off, change, ctx.today))
