"""Remind: things to see to about people, on a day or the next time, and what their buttons do."""

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person


async def with_sam(bot: Bot, platform: Platform = Platform.CONSOLE) -> Person:
    ana = bot.person("Ana", platform=platform)
    await ana.say("/kith add Sam Carter network")
    return ana


async def reminded(bot: Bot, *lines: str, platform: Platform = Platform.CONSOLE) -> Person:
    """Ana, who noted these things for Thursday and has just read them."""
    ana = await with_sam(bot, platform)
    for line in lines or ("ask about the flat",):
        await ana.say(f"/kith remind sam in 3 days: {line}")
    await bot.forward(3)
    assert len(ana.inbox) == 1
    return ana


async def open_now(ana: Person) -> list[str]:
    return [each["text"] for each in (await ana.book())["follow_ups"] if each["state"] == "open"]


async def count(ana: Person) -> int:
    return len((await ana.book())["interactions"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ask about the flat", "You wanted to ask Sam Carter: about the flat"),
        ("Ask her whether she moved", "You wanted to ask Sam Carter: whether she moved"),
        ("how is the thesis?", "You wanted to ask Sam Carter: how is the thesis?"),
        ("I promised to send the book", "You promised Sam Carter: to send the book"),
        ("send the book", "You promised Sam Carter: send the book"),
        ("thank him for the intro", "You wanted to thank Sam Carter: for the intro"),
        ("thank him", "You wanted to thank Sam Carter for their help."),
        ("waiting for the invoice", "You are waiting for something from Sam Carter: the invoice"),
        ("promise kept?", "You wanted to ask Sam Carter: promise kept?"),
        ("thankfully over?", "You wanted to ask Sam Carter: thankfully over?"),
    ],
)
async def test_the_words_tell_what_it_is(quick: Bot, typed: str, said: str) -> None:
    ana = await with_sam(quick)
    assert said in await ana.say(f"/kith remind sam in 2 weeks: {typed}")
    assert "I'll remind you on Mon 16 Mar (in 14 days)." in ana.text


@pytest.mark.parametrize("when", ["next time", "when we next talk", "the next time I see him"])
async def test_next_time_is_no_day_and_no_name(quick: Bot, when: str) -> None:
    ana = await with_sam(quick)
    assert "You wanted to ask Sam Carter: the flat" in await ana.say(f"/kith remind sam {when}: the flat")
    (kept,) = (await ana.book())["follow_ups"]
    assert (kept["due_on"], kept["kind"]) == (None, "question")


async def test_what_it_is_can_be_said(quick: Bot) -> None:
    ana = await with_sam(quick)
    assert "You promised Sam Carter: the book" in await ana.say("/kith remind sam friday kind:promise: the book")
    assert "kind:gift" in await ana.say("/kith remind sam friday kind:gift: the book")
    assert await open_now(ana) == ["the book"]


async def test_a_past_day_is_refused_and_nothing_is_lost(quick: Bot) -> None:
    ana = await with_sam(quick)
    answer = await ana.say("/kith remind sam yesterday: send the book")
    assert "Sunday 1 March 2026 is past" in answer
    assert '"in 2 weeks"' in answer
    await ana.press("Fix it in a form")
    assert "You promised Sam Carter" in await ana.fill({"When": "tomorrow"})


async def test_what_is_missing_is_asked_for(quick: Bot) -> None:
    ana = await with_sam(quick)
    assert "What:" in await ana.say("/kith remind sam tomorrow")
    assert "I'll remind you on Tue 3 Mar" in await ana.fill({"What": "ask about the flat"})
    assert "Add Quentin" in await ana.say("/kith remind Quentin tomorrow: ask about the flat")
    assert "You wanted to ask Quentin" in await ana.press("Add Quentin")


async def test_a_day_off_is_told_as_the_workday_that_it_waits_for(quick: Bot) -> None:
    ana = await with_sam(quick)
    answer = await ana.say("/kith remind sam saturday: ask about the flat")
    assert "Sat 7 Mar is no workday of yours, so I'll remind you on Mon 9 Mar" in answer
    await quick.forward(6)
    assert ana.inbox == []
    await quick.forward(1)
    assert "about the flat" in ana.inbox[0]


async def test_alone_it_lists_what_is_open(quick: Bot) -> None:
    ana = await with_sam(quick)
    assert "nothing to see to" in await ana.say("/kith remind")
    await ana.say("/kith remind sam in 3 weeks: ask about the boat")
    await ana.say("/kith remind sam tomorrow: ask about the flat")
    await ana.say("/kith remind sam: thank him for the intro")
    await quick.forward(2)
    listed = await ana.say("/kith remind")
    places = [listed.index(each) for each in ("Due", "flat", "Ahead", "boat", "Without a day", "intro")]
    assert places == sorted(places)
    assert listed.count("[Done] [Later] [Drop]") == 3


async def test_a_form_opens_from_the_list(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith remind")
    assert "Kith: remind" in await ana.press("New reminder")
    assert "You wanted to ask Sam Carter" in await ana.fill({"Person": "sam", "What": "ask about the flat"})


@pytest.mark.parametrize(("label", "said"), [("Done", "✓ Done"), ("Drop", "Off the list")])
async def test_closed_from_the_list(bot: Bot, label: str, said: str) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith remind sam in 3 days: ask about the flat")
    await ana.say("/kith remind")
    pressed = ana.button(label)
    assert said in await ana.press(label)
    assert "nothing to see to" in ana.text
    assert await open_now(ana) == []
    assert "closed already" in await bot.press(ana, pressed)
    await bot.forward(5)
    assert ana.inbox == []
    await ana.say("/kith remind sam: ask about the boat")
    await ana.say("/kith remind")
    await ana.press("Done")
    assert "Undone" in await ana.press("Undo")
    assert await open_now(ana) == ["about the boat"]


async def test_put_off_from_the_list(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith remind sam in 3 days: ask about the flat")
    await ana.say("/kith remind")
    assert "I'll ask again on Mon 9 Mar" in await ana.press("Later")
    assert "I'll ask again on Wed 1 Apr" in await ana.press("In a month")
    assert "I'll ask again on Tue 3 Mar" in await ana.press("Tomorrow")
    await bot.forward(1)
    assert "about the flat" in ana.inbox[0]


@pytest.mark.parametrize(
    "line", ["remind sam in 3 days: ask about the flat", "remind sam: thank him", "note sam: plays #chess"]
)
async def test_what_was_noted_is_taken_back(bot: Bot, line: str) -> None:
    ana = await with_sam(bot)
    before = await ana.book()
    await ana.say(f"/kith {line}")
    assert await ana.book() != before
    assert "Undone" in await ana.press("Undo")
    assert await ana.book() == before
    await bot.forward(5)
    assert ana.inbox == []


async def test_in_a_digest(quick: Bot) -> None:
    ana = await reminded(quick)
    assert "You wanted to ask Sam Carter: about the flat" in ana.inbox[0]
    assert "[Done] [Talked] [Later] [Drop] [More]" in ana.inbox[0]
    assert "Keep in touch: every 365 days" in await ana.press("More")


async def test_done_and_then_a_talk_too(bot: Bot) -> None:
    ana = await reminded(bot)
    done = ana.button("Done")
    assert "✓ Done. Also log a talk?" in await ana.press("Done")
    assert await bot.press(ana, done) == ana.text, "pressed twice it acts once"
    talked = ana.button("Talked")
    assert "✓ You were in touch today." in await ana.press("Talked")
    await bot.forward(10)
    assert await count(ana) == 1
    await bot.press(ana, talked)
    assert await count(ana) == 1, "weeks later it does not act again"
    assert len(ana.inbox) == 1


async def test_talked_logs_and_closes_and_is_taken_back(bot: Bot) -> None:
    ana = await reminded(bot)
    await ana.press("Talked")
    assert (await count(ana), await open_now(ana)) == (1, [])
    assert "[Done]" in await ana.press("Undo")
    assert (await count(ana), await open_now(ana)) == (0, ["about the flat"])


async def test_dropped(bot: Bot) -> None:
    ana = await reminded(bot)
    assert "off the list" in await ana.press("Drop")
    assert await open_now(ana) == []
    assert "[Done]" in await ana.press("Undo")
    assert await open_now(ana) == ["about the flat"]


async def test_later(bot: Bot) -> None:
    ana = await reminded(bot)
    assert "I'll ask again on Thu 12 Mar" in await ana.press("Later")
    assert "I'll ask again on Mon 6 Apr" in await ana.press("In a month"), "no Saturday"
    assert "I'll ask again on Fri 6 Mar" in await ana.press("Tomorrow")
    await bot.forward(1)
    assert "about the flat" in ana.inbox[1]


async def test_buttons_work_after_it_was_closed_elsewhere(bot: Bot) -> None:
    ana = await reminded(bot)
    later, done = ana.button("Later"), ana.button("Done")
    await ana.say("/kith remind")
    await ana.press("Done")
    assert "nothing left to put off" in await bot.press(ana, later)
    assert "✓ Done" in await bot.press(ana, done)


async def test_several_about_one_person_are_one_card_and_are_answered_one_by_one(bot: Bot) -> None:
    ana = await reminded(bot, "ask about the flat", "send the book", "thank him")
    assert ana.inbox[0].count("[Done]") == 1
    assert ana.inbox[0].count("Then: ") == 2
    assert "✓ Done" in await ana.press("Done")
    assert "[Done] [Talked] [Later] [Drop] [Undo]" in ana.text
    await ana.press("Undo")
    assert ana.text.count("Then: ") == 2
    for _ in range(3):
        await ana.press("Done")
    assert await open_now(ana) == []
    assert "Also log a talk?" in ana.inbox[0]


async def test_a_birthday_and_a_follow_up_are_one_card(quick: Bot) -> None:
    ana = quick.person("Ana", platform=Platform.CONSOLE)
    await ana.say("/kith add Sam Carter network birthday:5 march")
    await ana.say("/kith remind sam in 3 days: send the book")
    await quick.forward(3)
    assert "Today is Sam Carter's birthday." in ana.inbox[0]
    assert "Then: You promised Sam Carter: send the book" in ana.inbox[0]
    await ana.press("Wrote")
    assert "You promised Sam Carter: send the book" in ana.text
    assert "✓ You were in touch today." in ana.text
    await ana.press("Done")
    assert await open_now(ana) == [], "no answer to a greeting is waited for"


async def test_on_slack_it_is_said_in_general_words(bot: Bot) -> None:
    ana = await reminded(bot, "ask about the flat", platform=Platform.SLACK)
    assert "There is a question you noted for Sam Carter." in ana.inbox[0]
    assert "flat" not in ana.inbox[0]
    assert "about the flat" in await ana.press("Show note")
    await ana.press("Done")
    assert "flat" not in ana.inbox[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [("send the book", "a promise you made to Sam Carter."), ("thank him", "something to thank Sam Carter for.")],
)
async def test_promises_and_thanks_too(quick: Bot, line: str, said: str) -> None:
    ana = await reminded(quick, line, platform=Platform.SLACK)
    assert said in ana.inbox[0]


async def test_unanswered_it_is_asked_three_times_and_stays_on_the_list(quick: Bot) -> None:
    ana = await reminded(quick)
    await quick.forward(60)
    assert len(ana.inbox) == 3
    assert "This is the last time I bring it up" in ana.inbox[2]
    assert "about the flat" in await ana.say("/kith remind")
    assert "about the flat" in await ana.say("/kith show sam")


async def test_without_a_day_it_is_the_reason_of_the_next_nudge(quick: Bot) -> None:
    ana = quick.person("Ana", platform=Platform.CONSOLE)
    await ana.say("/kith add Sam Carter close")
    await ana.say("/kith remind sam: her thesis")
    await quick.forward(31)
    assert "You wanted to ask: her thesis" in ana.inbox[0]


async def test_what_is_ahead_lists_it(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith remind sam in 3 days: ask about the flat")
    assert "Thu 5 Mar (in 3 days): You wanted to ask Sam Carter: about the flat" in await ana.say("/kith upcoming")


async def test_from_the_card_of_the_person(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith remind sam in 3 days: ask about the flat")
    await ana.say("/kith show sam")
    assert "✓ Done, Sam Carter: about the flat." in await ana.press("Done")


async def test_a_person_who_is_forgotten_takes_it_along(bot: Bot) -> None:
    ana = await reminded(bot)
    done = ana.button("Done")
    await ana.say("/kith forget sam")
    await ana.press("Forget for good")
    assert "Sam" not in await bot.press(ana, done)
    assert (await ana.book())["follow_ups"] == []
