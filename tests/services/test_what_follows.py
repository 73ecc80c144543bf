"""What follows from the facts is right after every act: ties, what the team sees, the next plan.

A walk through random acts, undo among them. After each, what is stored is compared with what is worked out anew.
"""

import random
from collections.abc import Iterator

import pytest

from bot.domain.strength import tie_of
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import directory, reckoning
from tests.fakes.kith import Bot, Person
from tests.fakes.shelf import Rows

STEPS = 25
NAMES = ("Sam Carter", "Priya Nair", "Jo Diaz")
ACTS = (
    "/kith log {name} coffee {days} days ago: {days}",
    "/kith log {name}, {other} they wrote {days} days ago",
    "/kith keep {name} every {days} days",
    "/kith keep {name} off",
    "/kith later {name} in {days} days",
    "/kith privacy {name} open",
    "/kith privacy {name} never",
    "/kith privacy {name} ask",
    "/kith privacy {name} vouch",
    "/kith privacy {name} don't ask",
    "/kith privacy Acme open",
    "/kith privacy company Acme ask",
    "/kith privacy close circle open",
    "/kith privacy #climbing {level}",
    "/kith keep {name} {circle}",
    "/kith team sharing off",
    "/kith team sharing on",
    "/kith team join",
    "/kith team leave",
    "/kith settings hour {hour}",
    "/kith settings days mon, {day}",
    "/kith undo",
    "/kith undo",
)


def acts(seed: int) -> Iterator[str]:
    """Lines that a person may type, the same for a seed."""
    choose = random.Random(seed)
    for _ in range(STEPS):
        name, other = choose.sample(NAMES, 2)
        yield choose.choice(ACTS).format(
            name=name,
            other=other,
            days=choose.randint(1, 60),
            level=choose.choice(("open", "ask", "never")),
            circle=choose.choice(("inner", "close", "wider")),
            hour=choose.randint(0, 23),
            day=choose.choice(("tue", "sat")),
        )


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_done_what_follows_is_right(bot: Bot, seed: int) -> None:
    ana = await start(bot)
    for line in acts(seed):
        await ana.say(line)
        with bot.kith.store.read() as uow:
            check_ties(uow, user(uow, bot))
        await check_directory(bot, line)
        await check_plan(bot, line)


async def start(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for name in NAMES:
        await ana.say(f"/kith add {name} every 6 weeks company:Acme tags:climbing birthday:14 may")
        await ana.say(f"/kith log {name} coffee yesterday: hello")
    await ana.say("/kith team join")
    await ana.say("/kith team sharing on")
    return ana


def user(uow: UnitOfWork, bot: Bot) -> User:
    account = bot.person("Ana").who
    found = uow.users.find(account.platform, account.scope, account.external)
    assert found is not None
    someone = uow.users.get(found.user)
    assert someone is not None
    return someone


def check_ties(uow: UnitOfWork, ana: User) -> None:
    for contact in uow.contacts.all(ana.id):
        stored, worked_out = uow.contacts.tie(ana.id, contact.id), tie_of(uow.interactions.of(ana.id, contact.id))
        assert (stored.last_on, stored.peak_on) == (worked_out.last_on, worked_out.peak_on), contact.name
        assert stored.decay == pytest.approx(worked_out.decay), contact.name
        assert stored.peak == pytest.approx(worked_out.peak), contact.name


async def check_directory(bot: Bot, line: str) -> None:
    """The rows of what is shared, as they are and as they would be written now."""
    before = seen(bot.shelf.rows())
    with bot.kith.store.write() as uow:
        ana = user(uow, bot)
        for membership in uow.teams.memberships(ana.id):
            uow.directory.remove(membership.team, ana.id)
            directory.refresh_all(uow, ana, membership)
        uow.commit()
    assert seen(bot.shelf.rows()) == before, line


def seen(rows: Rows) -> list[str]:
    rounded = [{**row, "decay": f"{row['decay']:.6g}"} for row in rows["directory"]]
    ranked = [{**row, "rank": f"{row['rank']:.6g}"} for row in rows["directory_word"]]
    return sorted(map(repr, [*rounded, *ranked, *rows["directory_join"], *rows["directory_name"]]))


async def check_plan(bot: Bot, line: str) -> None:
    """The moment at which the engine will look at her again."""
    with bot.kith.store.write() as uow:
        ana = user(uow, bot)
        assert reckoning.plan_after(uow, ana, bot.clock()).next_plan_at == ana.next_plan_at, line
