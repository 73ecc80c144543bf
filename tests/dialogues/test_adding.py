"""Somebody new: what may be said of them, and what happens to what cannot be read."""

import pytest

from tests.fakes.kith import Bot


async def test_everything_that_is_said_stands_on_the_card(bot: Bot) -> None:
    ana = bot.person("Ana")
    added = await ana.say(
        "/kith add Priya Nair every 6 weeks company:Acme title:Engineer birthday:14 may 1990 "
        'email:priya@acme.example phone:"+44 20 7946 0958" tags:#climbing,berlin: met at the climbing hall'
    )
    assert "Added Priya Nair, to keep in touch with every 6 weeks." in added
    card = await ana.press("Show")
    for said in (
        "Priya Nair",
        "Engineer, Acme",
        "every 6 weeks",
        "14 May 1990",
        "priya@acme.example",
        "+44 20 7946 0958",
        "#climbing #berlin",
        "met at the climbing hall",
        "none noted yet",
    ):
        assert said in card


async def test_a_name_is_enough_and_the_answer_says_how_to_be_reminded(quick: Bot) -> None:
    ana = quick.person("Ana")
    added = await ana.say("/kith add Sam Carter")
    assert "Added Sam Carter." in added
    assert "/kith keep Sam Carter monthly" in added


async def test_what_stands_on_a_calling_card_is_told_apart_and_said(bot: Bot) -> None:
    ana = bot.person("Ana")
    added = await ana.say("/kith add Lea Roth, CFO, Acme Ltd, Lea@acme.example close")
    assert "Added Lea Roth, to keep in touch with every 30 days (close circle)." in added
    assert "I also read: CFO, Acme Ltd, Lea@acme.example." in added
    card = await ana.press("Show")
    assert "CFO, Acme Ltd" in card
    assert "lea@acme.example" in card.casefold()


async def test_what_is_said_by_name_is_not_overwritten_by_what_stands_beside_the_name(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Lea Roth, Acme Ltd company:Fox GmbH email:lea@fox.example")
    (lea,) = (await ana.book())["contacts"]
    assert (lea["name"], lea["company"]) == ("Lea Roth, Acme Ltd", "Fox GmbH")


async def test_names_with_commas_are_one_and_the_answer_says_so(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "several people" in await ana.say("/kith add Sam Carter, Priya Nair")
    assert "several people" not in await ana.say("/kith add Kim Lee, PhD")
    await ana.press("Undo")
    assert [each["name"] for each in (await ana.book())["contacts"]] == ["Sam Carter, Priya Nair"]


async def test_without_a_name_a_form_asks(bot: Bot) -> None:
    ana = bot.person("Ana")
    form = await ana.say("/kith add every 6 weeks company:Acme")
    assert "Company: Acme" in form
    assert "How often: every 6 weeks" in form
    assert "Name is needed." in await ana.fill({"Birthday": "14 may"})
    assert "Added Sam Carter" in await ana.fill({"Name": "Sam Carter"})
    card = await ana.say("/kith show Sam")
    assert "Acme" in card
    assert "14 May" in card


async def test_the_form_says_what_it_cannot_read_and_keeps_the_rest(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add")
    problems = await ana.fill({"Name": "Sam", "How often": "now and then", "Birthday": "31 june"})
    assert 'can\'t read "now and then" as how often' in problems
    assert 'can\'t read "31 june" as a birthday' in problems
    assert "Name: Sam" in problems
    assert "Added Sam, to keep in touch with every month." in await ana.fill({"How often": "monthly", "Birthday": ""})


async def test_mending_a_birthday_in_the_form_loses_nothing_that_was_typed(bot: Bot) -> None:
    ana = bot.person("Ana")
    answer = await ana.say("/kith add Tim Ode close email:tim@ode.example title:Poet birthday:31/13: writes at night")
    assert 'can\'t read "31/13" as a birthday' in answer
    for understood in ("Tim Ode", "close", "tim@ode.example", "Poet", "writes at night"):
        assert understood in answer
    assert "Birthday: 31/13" in await ana.press("Fix it in a form")
    await ana.fill({"Birthday": "13/3"})
    card = await ana.press("Show")
    for kept in ("13 March", "tim@ode.example", "Poet", "writes at night", "close circle"):
        assert kept in card


@pytest.mark.parametrize("name", ["   ", "\u200b", "\u202e\u2066", "\x00\x1b", "...", "-"])
async def test_a_name_that_nobody_could_see_is_no_name(quick: Bot, name: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add")
    answer = await ana.fill({"Name": name})
    assert "needs a name" in answer or "Name is needed" in answer
    assert (await ana.book())["contacts"] == []


async def test_what_no_keyboard_types_is_left_out(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sa\x00m \u202eCar\u2066ter company:Ac\x1b[31mme: no\u202ete\x07 👩‍👩‍👧")
    (contact,) = (await ana.book())["contacts"]
    assert contact["name"] == "Sam Carter"
    assert contact["company"] == "Ac[31mme"
    assert contact["about"] == "note 👩‍👩‍👧"


@pytest.mark.parametrize("name", ["Zoë Laurent", "田中 愛", "Ольга", "O'Brien-Smith", "🦊 Fox", "José María"])
async def test_a_name_in_any_script_is_found_again(quick: Bot, name: str) -> None:
    ana = quick.person("Ana")
    assert f"Added {name}." in await ana.say(f"/kith add {name}")
    assert "Talked today" in await ana.say(f"/kith show {name}")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/kith add " + "x" * 121, "121 characters"),
        ("/kith add Sam company:" + "x" * 201, "201 characters"),
        ("/kith add Sam title:" + "x" * 201, "201 characters"),
        ("/kith add Sam: " + "x" * 20_001, "20,001 characters"),
    ],
)
async def test_too_much_is_said_with_its_length(quick: Bot, line: str, sentence: str) -> None:
    ana = quick.person("Ana")
    answer = await ana.say(line)
    assert sentence in answer
    assert len(answer) < 1000
    assert (await ana.book())["contacts"] == []


async def test_a_namesake_is_added_and_named(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter company:Acme")
    again = await ana.say("/kith add sam carter")
    assert "You also have Sam Carter (Acme)." in again
    assert "press Undo" in again
    await ana.press("Undo")
    assert len((await ana.book())["contacts"]) == 1


async def test_somebody_with_the_same_address_is_named(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Samantha Carter email:sam@acme.example")
    assert "You also have Samantha Carter" in await ana.say("/kith add Sam C email:SAM@acme.example")


async def test_people_are_found_by_company_tag_and_note(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter company:Northwind tags:climbing")
    await ana.say("/kith add Priya Nair company:Acme tags:climbing")
    await ana.say("/kith log Priya coffee: she is moving to Lisbon")
    found = await ana.say("/kith show climbing")
    assert "Found 2" in found
    assert "Sam Carter" in found
    assert "Priya Nair" in found
    assert "Engineer" not in await ana.say("/kith show northwind")
    assert "Sam Carter" in ana.text
    assert "she is moving to Lisbon" in await ana.say("/kith show lisbon")
    assert "I found nobody for Atlantis." in await ana.say("/kith show Atlantis")


async def test_the_card_shows_the_last_times_newest_first(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    for days in (20, 9, 3, 7, 5, 1):
        await ana.say(f"/kith log Sam call {days} days ago: topic {days}")
    card = await ana.say("/kith show Sam")
    topics = [line.split("topic ")[1] for line in card.splitlines() if "topic " in line]
    assert topics == ["1", "3", "5", "7", "9"]


async def test_others_people_are_not_found(bot: Bot) -> None:
    ana, ben = bot.person("Ana"), bot.person("Ben")
    await ana.say("/kith add Sam Carter company:Acme: a secret")
    for line in ("/kith show Sam", "/kith show Acme", "/kith show secret"):
        assert "nobody" in await ben.say(line)
    assert await ben.complete("log", "people", "sa") == ()
    assert await ana.complete("log", "people", "sa") == ("Sam Carter",)


async def test_a_mention_that_comes_without_a_name_is_no_name(quick: Bot) -> None:
    ana = quick.person("Ana")
    asked = await ana.say("/kith add <@80351110224678912> close company:Acme")
    assert "I can't tell the name of whom you mention." in asked
    assert (await ana.book())["contacts"] == []
    await ana.press("Fix it in a form")
    assert "Added Ben Okoro" in await ana.fill({"Name": "Ben Okoro"})
    assert "Acme" in await ana.say("/kith show Ben")
