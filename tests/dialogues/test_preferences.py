"""How one wants to be told: by words and by form; status; help; what is no command."""

import pytest

from bot.chat.adapter import Later
from bot.chat.event import Standing
from bot.commands import REGISTRY
from bot.commands.instead import INSTEAD
from bot.domain.user import Platform
from tests.fakes.kith import Bot


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("hour 9", "Your hour: 09:00"),
        ("hour 7:45 pm", "Your hour: 19:45"),
        ("time 18.30", "Your hour: 18:30"),
        ("zone Europe/Berlin", "Time zone: Europe/Berlin"),
        ("zone tokyo", "Time zone: Asia/Tokyo"),
        ("time zone new york", "Time zone: America/New_York"),
        ("days mon-thu", "Workdays: Mon, Tue, Wed, Thu"),
        ("days mon, wed and fri", "Workdays: Mon, Wed, Fri"),
        ("days sun-thu", "Workdays: Mon, Tue, Wed, Thu, Sun"),
        ("days every day", "Workdays: Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
        ("workdays weekdays", "Workdays: Mon, Tue, Wed, Thu, Fri"),
        ("platform slack", "Nudges go to: slack"),
        ("platform anywhere", "Nudges go to: wherever you wrote last"),
        ("order month first", "month-day (3/4 is March 4)"),
        ("order day first", "day-month (3/4 is 3 April)"),
        ("leap 1 mar", "told on 1 Mar"),
        ("leap 28 feb", "told on 28 Feb"),
        ("budget 2 a day, 5 a week", "At most: 2 a day, 5 a week"),
        ("budget 10 per week", "At most: 3 a day, 10 a week"),
        ("budget 1/day", "At most: 1 a day, 7 a week"),
        ("notes hidden", "Your notes in messages: hidden"),
        ("notes by platform", "Your notes in messages: by platform"),
        ("friday off", "Friday card: off"),
        ("monthly review off", "Monthly review: off"),
        ("pause 2 weeks", "Pause: no messages before Mon 16 Mar"),
        ("pause until 3 may", "Pause: no messages before Sun 3 May"),
        ("pause off", "Pause: off"),
    ],
)
async def test_a_setting_in_words(quick: Bot, line: str, shown: str) -> None:
    ana = quick.person("Ana")
    assert shown in await ana.say(f"/kith settings {line}")
    assert shown in await ana.say("/kith settings")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("hour 25", "time of day"),
        ("hour noonish", "time of day"),
        ("hour 9:75", "time of day"),
        ("zone Atlantis", "Atlantis"),
        ("zone Europe/Berlinn", 'Did you mean "Europe/Berlin"?'),
        ("days someday", "weekdays"),
        ("days fri-", "weekdays"),
        ("platform telegram", "telegram"),
        ("platform discord", "I don't know you on discord yet"),
        ("order sideways", "sideways"),
        ("leap 30 feb", "29 February"),
        ("budget lots", '"2 a day, 5 a week"'),
        ("budget 0 a day", "0 a day is too few: from 1 to 10."),
        ("budget 11 a day", "11 a day is too many: from 1 to 10."),
        ("budget 2 a day, 36 a week", "36 a week is too many: from 1 to 35."),
        ("notes maybe", "shown, hidden or by platform"),
        ("friday sometimes", "friday off"),
        ("pause yesterday", "not ahead of us"),
        ("pause for ever", 'Try "2 weeks", "until 3 May" or "off".'),
        ("pause 5 years", "A pause is a year at most."),
        ("pause", "hour 9:30"),
        ("hour", "hour 9:30"),
        ("9:30", "hour 9:30"),
        ("colour blue", "colour blue"),
    ],
)
async def test_a_setting_that_cannot_be(quick: Bot, line: str, sentence: str) -> None:
    ana = quick.person("Ana")
    before = await ana.say("/kith settings")
    answer = await ana.say(f"/kith settings {line}")
    assert sentence in answer
    assert "For example: /kith settings " in answer
    assert await ana.say("/kith settings") == before


async def test_all_settings_in_a_form(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith settings hour 8")
    form = await ana.press("Change")
    assert "Your hour: 08:00" in form
    problems = await ana.fill({"Your hour": "late", "Workdays": "blursday", "Time zone": "Atlantis"})
    assert '"late" as a time of day' in problems
    assert '"blursday" as weekdays' in problems
    assert 'time zone "Atlantis"' in problems
    answer = await ana.fill({"Your hour": "18:30", "Workdays": "mon-wed", "Time zone": "Asia/Kolkata"})
    assert "Your hour: 18:30" in answer
    assert "Workdays: Mon, Tue, Wed" in answer
    assert "Asia/Kolkata" in answer
    await ana.say("/kith undo")
    assert "Your hour: 08:00" in await ana.say("/kith settings")


async def test_the_hour_and_the_zone_are_where_the_nudge_comes(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith settings zone Asia/Tokyo")
    await ana.say("/kith settings hour 18:30")
    assert "Thu 12 Mar 2026, 18:30" in await ana.say("/kith status")
    await bot.forward(9, hours=21)
    assert ana.inbox == []
    await bot.forward(hours=1)
    assert len(ana.inbox) == 1


async def test_only_workdays_bring_people(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith settings days sat, sun")
    await ana.say("/kith add Sam Carter every 2 days")
    await bot.forward(4)
    assert ana.inbox == []
    await bot.forward(1)
    assert len(ana.inbox) == 1


async def test_nudges_go_to_the_chosen_platform_or_where_one_wrote_last(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    assert "I don't know you on console yet, only on slack." in await ana.say("/kith settings platform console")
    await bot.forward(11)
    assert len(ana.inbox) == 1


async def test_order_decides_what_a_number_means(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam birthday:3/4")
    assert "3 April" in await ana.press("Show")
    await ana.say("/kith settings order month first")
    await ana.say("/kith add Priya birthday:3/4")
    assert "4 March" in await ana.press("Show")


async def test_the_platform_hints_at_the_zone_and_the_order_of_dates(bot: Bot) -> None:
    american = bot.person("Ana", zone="America/Chicago", locale="en-US")
    settings = await american.say("/kith settings")
    assert "Time zone: America/Chicago" in settings
    assert "month-day (3/4 is March 4)" in settings
    lost = bot.person("Ben", zone="Mars/Phobos", locale="de-DE")
    settings = await lost.say("/kith settings")
    assert "Time zone: UTC" in settings
    assert "day-month (3/4 is 3 April)" in settings
    assert "Time zone: UTC" in await bot.person("Ben", zone="America/Chicago").say("/kith settings")


async def test_today_is_the_day_where_one_is(bot: Bot) -> None:
    ana, ben = bot.person("Ana", zone="Asia/Tokyo"), bot.person("Ben", zone="America/Los_Angeles")
    for person in (ana, ben):
        await person.say("/kith add Sam Carter")
    await bot.forward(hours=14)
    assert "Tue 3 Mar." in await ana.say("/kith log sam today")
    assert "Mon 2 Mar." in await ben.say("/kith log sam today")
    assert "still ahead" in await ben.say("/kith log sam 2026-03-03")


async def test_status_tells_the_tick_the_next_nudge_and_trouble(bot: Bot) -> None:
    ana = bot.person("Ana")
    assert "nothing is planned" in await ana.say("/kith status")
    assert "not yet" in ana.text
    await ana.say("/kith add Sam Carter every 10 days")
    await bot.forward(1)
    status = await ana.say("/kith status")
    assert "Last tick: Tue 3 Mar 2026, 12:00" in status
    assert "Next nudge: Thu 12 Mar 2026, 09:30" in status
    assert "People: 1, of whom you keep in touch with 1" in status
    assert "No send has failed." in status


async def test_a_send_that_failed_first_is_told_in_the_status(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days")
    bot.platforms[Platform.SLACK].will(Later(3600.0, "Slack is busy"))
    await bot.forward(9, hours=22)
    assert ana.inbox == []
    assert "Slack is busy (waiting to be tried again)" in await ana.say("/kith status")
    await bot.forward(hours=2)
    assert len(ana.inbox) == 1
    assert "Slack is busy (delivered in the end)" in await ana.say("/kith status")


async def test_help(quick: Bot) -> None:
    ana = quick.person("Ana")
    details = await ana.say("/kith help log")
    assert "Note that you were in touch with somebody." in details
    assert "(optional)" in details
    assert "/kith log Sam coffee yesterday: her new job" in details
    assert await ana.say("/kith help /kith log") == details
    unknown = await ana.say("/kith help teleport")
    assert 'There is no command "teleport".' in unknown


@pytest.mark.parametrize(
    ("typed", "meant", "then"),
    [
        ("pause 2 weeks", "settings pause 2 weeks", "no messages before Mon 16 Mar"),
        ("Coffee with sam yesterday", "log coffee with sam yesterday", "Noted: met Sam Carter, Sun 1 Mar"),
        ("delete sam", "forget sam", "Forget Sam Carter?"),
    ],
)
async def test_another_word_for_it_is_understood_and_asked_about(quick: Bot, typed: str, meant: str, then: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter")
    assert f"Did you mean /kith {meant}?" in await ana.say(f"/kith {typed}")
    assert then in await ana.press("Yes")


def test_no_other_word_stands_for_a_command_that_is_not_there_or_hides_one() -> None:
    assert {each.split()[0] for each in INSTEAD.values()} <= REGISTRY.commands.keys()
    assert not INSTEAD.keys() & REGISTRY.commands.keys()


async def test_a_near_command_is_offered_and_runs_with_what_was_typed(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter")
    answer = await ana.say("/kith lgo sam coffee yesterday: her job")
    assert 'There is no command "lgo". Did you mean /kith log sam coffee yesterday: her job?' in answer
    assert (await ana.book())["interactions"] == []
    await ana.say("/kith lgo sam coffee yesterday: her job")
    yes = ana.button("Yes")
    assert "Noted: met Sam Carter, Sun 1 Mar" in await ana.press("Yes")
    await bot.press(ana, yes)
    assert len((await ana.book())["interactions"]) == 1


async def test_a_near_command_that_still_needs_something(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith ad")
    assert "Kith: add" in await ana.press("Yes")
    await ana.say("/kith lgo Zed coffee: hi")
    assert "called Zed yet" in await ana.press("Yes")
    assert "Noted: met Zed" in await ana.press("Add Zed")


@pytest.mark.parametrize("line", ["/kith frobnicate the thing", "/kith 💥", "had coffee with sam", "/kith", "\u200b"])
async def test_what_is_no_command_gets_a_hint(quick: Bot, line: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Oscar")
    answer = await ana.say(line)
    assert "Try /kith help to see what I can do." in answer
    assert "[" not in answer


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.STRANGER, Standing.BOT])
async def test_guests_strangers_and_bots_are_refused_and_leave_no_trace(bot: Bot, standing: Standing) -> None:
    eve = bot.person("Eve", standing=standing)
    answers = {await eve.say(line) for line in ("/kith add Sam", "/kith whoknows Acme", "/kith help", "/kith export")}
    assert len(answers) == 1
    assert "Kith" in answers.pop()
    assert await eve.complete("log", "people", "") == ()
    assert await eve.complete("log", "when", "") == ()
    assert not any(bot.shelf.rows()[table] for table in ("users", "account", "workspace", "contact"))


async def test_the_second_form_of_settings(bot: Bot) -> None:
    ana = bot.person("Ana")
    before = await ana.say("/kith settings")
    form = await ana.press("More settings")
    assert "At most: 3 a day, 7 a week" in form
    problems = await ana.fill({"At most": "lots", "Pause": "for ever"})
    assert '"lots" as a budget' in problems
    assert '"for ever" as a pause' in problems
    answer = await ana.fill(
        {"At most": "2 a day, 5 a week", "Your notes in messages": "hidden", "Friday card": "off", "Pause": "2 weeks"}
    )
    for part in ("2 a day, 5 a week", "Your notes in messages: hidden", "Friday card: off", "before Mon 16 Mar"):
        assert part in answer
    await ana.press("Undo")
    assert await ana.say("/kith settings") == before


async def test_what_stays_the_same_leaves_nothing_to_undo(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "[Undo]" not in await ana.say("/kith settings hour 9:30")
    assert "nothing to undo" in await ana.say("/kith undo")


async def test_it_is_said_where_circles_ask_for_more_than_the_budget(quick: Bot) -> None:
    ana = quick.person("Ana")
    for number in range(14):
        await ana.say(f"/kith add Person{number} inner")
    said = "Your circles ask for about 14 a week; your budget is 7."
    assert said in await ana.say("/kith settings")
    assert said in await ana.say("/kith status")
    assert "Your circles ask" not in await ana.say("/kith settings budget 14 a week")
    await ana.say("/kith settings budget 7 a week")
    for number in range(7):
        await ana.say(f"/kith later Person{number} rest")
    assert "Resting: 7, not asked about" in await ana.say("/kith settings")
    assert "Your circles ask" not in ana.text
    assert "resting: 7" in await ana.say("/kith status")


async def test_a_smaller_budget_is_kept(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith settings budget 1 a day, 2 a week")
    for number in range(4):
        await ana.say(f"/kith add Person{number} every 2 days")
    await bot.forward(6)
    assert [each.count("[Talked]") for each in ana.inbox] == [1, 1]


async def test_hidden_notes_stay_out_of_messages_everywhere(bot: Bot) -> None:
    ana = bot.person("Ana", platform=Platform.DISCORD)
    await ana.say("/kith add Sam Carter every 10 days")
    await ana.say("/kith log sam call: a secret")
    await ana.say("/kith settings notes hidden")
    await bot.forward(11)
    assert "a secret" not in ana.inbox[0]
    assert "a secret" in await ana.press("More")
