"""Whoever is not in the team, or not any more, is refused, does nothing and learns nothing: by command, button and
suggestion, whatever ids they got hold of.
"""

import re
from itertools import product

from bot.chat.action import ActionId
from bot.chat.event import Submitted
from tests.fakes.kith import Bot, Person, text_in
from tests.fakes.outsiders import MADE_UP, Outsider, every_outsider, of_others

LINES = (
    "team",
    "team sharing on",
    "team sharing off",
    "team leave",
    "team leaving",
    "team leaving 20 march",
    "team leaving off",
    "team working on: payments",
    "team address: eve@acme.example",
    "team birthday 14 May",
    "team birthday off",
    "team work anniversary: 1 April",
    "team greetings",
    "team greetings here",
    "team greetings <#C1|birthdays>",
    "team greetings off",
    "privacy",
    "privacy Priya open",
    "privacy Acme open",
    "privacy #climbing ask",
    "privacy close circle open",
    "privacy Priya vouch",
    "team working on: payments in Lisbon",
    "team settings",
    "team settings who nobody",
    "team settings picture on",
    "team invite",
    "team invite new",
    "team admin",
    "team admin Eve",
    "team admin Ana off",
    "team part",
    "team part Workspace T1",
    "team picture on",
    "insights team",
    "whoknows Acme",
    "whoknows Pirya",
    "whoknows payments",
    "whoknows Rosa Quist at Acme",
    "whoknows",
    "intro",
    "intro Priya: why not",
    "intro Acme via Ana: why not",
    "intro Priya",
)
BEGINNINGS = ("pri", "acm")
ASKING = ("askfirst", "askwhy", "ask", "askleave", "askback", "askyes", "askno", "asknever")
"""What the buttons of a private question do."""
OF_A_TEAM = ("onreminders", "pictured", "teamset", "part", "partyes")
CODE = re.compile(r"\b[a-z2-9]{10}\b")


async def team_with_people(bot: Bot) -> dict[str, str]:
    """Ana's team, in which much is shared, a rule waits for her yes, and questions are asked and answered.

    Returns the ids of it that buttons hold.
    """
    ana = bot.person("Ana")
    for line in (
        "add Priya Nair company:Acme tags:climbing close",
        "team join",
        "team sharing on",
        "team working on: payments",
        "team settings picture on",
        "team picture on",
        "privacy Priya open",
        "privacy Acme open",
    ):
        await ana.say(f"/kith {line}")
    dan = bot.person("Dan")
    for line in ("team join", "team sharing on", "add Priya Nair company:Acme", "privacy Priya ask"):
        await dan.say(f"/kith {line}")
    await ana.say("/kith whoknows Acme")
    await ana.press("Ask privately?")
    await ana.press("Ask")
    await bot.forward(1)
    await dan.press("Yes, tell Ana")
    for number in range(11):
        await ana.say(f"/kith add Person{number} company:Northwind")
    await ana.say("/kith privacy Northwind open")
    (waiting,) = (str(row["id"]) for row in bot.shelf.rows()["draft"])
    await ana.say("/kith whoknows Northwind")
    stored = bot.shelf.rows()
    ids = {table: str(stored[table][0]["id"]) for table in ("share", "team", "contact", "workspace", "ask", "asked")}
    offered = next(str(row["id"]) for row in stored["draft"] if row["id"] != waiting)
    question, answer = (str(row["id"]) for row in stored["letter"])
    return {**ids, "draft": waiting, "offer": offered, "question": question, "answer": answer}


async def tried(bot: Bot, eve: Person) -> list[str]:
    answers = [CODE.sub("CODE", await eve.say(f"/kith {line}")) for line in LINES]
    return answers + [str(await eve.complete("whoknows", "words", each)) for each in BEGINNINGS]


@every_outsider
async def test_lines_and_suggestions_are_answered_as_if_nothing_were_there(quick: Bot, outsider: Outsider) -> None:
    nothing = await tried(quick, await outsider(quick))
    again = Bot(quick.shelf, quick.logs)
    try:
        await team_with_people(again)
        eve = await outsider(again)
        before = of_others(again)
        answers = await tried(again, eve)
        after = of_others(again)
    finally:
        again.kith.close()
    for line, was, now in zip((*LINES, *BEGINNINGS), nothing, answers, strict=True):
        assert "Priya Nair" not in now, line
        if "Welcome" not in was and not _tells_where_to_join(was, now):
            assert now == was, line
    assert {name: rows for name, rows in after.items() if name not in _KEPT} == {
        name: rows for name, rows in before.items() if name not in _KEPT
    }


_KEPT = ("event_seen", "draft")
"""Events are noted by key, and what is not understood is kept for whoever typed it."""


def _tells_where_to_join(was: str, now: str) -> bool:
    """That there is a team in this workspace is no secret from those who work there."""
    return "/kith team join" in was and "/kith team join" in now


@every_outsider
async def test_buttons_with_ids_of_the_team_do_what_made_up_ones_do(quick: Bot, outsider: Outsider) -> None:
    known = await team_with_people(quick)
    eve = await outsider(quick)
    before = of_others(quick)
    for route, found in product(
        ("sharing", "shareyes", "shareno", "unshare", "undo", "show", "forget", *ASKING, *OF_A_TEAM), known.values()
    ):
        for more in ((), ("on",), ("off",)):
            answer = await quick.press(eve, ActionId(route, (found, *more)))
            assert answer == await quick.press(eve, ActionId(route, (MADE_UP, *more))), route
            assert "Priya Nair" not in answer
    after = of_others(quick)
    assert {name: after[name] for name in after if name != "event_seen"} == {
        name: before[name] for name in before if name != "event_seen"
    }


@every_outsider
async def test_a_form_with_ids_of_the_team_does_what_a_made_up_one_does(quick: Bot, outsider: Outsider) -> None:
    known = await team_with_people(quick)
    eve = await outsider(quick)
    before = of_others(quick)
    for found in known.values():
        answers = []
        for some_id in (found, MADE_UP):
            sent = Submitted(who=eve.who, key="", action=ActionId("ask", (some_id,)), values={"reason": "why"})
            answers.append(text_in(await quick.dispatcher.dispatch(sent)))
        assert answers[0] == answers[1]
        assert "Priya Nair" not in answers[0]
    after = of_others(quick)
    assert {name: after[name] for name in after if name != "event_seen"} == {
        name: before[name] for name in before if name != "event_seen"
    }


async def test_a_colleague_gets_at_nobody_elses_questions(quick: Bot) -> None:
    known = await team_with_people(quick)
    ben = quick.person("Ben")
    for line in ("team join", "team sharing on"):
        await ben.say(f"/kith {line}")
    before = of_others(quick)
    for route, found in product(ASKING, known.values()):
        answer = await quick.press(ben, ActionId(route, (found,)))
        assert answer == await quick.press(ben, ActionId(route, (MADE_UP,))), route
        assert "Priya Nair" not in answer
    after = of_others(quick)
    assert (after["ask"], after["asked"], after["letter"]) == (before["ask"], before["asked"], before["letter"])


async def test_what_was_offered_in_a_team_is_asked_by_nobody_who_left_it(quick: Bot) -> None:
    await team_with_people(quick)
    ana = quick.person("Ana")
    await ana.say("/kith whoknows Acme")
    offer = ana.button("Ask privately?").args
    await ana.say("/kith team leave")
    for route in ("askfirst", "askwhy", "ask", "askleave"):
        assert "/kith team join" in await quick.press(ana, ActionId(route, offer))


async def test_a_rule_that_waits_is_nobody_elses_to_confirm(quick: Bot) -> None:
    known = await team_with_people(quick)
    ben = quick.person("Ben")
    for line in ("team join", "team sharing on"):
        await ben.say(f"/kith {line}")
    shared = len(quick.shelf.rows()["directory"])
    assert "let it go" in await quick.press(ben, ActionId("shareyes", (known["draft"],)))
    assert "let it go" in await quick.press(ben, ActionId("shareno", (known["draft"],)))
    assert len(quick.shelf.rows()["directory"]) == shared
    assert "11 people" in await quick.press(quick.person("Ana"), ActionId("shareyes", (known["draft"],)))
