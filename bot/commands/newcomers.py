"""After an import: whom of the new people to keep in touch with; a few at a time, the likeliest first."""

from datetime import timedelta

from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.domain.cadence import Circle
from bot.domain.errors import Gone
from bot.domain.ids import ContactId, DraftId
from bot.ports import Draft
from bot.presenters import newcomers as presenter
from bot.services import contacts, finding

commands = Registry()

PAGE = 5
"""People asked about at once: with four buttons each they fill a message of Discord's, which holds 25."""
_KEPT = timedelta(days=1)
_GONE = "I kept that list for a day and have let it go since. You can still keep anybody by name: /kith keep Sam close"
_NOT_NOW = "no"


def offer(ctx: Context, people: tuple[ContactId, ...]) -> DraftId | None:
    """A draft that holds the people to ask about; None if there are none."""
    if not people:
        return None
    draft = DraftId(ctx.uow.new_id())
    _keep(ctx, draft, list(people), [])
    return draft


@commands.button("keepsome")
def keep_some(ctx: Context, args: tuple[str, ...]) -> Reply:
    """The people to choose from, from the first on or from so many on."""
    return _page(ctx, _load(ctx, args[0]), _start(args[1:2]), replace=len(args) > 1)


@commands.button("keepone", needs=4)
def keep_one(ctx: Context, args: tuple[str, ...]) -> Reply:
    """Keeps one of them in a circle, or asks about them no more; the list is drawn anew."""
    draft = _load(ctx, args[0])
    person = finding.get(ctx.uow, ctx.user.id, ContactId(args[2]))
    if args[3] in list(Circle):
        if person.circle is not Circle(args[3]):
            contacts.keep(ctx.uow, ctx.user, person, Circle(args[3]), None, ctx.now)
    elif args[3] == _NOT_NOW:
        people, declined = _people(draft, "people"), _people(draft, "declined")
        ctx.uow.drafts.remove(ctx.user.id, draft.id)
        draft = _keep(ctx, draft.id, people, list(dict.fromkeys((*declined, person.id))))
    else:
        raise Gone(_GONE)
    return _page(ctx, draft, _start(args[1:2]), replace=True)


def _page(ctx: Context, draft: Draft, start: int, *, replace: bool) -> Reply:
    people, declined = _people(draft, "people"), _people(draft, "declined")
    asked = people[start : start + PAGE]
    found = ctx.uow.contacts.many(ctx.user.id, asked)
    shown = [found[each] for each in asked if each in found and each not in declined]
    ties = ctx.uow.contacts.ties(ctx.user.id, [each.id for each in shown])
    more = start + PAGE if start + PAGE < len(people) else None
    message = presenter.choose(draft.id, shown, ties, ctx.today, start=start, more=more)
    return Reply(message=message, replace=replace)


def _load(ctx: Context, draft: str) -> Draft:
    found = ctx.uow.drafts.get(ctx.user.id, DraftId(draft), ctx.now)
    if found is None or "declined" not in found.payload:
        raise Gone(_GONE)
    return found


def _keep(ctx: Context, draft: DraftId, people: list[ContactId], declined: list[ContactId]) -> Draft:
    kept = Draft(id=draft, user=ctx.user.id, payload={"people": people, "declined": declined}, until=ctx.now + _KEPT)
    ctx.uow.drafts.add(kept)
    return kept


def _people(draft: Draft, which: str) -> list[ContactId]:
    listed = draft.payload[which]
    assert isinstance(listed, list)
    return [ContactId(str(each)) for each in listed]


def _start(args: tuple[str, ...]) -> int:
    return int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 4 else 0
