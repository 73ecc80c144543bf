"""Forms that open before anything is done, what their pickers hold, and whose people they offer."""

import pytest

from bot.chat.action import ActionId
from bot.chat.command import Command
from bot.chat.event import Called, Completing, Reply, Submitted
from bot.chat.form import Choice, Field
from bot.commands import REGISTRY
from tests.fakes.kith import Bot, Person, text_in
from tests.fakes.story import apart

FORMS = [command for command in REGISTRY if command.asks]


async def asked(bot: Bot, person: Person, command: str, **options: str) -> Reply:
    return await bot.dispatcher.dispatch(Called(who=person.who, key="", command=command, options=options, asks=True))


async def offered(bot: Bot, person: Person, text: str) -> tuple[Choice, ...]:
    typing = Completing(who=person.who, command="log", option="people", text=text, picks=True)
    return await bot.dispatcher.complete(typing)


def field_of(reply: Reply, name: str) -> Field:
    assert reply.form is not None
    return next(field for field in reply.form.fields if field.name == name)


@pytest.mark.parametrize("command", FORMS, ids=lambda command: command.name)
async def test_whatever_is_given_the_form_opens_first(command: Command, quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter close")
    for example in command.examples:
        options = apart(f"/kith {command.name} {example}")[1]
        called = Called(who=ana.who, key="", command=command.name, options=options, asks=True)
        assert quick.dispatcher.opens_form(called)
        reply = await quick.dispatcher.dispatch(called)
        assert reply.form is not None
        assert reply.form.action.args[0] == command.name


async def test_who_is_known_is_picked_by_id_and_who_is_not_stays_as_typed(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter company:Acme")
    people = field_of(await asked(quick, ana, "log", people='Sam, "Zork, Jr"', when="yesterday"), "people")
    known, unknown = people.picked
    assert known.value.startswith("#")
    assert known.label == "Sam Carter (Acme)"
    assert unknown == Choice('"Zork, Jr"', "Zork, Jr")


@pytest.mark.parametrize(("typed", "day"), [("yesterday", "2026-03-01"), ("the day of the party", "")])
async def test_a_day_is_picked_where_it_is_one(quick: Bot, typed: str, day: str) -> None:
    when = field_of(await asked(quick, quick.person("Ana"), "log", people="Sam", when=typed), "when")
    assert when.value == typed
    assert [choice.value for choice in when.picked] == ([day] if day else [])


async def test_a_picker_offers_ones_own_people_and_takes_no_others(quick: Bot) -> None:
    ana, ben = quick.person("Ana"), quick.person("Ben", workspace="T2")
    await ana.say("/kith add Sam Carter")
    await ben.say("/kith add Priya Nair")
    (sam,) = await offered(quick, ana, "sam")
    assert sam.label == "Sam Carter"
    assert await offered(quick, ben, "sam") == ()
    form = ActionId("form", ("log",))
    sent = Submitted(who=ben.who, key="", action=form, values={"people": sam.value})
    assert text_in(await quick.dispatcher.dispatch(sent)) == "I don't have that person any more."


async def test_somebody_new_is_added_once_the_rest_is_understood(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith help")
    for when in ("whenever", "yesterday"):
        values = {"people": "+Sam Carter", "when": when}
        sent = Submitted(who=ana.who, key="", action=ActionId("form", ("log",)), values=values)
        answer = text_in(await bot.dispatcher.dispatch(sent))
    assert "talked with Sam Carter" in answer
    assert [each["name"] for each in (await ana.book())["contacts"]] == ["Sam Carter"]
    assert "Undone" in await ana.say("/kith undo")  # one form, one step back
    assert (await ana.book())["contacts"] == []


async def test_a_pasted_profile_is_confirmed_before_it_is_kept(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "Sam Carter" in await ana.say("/kith add https://www.linkedin.com/in/sam-carter-12ab")
    await ana.fill({"Company": "Acme"})
    assert "https://www.linkedin.com/in/sam-carter-12ab" in await ana.say("/kith show Sam Carter")
