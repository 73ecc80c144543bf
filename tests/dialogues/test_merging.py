"""Two contacts who are one person: shown first, done by a press, and taken back for a month."""

import pytest

from tests.fakes.kith import Bot, Person


async def with_both(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "/kith add Sam Carter every 10 days company:Acme birthday:20 march email:sam@acme.example: likes tea",
        "/kith add Sammy close title:CTO email:sammy@home.example tags:climbing birthday:20 march 1990: from Lisbon",
        "/kith add Priya Nair introducedby:sammy",
        "/kith log Sam Carter call 20 days ago: his flat",
        "/kith log Sammy, Priya coffee 3 days ago: the river",
        "/kith log Sam Carter, Sammy dinner 8 days ago: who is who",
    ):
        await ana.say(line)
    return ana


async def test_a_preview_changes_nothing(quick: Bot) -> None:
    ana = await with_both(quick)
    before = await ana.book()
    shown = await ana.say("/kith edit sam carter merge with sammy")
    for part in (
        "Sam Carter stays; what is noted about Sammy moves there:",
        "2 conversations",
        "the title, an e-mail address, tags and what is noted about them",
        'the name "Sammy"',
        "how often you keep in touch; every 10 days stays, not every 30 days.",
    ):
        assert part in shown
    assert await ana.book() == before
    assert "Fine, they stay two people." in await ana.press("Leave both")
    assert await ana.book() == before


async def test_one_person_has_all_of_both(bot: Bot) -> None:
    ana = await with_both(bot)
    await ana.say("/kith edit sam carter merge with sammy")
    assert "Sammy and Sam Carter are one person now: Sam Carter." in await ana.press("Merge")
    book = await ana.book()
    assert sorted(each["name"] for each in book["contacts"]) == ["Priya Nair", "Sam Carter"]
    (sam,) = (each for each in book["contacts"] if each["name"] == "Sam Carter")
    assert sam["aliases"] == ["Sammy"]
    assert sam["emails"] == ["sam@acme.example", "sammy@home.example"]
    assert (sam["company"], sam["title"], sam["tags"]) == ("Acme", "CTO", ["climbing"])
    assert sam["about"] == "likes tea\nfrom Lisbon"
    assert [(each["day"], each["month"], each["year"]) for each in book["dates"]] == [(20, 3, 1990)]
    assert [len(each["contacts"]) for each in book["interactions"]] == [1, 1, 2]
    card = await ana.say("/kith show sammy")
    assert "Last contact: Fri 27 Feb (3 days ago)" in card
    assert "Introduced by: Sam Carter" in await ana.say("/kith show priya")
    assert "Sam Carter" in await ana.say("/kith show sammy@home.example")


async def test_it_is_taken_back_after_weeks(bot: Bot) -> None:
    ana = await with_both(bot)
    before, cards = await ana.book(), [await ana.say(f"/kith show {name}") for name in ("Sam Carter", "Sammy")]
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    await ana.press("Undo")
    assert await ana.book() == before
    assert [await ana.say(f"/kith show {name}") for name in ("Sam Carter", "Sammy")] == cards
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    undo = ana.button("Undo")
    await bot.forward(29)
    assert "Undone: that Sammy is Sam Carter." in await bot.press(ana, undo)
    assert "Sammy" in [each["name"] for each in (await ana.book())["contacts"]]
    await bot.forward(3)
    assert "That was undone before" in await bot.press(ana, undo)


async def test_the_other_way_round(quick: Bot) -> None:
    ana = await with_both(quick)
    await ana.say("/kith edit sam carter merge:sammy")
    assert "Sammy stays; what is noted about Sam Carter moves there:" in await ana.press("Keep Sammy instead")
    await ana.press("Merge")
    assert "every 30 days (close circle)" in await ana.say("/kith show sam carter")


async def test_different_birthdays_are_named_and_one_is_kept(quick: Bot) -> None:
    ana = await with_both(quick)
    await ana.say("/kith edit sammy birthday:3 june")
    shown = await ana.say("/kith edit sam carter merge with sammy")
    assert "the birthday; 20 March stays, not 3 June." in shown
    await ana.press("Merge")
    assert "Birthday: 20 March" in await ana.say("/kith show sam")
    assert "3 June" not in ana.text


async def test_a_nudge_about_the_other_answers_on_the_one_that_stays(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name in ("Sammy", "Sam Carter"):
        await ana.say(f"/kith add {name} every 10 days")
    await ana.say("/kith log Sam Carter call")
    await bot.forward(10)
    assert "Sammy" in ana.inbox[0]
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    await ana.press("Talked", on="Sammy")
    assert "Sam Carter" in ana.inbox[0]
    assert "You were in touch today" in ana.inbox[0]
    assert "Last contact: Thu 12 Mar (today)" in await ana.say("/kith show sammy")
    await bot.forward(60)
    assert not any("talked to Sammy" in each for each in ana.inbox[1:])


async def test_sharing_stays_as_private_as_the_more_private_one(bot: Bot) -> None:
    ana, ben = await with_both(bot), bot.person("Ben")
    for line in ("/kith team join", "/kith team sharing on", "/kith privacy sammy open"):
        await ana.say(line)
    await ben.say("/kith team join")
    assert "Sammy" in await ben.say("/kith whoknows CTO")
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    assert "Sam Carter" in await ben.say("/kith whoknows CTO")
    assert "Sammy" not in ben.text
    await ana.press("Undo")
    assert "Sammy" in await ben.say("/kith whoknows CTO")
    assert "Sam Carter" not in ben.text
    await ana.say("/kith privacy Sam Carter never")
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    assert "Nobody in the team" in await ben.say("/kith whoknows CTO")


async def test_forgetting_the_one_forgets_the_other_in_it(bot: Bot) -> None:
    ana = await with_both(bot)
    await ana.say("/kith edit sammy company:Hidden alias:Samster")
    await ana.say("/kith edit sam carter merge with sammy")
    await ana.press("Merge")
    undo = ana.button("Undo")
    await ana.say("/kith forget sammy")
    await ana.press("Forget for good")
    stored = repr(bot.shelf.rows())
    for word in ("Sammy", "Samster", "Hidden", "Carter"):
        assert word not in stored
    assert "Sam" not in await bot.press(ana, undo)


@pytest.mark.parametrize("twice", [True, False])
async def test_merged_twice_or_gone_there_is_nothing_to_do(bot: Bot, twice: bool) -> None:
    ana = await with_both(bot)
    await ana.say("/kith edit sam carter merge with sammy")
    merge = ana.button("Merge")
    if twice:
        await bot.press(ana, merge)
    else:
        await ana.say("/kith forget sammy")
        await ana.press("Forget for good")
    assert "nothing left to do" in await bot.press(ana, merge)


async def test_with_oneself_or_nobody(quick: Bot) -> None:
    ana = await with_both(quick)
    assert "one person in my books already" in await ana.say("/kith edit sam carter merge with sam carter")
    assert "Who is the same person as Sam Carter?" in await ana.say("/kith edit sam carter merge")
    assert "I don't know anyone called Zed yet." in await ana.say("/kith edit sam carter merge with Zed")
