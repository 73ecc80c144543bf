"""Nobody but the two whom an introduction is between reads, answers or ends it, and each of them their own side."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from bot.chat.action import ActionId
from bot.chat.event import Reply, Standing, Submitted
from bot.domain.user import Platform
from tests.fakes.introducing import REQUEST, ana_and_ben, introduced, member
from tests.fakes.kith import Bot, Person, text_in
from tests.fakes.outsiders import MADE_UP
from tests.fakes.shelf import Rows

ROUTES = (
    ("introback",),
    ("introtell",),
    ("introwent", "helped"),
    ("introwent", "met", "list"),
    ("introsay", "yes"),
    ("introsay", "later", "list"),
    ("introsay", "no"),
    ("introwords",),
    ("introreply", "yes"),
    ("introreply", "no", "list"),
    ("introbridge",),
    ("introsent",),
    ("introsent", "list"),
    ("introanyway",),
)
"""Every button with what stands behind its first id."""
FORMS = ("introbridge",)
OUTSIDE = ("guest", "stranger", "bot", "nobody", "colleague", "left", "other team", "removed")
SECRETS = ("Priya", "Ana", "Ben", "Lisbon")


async def outsider(bot: Bot, kind: str) -> Person:
    match kind:
        case "guest" | "stranger" | "bot":
            return bot.person("Eve", standing=Standing(kind))
        case "colleague":
            return await member(bot, "Eve")
        case "left":
            eve = await member(bot, "Eve")
            await eve.say("/kith team leave")
            return eve
        case "other team":
            eve = bot.person("Eve", workspace="T2")
            await eve.say("/kith team join")
            return eve
        case "removed":
            eve = bot.person("Eve", platform=Platform.DISCORD, workspace="G9")
            await eve.say("/kith help")
            return eve
        case _:
            eve = bot.person("Eve")
            await eve.say("/kith help")
            return eve


def ids(bot: Bot) -> dict[str, str]:
    """The ids that buttons of an introduction hold."""
    stored = bot.shelf.rows()
    row = stored["introduction"][-1]
    found = {name: str(row[f"{name}_id"]) for name in ("team", "asker", "connector", "contact")}
    return {**found, "introduction": str(row["id"]), "letter": str(stored["letter"][0]["id"])}


def of_others(bot: Bot) -> Rows:
    """What is stored of everybody but Eve."""
    stored = bot.shelf.rows()
    hers = {row["id"] for row in stored["users"] if row["name"] == "Eve"}
    return {
        name: [row for row in rows if not hers & set(row.values())]
        for name, rows in stored.items()
        if name != "event_seen"
    }


def actions(known: Mapping[str, str]) -> Iterator[tuple[ActionId, ActionId]]:
    """Every button with real ids, beside the same with made up ones."""
    for (route, *more), found in product(ROUTES, known.values()):
        place = [known["letter"] if each == "list" else each for each in more]
        yield ActionId(route, (found, *more)), ActionId(route, (MADE_UP, *more))
        yield ActionId(route, (found, *place)), ActionId(route, (MADE_UP, *more))
    row = (known["team"], known["connector"], known["contact"])
    yield ActionId("intro", row), ActionId("intro", (MADE_UP,) * 3)
    yield ActionId("intro", (*row, known["introduction"])), ActionId("intro", (MADE_UP,) * 4)


async def submit(bot: Bot, who: Person, action: ActionId, values: Mapping[str, str]) -> Reply:
    return await bot.dispatcher.dispatch(Submitted(who=who.who, key="", action=action, values=values))


async def in_stage(bot: Bot, stage: str) -> None:
    ana, ben = await ana_and_ben(bot)
    if stage == "made":
        await introduced(bot, ana, ben)
        return
    await ana.say(REQUEST)
    await bot.forward(1)
    if stage == "accepted":
        await ben.press("Yes, I'll ask Priya")


@pytest.mark.parametrize("stage", ["asked", "accepted", "made"])
@pytest.mark.parametrize("kind", OUTSIDE)
async def test_nobody_else_does_or_learns_anything(quick: Bot, kind: str, stage: str) -> None:
    await in_stage(quick, stage)
    known = ids(quick)
    eve = await outsider(quick, kind)
    before = of_others(quick)
    for real, made_up in actions(known):
        if kind == "colleague" and real.route == "intro":
            continue  # her own request about somebody open
        answer = await quick.press(eve, real)
        assert answer == await quick.press(eve, made_up), real
        assert not any(secret in answer for secret in SECRETS), answer
    for route, found in product(FORMS, known.values()):
        answers = [
            text_in(await submit(quick, eve, ActionId(route, (each,)), {"text": "x"})) for each in (found, MADE_UP)
        ]
        assert answers[0] == answers[1]
    if kind != "colleague":
        row = (known["team"], known["connector"], known["contact"])
        answers = [
            text_in(await submit(quick, eve, ActionId("intro", each), {"reason": "x"}))
            for each in (row, (MADE_UP,) * 3)
        ]
        assert answers[0] == answers[1]
    assert of_others(quick) == before


@pytest.mark.parametrize("stage", ["asked", "accepted", "made"])
async def test_each_of_the_two_has_their_own_side_alone(quick: Bot, stage: str) -> None:
    await in_stage(quick, stage)
    introduction = ids(quick)["introduction"]
    ana, ben = quick.person("Ana"), quick.person("Ben")
    sides = (
        (ana, [each for each in ROUTES if each[0] not in ("introback", "introtell", "introwent")]),
        (ben, [each for each in ROUTES if each[0] in ("introback", "introtell", "introwent", "introanyway")]),
    )
    before = {name: rows for name, rows in quick.shelf.rows().items() if name != "event_seen"}
    for person, routes in sides:
        for route, *more in routes:
            answers = [await quick.press(person, ActionId(route, (each, *more))) for each in (introduction, MADE_UP)]
            assert answers[0] == answers[1], route
    after = {name: rows for name, rows in quick.shelf.rows().items() if name != "event_seen"}
    for name in after:
        if name not in ("account", "users"):
            assert after[name] == before[name], name


@pytest.mark.parametrize("again", [("introsay", "yes"), ("introsay", "no"), ("introreply", "no"), ("introsent",)])
async def test_what_was_answered_is_not_answered_again(bot: Bot, again: tuple[str, ...]) -> None:
    await in_stage(bot, "made")
    ben = bot.person("Ben")
    route, *more = again
    before = bot.shelf.rows()["introduction"], bot.shelf.rows()["letter"]
    assert "You introduced Ana to Priya Nair." in await bot.press(
        ben, ActionId(route, (ids(bot)["introduction"], *more, "list"))
    )
    assert (bot.shelf.rows()["introduction"], bot.shelf.rows()["letter"]) == before


async def test_a_reason_that_waits_is_nobody_elses(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ben.say("/kith add Priya Shah")
    await ben.say("/kith privacy Priya Shah open")
    await ana.say(REQUEST)
    button = ana.button("Priya Shah, via Ben")
    eve = await member(quick, "Eve")
    assert "let it go" in await quick.press(eve, button)
    assert "Asked: Ben" in await quick.press(ana, button)
    assert "let it go" in await quick.press(ana, button)
