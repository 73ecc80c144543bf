"""Being shown a button proves nothing: whatever is pressed or sent, by whomever, gets a sentence and harms nobody."""

from collections.abc import Iterator
from itertools import product

import pytest

from bot.chat.action import ActionId
from bot.chat.event import Called, Submitted
from bot.commands import REGISTRY
from bot.commands.complete import contact_names
from tests.fakes.kith import Bot, Person, text_in
from tests.fakes.shelf import Rows

ROUTES = (*REGISTRY.routes, "open", "pick", "again", "create", "form", "nosuchroute")
FORMS = (*REGISTRY.forms, "form", "nosuchform")
MADE_UP = "abcdefghijklmnop"
"""An id of the right form that nothing has."""
GARBAGE = ("", "on", "-1", "💥", "'; drop table contact", "0" * 80)
NAMED = frozenset(
    {
        "contact",
        "nudge",
        "draft",
        "change",
        "team",
        "users",
        "follow_up",
        "news",
        "need",
        "share",
        "introduction",
        "leaving",
        "letter",
        "recovery",
    }
)
"""The tables whose ids stand in buttons and forms."""
OF_THE_TEAM = frozenset({"sharing", "onreminders", "pictured", "teamset", "part", "partyes"})
"""What a colleague answers for themself about their own team, or is told that it is for those who look after it."""
BESIDES = {"rhythm": "close", "level": "open", "person": "Oscar", "about": "the flat", "note": "hello"}
"""What commands need besides a person."""
FILLED = {"note": "hello", "zone": "Mars", "people": "Sam", "hour": "25"}


async def with_everything(bot: Bot) -> Person:
    """Somebody of whom every kind of row is stored: contacts, a nudge, a draft, a change, a team."""
    ana, ben = bot.person("Ana"), bot.person("Ben")
    for line in (
        "/kith add Sam Carter close company:Acme",
        "/kith add Sam Miller every 10 days birthday:20 march",
        "/kith log Sam Carter coffee yesterday: her new job",
        "/kith team join",
        "/kith team sharing on",
        "/kith privacy Sam Carter open",
        "/kith remind Sam Carter in 3 days: ask about the flat",
        "/kith news I moved to Lisbon",
        "/kith needs looking for: a spare desk",
        "/kith team leaving 20 march",
        "/kith link recovery",
    ):
        await ana.say(line)
    for line in ("/kith team join", "/kith intro Sam: I'd like to climb"):
        await ben.say(line)
    await bot.forward(12)
    assert ana.inbox
    await ana.say("/kith log Sam, Quentin: which one?")
    await ana.say("/kith later Sam Miller in 3 days")
    return ana


def ids(rows: Rows) -> dict[str, str]:
    """One id of each kind of thing that is stored."""
    return {table: str(some[0]["id"]) for table, some in rows.items() if some and "id" in some[0]}


def actions(known: dict[str, str]) -> Iterator[tuple[ActionId, ActionId]]:
    """Every route with every id, and the same with ids that nothing has."""
    for route, found in product(ROUTES, known.values()):
        more = ("on",) if route in REGISTRY.routes else ()
        yield ActionId(route, (found, *more)), ActionId(route, (MADE_UP, *more))
    for command in REGISTRY:
        yield ActionId("open", (command.name, known["draft"])), ActionId("open", (command.name, MADE_UP))
    yield ActionId("pick", (known["draft"], known["contact"])), ActionId("pick", (MADE_UP, MADE_UP))


Others = tuple[tuple[Person, Person], dict[str, str]]
"""A colleague and a stranger, and the ids of Ana's things, which they got to know."""


@pytest.fixture
async def others(bot: Bot) -> Others:
    await with_everything(bot)
    known = {table: found for table, found in ids(bot.shelf.rows()).items() if table in NAMED}
    assert known.keys() == NAMED
    colleague, stranger = bot.person("Eve"), bot.person("Mallory", workspace="T2")
    for person in (colleague, stranger):
        await person.say("/kith team join")
        await person.say("/kith add Oscar")
    return (colleague, stranger), known


def of_everybody_but(bot: Bot, people: tuple[Person, ...]) -> Rows:
    """What is stored of the others."""
    stored = bot.shelf.rows()
    names = {person.who.name for person in people}
    own = {row["id"] for row in stored["users"] if row["name"] in names}
    own |= {row["id"] for row in stored["change"] if row["user_id"] in own}
    return {
        table: [row for row in some if not own & set(row.values())]
        for table, some in stored.items()
        if table != "event_seen"
    }


async def test_somebody_elses_ids_do_nothing_and_tell_nothing(bot: Bot, others: Others) -> None:
    people, known = others
    before = of_everybody_but(bot, people)
    expected: dict[ActionId, str] = {}
    for person, (real, made_up) in product(people, actions(known)):
        answer = await bot.press(person, real)
        if real.route in OF_THE_TEAM and real.args[0] == known["team"] and person is people[0]:
            continue
        if made_up not in expected:
            expected[made_up] = await bot.press(person, made_up)
        assert answer == expected[made_up], real
    assert of_everybody_but(bot, people) == before


async def test_forms_about_somebody_elses_things_do_nothing(bot: Bot, others: Others) -> None:
    people, known = others
    before = of_everybody_but(bot, people)
    for person, route, found in product(people, FORMS, known.values()):
        answers = [await submit(bot, person, ActionId(route, (each,)), FILLED) for each in (found, MADE_UP)]
        if route in OF_THE_TEAM and found == known["team"] and person is people[0]:
            assert "Only those who look after the team" in answers[0]
            continue
        assert answers[0] == answers[1], (route, found)
    assert of_everybody_but(bot, people) == before


def _options(command: str) -> set[str]:
    return {each.name for each in REGISTRY.commands[command].parameters}


async def test_naming_somebody_elses_contact_by_id_finds_nobody(bot: Bot, others: Others) -> None:
    people, known = others
    before = of_everybody_but(bot, people)
    naming = {
        (command.name, each.name): {other.name for other in command.parameters if other.required} | {"level"}
        for command in REGISTRY
        for each in command.parameters
        if each.option.complete is contact_names
    }
    assert len(naming) >= 6
    for (command, option), options in naming.items():
        answers = []
        for contact in (known["contact"], MADE_UP):
            besides = {name: BESIDES[name] for name in options & BESIDES.keys() if name in _options(command)}
            given = besides | {option: f"#{contact}"}
            called = Called(who=people[0].who, key="", command=command, options=given)
            answers.append(text_in(await bot.dispatcher.dispatch(called)))
        assert answers[0] == answers[1], command
        assert "Sam" not in answers[0]
    assert of_everybody_but(bot, people) == before


async def test_garbage_is_answered_with_a_sentence(quick: Bot) -> None:
    ana = await with_everything(quick)
    real = [found for table, found in ids(quick.shelf.rows()).items() if table in NAMED]
    lists: list[tuple[str, ...]] = [(), *((each,) for each in GARBAGE), ("x", "y"), ("x", "y", "z")]
    lists += product(real, ("", "-1", "99999999999"))
    lists += [("log", "x"), ("nosuchcommand",), *((command.name,) for command in REGISTRY)]
    for route, args in product(ROUTES, lists):
        if route in REGISTRY.routes and args[:1] in [(command.name,) for command in REGISTRY]:
            continue  # the names of commands are garbage like any other to these
        assert await quick.press(ana, ActionId(route, args)), (route, args)


async def test_a_garbled_form_is_answered_with_a_sentence(quick: Bot) -> None:
    ana = await with_everything(quick)
    real = [found for table, found in ids(quick.shelf.rows()).items() if table in NAMED]
    lists: list[tuple[str, ...]] = [(), *((each,) for each in (*GARBAGE, *real))]
    for route in FORMS:
        names = [(command.name,) for command in REGISTRY] if route == "form" else []
        for args, values in product([*lists, *names], ({}, {"nosuchfield": "x"}, dict.fromkeys(fields(), "x"))):
            assert await submit(quick, ana, ActionId(route, args), values), (route, args, values)


async def submit(bot: Bot, person: Person, action: ActionId, values: dict[str, str]) -> str:
    return text_in(await bot.dispatcher.dispatch(Submitted(who=person.who, key="", action=action, values=values)))


def fields() -> set[str]:
    """The names of all fields that any form has."""
    return {each.name for command in REGISTRY for each in command.parameters} | set(FILLED)
