"""The command that changes what is known about somebody, by line and by form, and the buttons of a merge."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import TITLE_LIMIT, Choice, Form
from bot.chat.message import Buttons, File
from bot.chat.option import Option, person_option, rest_option, text_option, word_option
from bot.commands import edit_fields
from bot.commands.complete import contact_names, whom, zones
from bot.commands.people import show_pressed
from bot.domain.contact import Contact
from bot.domain.errors import Gone, InputError
from bot.domain.ids import ContactId
from bot.language.line import people
from bot.presenters import editing as presenter
from bot.services import editing, finding, merging
from bot.services.editing import Edit

commands = Registry()

_ACTS: Mapping[str, tuple[str, str]] = {
    "archive": ("state", "archived"),
    "deceased": ("state", "deceased"),
    "do not contact": ("state", "do not contact"),
    "rest": ("state", "resting"),
    "active": ("state", "active"),
    "only slack": ("only", "slack"),
    "only discord": ("only", "discord"),
    "only console": ("only", "console"),
    "anywhere": ("only", edit_fields.ANYWHERE),
}
"""What each act sets."""
_MERGE = "merge"
_WORDS = {
    **{act: act for act in (*_ACTS, _MERGE)},
    **dict.fromkeys(("archived", "hide"), "archive"),
    **dict.fromkeys(("died", "dead", "has died", "passed away"), "deceased"),
    **dict.fromkeys(("dnc", "don't contact", "dont contact", "never contact"), "do not contact"),
    **dict.fromkeys(("resting",), "rest"),
    **dict.fromkeys(("back", "reactivate", "unarchive", "wake"), "active"),
    **{f"{platform} only": f"only {platform}" for platform in ("slack", "discord", "console")},
    **dict.fromkeys(("everywhere", "any platform"), "anywhere"),
}


def _act(value: str) -> str:
    if value not in (*_ACTS, _MERGE):
        raise ValueError(value)
    return value


def _field(help: str, label: str, hint: str = "") -> Option:
    return text_option(help, label=label, hint=hint, asked=False)


@dataclass(frozen=True, slots=True)
class EditArgs:
    """Whom, and what should be different; every field is read as the form reads it."""

    person: Annotated[str, person_option("Who to change", complete=contact_names, adds=True)]
    act: Annotated[
        str,
        word_option(
            "Archive, deceased, do not contact, rest, active, only slack, only discord, anywhere, merge",
            label="Or what becomes of them",
            words=_WORDS,
            read=_act,
            choices=tuple(Choice(act, act) for act in (*_ACTS, _MERGE)),
        ),
    ] = ""
    name: Annotated[str, _field("Another name", "Name", "Samuel Carter")] = ""
    company: Annotated[str, _field("Where they work; a dash empties it, as it does below", "Company")] = ""
    title: Annotated[str, _field("What they do", "Title")] = ""
    birthday: Annotated[str, _field("14 May, or 14 May 1990", "Birthday")] = ""
    anniversary: Annotated[str, _field("3 June, or 3 June 2015", "Anniversary")] = ""
    email: Annotated[str, _field("One more e-mail address", "E-mail")] = ""
    phone: Annotated[str, _field("One more phone number", "Phone")] = ""
    tags: Annotated[str, _field("More labels, for finding them again", "Tags")] = ""
    alias: Annotated[str, _field("Another name that you call them", "Also called")] = ""
    profile: Annotated[str, _field("The address of a page about them", "Profile")] = ""
    met: Annotated[str, _field("How you met", "How you met")] = ""
    introducedby: Annotated[
        str,
        text_option("Who introduced you", label="Introduced by", asked=False, complete=contact_names, names=True),
    ] = ""
    zone: Annotated[
        str, text_option("Their time zone: dates are told on their day", label="Zone", asked=False, complete=zones)
    ] = ""
    merge: Annotated[
        str,
        text_option("Who is the same person", label="The same as", asked=False, complete=contact_names, names=True),
    ] = ""
    about: Annotated[str, rest_option("What to remember about them, instead of what is there", label="About")] = ""


@commands.command(
    "edit",
    "Change somebody: rename, fields, archive, do not contact, one platform, merge",
    examples=(
        "Sam company:Acme title:CTO",
        'Sam name:"Samuel Carter" birthday:14 may',
        "Sam company:-",
        "Sam archive",
        "Sam merge with Priya",
    ),
    opens_form=True,
)
def edit(args: EditArgs, ctx: Context) -> Reply:
    """Changes what is given; opens the form of the commonest fields where nothing is."""
    whom, other = _whom(args)
    person = finding.find(ctx.uow, ctx.user.id, whom)
    texts = {each.name: str(getattr(args, each.name)) for each in fields(args) if each.name not in _NO_FIELDS}
    given = {name: text for name, text in texts.items() if text}
    if (other or args.act == _MERGE) and given:
        raise InputError("merge", "One after the other, please: merge them first, and change the rest then.")
    if other:
        same = finding.find(ctx.uow, ctx.user.id, other)
        return Reply(message=presenter.preview(merging.preview(ctx.uow, ctx.user, person, same)))
    if args.act == _MERGE:
        raise InputError("merge", f"Who is the same person as {person.name}? Try: {person.name} merge with Sammy.")
    if args.act in _ACTS:
        given |= [_ACTS[args.act]]
    if not given:
        return Reply(form=_form(ctx, person, 0))
    return _save(ctx, person, edit_fields.read(ctx, person, given, add=True))


_NO_FIELDS = ("person", "act", "merge")


def _whom(args: EditArgs) -> tuple[str, str]:
    """Whom to change, and whom they are to be merged with: "sam merge with sammy", or by name."""
    names = people(args.person)
    if args.act == _MERGE and not args.merge and len(names) == 2:
        return names
    return args.person, args.merge


def _save(ctx: Context, person: Contact, wanted: Edit, step: int | None = None) -> Reply:
    if wanted.contact == person and not wanted.dates:
        return Reply(message=presenter.unchanged(person))
    after, change = editing.edit(ctx.uow, ctx.user, person, wanted, ctx.now)
    differing = {name for name in _COLUMNS if getattr(after, name) != getattr(person, name)}
    names = {_COLUMNS[name] for name in differing} | set(wanted.dates)
    card = show_pressed(ctx, (after.id,)).message
    assert card is not None
    said = presenter.changed(person, after, edit_fields.labels(dict.fromkeys(names)), card, change)
    if step is None:
        return Reply(message=said)
    more = presenter.steps(after, step, [name for name, _ in edit_fields.STEPS])
    undo = tuple(each for part in said.parts if isinstance(part, Buttons) for each in part.buttons[:1])
    return Reply(message=replace(said, parts=(*said.parts[:-1], Buttons((*undo, *more)))), replace=True)


_COLUMNS = {
    "company": "company",
    "title": "title",
    "about": "about",
    "emails": "email",
    "phones": "phone",
    "aliases": "alias",
    "tags": "tags",
    "url": "profile",
    "met": "met",
    "introduced_by": "introducedby",
    "zone": "zone",
}
"""What the answer names as changed; a name, a state and a platform have sentences of their own."""


@commands.button("edit", opens_form=True)
def edit_pressed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Opens one of the forms of a contact."""
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[0]))
    return Reply(form=_form(ctx, person, _step(args)))


@commands.form("edit", complete={"zone": zones, "introducedby": whom, "merge": whom})
def edit_filled(ctx: Context, args: tuple[str, ...], values: Mapping[str, str], files: Mapping[str, File]) -> Reply:
    """Changes what differs from what is stored, or says what is wrong with each field."""
    person, step = finding.get(ctx.uow, ctx.user.id, ContactId(args[0])), _step(args)
    asked = [each.name for each in edit_fields.STEPS[step][1] if each.name in values]
    given = {name: values[name] for name in asked if values[name] != edit_fields.value(ctx, person, name)}
    same = given.pop("merge", "")
    wanted = edit_fields.read(ctx, person, given, add=False)
    if same:
        other = edit_fields.picked(ctx, "merge", same)
        return Reply(message=presenter.preview(merging.preview(ctx.uow, ctx.user, person, other)))
    return _save(ctx, person, wanted, step)


def _step(args: tuple[str, ...]) -> int:
    if not args[1:]:
        return 0
    if not args[1].isdecimal() or int(args[1]) >= len(edit_fields.STEPS):
        raise Gone("This button is from an older version of me. Please give the command again.")
    return int(args[1])


def _form(ctx: Context, person: Contact, step: int) -> Form:
    action = ActionId("edit", (person.id, str(step)))
    title = f"Edit {person.name}"
    return Form(
        action=action,
        title=title if len(title) <= TITLE_LIMIT else "Edit",
        fields=tuple(edit_fields.fields(ctx, person, step)),
        reopen=action,
    )


@commands.button("mergeask", needs=2)
def merge_asked(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Shows what a merge would do, the other way round."""
    into, other = (finding.get(ctx.uow, ctx.user.id, ContactId(each)) for each in args[:2])
    return Reply(message=presenter.preview(merging.preview(ctx.uow, ctx.user, into, other)), replace=True)


@commands.button("merge", needs=2)
def merge_confirmed(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Does what the preview said, as things stand now."""
    into, other = ContactId(args[0]), ContactId(args[1])
    return Reply(message=presenter.merged(*merging.merge(ctx.uow, ctx.user, into, other, ctx.now)), replace=True)


@commands.button("mergenot")
def merge_declined(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Nothing is merged."""
    return Reply(message=presenter.not_merged(), replace=True)
