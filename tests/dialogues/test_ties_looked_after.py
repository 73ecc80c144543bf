"""A rhythm that two people have, greetings, circles that ask for too much, and insights."""

from tests.fakes.kith import Bot, Person


async def logged(person: Person, *ago: int) -> str:
    """What is read after the last of several calls with Sam."""
    for days in ago:
        await person.say(f"/kith log Sam call {days} days ago" if days else "/kith log Sam call")
    return person.text


async def test_the_fifth_log_offers_the_rhythm_that_they_have(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam wider")
    assert "Keep that rhythm?" not in await logged(ana, 84, 63, 42, 21)
    offered = await logged(ana, 0)
    assert "You and Sam talk about every 3 weeks. Keep that rhythm?" in offered
    assert "[Every 3 weeks] [Leave it]" in offered
    kept = await ana.press("Every 3 weeks")
    assert "You keep in touch with Sam every 3 weeks (wider circle)." in kept
    assert "Keep that rhythm?" not in await logged(ana, 1)


async def test_it_is_offered_after_a_press_on_a_nudge_too(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam every 10 days")
    await logged(ana, 160, 120, 80, 40)
    await bot.forward(1)
    assert "Keep that rhythm?" in await ana.press("Talked", on="Sam")
    assert "stays as it is: every 10 days" in await ana.press("Leave it")


async def test_a_rhythm_near_the_kept_one_is_not_offered(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam every 3 weeks")
    assert "Keep that rhythm?" not in await logged(ana, 84, 63, 42, 21, 0)


async def test_it_is_offered_again_at_ten(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam wider")
    assert "Keep that rhythm?" in await logged(ana, 80, 70, 60, 50, 40)
    for days in (30, 25, 20, 10):
        assert "Keep that rhythm?" not in await logged(ana, days)
    assert "Keep that rhythm?" in await logged(ana, 0)


async def test_a_greeting_keeps_even_the_inner_circle_quiet_for_three_weeks(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam inner birthday:10 march")
    await bot.forward(8)
    await ana.press("Wrote", on="birthday")
    seen = len(ana.inbox)
    await bot.forward(20)
    assert len(ana.inbox) == seen
    await bot.forward(2)
    assert len(ana.inbox) == seen + 1


async def test_so_does_a_log_on_the_day_itself_until_the_next_one(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam inner birthday:3 march")
    await bot.forward(1)
    await ana.say("/kith log Sam call")
    assert len(ana.inbox) == 1
    await bot.forward(9)
    assert len(ana.inbox) == 1
    await ana.say("/kith log Sam coffee")
    await bot.forward(8)
    assert len(ana.inbox) == 2, "a further talk begins the week anew"


async def test_what_the_circles_ask_for_is_said_once_when_it_is_too_much(quick: Bot) -> None:
    ana = quick.person("Ana")
    for number in range(7):
        assert "ask for" not in await ana.say(f"/kith add Inner{'abcdefg'[number]} inner")
    over = await ana.say("/kith add Sam close")
    assert "Your circles ask for about 8 a week; your budget is 7." in over
    assert "ask for" not in await ana.say("/kith add Priya inner")
    await ana.say("/kith keep Priya off")
    await ana.say("/kith keep Sam off")
    assert "ask for about 8 a week" in await ana.say("/kith keep Priya inner")


async def test_the_151st_is_kept_and_asks_whom_to_rest(quick: Bot) -> None:
    ana = quick.person("Ana")
    names = [f"{first}{second}" for first in "ABCDEFGHIJKLMNO" for second in "abcdefghij"]
    for name in names:
        await ana.say(f"/kith add Friend {name} network")
    await ana.say("/kith keep Friend Aa inner")
    answer = await ana.say("/kith add Sam close")
    assert "Added Sam" in answer
    assert "more than 150 people" in answer
    assert "[Rest Friend Ab] [Rest Friend Ac] [Rest Friend Ad]" in answer, "not the inner circle, and not the new one"
    assert "more than 150" not in await ana.say("/kith add Priya close")
    await ana.press("Rest Friend Ab")
    assert "Friend Ab rests" in ana.text
    await ana.press("Undo")
    assert "Undone" in ana.text


async def test_insights_tell_who_is_near_and_who_drifts(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in (
        "add Sam close",
        "add Priya close",
        "add Jo every 2 weeks",
        "log Sam call yesterday",
        "log Priya call 3 february",
        "log Priya call 90 days ago",
        *(f"log Jo they wrote {days} days ago" for days in (1, 40, 80)),
        *(f"log Sam i wrote {days} days ago" for days in (2, 4, 6)),
    ):
        await ana.say(f"/kith {line}")
    told = await ana.say("/kith insights")
    assert "Close circle (2). Near: Sam and Priya." in told
    await bot.forward(20)
    told = await ana.say("/kith insights")
    assert "Close circle (2). Near: Sam. Drifting: Priya." in told
    assert "Your circles ask for about 1 a week; your budget is 7." in told
    assert "You were in touch with 2 people in February, 1 in January." in told
    assert "Mostly you: Sam" in told
    assert "Mostly they: Jo" in told


async def test_insights_of_an_empty_book_say_how_to_begin(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "You keep nobody yet" in await ana.say("/kith insights")
