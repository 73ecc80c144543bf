"""Notes about people, news and needs of one's own, and help that went one way or the other."""

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person


async def with_people(bot: Bot, platform: Platform = Platform.CONSOLE) -> Person:
    ana = bot.person("Ana", platform=platform)
    await ana.say("/kith add Sam Carter every 10 days company:Acme title:Accountant tags:lisbon")
    await ana.say("/kith add Priya Nair every 6 weeks")
    return ana


async def test_a_note_is_no_contact(bot: Bot) -> None:
    ana = await with_people(bot)
    await ana.say("/kith log sam coffee 4 days ago: his flat")
    assert "Noted about Sam Carter." in await ana.say("/kith note sam: plays the cello #music #Lisbon")
    assert "Labelled Sam Carter #music." in ana.text
    card = await ana.say("/kith show sam")
    assert "Tags: #lisbon #music" in card
    assert "Last contact: Thu 26 Feb" in card
    timeline = [card.index(each) for each in ("Mon 2 Mar, noted: plays the cello", "Thu 26 Feb, met: his flat")]
    assert timeline == sorted(timeline)
    assert len((await ana.book())["interactions"]) == 1


async def test_notes_are_found_and_are_the_next_reason(quick: Bot) -> None:
    ana = await with_people(quick)
    await ana.say("/kith note sam: plays the cello")
    assert "Sam Carter" in await ana.say("/kith show cello")
    await quick.forward(10)
    assert "You noted 10 days ago: plays the cello" in ana.inbox[0]


async def test_labels_alone_are_no_note(quick: Bot) -> None:
    ana = await with_people(quick)
    assert "Labelled Priya Nair #climbing #berlin." in await ana.say("/kith note priya: #climbing #berlin")
    assert (await ana.book())["notes"] == []
    assert "has these labels already" in await ana.say("/kith note priya: #Climbing")


async def test_a_note_without_its_text_is_asked_for(quick: Bot) -> None:
    ana = await with_people(quick)
    await ana.say("/kith note sam")
    assert "Noted about Sam Carter." in await ana.fill({"Note": "plays the cello"})
    assert "5,000" in await ana.say("/kith note sam: " + "x" * 5001)


async def test_news_is_a_reason_for_those_who_have_not_heard(quick: Bot) -> None:
    ana = await with_people(quick)
    assert "1 person may not" not in await ana.say("/kith news: I moved to Lisbon")
    assert "2 people may not have heard it" in ana.text
    await quick.forward(1)
    await ana.say("/kith log priya call")
    assert "1 person may not have heard it" in await ana.say("/kith news")
    await quick.forward(9)
    assert "They may not have heard: I moved to Lisbon" in ana.inbox[0]
    assert "I moved to Lisbon" in await ana.say("/kith show sam")
    assert "I moved to Lisbon" not in await ana.say("/kith show priya")


async def test_news_is_removed_and_comes_back(bot: Bot) -> None:
    ana = await with_people(bot)
    assert "nothing new about you" in await ana.say("/kith news")
    await ana.say("/kith news I moved to Lisbon")
    await ana.say("/kith news")
    remove = ana.button("Remove")
    assert "Removed." in await ana.press("Remove")
    assert "don't have that news" in await bot.press(ana, remove)
    assert "Undone" in await ana.press("Undo")
    assert "I moved to Lisbon" in await ana.say("/kith news")


async def test_news_on_slack_is_said_in_general_words(quick: Bot) -> None:
    ana = await with_people(quick, Platform.SLACK)
    await ana.say("/kith news: I moved to Lisbon")
    await quick.forward(10)
    assert "They may not have heard your news, noted 10 days ago" in ana.inbox[0]
    assert "I moved" not in ana.inbox[0]


async def test_needs_name_who_may_help_and_why(quick: Bot) -> None:
    ana = await with_people(quick)
    await ana.say("/kith note priya: has relatives in Lisbon")
    found = await ana.say("/kith needs looking for: an accountant in Lisbon")
    assert "Sam Carter may help: Accountant, #lisbon" in found
    assert 'Priya Nair may help: a note about "lisbon"' in found
    assert found.index("Sam Carter") < found.index("Priya Nair")
    assert "None of your people comes to mind" in await ana.say("/kith needs offer: a spare desk")
    listed = await ana.say("/kith needs")
    assert "You look for: an accountant in Lisbon" in listed
    assert "You can offer: a spare desk" in listed
    await quick.forward(10)
    assert "You look for an accountant in Lisbon, and they may help (Accountant, #lisbon)." in ana.inbox[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("an accountant in Lisbon", "You look for: an accountant in Lisbon"),
        ("looking for a place to offer talks", "You look for: a place to offer talks"),
        ("I can offer a room with a view", "You can offer: a room with a view"),
        ('"a desk: a large one"', "You look for: a desk: a large one"),
    ],
)
async def test_a_need_wants_no_colon(quick: Bot, typed: str, read: str) -> None:
    assert read in await quick.person("Ana").say(f"/kith needs {typed}")


async def test_a_tag_finds_who_has_it_and_is_nobodys_name(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in ("add Lea Roth tags:music", "add Jo Fox tags:music,jazz", "add Ben Ode: all about music"):
        await ana.say(f"/kith {line}")
    found = await ana.say("/kith show #Music")
    assert "Found 2" in found
    assert "Ben" not in found
    assert "#music #jazz" in await ana.say("/kith show #jazz")
    assert "I found nobody for #rowing" in await ana.say("/kith show #rowing")
    assert "I found nobody for !!!" in await ana.say("/kith show !!!"), "what holds no word finds nobody, not everybody"
    told = await ana.say("/kith log #music call")
    assert told == "#music is a tag, and I need a name. Who has it: /kith show #music"


async def test_needs_are_closed_and_come_back(bot: Bot) -> None:
    ana = await with_people(bot)
    await ana.say("/kith needs looking for: an accountant")
    await ana.say("/kith needs")
    assert "Closed." in await ana.press("Close")
    assert "look for nothing" in ana.text
    assert "Undone" in await ana.press("Undo")
    assert "an accountant" in await ana.say("/kith needs")


@pytest.mark.parametrize("line", ["needs looking for", "news " + "x" * 301])
async def test_what_is_not_understood_gets_a_sentence(quick: Bot, line: str) -> None:
    ana = await with_people(quick)
    assert await ana.say(f"/kith {line}")
    assert (await ana.book())["needs"] == []
    assert (await ana.book())["news"] == []


@pytest.mark.parametrize(
    ("typed", "helped"),
    [
        ("they helped: the visa", "me"),
        ("call helped me yesterday: the visa", "me"),
        ("she helped: the visa", "me"),
        ("coffee i helped: the move", "them"),
        ("helped her: the move", "them"),
    ],
)
async def test_who_helped(quick: Bot, typed: str, helped: str) -> None:
    ana = await with_people(quick)
    await ana.say(f"/kith log priya {typed}")
    assert [each["helped"] for each in (await ana.book())["interactions"]] == [helped]


async def test_help_is_thanked_for_in_three_days(bot: Bot) -> None:
    ana = await with_people(bot)
    answer = await ana.say("/kith log priya call they helped: the visa papers")
    assert "They helped you, so I'll remind you on Thu 5 Mar to thank them." in answer
    await bot.forward(3)
    assert "You wanted to thank Priya Nair: the visa papers" in ana.inbox[0]
    await ana.press("Done")
    assert "Who helped: they helped you once, you them not yet" in await ana.say("/kith show priya")


async def test_an_undone_log_takes_the_thanks_along(bot: Bot) -> None:
    ana = await with_people(bot)
    await ana.say("/kith log priya call they helped: the visa papers")
    await ana.press("Undo")
    assert (await ana.book())["follow_ups"] == []


async def test_help_long_ago_is_thanked_for_no_more(quick: Bot) -> None:
    ana = await with_people(quick)
    await ana.say("/kith log priya call 3 months ago they helped: the visa papers")
    assert (await ana.book())["follow_ups"] == []


async def test_the_card_shows_who_reaches_out(quick: Bot) -> None:
    ana = await with_people(quick)
    for line in ("sam wrote 3 days ago", "sam wrote 2 days ago", "sam they wrote yesterday", "sam call i helped"):
        await ana.say(f"/kith log {line}")
    card = await ana.say("/kith show sam")
    assert "Who reaches out: you wrote twice, they once" in card
    assert "Who helped: they helped you not yet, you them once" in card


async def test_somebody_faded_gets_a_word_of_encouragement_once_a_digest(quick: Bot) -> None:
    ana = quick.person("Ana", platform=Platform.CONSOLE)
    for name in ("Sam Carter", "Priya Nair"):
        await ana.say(f"/kith add {name} close")
        await ana.say(f"/kith log {name} call 2 years ago")
    await quick.forward(1)
    assert ana.inbox[0].count("gladder to be written to") == 1
    assert ana.inbox[0].count("half an hour on the phone") == 2
