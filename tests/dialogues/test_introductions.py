"""An introduction from its reason to the thank-you, and everything that can get in its way."""

import pytest

from tests.fakes.introducing import REASON, REQUEST, ana_and_ben, introduced, member
from tests.fakes.kith import Bot, Person, buttons_of


def last(person: Person) -> str:
    """The newest direct message."""
    return person.inbox[-1]


async def test_from_the_reason_to_what_came_of_it(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    assert "Asked: Ben reads your name and your reason" in await ana.say(REQUEST)
    await bot.forward(1)
    assert ana.inbox == []
    assert "Ana would like to meet Priya Nair." in last(ben)
    assert REASON in last(ben)
    assert "You ask Priya Nair whether they would like to meet Ana." in await ben.press("Yes, I'll ask Priya")
    words = await ben.press("Words to ask with")
    assert f"Ana, a colleague, would like to meet you. In their words: “{REASON}”." in words
    assert "A no is perfectly fine." in words
    await bot.forward(1)
    assert "Ben will ask Priya Nair whether they would like to meet you." in last(ana)
    assert "You wanted to ask Priya Nair: whether they would like to meet Ana" in await ben.say("/kith remind")

    await ben.say("/kith intro")
    assert "Priya Nair and Ana would both like to meet." in await ben.press("Priya said yes")
    assert "nothing to see to" in await ben.say("/kith remind")
    await ben.say("/kith intro")
    form = await ben.press("Write to both")
    assert f"Priya, this is Ana, who asked to meet you: “{REASON}”" in form
    assert "Ana, this is Priya Nair, Engineer at Acme." in form
    written = await ben.fill({"To both of them": "Priya, meet Ana.\nAna, meet Priya."})
    assert "Copy this and send it to both:\nPriya, meet Ana.\nAna, meet Priya." in written
    assert "You introduced Ana to Priya Nair." in await ben.press("I sent it")
    card = await ben.say("/kith show Priya")
    assert "noted: Introduced to Ana." in card
    assert "Wed 4 Mar, messages" in card

    await bot.forward(1)
    assert "Ben introduced you to Priya Nair.\nIt is your turn to write first" in last(ana)
    assert "What came of it?" not in last(ana)
    await bot.forward(21)
    assert "Ben introduced you to Priya Nair 21 days ago." in last(ana)
    assert "If you have not thanked them, today is a good day." in last(ana)
    assert "✓ Ben hears that it helped." in await ana.press("Yes, it helped")
    await bot.forward(1)
    assert "You introduced Ana to Priya Nair.\nAna says that it helped." in last(ben)
    told = len(ben.inbox)
    await bot.forward(30)
    assert not any("helped" in each for each in ben.inbox[told:])
    assert "You have made one introduction for colleagues." in await ben.say("/kith intro")
    assert "No introduction is under way." in await ana.say("/kith intro")


async def test_a_lookup_offers_to_ask_whom_one_does_not_know(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say("/kith whoknows Acme")
    form = await ana.press("Ask for an intro")
    assert "I ask Ben whether they would introduce you to Priya Nair." in form
    assert "is needed" in await ana.fill({}) or "Why would you like to meet them?" in ana.text
    assert "Asked: Ben" in await ana.fill({"Why you would like to meet": REASON})
    assert "Ask for an intro" not in await ben.say("/kith whoknows Acme")


async def test_without_a_reason_the_form_asks_for_it(quick: Bot) -> None:
    ana, _ = await ana_and_ben(quick)
    assert "Whom: Priya" in await ana.say("/kith intro Priya")
    assert "Asked: Ben" in await ana.fill({"Why": REASON})


async def test_several_people_are_offered_and_the_reason_is_kept(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ben.say("/kith add Priya Shah company:Globex")
    await ben.say("/kith privacy Priya Shah open")
    assert "Whom do you mean with Priya, and whom shall I ask?" in await ana.say(REQUEST)
    assert "Asked: Ben" in await ana.press("Priya Shah (Globex), via Ben")
    await quick.forward(1)
    assert "Ana would like to meet Priya Shah." in last(ben)
    assert REASON in last(ben)


async def test_whoever_knows_them_best_is_asked_unless_another_is_named(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    cleo = await member(quick, "Cleo Ode", "add Priya Nair company:Acme email:p@acme.example", "privacy Priya open")
    await ben.say("/kith edit Priya email:p@acme.example")
    assert "Asked: Ben" in await ana.say(REQUEST)
    assert "Asked: Cleo Ode" in await ana.say(f"/kith intro Priya via cleo: {REASON}")
    shown = await ana.say(f"/kith intro Priya via Dora: {REASON}")
    assert "No colleague of that name openly knows Priya." in shown
    assert "[Priya Nair (Acme), via Ben] [Priya Nair (Acme), via Cleo Ode]" in shown
    await quick.forward(1)
    assert "Ana would like to meet" in last(cleo)


async def test_a_typing_error_is_asked_about_before_anybody_is(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    assert "Nobody in the team openly knows exactly Pirya Niar." in await ana.say(f"/kith intro Pirya Niar: {REASON}")
    assert "No introduction is under way." in await ben.say("/kith intro")
    assert "Asked: Ben" in await ana.press("Priya Nair (Acme), via Ben")


async def test_nobody_is_found(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    assert "Nobody in the team openly knows Zoe." in await ana.say(f"/kith intro Zoe: {REASON}")
    assert "You know Priya yourself" in await ben.say(REQUEST)
    eve = quick.person("Eve")
    assert "/kith team join" in await eve.say(REQUEST)


@pytest.mark.parametrize("line", ["/kith privacy Priya ask", "/kith privacy Priya never", "/kith team sharing off"])
async def test_who_is_not_open_is_not_asked_about(quick: Bot, line: str) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say("/kith whoknows Acme")
    button = ana.button("Ask for an intro")
    await ben.say(line)
    assert "Nobody in the team openly knows Priya." in await ana.say(REQUEST)
    assert "Nobody in your team openly knows that person any more" in await quick.press(ana, button)


async def test_a_request_is_taken_back_where_it_stands(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(1)
    assert "Ana would like to meet" in last(ben)
    await ana.say("/kith intro")
    assert "Taken back: Ben is not asked about Priya Nair." in await ana.press("Take it back")
    await bot.forward(1)
    assert ben.inbox == []
    assert "No introduction is under way." in await ben.say("/kith intro")
    await bot.forward(10)
    assert ana.inbox == []


async def test_what_was_put_off_comes_again_in_three_weeks(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(1)
    assert "I bring it up again on Tue 24 Mar." in await ben.press("In three weeks")
    assert "No introduction is under way." in await ben.say("/kith intro")
    await bot.forward(19)
    told = len(ben.inbox)
    assert not any("Ana would like to meet" in each for each in ben.inbox[1:])
    await bot.forward(3)
    assert any("Ana would like to meet Priya Nair." in each for each in ben.inbox[told:])
    await ben.say("/kith intro")
    await ben.press("Yes, I'll ask Priya")
    await bot.forward(1)
    assert "Ben will ask Priya Nair" in last(ana)


async def test_a_no_can_become_a_yes(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say(REQUEST)
    await quick.forward(1)
    assert "You said no. Ana only reads that no answer came." in await ben.press("No")
    assert "You ask Priya Nair" in await ben.press("Yes, I'll ask Priya after all")
    await quick.forward(1)
    assert "Ben will ask Priya Nair" in last(ana)


async def test_when_the_contact_says_no_it_ends_kindly(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(1)
    await ben.press("Yes, I'll ask Priya")
    await bot.forward(1)
    await ben.say("/kith intro")
    assert "Ana hears that it did not work out, and that it is nobody's fault." in await ben.press("Priya said no")
    await bot.forward(1)
    assert "It did not work out this time with Priya Nair.\nIt is nobody's fault" in last(ana)
    await bot.forward(40)
    assert "What came of it?" not in "".join(ana.inbox)


async def test_who_said_yes_is_asked_once_what_their_contact_said(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(1)
    await ben.press("Yes, I'll ask Priya")
    await bot.forward(10)
    asked = [each for each in ben.inbox[1:] if "What did they say?" in each]
    assert len(asked) == 1
    await bot.forward(20)
    assert len([each for each in ben.inbox[1:] if "What did they say?" in each]) == 1
    await ben.press("Priya said yes", on="You ask Priya Nair")
    assert "would both like to meet" in ben.text


async def test_where_the_colleagues_are_contacts_help_and_thanks_are_noted(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say("/kith team address: ana@team.example")
    await ben.say("/kith team address: ben@team.example")
    await ana.say("/kith add Benjamin Ode email:ben@team.example")
    await ben.say("/kith add Ana Silva email:ana@team.example")
    await introduced(bot, ana, ben)
    card = await ben.say("/kith show Ana")
    assert "they helped you not yet, you them once" in card
    assert "The introduction to Priya Nair." in card
    await ana.say("/kith intro")
    await ana.press("We met")
    card = await ana.say("/kith show Benjamin")
    assert "they helped you once, you them not yet" in card
    assert "You wanted to thank Benjamin Ode: The introduction to Priya Nair." in await ana.say("/kith remind")


async def test_before_a_second_request_one_is_told_what_the_colleague_has_not_heard(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ben.say("/kith add Max Weber")
    await ben.say("/kith privacy Max open")
    await introduced(bot, ana, ben)
    told = await ana.say(f"/kith intro Max: {REASON}")
    assert "Ben introduced you to Priya Nair yesterday." in told
    assert "You have not told them yet how it went" in told
    anyway = ana.button("Ask anyway")
    assert "What came of it?" in await ana.press("Tell Ben now")
    await ana.press("It came to nothing")
    assert "Asked: Ben" in await ana.say(f"/kith intro Max: {REASON}")
    assert "already" in await bot.press(ana, anyway)


async def test_it_can_be_asked_anyway(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ben.say("/kith add Max Weber")
    await ben.say("/kith privacy Max open")
    await introduced(quick, ana, ben)
    await ana.say(f"/kith intro Max: {REASON}")
    assert "Asked: Ben" in await ana.press("Ask anyway")
    await quick.forward(3)
    assert REASON in last(ben)


async def test_the_same_is_not_asked_twice(quick: Bot) -> None:
    ana, _ = await ana_and_ben(quick)
    await ana.say(REQUEST)
    assert "You asked Ben about Priya Nair on Mon 2 Mar already" in await ana.say(REQUEST)
    await quick.forward(59)
    assert "already" in await ana.say(REQUEST)
    await quick.forward(2)
    assert "Asked: Ben" in await ana.say(REQUEST)


async def test_five_at_once_are_the_most(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    for number in range(6):
        await ben.say(f"/kith add Person{number}")
        await ben.say(f"/kith privacy Person{number} open")
    for number in range(5):
        assert "Asked: Ben" in await ana.say(f"/kith intro Person{number}: {REASON}")
    assert "You wait for 5 introductions already" in await ana.say(f"/kith intro Person5: {REASON}")
    await quick.forward(8)
    assert "Asked: Ben" in await ana.say(f"/kith intro Person5: {REASON}")


async def test_a_list_of_many_fits_every_platform(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    for number in range(5):
        await ben.say(f"/kith add Person{number}")
        await ben.say(f"/kith privacy Person{number} open")
        await ana.say(f"/kith intro Person{number}: {REASON}")
    assert "And 1 more." in await ana.say("/kith intro")
    assert "And 2 more." in await ben.say("/kith intro")
    assert "And 1 more." in await ben.press("Yes, I'll ask Person0")
    assert sum(len(list(buttons_of(each))) for each in ben.talker.last) <= 25


async def test_what_nobody_goes_on_with_lapses(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await ana.say(REQUEST)
    await ben.say("/kith intro")
    await ben.press("Yes, I'll ask Priya")
    await quick.forward(80)
    assert "Ben will ask Priya Nair" in await ana.say("/kith intro")
    assert "What did they say?" in await ben.say("/kith intro")
    await quick.forward(15)
    assert "No introduction is under way." in await ana.say("/kith intro")
    assert "No introduction is under way." in await ben.say("/kith intro")
    assert "Asked: Ben" in await ana.say(REQUEST)


async def test_a_connector_is_asked_once_a_day_and_twice_a_week(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    for name in ("Max", "Zoe", "Lia"):
        await ben.say(f"/kith add {name}")
        await ben.say(f"/kith privacy {name} open")
        await ana.say(f"/kith intro {name}: {REASON}")
    await bot.forward(6)
    assert [each.count("would like to meet") for each in ben.inbox] == [1, 1]


@pytest.mark.parametrize(
    ("reason", "said"), [("x" * 501, "500 are enough"), ("\u200b", "Why would you like to meet them?")]
)
async def test_reasons_that_are_none(quick: Bot, reason: str, said: str) -> None:
    ana, _ = await ana_and_ben(quick)
    await ana.say("/kith whoknows Acme")
    await ana.press("Ask for an intro")
    assert said in await ana.fill({"Why you would like to meet": reason})


@pytest.mark.parametrize("line", [f"Zoe: {REASON}", f"Priya via Dora: {REASON}", f"Priya: {REASON}"])
async def test_it_counts_as_a_lookup(quick: Bot, line: str) -> None:
    """Also where nobody of that name is there, or the same was asked before: nobody looks as often as they like."""
    ana, _ = await ana_and_ben(quick)
    for _ in range(30):
        await ana.say(f"/kith intro {line}")
    assert "You have looked 30 times within an hour" in await ana.say(REQUEST)


async def test_the_reason_is_stored_sealed_and_the_export_tells_it(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    assert "Lisbon" not in repr(bot.shelf.rows())
    (mine,) = (await ana.book())["introductions"]["asked_for"]
    assert (mine["person"], mine["via"], mine["reason"], mine["state"]) == ("Priya Nair", "Ben", REASON, "no answer")
    (theirs,) = (await ben.book())["introductions"]["asked_of"]
    assert (theirs["for"], theirs["reason"], theirs["state"]) == ("Ana", REASON, "asked")
