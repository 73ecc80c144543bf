"""What somebody who leaves asks of one colleague is nobody else's: not a colleague's, not a stranger's, whatever ids
they got hold of; and what waits of somebody's private address is told to nobody.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from bot.chat.action import ActionId
from bot.chat.event import Standing, Submitted
from bot.commands import REGISTRY
from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person, text_in
from tests.fakes.outsiders import MADE_UP
from tests.fakes.shelf import Rows

ROUTES = (
    "leaveshow",
    "leaveoff",
    "leaveexport",
    "handto",
    "handwho",
    "handmore",
    "takeover",
    "takesome",
    "takenot",
    "takesame",
    "swapwith",
    "swapmore",
    "swap",
    "swapnot",
    "parting",
    "partingnot",
    "recover",
)
FORMS = ("handwho", "swapwith", "swap")
PURPOSES = ("handoffer", "handemail", "handtake", "swapask")
TABLES = ("leaving", "handover", "handed", "swap", "letter", "parting", "recovery", "draft", "team", "users", "contact")
SECRETS = ("Priya", "ana@home.example", "Zoe Quist")
ADDRESS = {"email": "eve@home.example", "who": "Ben"}


async def ana_leaves(bot: Bot) -> dict[str, list[str]]:
    """Ana hands Priya to Ben and asks him to swap addresses, Zoe has left before; the ids of all that."""
    zoe, ben, ana = bot.person("Zoe"), bot.person("Ben"), bot.person("Ana")
    for person in (zoe, ben, ana):
        await person.say("/kith team join")
    await ben.say("/kith add <@U-zoe|Zoe Quist>")
    await zoe.say("/kith team leave")
    await ana.say("/kith add Priya Nair close company:Acme email:priya@acme.example")
    await ana.say("/kith link recovery")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Hand over ties")
    await ana.press("Ben")
    await ana.press("☐ Priya Nair (Acme)")
    await ana.press("Hand over 1")
    await ana.press("Hand over without addresses")
    await ana.say("/kith team leaving")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    await ana.press("☐ Ben")
    await ana.press("Ask 1")
    await ana.say("/kith team leaving")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    await bot.forward(1)
    assert len(ben.inbox) == 1
    stored = bot.shelf.rows()
    assert all(stored[table] for table in TABLES)
    return {table: [str(row["id"]) for row in stored[table]] for table in TABLES}


async def colleague(bot: Bot) -> Person:
    eve = bot.person("Eve")
    await eve.say("/kith team join")
    return eve


async def guest(bot: Bot) -> Person:
    return bot.person("Eve", standing=Standing.GUEST)


async def who_left(bot: Bot) -> Person:
    eve = await colleague(bot)
    await eve.say("/kith team leave")
    return eve


async def of_another_team(bot: Bot) -> Person:
    eve = bot.person("Eve", workspace="T2")
    await eve.say("/kith team join")
    return eve


async def in_a_workspace_without_a_team(bot: Bot) -> Person:
    eve = bot.person("Eve", platform=Platform.DISCORD, workspace="G9")
    await eve.say("/kith help")
    return eve


def of_others(bot: Bot, eve: Person) -> Rows:
    stored = bot.shelf.rows()
    hers = {row["id"] for row in stored["users"] if row["name"] == eve.who.name}
    return {
        name: [row for row in rows if not hers & set(row.values())]
        for name, rows in stored.items()
        if name != "event_seen"
    }


def presses(known: dict[str, list[str]]) -> Iterator[tuple[ActionId, ActionId]]:
    """Everything that can be pressed with every id, and the same with one that nothing has."""
    every = sorted({each for some in known.values() for each in some})
    for route, found in product(ROUTES, every):
        needs = REGISTRY.routes[route].needs
        for more in {(second, "same")[: needs - 1] for second in (known["users"][0], known["handed"][0])}:
            yield ActionId(route, (found, *more)), ActionId(route, (MADE_UP, *more))
    for purpose, found in product(PURPOSES, every):
        yield ActionId("tick", (purpose, found, "0", "0")), ActionId("tick", (purpose, MADE_UP, "0", "0"))
        yield ActionId("ticked", (purpose, found, "1")), ActionId("ticked", (purpose, MADE_UP, "1"))


@pytest.mark.parametrize(
    "outsider",
    [colleague, guest, who_left, of_another_team, in_a_workspace_without_a_team],
    ids=lambda each: each.__name__,
)
async def test_nobody_else_gets_at_what_was_asked(quick: Bot, outsider) -> None:  # type: ignore[no-untyped-def]
    known = await ana_leaves(quick)
    eve = await outsider(quick)
    before = of_others(quick, eve)
    for real, made_up in presses(known):
        answer = await quick.press(eve, real)
        assert answer == await quick.press(eve, made_up), real
        assert not [each for each in SECRETS if each in answer], real
    for route, found in product(FORMS, sorted({each for some in known.values() for each in some})):
        answers = [await _sent(quick, eve, ActionId(route, (each,))) for each in (found, MADE_UP)]
        assert answers[0] == answers[1], (route, found)
        assert not [each for each in SECRETS if each in answers[0]]
    assert of_others(quick, eve) == before


async def _sent(bot: Bot, person: Person, action: ActionId) -> str:
    event = Submitted(who=person.who, key="", action=action, values=ADDRESS)
    return text_in(await bot.dispatcher.dispatch(event))


async def test_a_colleague_who_left_cannot_answer_any_more(quick: Bot) -> None:
    await ana_leaves(quick)
    ben = quick.person("Ben")
    buttons = [ben.button(label, on="Ana") for label in ("Take over", "Swap")]
    await ben.say("/kith team leave")
    for each in buttons:
        assert "taken back" in await quick.press(ben, each)
    assert "found nobody" in await ben.say("/kith show Priya")


async def test_a_removed_workspace_leaves_nothing_to_answer(quick: Bot) -> None:
    await ana_leaves(quick)
    ben = quick.person("Ben")
    button = ben.button("Take over")
    await quick.kith.work.write(lambda uow: uow.installations.erase_people(Platform.SLACK, "T1"))
    assert "taken back" in await quick.press(ben, button)
    stored = quick.shelf.rows()
    assert not [table for table in TABLES if stored[table] and table not in ("team", "users")]
