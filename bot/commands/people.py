"""Commands about single people: add, log, keep, show."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.option import day_option, people_option, rest_option, text_option
from bot.commands import care
from bot.commands.complete import contact_names, labels, zones
from bot.commands.edit_fields import introducer, zone_of
from bot.commands.options import (
    How,
    Rhythm,
    birthday_option,
    helped_option,
    how_option,
    list_option,
    rhythm_option,
)
from bot.domain.contact import Contact
from bot.domain.errors import InputError, Nobody
from bot.domain.ids import ContactId
from bot.domain.interaction import Began, Helped, Medium
from bot.language.calling_cards import CallingCard, calling_card
from bot.language.dates import Birthday
from bot.language.mentions import mention_of, spoken
from bot.language.next_step import split_note
from bot.language.profile_links import profile_link
from bot.presenters import people as presenter
from bot.services import care as services
from bot.services import contacts, finding, interactions, next_steps, nudges, sharing
from bot.services.background import background

commands = Registry()


@dataclass(frozen=True, slots=True)
class AddArgs:
    """What is said about somebody new."""

    name: Annotated[str, text_option("Their name", hint="Sam Carter", mentioned=True)]
    rhythm: Annotated[Rhythm, rhythm_option("How often to keep in touch: a circle or a cadence")] = Rhythm()
    company: Annotated[str, text_option("Where they work")] = ""
    birthday: Annotated[Birthday | None, birthday_option()] = None
    title: Annotated[str, text_option("What they do", asked=False)] = ""
    email: Annotated[tuple[str, ...], list_option("Their e-mail address", asked=False)] = ()
    phone: Annotated[str, text_option("Their phone number", asked=False)] = ""
    tags: Annotated[
        tuple[str, ...],
        list_option("Labels, for finding them again", hint="climbing berlin", asked=False, complete=labels),
    ] = ()
    met: Annotated[str, text_option("How you met", label="How you met", asked=False)] = ""
    introducedby: Annotated[
        str,
        text_option("Who introduced you", label="Introduced by", asked=False, complete=contact_names, names=True),
    ] = ""
    zone: Annotated[str, text_option("Their time zone: dates are told on their day", asked=False, complete=zones)] = ""
    profile: Annotated[str, text_option("A page about them, such as their profile on LinkedIn", asked=False)] = ""
    about: Annotated[str, rest_option("What to remember about them", label="About")] = ""


def _of_a_link(text: str) -> dict[str, str] | None:
    """What a link to somebody's profile tells about them."""
    link = profile_link(text)
    return {"name": link.name, "profile": link.url} if link is not None else None


def _card(args: AddArgs) -> CallingCard:
    """What was typed as the name; whole where it tells anew what the line says by itself."""
    card = calling_card(args.name)
    twice = (
        args.company and card.company,
        args.title and card.title,
        args.phone and card.phone,
        args.profile and card.url,
    )
    return CallingCard(args.name) if any(twice) else card


@commands.command(
    "add",
    "Add somebody you want to stay in touch with",
    examples=(
        "Sam Carter close",
        "Priya Nair every 6 weeks company:Acme birthday:14 may: met at the climbing hall",
        "Lea Roth, CFO, Acme Ltd, lea@acme.example",
    ),
    pasted=_of_a_link,
)
def add(args: AddArgs, ctx: Context) -> Reply:
    """A contact."""
    mention = mention_of(args.name)
    if mention is not None and not mention.label:
        raise InputError("name", "I can't tell the name of whom you mention. Please type it, for example: Sam Carter.")
    card = CallingCard(mention.label) if mention is not None else _card(args)
    phone = args.phone or card.phone
    profile = contacts.Profile(
        name=card.name,
        aliases=(mention.alias,) if mention is not None else (),
        url=args.profile or card.url,
        company=args.company or card.company,
        title=args.title or card.title,
        emails=(*args.email, *card.emails),
        phones=(phone,) if phone else (),
        tags=args.tags,
        about=args.about,
        met=args.met,
        introduced_by=introducer(ctx, None, args.introducedby),
        zone=zone_of(args.zone),
        birthday=args.birthday,
        circle=args.rhythm.circle,
        cadence=args.rhythm.cadence,
    )
    before = services.load(ctx.uow, ctx.user, ctx.today)
    new = contacts.add(ctx.uow, ctx.user, profile, ctx.now)
    return Reply(message=care.with_load(ctx, presenter.added(new, card), before, new.contact))


@dataclass(frozen=True, slots=True)
class LogArgs:
    """Having been in touch."""

    people: Annotated[tuple[str, ...], people_option("Who you were in touch with", complete=contact_names)]
    how: Annotated[How, how_option()] = How()
    when: Annotated[
        date | None, day_option("Which day; today if you leave it out", lean="past", hint="yesterday, last friday")
    ] = None
    note: Annotated[str, rest_option("What to remember next time", hint="Her new job starts in May")] = ""
    favour: Annotated[Helped, helped_option()] = Helped.NOBODY


@commands.command(
    "log",
    "Note that you were in touch with somebody",
    examples=(
        "Sam coffee yesterday: her new job. Ask about the flat in 2 weeks",
        "Sam, Priya call",
        "Priya they wrote 3 days ago",
        "Sam call they helped: the visa",
    ),
)
def log(args: LogArgs, ctx: Context) -> Reply:
    """An interaction with one contact or several."""
    people = finding.find_all(ctx.uow, ctx.user.id, args.people)
    note, steps = split_note(args.note, today=ctx.today, day_first=ctx.user.preferences.day_first)
    logged = interactions.log(
        ctx.uow,
        ctx.user,
        people,
        on=args.when or ctx.today,
        medium=args.how.medium,
        began=args.how.began,
        note=note,
        helped=args.favour,
        now=ctx.now,
    )
    opened = next_steps.take(ctx.uow, ctx.user, logged.contacts, steps, logged.interaction.id, ctx.now)
    said = presenter.logged(replace(logged, opened=(*logged.opened, *opened)), ctx.today)
    return Reply(message=care.with_offers(ctx, said, logged.contacts))


@dataclass(frozen=True, slots=True)
class KeepArgs:
    """Whom, and how often."""

    people: Annotated[tuple[str, ...], people_option("Who to keep in touch with", complete=contact_names)]
    rhythm: Annotated[Rhythm, rhythm_option("A circle (close), a cadence (every 6 weeks), or off")]


@commands.command(
    "keep",
    "Set how often to keep in touch with somebody, or with several",
    examples=("Sam close", "Priya every 6 weeks", "Sam, Priya wider", "Sam off"),
)
def keep(args: KeepArgs, ctx: Context) -> Reply:
    """The circle or cadence of one contact or several."""
    people = finding.find_all(ctx.uow, ctx.user.id, args.people)
    circle, cadence = args.rhythm.circle, args.rhythm.cadence
    before = services.load(ctx.uow, ctx.user, ctx.today)
    if len(people) > 1:
        wishes = [contacts.Wish(each, circle, cadence) for each in people]
        all_kept, change = contacts.keep_several(ctx.uow, ctx.user, wishes, ctx.now)
        return Reply(message=care.with_load(ctx, presenter.several_kept(all_kept, change), before))
    kept, change = contacts.keep(ctx.uow, ctx.user, people[0], circle, cadence, ctx.now)
    answer = presenter.kept(kept, contacts.due_on(ctx.uow, ctx.user, kept), change, ctx.today)
    return Reply(message=care.with_load(ctx, answer, before, kept))


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
        words = spoken(args.words)
        found = finding.search(ctx.uow, ctx.user.id, words)
        if len(found) != 1:
            return Reply(message=presenter.found(found, words))
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
    return Reply(message=care.with_offers(ctx, presenter.logged(logged, ctx.today), logged.contacts))


def _portrait(ctx: Context, person: Contact) -> presenter.Portrait:
    uow, user = ctx.uow, ctx.user
    tie = uow.contacts.tie(user.id, person.id)
    return presenter.Portrait(
        contact=person,
        tie=tie,
        dates=uow.dates.of(user.id, person.id),
        background=background(uow, user, person, tie, ctx.today),
        due_on=contacts.due_on(uow, user, person),
        shared=sharing.is_open(uow, user, person),
        introduced_by=finding.name_of(uow, user.id, person.introduced_by),
    )
