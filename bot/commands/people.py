"""Commands about single people: add, log, keep, show, forget."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.option import day_option, people_option, person_option, rest_option, text_option
from bot.commands.complete import contact_names
from bot.commands.options import How, Rhythm, birthday_option, how_option, list_option, rhythm_option
from bot.domain.contact import Contact
from bot.domain.errors import Nobody
from bot.domain.ids import ContactId
from bot.domain.interaction import Began, Medium
from bot.domain.reminder import ReminderKind
from bot.language.dates import Birthday
from bot.presenters import people as presenter
from bot.services import contacts, finding, interactions, nudges, sharing

commands = Registry()


@dataclass(frozen=True, slots=True)
class AddArgs:
    """What is said about somebody new."""

    name: Annotated[str, text_option("Their name", hint="Sam Carter")]
    rhythm: Annotated[Rhythm, rhythm_option("How often to keep in touch: a circle or a cadence")] = Rhythm()
    company: Annotated[str, text_option("Where they work")] = ""
    birthday: Annotated[Birthday | None, birthday_option()] = None
    title: Annotated[str, text_option("What they do", asked=False)] = ""
    email: Annotated[tuple[str, ...], list_option("Their e-mail address", asked=False)] = ()
    phone: Annotated[str, text_option("Their phone number", asked=False)] = ""
    tags: Annotated[
        tuple[str, ...], list_option("Labels, for finding them again", hint="climbing berlin", asked=False)
    ] = ()
    about: Annotated[str, rest_option("What to remember about them", label="About")] = ""


@commands.command(
    "add",
    "Add somebody you want to stay in touch with",
    examples=("Sam Carter close", "Priya Nair every 6 weeks company:Acme birthday:14 may: met at the climbing hall"),
)
def add(args: AddArgs, ctx: Context) -> Reply:
    """A contact."""
    profile = contacts.Profile(
        name=args.name,
        company=args.company,
        title=args.title,
        emails=args.email,
        phones=(args.phone,) if args.phone else (),
        tags=args.tags,
        about=args.about,
        birthday=args.birthday,
        circle=args.rhythm.circle,
        cadence=args.rhythm.cadence,
    )
    return Reply(message=presenter.added(contacts.add(ctx.uow, ctx.user, profile, ctx.now)))


@dataclass(frozen=True, slots=True)
class LogArgs:
    """Having been in touch."""

    people: Annotated[tuple[str, ...], people_option("Who you were in touch with", complete=contact_names)]
    how: Annotated[How, how_option()] = How()
    when: Annotated[
        date | None, day_option("Which day; today if you leave it out", lean="past", hint="yesterday, last friday")
    ] = None
    note: Annotated[str, rest_option("What to remember next time", hint="Her new job starts in May")] = ""


@commands.command(
    "log",
    "Note that you were in touch with somebody",
    examples=("Sam coffee yesterday: her new job", "Sam, Priya call", "Priya they wrote 3 days ago"),
)
def log(args: LogArgs, ctx: Context) -> Reply:
    """An interaction with one contact or several."""
    people = finding.find_all(ctx.uow, ctx.user.id, args.people)
    logged = interactions.log(
        ctx.uow,
        ctx.user,
        people,
        on=args.when or ctx.today,
        medium=args.how.medium,
        began=args.how.began,
        note=args.note,
        now=ctx.now,
    )
    return Reply(message=presenter.logged(logged, ctx.today))


@dataclass(frozen=True, slots=True)
class KeepArgs:
    """Whom, and how often."""

    person: Annotated[str, person_option("Who to keep in touch with", complete=contact_names, adds=True)]
    rhythm: Annotated[Rhythm, rhythm_option("A circle (close), a cadence (every 6 weeks), or off")]


@commands.command(
    "keep",
    "Set how often to keep in touch with somebody",
    examples=("Sam close", "Priya every 6 weeks", "Sam off"),
)
def keep(args: KeepArgs, ctx: Context) -> Reply:
    """A contact's circle or cadence."""
    person = finding.find(ctx.uow, ctx.user.id, args.person)
    kept, change = contacts.keep(ctx.uow, ctx.user, person, args.rhythm.circle, args.rhythm.cadence, ctx.now)
    return Reply(message=presenter.kept(kept, _due_on(ctx, kept), change, ctx.today))


@dataclass(frozen=True, slots=True)
class ShowArgs:
    """A person, or words to find several by."""

    words: Annotated[
        str, text_option("A name, a company, a tag", label="Who", hint="Sam", complete=contact_names, names=True)
    ]


@commands.command("show", "Show a person, or find people by company or tag", examples=("Sam", "Acme"), reads=True)
def show(args: ShowArgs, ctx: Context) -> Reply:
    """A contact's card, or the contacts that the words are found in."""
    try:
        person = finding.find(ctx.uow, ctx.user.id, args.words)
    except Nobody:
        found = finding.search(ctx.uow, ctx.user.id, args.words)
        if len(found) != 1:
            return Reply(message=presenter.found(found, args.words))
        person = found[0]
    return Reply(message=presenter.card(_portrait(ctx, person), ctx.today))


@commands.button("show")
def show_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The card of a contact."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    return Reply(message=presenter.card(_portrait(ctx, person), ctx.today))


@commands.button("met")
def met(ctx: Context, args: tuple[str, ...]) -> Reply:
    """In touch with a contact today: talked, or wrote to them."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    how = How(Medium.MESSAGE, Began.ME) if args[1:] == ("wrote",) else How()
    if nudges.is_noted(ctx.uow, ctx.user, person, ctx.today, how.medium, how.began):
        return Reply(message=presenter.noted_before(person))
    logged = interactions.log(
        ctx.uow, ctx.user, (person,), on=ctx.today, medium=how.medium, began=how.began, note="", now=ctx.now
    )
    return Reply(message=presenter.logged(logged, ctx.today))


@dataclass(frozen=True, slots=True)
class ForgetArgs:
    """Whom to erase."""

    person: Annotated[str, person_option("Who to erase", complete=contact_names)]


@commands.command("forget", "Erase somebody and everything noted about them", examples=("Sam",), reads=True)
def forget(args: ForgetArgs, ctx: Context) -> Reply:
    """Asks before erasing."""
    return Reply(message=presenter.confirm_forget(finding.find(ctx.uow, ctx.user.id, args.person)))


@commands.button("forget")
def forget_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Asks before erasing."""
    return Reply(message=presenter.confirm_forget(finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))))


@commands.button("forgetyes")
def forget_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Erases for good."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    contacts.forget(ctx.uow, ctx.user, person, ctx.now)
    return Reply(message=presenter.forgotten(person.name), replace=True)


def _portrait(ctx: Context, person: Contact) -> presenter.Portrait:
    uow, user = ctx.uow, ctx.user
    return presenter.Portrait(
        contact=person,
        tie=uow.contacts.tie(user.id, person.id),
        dates=uow.dates.of(user.id, person.id),
        timeline=uow.interactions.of(user.id, person.id, presenter.TIMELINE),
        due_on=_due_on(ctx, person),
        shared=sharing.is_open(uow, user, person),
    )


def _due_on(ctx: Context, person: Contact) -> date | None:
    reminders = ctx.uow.reminders.of(ctx.user.id, person.id)
    return next((each.due_on for each in reminders if each.kind is ReminderKind.CADENCE), None)
