"""Handing people over before one leaves, and taking them over."""

from collections.abc import Collection, Mapping

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Field, Form
from bot.chat.message import File, Message, line
from bot.commands import newcomers
from bot.commands.answers import letter_of, redrawn_letter
from bot.commands.ticks import Purpose
from bot.domain.errors import Gone
from bot.domain.ids import HandedId, LeavingId, UserId
from bot.domain.letter import Letter
from bot.presenters import handovers as presenter
from bot.presenters import leaving as leaving_presenter
from bot.services import handovers, leaving, roster, sheets
from bot.services.likeness import Answer

commands = Registry()


@commands.button("handto")
def which_colleague(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks which colleague somebody is handed over to."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    members = roster.others(ctx.uow, going.team, ctx.user.id)
    team = ctx.uow.teams.get(going.team)
    if not members or team is None:
        return Reply(message=leaving_presenter.no_colleague(team.name if team is not None else "your team"))
    fits = len(members) <= sheets.PAGE
    by_name = None if fits else ActionId("handwho", (going.id,))
    shown = members if fits else ()
    question = line("Who should take somebody over? Each is asked in their own digest, and may say no.")
    action = ActionId("handmore", (going.id,))
    return Reply(message=leaving_presenter.which_colleague(shown, action, question, by_name))


@commands.button("handwho", opens_form=True)
def colleague_asked(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks for a colleague by name, where the team is too large for a list."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    field = Field(name="who", label="Colleague", required=True, hint="Ben")
    form = Form(action=ActionId("handwho", (going.id,)), title="Hand over to whom?", fields=(field,), submit="Go on")
    return Reply(form=form)


@commands.form("handwho")
def colleague_named(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """The list of people for the colleague who was named."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    members = roster.others(ctx.uow, going.team, ctx.user.id)
    to = roster.named(members, values.get("who", ""), "who")
    return Reply(message=presenter.whom(handovers.begin(ctx.uow, ctx.user, going, to.user, 0, ctx.now), 0))


@commands.button("handmore", needs=2)
def list_begun(ctx: Context, args: tuple[str, ...]) -> Reply:
    """A list of people for a colleague, the first or a further one."""
    going = leaving.get(ctx.uow, ctx.user, LeavingId(args[0]))
    start = int(args[2]) if args[2:] and args[2].isascii() and args[2].isdecimal() and len(args[2]) < 6 else 0
    listed = handovers.begin(ctx.uow, ctx.user, going, UserId(args[1]), start, ctx.now)
    return Reply(message=presenter.whom(listed, 0), replace=True)


def _listed(ctx: Context, key: str, bits: int) -> Message:
    return presenter.whom(_sheet(ctx, key, chosen=False), bits)


def _chosen(ctx: Context, key: str, places: Collection[int]) -> Message:
    """Asks about addresses where those who were chosen have some, and offers them at once where none has."""
    listed = _sheet(ctx, key, chosen=False)
    if not set(places) & set(listed.people):
        return presenter.offered((), listed)
    chosen = handovers.choose(ctx.uow, ctx.user, listed, places, ctx.now)
    return presenter.whose_email(chosen, 0) if chosen.people else _offered(ctx, chosen, ())


def _addressed(ctx: Context, key: str, bits: int) -> Message:
    return presenter.whose_email(_sheet(ctx, key, chosen=True), bits)


def _decided(ctx: Context, key: str, places: Collection[int]) -> Message:
    return _offered(ctx, _sheet(ctx, key, chosen=True), places)


def _sheet(ctx: Context, key: str, *, chosen: bool) -> handovers.Sheet:
    """The list at that point: whom to hand over, or, once they are chosen, whose address goes along."""
    listed = handovers.sheet(ctx.uow, ctx.user, key, ctx.now)
    if bool(listed.chosen) is not chosen:
        raise Gone("That list is done with. To begin anew: /kith team leaving.")
    return listed


def _offered(ctx: Context, listed: handovers.Sheet, places: Collection[int]) -> Message:
    names = handovers.offer(ctx.uow, ctx.user, listed, places, ctx.now)
    return presenter.offered(names, listed)


@commands.button("takeover")
def taken_over(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes all over about whom nothing was said."""
    letter = letter_of(ctx, args[0])
    found = handovers.get(ctx.uow, ctx.user, letter, ctx.now)
    taken = handovers.take(ctx.uow, ctx.user, found, [each.id for each in found.handover.people], ctx.now)
    reply = redrawn_letter(ctx, letter)
    return Reply(message=reply.message, replace=True, also=(_told(ctx, taken, letter),))


@commands.button("takenot")
def declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Takes nobody over."""
    letter = letter_of(ctx, args[0])
    handovers.decline(ctx.uow, handovers.get(ctx.uow, ctx.user, letter, ctx.now))
    return redrawn_letter(ctx, letter)


@commands.button("takesome")
def list_shown(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The list of whom to take over, the first or a further one."""
    start = int(args[1]) if args[1:] and args[1].isascii() and args[1].isdecimal() and len(args[1]) < 6 else 0
    listed = handovers.to_choose(ctx.uow, ctx.user, letter_of(ctx, args[0]), start, ctx.now)
    return Reply(message=presenter.which(listed, 0), replace=bool(args[1:]))


@commands.button("takesame", needs=3)
def same_or_other(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Somebody is the one who is in the book, or another; they are taken over so."""
    letter = letter_of(ctx, args[0])
    if args[2] not in list(Answer):
        raise Gone("This button is from another version of me.")
    found = handovers.get(ctx.uow, ctx.user, letter, ctx.now)
    person = HandedId(args[1])
    taken = handovers.take(ctx.uow, ctx.user, found, [person], ctx.now, {person: Answer(args[2])})
    handovers.redraw(ctx.uow, ctx.user, letter, ctx.now)
    return Reply(message=_told(ctx, taken, letter), replace=True)


def _which(ctx: Context, key: str, bits: int) -> Message:
    return presenter.which(handovers.choice(ctx.uow, ctx.user, key, ctx.now), bits)


def _take(ctx: Context, key: str, places: Collection[int]) -> Message:
    listed = handovers.choice(ctx.uow, ctx.user, key, ctx.now)
    people = [each.id for place, each in listed.people.items() if place in places]
    if not people:
        return presenter.put_aside(listed)
    taken = handovers.take(ctx.uow, ctx.user, listed.offered, people, ctx.now)
    handovers.redraw(ctx.uow, ctx.user, listed.letter, ctx.now)
    return _told(ctx, taken, listed.letter)


def _told(ctx: Context, taken: handovers.Taken, letter: Letter) -> Message:
    return presenter.taken(taken, letter.id, newcomers.offer(ctx, taken.likely))


PURPOSES: Mapping[str, Purpose] = {
    presenter.OFFER: Purpose(show=_listed, do=_chosen),
    presenter.EMAIL: Purpose(show=_addressed, do=_decided),
    presenter.TAKE: Purpose(show=_which, do=_take),
}
"""What the lists to tick do."""
