"""The first run: a welcome, a form for ten people, when one last talked, and a digest on the next workday."""

import pytest

from tests.fakes.kith import Bot, Person

MEANT = "Sam, Priya close\n- Mum weekly; Jo every 3 weeks"


async def started(bot: Bot, people: str, circle: str = "close") -> Person:
    """Somebody who has sent the form in."""
    ana = bot.person("Ana")
    await ana.say("/kith")
    await ana.press("Start")
    await ana.fill({"people": people, "circle": circle})
    return ana


@pytest.mark.parametrize("first", ["/kith", "/kith help", "/kith status", "/kith due"])
async def test_whatever_is_said_first_is_welcomed_once(quick: Bot, first: str) -> None:
    ana = quick.person("Ana")
    assert (await ana.say(first)).count("I'm Kith") == 1
    assert "[Start]" in ana.text


async def test_nobody_is_nagged_to_start(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith status")
    assert "I'm Kith" not in await ana.say("/kith status")
    assert "I'm Kith" not in await ana.say("/kith undo")
    assert "I'm Kith" in await ana.say("/kith help"), "who asks, and has nobody yet, is told how to begin"
    await ana.say("/kith add Sam close")
    assert "I'm Kith" not in await ana.say("/kith help")


async def test_who_begins_with_a_command_needs_no_welcome(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "I'm Kith" not in await ana.say("/kith add Sam close")


async def test_ten_people_are_read_as_they_are_typed(bot: Bot) -> None:
    ana = await started(bot, MEANT, "wider")
    assert "When did you last talk to Sam?" in ana.text
    kept = {each["name"]: each["circle"] or each["cadence"] for each in (await ana.book())["contacts"]}
    assert kept == {"Sam": "wider", "Priya": "close", "Mum": [1, "week"], "Jo": [3, "week"]}


async def test_a_calling_card_is_one_person(bot: Bot) -> None:
    ana = await started(
        bot, "Lea Roth, CFO, Acme Ltd, lea@acme.example weekly\nSam, Priya close\n2. Jo +44 20 7946 0958"
    )
    book = {each["name"]: each for each in (await ana.book())["contacts"]}
    assert list(book) == ["Jo", "Lea Roth", "Priya", "Sam"]
    lea = book["Lea Roth"]
    assert (lea["title"], lea["company"], lea["emails"], lea["cadence"]) == (
        "CFO",
        "Acme Ltd",
        ["lea@acme.example"],
        [1, "week"],
    )
    assert book["Jo"]["phones"] == ["+44 20 7946 0958"]


async def test_each_is_asked_about_in_place_and_the_end_says_what_comes(bot: Bot) -> None:
    ana = await started(bot, MEANT)
    for answer, following in (("This month", "Priya"), ("This year", "Mum"), ("Ages ago", "Jo")):
        assert f"When did you last talk to {following}?" in await ana.press(answer)
    end = await ana.press("Not sure")
    assert "Your first digest comes tomorrow, Tue 3 Mar, at 09:30, here." in end
    assert "Your circles ask for about 2 a week; your budget is 7." in end
    guesses = {each["name"]: each["last_guess"] for each in (await ana.book())["contacts"]}
    assert guesses == {"Sam": "2026-02-20", "Priya": "2025-11-02", "Mum": "2025-03-02", "Jo": None}


async def test_a_real_digest_comes_on_the_next_workday(bot: Bot) -> None:
    ana = await started(bot, "Sam wider, Priya network")
    await ana.press("Skip the rest")
    await bot.forward(1)
    assert len(ana.inbox) == 1, "nobody is due yet, and it comes all the same"
    assert "You wanted to keep in touch with Sam every 90 days" in ana.inbox[0]
    await bot.forward(30)
    assert len(ana.inbox) == 1, "once"
    await bot.forward(14)
    assert "Sam" in ana.inbox[1], "the first due days are spread over the cadences"


async def test_who_is_due_anyway_is_the_first_digest(bot: Bot) -> None:
    ana = await started(bot, "Sam, Priya")
    await ana.press("Ages ago")
    await ana.press("This month")
    await bot.forward(1)
    assert "You talked to Sam roughly 12 months ago." in ana.inbox[0]
    assert "Priya" not in ana.inbox[0]


async def test_nothing_is_asked_twice_of_an_old_button(bot: Bot) -> None:
    ana = await started(bot, "Sam, Priya")
    month = ana.button("This month")
    await bot.press(ana, month)
    assert "When did you last talk to Priya?" in await bot.press(ana, month)
    await bot.forward(30)
    assert "When did you last talk to Priya?" in await bot.press(ana, month)
    eve = bot.person("Eve")
    await eve.say("/kith add Oscar")
    assert "Sam" not in await bot.press(eve, month)


async def test_what_was_noted_counts_for_more_than_a_guess(bot: Bot) -> None:
    ana = await started(bot, "Sam")
    await ana.press("Ages ago")
    await ana.say("/kith log Sam call yesterday")
    assert "(yesterday)" in await ana.say("/kith show Sam")
    await bot.forward(20)
    assert ana.inbox == [] or "Sam" not in "".join(ana.inbox[1:])


async def test_each_line_that_cannot_be_read_is_named_and_nothing_is_lost(quick: Bot) -> None:
    ana = await started(quick, "Sam weekly, 123 !!!, Priya every 0 days, !!!")
    assert '"!!!"' in ana.text
    assert '"Priya every 0 days"' in ana.text
    assert ana.talker.form is not None
    assert ana.talker.form.fields[0].value.startswith("Sam weekly")
    assert (await ana.book())["contacts"] == []


async def test_more_than_ten_are_told_which_wait(quick: Bot) -> None:
    names = [f"Friend {letter}" for letter in "ABCDEFGHIJKL"]
    ana = await started(quick, ", ".join(names))
    assert "That is 12 people" in ana.text
    assert "Friend K, Friend L" in ana.text
    await ana.fill({"people": ", ".join(names[:10])})
    assert "1 of 10" in ana.text


async def test_an_empty_form_asks_for_a_name(quick: Bot) -> None:
    ana = await started(quick, " , ;\n")
    assert "I need a name or two" in ana.text


async def test_who_is_known_is_not_added_twice(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith")
    await ana.press("Start")
    await ana.say("/kith add Sam")
    await ana.say("/kith add Priya network")
    ana.talker.form = None
    await ana.press("Start")
    await ana.fill({"people": "sam, SAM inner, Priya inner"})
    book = {each["name"]: each["circle"] for each in (await ana.book())["contacts"]}
    assert book == {"Sam": "close", "Priya": "network"}, "who is kept already stays as they are"


async def test_undo_takes_the_first_people_back(bot: Bot) -> None:
    ana = await started(bot, "Sam, Priya")
    assert "Undone" in await ana.say("/kith undo")
    assert (await ana.book())["contacts"] == []
    await bot.forward(5)
    assert ana.inbox == []
