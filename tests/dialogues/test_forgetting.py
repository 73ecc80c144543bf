"""Erasing somebody: asked once, gone everywhere, for good."""

from tests.fakes.kith import Bot, Person


async def with_sam(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close company:Northwind birthday:14 may email:sam@n.example: a secret")
    await ana.say("/kith add Priya Nair")
    await ana.say("/kith log sam coffee: his flat in Lisbon")
    await ana.say("/kith log sam, priya dinner: at the river")
    return ana


async def test_it_is_asked_before_anything_is_erased(bot: Bot) -> None:
    ana = await with_sam(bot)
    before = await ana.book()
    asked = await ana.say("/kith forget sam")
    assert "Forget Sam Carter?" in asked
    assert "This cannot be undone." in asked
    assert await ana.book() == before
    await ana.say("/kith forget sam")
    assert "his flat in Lisbon" in await ana.press("Keep")
    assert await ana.book() == before


async def test_nothing_is_left(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith forget sam")
    assert "Forgotten: Sam Carter." in await ana.press("Forget for good")
    book = await ana.book()
    assert [each["name"] for each in book["contacts"]] == ["Priya Nair"]
    assert [each["note"] for each in book["interactions"]] == ["at the river"]
    assert book["dates"] == []
    stored = repr(bot.shelf.rows())
    for word in ("Carter", "Northwind"):
        assert word not in stored
    assert "nobody" in await ana.say("/kith show lisbon")
    await bot.forward(90)
    assert ana.inbox == []


async def test_undo_does_not_bring_them_back(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith keep sam every 3 days")
    undo = ana.button("Undo")
    await ana.say("/kith forget sam")
    await ana.press("Forget for good")
    assert "Sam" not in await bot.press(ana, undo)
    for _ in range(6):
        assert "Carter" not in await ana.say("/kith undo")
    assert "Carter" not in repr(await ana.book())


async def test_pressed_twice(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith forget sam")
    yes = ana.button("Forget for good")
    await bot.press(ana, yes)
    assert "I don't have that person any more." in await bot.press(ana, yes)


async def test_from_the_card(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith show sam")
    assert "Forget Sam Carter?" in await ana.press("Forget…")
    await ana.press("Forget for good")
    assert "Priya Nair" not in await ana.say("/kith show carter")


async def test_one_of_two_is_asked_for(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith forget sam")
    assert "Somebody new" not in ana.text
    assert "Forget Sam Miller?" in await ana.press("Sam Miller")
    await ana.press("Forget for good")
    assert sorted(each["name"] for each in (await ana.book())["contacts"]) == ["Priya Nair", "Sam Carter"]


async def test_nobody_is_added_in_order_to_be_forgotten(quick: Bot) -> None:
    ana = quick.person("Ana")
    answer = await ana.say("/kith forget Zed")
    assert "I don't know anyone called Zed yet." in answer
    assert "[" not in answer


async def test_a_digest_that_is_on_the_screen_forgets_them_when_it_is_drawn_again(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name in ("Sam Carter", "Priya Nair"):
        await ana.say(f"/kith add {name} every 10 days")
    await bot.forward(11)
    assert "Sam Carter" in ana.inbox[0]
    await ana.say("/kith forget sam")
    await ana.press("Forget for good")
    await ana.press("Talked", on="Priya Nair")
    assert "Sam Carter" not in ana.inbox[0]
