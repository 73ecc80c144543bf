"""What a team's members let be matched, and the dates on which to greet them, are nobody else's: not a stranger's, and
not a colleague's, whatever ids they got hold of.
"""

from itertools import product

from bot.chat.action import ActionId
from tests.fakes.kith import Bot
from tests.fakes.outsiders import MADE_UP, Outsider, every_outsider, of_others

_KEPT = ("event_seen", "draft")
"""Events are noted by key, and what is not understood is kept for whoever typed it."""


@every_outsider
async def test_the_greetings_of_a_team_are_nobody_elses(quick: Bot, outsider: Outsider) -> None:
    ana = quick.person("Ana", channel="C1")
    for line in ("team join", "team greetings <#C1|parties>", "team birthday 14 March"):
        await ana.say(f"/kith {line}")
    known = str(quick.shelf.rows()["draft"][0]["id"])
    eve = await outsider(quick)
    before = of_others(quick)
    for line in ("team greetings", "team greetings off", "team birthday", "team birthday off"):
        assert "parties" not in await eve.say(f"/kith {line}")
    for route in ("greetme", "greetnot"):
        assert await quick.press(eve, ActionId(route, (known,))) == await quick.press(eve, ActionId(route, (MADE_UP,)))
    after = of_others(quick)
    assert {name: after[name] for name in after if name not in _KEPT} == {
        name: before[name] for name in before if name not in _KEPT
    }
    assert [row["id"] for row in quick.shelf.rows()["draft"]][:1] == [known]
    await ana.press("Yes, greet me")
    assert len(quick.shelf.rows()["greeting"]) == 1


async def matched_needs(bot: Bot) -> dict[str, str]:
    """Two of a team are asked whether to be brought together; the ids of it that buttons hold."""
    for name, line in (("Ben", "needs offer: a harpsichord"), ("Ana", "needs looking for: a harpsichord")):
        person = bot.person(name)
        await person.say("/kith team join")
        await person.say(f"/kith {line}")
        await person.press("Match with my team")
    await bot.forward(1)
    await bot.person("Ana").press("Yes, please")
    stored = bot.shelf.rows()
    return {table: str(stored[table][-1]["id"]) for table in ("need", "team", "letter", "need_match")}


@every_outsider
async def test_needs_of_a_team_are_nobody_elses(quick: Bot, outsider: Outsider) -> None:
    known = await matched_needs(quick)
    eve = await outsider(quick)
    before = of_others(quick)
    for route, first, second in product(
        ("matchneed", "unmatchneed", "together", "metkeep", "metthanks", "metneed"),
        known.values(),
        (known["team"], "yes"),
    ):
        answer = await quick.press(eve, ActionId(route, (first, second)))
        assert answer == await quick.press(eve, ActionId(route, (MADE_UP, second))), route
        assert "harpsichord" not in answer
        assert "Ana" not in answer
    assert "harpsichord" not in await eve.say("/kith needs")
    after = of_others(quick)
    assert {name: after[name] for name in after if name != "event_seen"} == {
        name: before[name] for name in before if name != "event_seen"
    }


async def test_a_colleagues_letter_is_nobody_elses_to_answer(quick: Bot) -> None:
    known = await matched_needs(quick)
    cleo = quick.person("Cleo")
    await cleo.say("/kith team join")
    for route in ("matchneed", "unmatchneed"):
        assert "I don't have that any more." in await quick.press(cleo, ActionId(route, (known["need"], known["team"])))
    for route, letter in product(("together", "metkeep", "metthanks"), quick.shelf.rows()["letter"]):
        assert "taken back" in await quick.press(cleo, ActionId(route, (str(letter["id"]), "yes")))
    assert all(row["helper_said"] is None for row in quick.shelf.rows()["need_match"])
