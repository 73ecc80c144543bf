"""How often to be in touch: keep, due, upcoming, later."""

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person


async def with_sam(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    return ana


@pytest.mark.parametrize(
    ("typed", "rhythm", "day"),
    [
        ("close", "every 30 days (close circle)", "Wed 1 Apr"),
        ("inner circle", "every 7 days (inner circle)", "Mon 9 Mar"),
        ("every 6 weeks", "every 6 weeks", "Mon 13 Apr"),
        ("twice a year", "every 6 months", "Wed 2 Sep"),
        ("90 days", "every 90 days", "Sun 31 May"),
        ("yearly", "every year", "Tue 2 Mar 2027"),
    ],
)
async def test_a_rhythm_is_repeated_with_its_first_day(quick: Bot, typed: str, rhythm: str, day: str) -> None:
    ana = await with_sam(quick)
    answer = await ana.say(f"/kith keep sam {typed}")
    assert f"You keep in touch with Sam Carter {rhythm}." in answer
    assert f"I'll remind you on {day}." in answer


async def test_letting_go(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith keep sam inner")
    assert "I won't remind you about Sam Carter any more." in await ana.say("/kith keep sam off")
    await quick.forward(60)
    assert ana.inbox == []


async def test_a_rhythm_that_is_none_is_asked_for(quick: Bot) -> None:
    ana = await with_sam(quick)
    form = await ana.say("/kith keep sam")
    assert "People: sam" in form
    problems = await ana.fill({"How often": "now and then"})
    assert 'can\'t read "now and then" as how often' in problems
    assert "inner, close, wider, network" in problems
    assert "every 3 weeks" in await ana.fill({"How often": "every 3 weeks"})


@pytest.mark.parametrize("typed", ["every 0 days", "every 99999 years", "every 11 years"])
async def test_a_rhythm_out_of_bounds_is_refused(quick: Bot, typed: str) -> None:
    ana = await with_sam(quick)
    answer = await ana.say(f"/kith keep sam {typed}")
    assert "You keep in touch" not in answer
    assert "not kept" in await ana.say("/kith show sam")


async def test_keeping_somebody_unknown_adds_them_in_one_press(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith keep Zed Quill every 3 weeks")
    assert "You keep in touch with Zed Quill every 3 weeks." in await ana.press("Add Zed Quill")


async def test_keeping_one_of_two(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith keep sam close")
    assert "Sam Miller every 30 days" in await ana.press("Sam Miller")


async def test_a_rhythm_counts_from_the_last_time(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith log sam coffee 40 days ago")
    assert "They are due now; I'll bring it up." in await ana.say("/kith keep sam close")


async def test_who_is_due_most_overdue_first(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name, days in (("Sam Carter", 12), ("Priya Nair", 40), ("Jo Diaz", 25), ("Mia Ode", 3)):
        await ana.say(f"/kith add {name} every 10 days")
        await ana.say(f"/kith log {name} call {days} days ago")
    due = await ana.say("/kith due")
    positions = [due.index(name) for name in ("Priya Nair", "Jo Diaz", "Sam Carter")]
    assert positions == sorted(positions)
    assert "Mia Ode" not in due
    assert "40 days since you talked" in due
    assert "slipping" in due
    assert "overdue" in due


async def test_more_than_a_handful_are_counted(quick: Bot) -> None:
    ana = quick.person("Ana")
    for number in range(7):
        await ana.say(f"/kith add Person{number} every 10 days")
        await ana.say(f"/kith log Person{number} call 20 days ago")
    due = await ana.say("/kith due")
    assert due.count("[Talked]") == 5
    assert "And 2 more." in due


async def test_answering_from_the_list(bot: Bot) -> None:
    ana = bot.person("Ana")
    for name in ("Sam Carter", "Priya Nair", "Jo Diaz"):
        await ana.say(f"/kith add {name} every 10 days")
        await ana.say(f"/kith log {name} call 20 days ago: {name}'s news")
    assert "Sam Carter's news" in await ana.say("/kith due")
    assert "talked with Sam Carter" in await ana.press("Talked", on="Sam Carter")
    assert "a message to Priya Nair" in await ana.press("Wrote", on="Priya Nair")
    assert "Nothing about Jo Diaz before Mon 9 Mar." in await ana.press("Later", on="Jo Diaz")
    assert "Last contact: Mon 2 Mar (today)" in await ana.press("More", on="Sam Carter")
    assert "Nobody is due. Enjoy the quiet." in await ana.say("/kith due")


async def test_a_button_of_the_list_pressed_twice_acts_once(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith log Sam call 20 days ago")
    await ana.say("/kith due")
    talked, wrote, later = (ana.button(label) for label in ("Talked", "Wrote", "Later"))
    first, second = await bot.press(ana, talked), await bot.press(ana, talked)
    assert "Noted: talked with Sam Carter" in first
    assert "noted already" in second
    await bot.press(ana, wrote)
    await bot.press(ana, later)
    assert await bot.press(ana, later)
    assert len((await ana.book())["interactions"]) == 3


async def test_what_comes(bot: Bot) -> None:
    ana = bot.person("Ana")
    assert "Nothing in the next 30 days." in await ana.say("/kith upcoming")
    await ana.say("/kith add Sam Carter every 10 days birthday:4 march 1990")
    await ana.say("/kith add Priya Nair birthday:31 march")
    await ana.say("/kith add Jo Diaz birthday:2 april")
    ahead = (await ana.say("/kith upcoming")).splitlines()
    assert ahead[1:] == [
        "• Wed 4 Mar (in 2 days): Sam Carter's birthday, turning 36",
        "• Thu 12 Mar (in 10 days): be in touch with Sam Carter",
        "• Tue 31 Mar (in 4 weeks): Priya Nair's birthday",
    ]
    assert "be in touch" not in await ana.say("/kith upcoming birthdays")
    assert "Priya Nair's birthday" in ana.text


async def test_much_that_comes_is_counted(quick: Bot) -> None:
    ana = quick.person("Ana")
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:P{n}\nBDAY:1990-03-20\nEND:VCARD\n" for n in range(200))
    await ana.say("/kith import", File("people.vcf", cards.encode()))
    await ana.press("Import 200")
    for line in ("/kith upcoming", "/kith upcoming birthdays"):
        ahead = await ana.say(line)
        assert "more" in ahead
        assert len(ahead) < 3000


async def test_a_week_unless_said_otherwise(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 3 days")
    assert "Nothing about Sam Carter before Mon 9 Mar." in await ana.say("/kith later sam")
    assert "before Mon 16 Mar" in await ana.say("/kith later sam in 2 weeks")
    await bot.forward(13)
    assert ana.inbox == []
    await bot.forward(2)
    assert "Sam Carter" in ana.inbox[0]


@pytest.mark.parametrize("typed", ["yesterday", "today", "3 days ago", "2020-01-01"])
async def test_later_is_never_earlier(quick: Bot, typed: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter every 3 days")
    assert "not ahead of us" in await ana.say(f"/kith later sam {typed}")
    await ana.press("Fix it in a form")
    assert "before Tue 3 Mar" in await ana.fill({"When": "tomorrow"})


async def test_there_is_no_later_for_somebody_who_is_not_kept(quick: Bot) -> None:
    ana = await with_sam(quick)
    answer = await ana.say("/kith later sam")
    assert "You don't keep in touch with Sam Carter by a rhythm" in answer


async def test_there_is_no_later_for_somebody_unknown(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "I don't know anyone called Zed yet." in await ana.say("/kith later Zed")
    assert "[Add" not in ana.text


async def test_talking_ends_the_wait(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 3 days")
    await ana.say("/kith later sam in 2 weeks")
    assert "Next time with Sam Carter: Thu 5 Mar." in await ana.say("/kith log sam call")
    await bot.forward(4)
    assert len(ana.inbox) == 1


async def test_several_are_kept_at_once_and_let_go_at_once(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith add Priya Nair")
    answer = await ana.say("/kith keep sam, priya close")
    assert "You keep in touch with Sam Carter and Priya Nair every 30 days (close circle)." in answer
    assert "close circle" in await ana.say("/kith show priya")
    await ana.say("/kith undo")
    assert "not kept" in await ana.say("/kith show sam")
    assert "not kept" in await ana.say("/kith show priya")
    await ana.say("/kith keep sam and priya wider")
    assert "I won't remind you about Sam Carter and Priya Nair any more." in await ana.say("/kith keep sam, priya off")


async def test_of_several_who_is_unknown_is_asked_about_and_the_rest_waits(quick: Bot) -> None:
    ana = await with_sam(quick)
    assert "Zork" in await ana.say("/kith keep sam, Zork close")
    assert "not kept" in await ana.say("/kith show sam")
    assert "Sam Carter and Zork" in await ana.press("Add Zork")
