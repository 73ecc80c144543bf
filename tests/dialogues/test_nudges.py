"""What comes by itself, and what its buttons do: at once, pressed twice, weeks later, after an undo."""

import pytest

from bot.chat.adapter import Refused
from bot.chat.event import Pressed
from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person, text_in


async def nudged(bot: Bot, platform: Platform = Platform.SLACK) -> Person:
    """Ana, who talked to Sam a month ago and has just read that she did."""
    ana = bot.person("Ana", platform=platform)
    await ana.say("/kith add Sam Carter close company:Acme")
    await ana.say("/kith log sam coffee: his flat in Lisbon")
    await bot.forward(31)
    assert len(ana.inbox) == 1
    return ana


async def count(ana: Person) -> int:
    return len((await ana.book())["interactions"])


async def test_a_digest_says_how_long_it_has_been(quick: Bot) -> None:
    ana = await nudged(quick)
    digest = ana.inbox[0]
    assert "Good morning, Ana." in digest
    assert "It's been 30 days since you talked to Sam Carter." in digest
    assert "[Talked] [Wrote] [Later] [More]" in digest


async def test_a_note_stays_out_of_messages_that_an_employer_may_export(quick: Bot) -> None:
    ana = await nudged(quick)
    assert "Lisbon" not in ana.inbox[0]
    assert "You noted something 4 weeks ago" in ana.inbox[0]
    assert "his flat in Lisbon" in await ana.press("More")


@pytest.mark.parametrize("platform", [Platform.DISCORD, Platform.CONSOLE])
async def test_elsewhere_the_note_is_the_reason(quick: Bot, platform: Platform) -> None:
    ana = await nudged(quick, platform)
    assert "You noted 4 weeks ago: his flat in Lisbon" in ana.inbox[0]


async def test_without_a_note_a_plain_hello_is_fine(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter close")
    await quick.forward(31)
    assert "no contact is noted yet" in ana.inbox[0]
    assert "a plain hello is fine too" in ana.inbox[0]


async def test_talked(bot: Bot) -> None:
    ana = await nudged(bot)
    assert "✓ You were in touch today." in await ana.press("Talked")
    assert "✓" in ana.inbox[0]
    assert "[Talked]" not in ana.inbox[0]
    assert "Next due: Sat 2 May" in await ana.say("/kith show sam")
    await bot.forward(20)
    assert len(ana.inbox) == 1


async def test_a_button_pressed_twice_acts_once(bot: Bot) -> None:
    ana = await nudged(bot)
    talked, wrote = ana.button("Talked"), ana.button("Wrote")
    first = await bot.press(ana, talked)
    assert await bot.press(ana, talked) == first
    assert await bot.press(ana, wrote) == first
    assert await count(ana) == 2


async def test_one_event_delivered_twice_acts_once(bot: Bot) -> None:
    ana = await nudged(bot)
    pressed = Pressed(who=ana.who, key="once", action=ana.button("Talked"))
    assert "✓" in text_in(await bot.dispatcher.dispatch(pressed))
    assert text_in(await bot.dispatcher.dispatch(pressed)) == ""
    assert await count(ana) == 2


async def test_a_button_pressed_weeks_later_notes_that_day(bot: Bot) -> None:
    ana = await nudged(bot)
    talked = ana.button("Talked")
    await bot.forward(40)
    assert "✓ You were in touch today." in await bot.press(ana, talked)
    assert "Tue 12 May (today)" in await ana.say("/kith show sam")


async def test_a_line_answers_the_digest_too(quick: Bot) -> None:
    ana = await nudged(quick)
    talked = ana.button("Talked")
    await ana.say("/kith log sam call: at last")
    assert "✓ You were in touch today." in await quick.press(ana, talked)
    assert await count(ana) == 2


async def test_taking_an_answer_back(bot: Bot) -> None:
    ana = await nudged(bot)
    talked = ana.button("Talked")
    await ana.press("Talked")
    again = await ana.press("Undo")
    assert "It's been 31 days since you talked to Sam Carter." in again
    assert "[Talked]" in again
    assert await count(ana) == 1
    assert "✓" in await bot.press(ana, talked)
    assert await count(ana) == 2


async def test_taking_back_twice_takes_back_once(quick: Bot) -> None:
    ana = await nudged(quick)
    await ana.press("Talked")
    undo = ana.button("Undo")
    await quick.press(ana, undo)
    assert "nothing to take back" in await quick.press(ana, undo)
    assert await count(ana) == 1


async def test_after_an_undo_elsewhere_the_button_works_again(bot: Bot) -> None:
    ana = await nudged(bot)
    talked = ana.button("Talked")
    await bot.press(ana, talked)
    assert "Undone" in await ana.say("/kith undo")
    assert "✓" in await bot.press(ana, talked)
    assert await count(ana) == 2


async def test_an_answer_is_taken_back_within_a_day(quick: Bot) -> None:
    ana = await nudged(quick)
    await ana.press("Talked")
    undo = ana.button("Undo")
    await quick.forward(2)
    assert "too long ago to undo" in await quick.press(ana, undo)
    assert await count(ana) == 2


async def test_a_note_afterwards(bot: Bot) -> None:
    ana = await nudged(bot)
    await ana.press("Wrote")
    assert "Note on Sam Carter" in await ana.press("Add note")
    await ana.fill({"What to remember next time": "Found a flat in \u202eAlfama\x00"})
    newest = (await ana.book())["interactions"]
    assert sorted(each["note"] for each in newest) == ["Found a flat in Alfama", "his flat in Lisbon"]
    assert "Alfama" in await ana.say("/kith show sam")


async def test_an_empty_note_is_asked_for_again(quick: Bot) -> None:
    ana = await nudged(quick)
    await ana.press("Talked")
    await ana.press("Add note")
    assert "nothing in the note" in await ana.fill({"What to remember next time": " \x00 "})


async def test_later(bot: Bot) -> None:
    ana = await nudged(bot)
    later = await ana.press("Later")
    assert "I'll ask again on Thu 9 Apr" in later
    await bot.forward(6)
    assert len(ana.inbox) == 1
    await bot.forward(1)
    assert "It's been 38 days" in ana.inbox[1]


async def test_later_can_be_chosen_again_and_taken_back(quick: Bot) -> None:
    ana = await nudged(quick)
    await ana.press("Later")
    assert "on Sat 2 May" in await ana.press("In a month")
    assert "on Fri 3 Apr" in await ana.press("Tomorrow")
    assert "on Sat 2 May" in await ana.press("Undo")
    await ana.press("Talked")
    assert await count(ana) == 2


async def test_later_after_talking_is_too_late(quick: Bot) -> None:
    ana = await nudged(quick)
    later = ana.button("Later")
    await ana.press("Talked")
    assert "nothing left to put off" in await quick.press(ana, later)


async def test_silence_is_asked_about_again_but_not_for_ever(bot: Bot) -> None:
    ana = await nudged(bot)
    await bot.forward(200)
    assert len(ana.inbox) == 3


async def test_buttons_about_somebody_who_is_forgotten(bot: Bot) -> None:
    ana = await nudged(bot)
    pressed = [ana.button(label) for label in ("Talked", "Wrote", "Later", "More")]
    await ana.say("/kith forget sam")
    await ana.press("Forget for good")
    for action in pressed:
        answer = await bot.press(ana, action)
        assert answer
        assert "Sam" not in answer
    assert await count(ana) == 0


async def test_a_birthday_comes_on_its_day_and_a_week_before_for_the_close(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter close birthday:14 march 1990")
    await ana.say("/kith add Priya Nair every 6 weeks birthday:15 march")
    await quick.forward(6)
    assert "Sam Carter's birthday (turning 36) is in 7 days, on Sat 14 Mar." in ana.inbox[0]
    await quick.forward(8)
    assert len(ana.inbox) == 3
    assert "Today is Sam Carter's birthday (turning 36)." in ana.inbox[1]
    assert "Today is Priya Nair's birthday." in ana.inbox[2]


async def test_a_birthday_button_read_on_the_next_day(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter every 6 weeks birthday:4 march")
    await quick.forward(3)
    assert "Sam Carter" in await ana.press("Wrote")
    assert await count(ana) == 1


async def test_after_downtime_one_digest_says_how_late_it_is(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith add Priya Nair every 6 weeks birthday:14 march")
    await bot.away(15)
    await bot.forward(1)
    assert len(ana.inbox) == 1
    assert "I was away for a while" in ana.inbox[0]
    assert "late by" in ana.inbox[0]
    assert "Priya Nair's birthday was" in ana.inbox[0]


async def test_nothing_comes_twice_on_one_day(quick: Bot) -> None:
    ana = await nudged(quick)
    await ana.say("/kith add Priya Nair every 10 days")
    await ana.say("/kith log Priya call 30 days ago")
    for _ in range(3):
        await quick.forward(hours=1)
    assert len(ana.inbox) == 1
    await quick.forward(1)
    assert "Priya Nair" in ana.inbox[1]
    assert "Sam Carter" not in ana.inbox[1]


async def test_what_could_not_be_sent_is_told_at_the_next_command(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    bot.platforms[Platform.SLACK].will(Refused("your direct messages are closed"))
    await bot.forward(11)
    assert ana.inbox == []
    told = await ana.say("/kith status")
    assert "not delivered" in told
    assert "I had something for you and could not send it" in told
    assert "Sam Carter" in told
    assert "✓" in await ana.press("Talked")


async def test_what_waits_is_told_by_commands_that_only_read_too(bot: Bot) -> None:
    ana = bot.person("Ana")
    for number in range(5):
        await ana.say(f"/kith add Friend{number} network birthday:{number + 3} march")
    bot.platforms[Platform.SLACK].will(Refused("your direct messages are closed"), times=5)
    await bot.forward(6)
    told = "".join([await ana.say("/kith help"), await ana.say("/kith help")])
    assert all(f"Friend{number}" in told for number in range(5))
