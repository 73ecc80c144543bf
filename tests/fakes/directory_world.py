"""A team whose members share people at every level, made at once; and all that one of them then gets to see.

Holds no test. `Book` is what hypothesis makes teams of.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.event import Called, Pressed, Reply
from bot.domain.interaction import Began, Medium
from bot.domain.team import Edge, Scope, Share
from bot.domain.user import Platform, Preferences, User
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.services import contacts, directory, interactions, membership, users
from tests.fakes.kith import HOME, Bot, buttons_of

ASKER = "Asker"
_OPAQUE = re.compile(r"\b[a-z2-7]{16}\b")
CODE = re.compile(r"\b[a-hjkmnp-z2-9]{10}\b")
"""What invite codes look like."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in a member's book, and what the team may see of them."""

    name: str
    level: Share = Share.OPEN
    company: str = ""
    tags: tuple[str, ...] = ()
    email: str = ""
    days: int | None = None
    edge: Edge | None = None


Book = Sequence[Known]


def found_team(bot: Bot, books: Mapping[str, Book]) -> None:
    """Let these people join the team of the workspace, with their books."""
    with bot.kith.store.write() as uow:
        for name, book in books.items():
            member = _visit(bot, uow, name)
            workspace = uow.teams.workspace(Platform.SLACK, HOME)
            joined = membership.join(uow, member, workspace, "", manages=False).membership
            sharing = membership.switch_sharing(uow, member, joined, on=True)
            membership.be_pictured(uow, sharing, on=True)
            membership.be_recognised(uow, joined, f"{name.casefold()}@team.example")
            for known in book:
                _add(bot, uow, member, known)
            directory.refresh_teams(uow, member)
        uow.commit()


def _visit(bot: Bot, uow: UnitOfWork, name: str) -> User:
    who = bot.person(name).who
    visitor = users.Visitor(
        platform=who.platform,
        scope=who.scope,
        external=who.external,
        name=who.name,
        workspace=who.workspace,
        workspace_name=who.workspace_name,
        zone="",
        locale="",
    )
    return users.visit(uow, visitor, Preferences(), bot.clock())[0]


def _add(bot: Bot, uow: UnitOfWork, member: User, known: Known) -> None:
    profile = contacts.Profile(
        name=known.name,
        company=known.company,
        tags=known.tags,
        emails=(known.email,) if known.email else (),
        birthday=Birthday(month=5, day=14),
    )
    contact = contacts.create(uow, member, profile, bot.clock())
    if known.days is not None:
        on = bot.clock().date() - timedelta(days=known.days)
        happened = {"medium": Medium.IN_PERSON, "began": Began.BOTH, "note": ""}
        interactions.log(uow, member, (contact,), on=on, now=bot.clock(), **happened)  # type: ignore[arg-type]
    for each in uow.teams.memberships(member.id):
        uow.teams.share(member.id, each.team, Scope.CONTACT, contact.id, known.level)
        if known.edge is not None:
            uow.teams.say(member.id, each.team, contact.id, known.edge)


async def seen(
    bot: Bot, questions: Iterable[str], beginnings: Iterable[str], asked: Iterable[str] = (), after: Iterable[str] = ()
) -> dict[str, str]:
    """All that the asker is shown: replies with their buttons and errors, suggestions, and what came by itself.

    What is `asked` is looked up and then asked privately; the lines `after` that are said once all was.
    """
    asker = bot.person(ASKER)
    shown = {}
    for line in questions:
        shown[line] = _without_ids(await said(bot, line))
    for line in asked:
        offer = await pressed(bot, "Ask privately?", await said(bot, line))
        shown[f"offered after {line}"] = _without_ids(offer)
        for time in ("asked", "asked again"):
            shown[f"{time} after {line}"] = _without_ids(await pressed(bot, "Ask", offer))
    for line in after:
        shown[f"{line} afterwards"] = _without_ids(await said(bot, line))
    for beginning in beginnings:
        shown[f"suggested for {beginning}"] = repr(await asker.complete("whoknows", "words", beginning))
    shown["messages"] = repr(asker.inbox)
    return shown


async def said(bot: Bot, line: str) -> Reply:
    """The answer to a line of the asker."""
    command, _, rest = line.partition(" ")
    return await bot.dispatcher.dispatch(Called(who=bot.person(ASKER).who, key="", command=command, line=rest))


async def pressed(bot: Bot, label: str, on: Reply) -> Reply:
    """What the asker gets for a button of an answer; the answer itself where it has none with that label."""
    found = [each for _, each in buttons_of(on.message) if each.label == label] if on.message is not None else []
    if not found:
        return on
    return await bot.dispatcher.dispatch(Pressed(who=bot.person(ASKER).who, key="", action=found[0].action))


def _without_ids(reply: Reply) -> str:
    return CODE.sub("CODE", _OPAQUE.sub("ID", repr(reply)))
