"""Erasing somebody: asked once, gone everywhere, for good."""

from bot.chat.adapter import Later, Refused, Uncertain
from bot.chat.message import File
from bot.domain.user import Platform
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


async def with_digests(bot: Bot) -> Person:
    """Two digests: one names Sam alone, the other Sam and Priya."""
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith add Priya Nair every 17 days")
    await ana.say("/kith log sam coffee: the flat")
    await bot.forward(20)
    assert [("Sam Carter" in each, "Priya Nair" in each) for each in ana.inbox] == [(True, False), (True, True)]
    return ana


async def forget_sam(ana: Person) -> None:
    await ana.say("/kith forget sam")
    await ana.press("Forget for good")


async def test_messages_that_were_sent_forget_too(bot: Bot) -> None:
    ana = await with_digests(bot)
    await forget_sam(ana)
    await bot.forward()
    (left,) = ana.inbox
    assert "Priya Nair" in left
    assert "Sam" not in left
    assert "You were in touch today" in await ana.press("Talked", on="Priya Nair")
    assert not bot.shelf.rows()["revision"]


async def test_an_outage_only_puts_it_off(bot: Bot) -> None:
    ana = await with_digests(bot)
    slack = bot.platforms[Platform.SLACK]
    slack.outage = "Slack is down"
    await forget_sam(ana)
    await bot.forward(3)
    assert len(ana.inbox) == 2
    slack.outage = None
    slack.will_not_change(Uncertain("the connection was cut"))
    slack.will_not_change(Later(90.0, "too many requests"))
    await bot.forward(hours=4)
    assert not any("Sam" in each for each in ana.inbox)
    assert len(ana.inbox) == 1


async def test_what_cannot_be_deleted_says_nothing_any_more(bot: Bot) -> None:
    ana = await with_digests(bot)
    bot.platforms[Platform.SLACK].will_not_change(Refused("deleting is not allowed here"))
    await forget_sam(ana)
    await bot.forward()
    assert ana.inbox[0] == "Nothing here any more."
    assert "Sam" not in ana.inbox[1]


async def test_what_cannot_be_edited_is_deleted(bot: Bot) -> None:
    ana = await with_digests(bot)
    await ana.press("Later", on="Priya Nair")
    bot.platforms[Platform.SLACK].mail(ana.who)[0].gone = True
    bot.platforms[Platform.SLACK].will_not_change(Refused("it is gone"), times=2)
    bot.platforms[Platform.SLACK].will_not_change(Refused("too old to be edited"))
    await forget_sam(ana)
    await bot.forward()
    assert ana.inbox == []


async def test_a_message_that_is_gone_is_left_alone(bot: Bot) -> None:
    ana = await with_digests(bot)
    bot.platforms[Platform.SLACK].mail(ana.who)[0].gone = True
    await forget_sam(ana)
    await bot.forward()
    assert not bot.shelf.rows()["revision"]
    assert "Sam" not in ana.inbox[0]


async def test_a_message_of_which_nobody_knew_is_found_and_changed(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    slack = bot.platforms[Platform.SLACK]
    slack.will(Uncertain("the connection was cut"), stored=True)
    await bot.forward(9, hours=21, minutes=30)
    assert "Sam Carter" in ana.inbox[0]
    await forget_sam(ana)
    await bot.forward(hours=1)
    assert ana.inbox == []
    assert not bot.shelf.rows()["revision"]


async def test_what_was_half_typed_goes_too(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith log sam coffee: his secret")
    which = ana.button("Sam Miller")
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Sam Carter\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Jo\nEND:VCARD\n"
    await ana.say("/kith import", File("people.vcf", card))
    take_over = ana.button("Import 1")
    await ana.say("/kith log Zed: of no concern to him")
    await ana.say("/kith forget sam carter")
    await ana.press("Forget for good")
    assert "have let it go since" in await bot.press(ana, which)
    assert "let it go since" in await bot.press(ana, take_over)
    assert len(bot.shelf.rows()["draft"]) == 1


async def test_messages_that_nobody_got_are_not_spoken_of(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam")
    assert "message" not in await ana.say("/kith forget me")


async def test_me_is_asked_with_what_goes(bot: Bot) -> None:
    ana = await with_digests(bot)
    asked = await ana.say("/kith forget me")
    for part in ("2 people", "1 conversation", "2 messages that I sent you", "cannot be undone"):
        assert part in asked
    await ana.press("Export first")
    assert b"Sam Carter" in ana.files[0].content
    assert "Nothing was changed." in await ana.press("Keep everything")
    assert len((await ana.book())["contacts"]) == 2


async def test_me_leaves_nothing_and_nobody_else_goes(bot: Bot) -> None:
    ana, ben = await with_digests(bot), bot.person("Ben")
    for line in ("/kith team join", "/kith team sharing on", "/kith privacy sam open", "/kith settings hour 8"):
        await ana.say(line)
    await ana.say("/kith log Zed coffee: half typed")
    for line in ("/kith team join", "/kith add Oscar Wilde", "/kith log oscar call"):
        await ben.say(line)
    theirs = next(str(row["id"]) for row in bot.shelf.rows()["users"] if row["name"] == "Ana")
    before = {table: len(rows) for table, rows in bot.shelf.rows().items()}
    assert before["directory"] == 1
    await ana.say("/kith forget me")
    yes = ana.button("Forget me for good")
    assert "more than a day ago" in await bot.press(ben, yes)
    assert "You are forgotten" in await bot.press(ana, yes)
    stored = bot.shelf.rows()
    assert theirs not in repr({table: rows for table, rows in stored.items() if table != "revision"})
    assert "Carter" not in repr(stored)
    assert stored["directory"] == []
    assert [row["name"] for row in stored["contact"]] == ["Oscar Wilde"]
    assert "Nobody in the team" in await ben.say("/kith whoknows Carter")
    await bot.forward()
    assert ana.inbox == []
    assert bot.shelf.rows()["revision"] == []
    assert theirs not in repr(bot.shelf.rows())
    assert "more than a day ago" in await bot.press(ana, yes)
    assert "No, nobody" not in await ana.say("/kith show Sam")
    assert (await ana.book())["contacts"] == []


async def test_me_after_an_outage_and_another_process_still_takes_the_messages_away(bot: Bot) -> None:
    ana = await with_digests(bot)
    bot.platforms[Platform.SLACK].outage = "Slack is down"
    await ana.say("/kith forget me")
    await ana.press("Forget me for good")
    await bot.away(30)
    assert len(ana.inbox) == 2
    bot.platforms[Platform.SLACK].outage = None
    await bot.forward(hours=1)
    assert ana.inbox == []
