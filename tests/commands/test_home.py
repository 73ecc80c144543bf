"""The page of one's own, whatever the platform: what stands in it can be used, and it is its owner's alone."""

from adapters.memory import text_of
from bot.chat.action import ActionId
from bot.chat.event import Standing
from bot.commands import REGISTRY
from tests.fakes.introducing import REASON, REQUEST, ana_and_ben, introduced
from tests.fakes.kith import Bot, Person, buttons_of


async def drawn(bot: Bot, person: Person) -> str:
    """The page as text."""
    return text_of(await bot.kith.homes.draw(person.who))


async def settled(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "/kith add Sam Carter every 2 weeks",
        "/kith add Priya Nair birthday:20 march",
        "/kith log Sam 20 days ago: her new job",
        "/kith remind Sam: I promised to send the book",
        "/kith team join",
    ):
        await ana.say(line)
    return ana


async def test_every_button_leads_somewhere(bot: Bot) -> None:
    ana, new = await settled(bot), bot.person("New")
    for person in (ana, new):
        page = await bot.kith.homes.draw(person.who)
        for _, button in buttons_of(page):
            route, args = button.action.route, button.action.args
            assert (route == "open" and args[0] in REGISTRY.commands) or len(args) >= REGISTRY.routes[route].needs
            assert await bot.press(person, button.action)


async def test_nobody_reads_what_is_somebody_elses(bot: Bot) -> None:
    await settled(bot)
    eve = bot.person("Eve")
    await eve.say("/kith add Zoe close")
    page = await drawn(bot, eve)
    assert "Zoe" in page or "Nobody is due" in page
    assert not [each for each in ("Sam", "Priya", "book", "job") if each in page]


async def test_it_is_a_page_of_one_person_on_one_platform_of_theirs(bot: Bot) -> None:
    ana = await settled(bot)
    assert "Sam Carter: 20 days since you talked" in await drawn(bot, ana)
    assert "Hello Ana, I'm Kith." in await drawn(bot, bot.person("Ana", workspace="T2"))


async def test_drawing_it_changes_nothing(bot: Bot) -> None:
    ana = await settled(bot)
    before = bot.shelf.rows()
    for person in (ana, bot.person("New")):
        await bot.kith.homes.draw(person.who)
    assert bot.shelf.rows() == before


async def test_guests_strangers_and_bots_read_a_sentence_alone(quick: Bot) -> None:
    await settled(quick)
    for standing in (Standing.GUEST, Standing.STRANGER, Standing.BOT):
        page = await quick.kith.homes.draw(quick.person("Ana", standing=standing).who)
        assert not page.asks
        assert len(text_of(page).splitlines()) == 1


async def test_keeping_somebody_on_who_is_kept_no_more_says_so(quick: Bot) -> None:
    ana = await settled(quick)
    await ana.say("/kith due")
    contact = ana.button("More").args[0]
    assert "Fine, you keep Sam Carter" in await quick.press(ana, ActionId("keepon", (contact,)))
    await ana.say("/kith keep Sam off")
    assert "by no rhythm any more" in await quick.press(ana, ActionId("keepon", (contact,)))


async def on_the_page(bot: Bot, person: Person, label: str) -> str:
    """The answer to the button of that label on the page."""
    page = await bot.kith.homes.draw(person.who)
    (action,) = [button.action for _, button in buttons_of(page) if button.label == label]
    return await bot.press(person, action)


async def test_a_request_waits_there_until_it_is_answered_and_its_steps_after_that(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    assert "Introductions" not in await drawn(bot, ben)
    await ana.say(REQUEST)
    page = await drawn(bot, ben)
    assert "Ana would like to meet Priya Nair." in page
    assert REASON in page
    assert "Introductions" not in await drawn(bot, ana)
    said = await on_the_page(bot, ben, "Yes, I'll ask Priya")
    assert said.startswith("You ask Priya Nair whether they would like to meet Ana.")
    assert "Priya said yes" not in said
    assert "would both like to meet." in await on_the_page(bot, ben, "Priya said yes")
    assert "You introduced Ana to Priya Nair." in await on_the_page(bot, ben, "I introduced them")
    assert "Introductions" not in await drawn(bot, ben)


async def test_a_no_said_there_can_be_changed_and_is_seen_by_nobody(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say(REQUEST)
    waits = await ana.say("/kith intro")
    assert "Yes, I'll ask Priya after all" in await on_the_page(quick, ben, "No")
    assert "Introductions" not in await drawn(quick, ben)
    assert await ana.say("/kith intro") == waits


async def test_it_asks_what_came_of_an_introduction_once_that_can_be_known(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say("/kith add Zoe close")
    await introduced(quick, ana, ben)
    early = await drawn(quick, ana)
    assert "It is your turn to write first" in early
    assert "We met" not in early
    await quick.forward(21)
    assert "hears that you have met" in await on_the_page(quick, ana, "We met")
    assert "Introductions" not in await drawn(quick, ana)
