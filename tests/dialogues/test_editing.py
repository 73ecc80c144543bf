"""Changing what is known about somebody: by line, by form, and whether they are brought up at all."""

import pytest

from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person


async def with_sam(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days company:Northwind birthday:20 march")
    return ana


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("company:Acme title:CTO", ["Changed about Sam Carter: company and title.", "Work: CTO, Acme"]),
        ('name:"Samuel Carter"', ["Sam Carter is called Samuel Carter now."]),
        ("birthday:14 may", ["Birthday: 14 May", "Changed about Sam Carter: birthday."]),
        ("anniversary:3 june 2015", ["Anniversary: 3 June 2015"]),
        ("email:sam@acme.example", ["E-mail: sam@acme.example"]),
        ('phone:"+49 30 123"', ["Phone: +49 30 123"]),
        ("tags:climbing,berlin", ["Tags: #climbing #berlin"]),
        ("alias:sammy", ["Also called: sammy"]),
        ('met:"at the hall"', ["How you met: at the hall"]),
        ("introducedby:priya", ["Introduced by: Priya Nair"]),
        ("zone:auckland", ["Lives in: Pacific/Auckland; dates are told on their day"]),
        (": likes the sea", ["About: likes the sea"]),
        ("profile:https://sam.example", ["Profile: https://sam.example"]),
    ],
)
async def test_a_field_by_line_and_back(quick: Bot, line: str, shown: list[str]) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith add Priya Nair")
    before = await ana.say("/kith show sam")
    answer = await ana.say(f"/kith edit sam {line}")
    for part in shown:
        assert part in answer
    await ana.press("Undo")
    assert await ana.say("/kith show sam") == before


async def test_what_there_are_several_of_is_added_and_a_dash_empties(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith edit sam email:a@x.example tags:climbing")
    answer = await ana.say("/kith edit sam email:b@x.example tags:berlin")
    assert "E-mail: a@x.example, b@x.example" in answer
    assert "#climbing #berlin" in answer
    answer = await ana.say("/kith edit sam email:- company:none birthday:-")
    assert "E-mail" not in answer
    assert "Northwind" not in answer
    assert "Birthday:" not in answer


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("birthday:someday", "someday"),
        ("email:nonsense", '"nonsense" is not an e-mail address'),
        ("zone:Atlantis", "Atlantis"),
        ('name:"?!"', "A contact needs a name."),
        ("only discord", "I don't know you on discord yet, only on slack."),
        ("colour:blue", "colour:blue"),
        ("introducedby:sam", "can't have introduced you to themselves"),
        ("merge", "One after the other, please"),
    ],
)
async def test_what_cannot_be_is_said_with_what_was_understood(quick: Bot, line: str, sentence: str) -> None:
    ana = await with_sam(quick)
    before = await ana.book()
    answer = await ana.say(f"/kith edit sam {line} title:CTO")
    assert sentence in answer
    assert "CTO" in answer
    assert "For example: /kith edit Sam company:Acme title:CTO" in answer
    assert await ana.book() == before


async def test_what_was_misread_is_mended_in_a_form_that_asks_for_it(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith edit sam title:CTO birthday:whenever")
    form = await ana.press("Fix it in a form")
    assert "Birthday: whenever" in form
    assert "Title: CTO" in form
    answer = await ana.fill({"Birthday": "14 may"})
    assert "Changed about Sam Carter: title and birthday." in answer
    assert "Birthday: 14 May" in answer


async def test_the_forms_one_after_the_other(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith add Priya Nair")
    form = await ana.say("/kith edit sam")
    assert "Edit Sam Carter" in form
    assert "Company: Northwind" in form
    assert "Birthday: 20 March" in form
    problems = await ana.fill({"Name": "", "Birthday": "whenever"})
    assert "A contact needs a name." in problems
    assert "whenever" in problems
    answer = await ana.fill({"Name": "Samuel Carter", "Company": "", "Birthday": "21 March 1990"})
    assert "Sam Carter is called Samuel Carter now." in answer
    assert "Northwind" not in answer
    assert "Birthday: 21 March 1990" in answer
    await ana.press("Contact and labels…")
    answer = await ana.fill({"E-mail": "a@x.example, b@x.example", "Also called": "Sammy, Uncle Sam"})
    assert "Also called: Sammy, Uncle Sam" in answer
    await ana.press("How you met…")
    problems = await ana.fill({"Who introduced you": "Zed"})
    assert "I don't know anyone called Zed yet." in problems
    assert "Introduced by: Priya Nair" in await ana.fill({"Who introduced you": "priya", "How you met": "at the hall"})
    await ana.press("State and merging…")
    assert "is archived and won't come up any more" in await ana.fill({"State": "archived"})
    await ana.say("/kith show sammy")
    await ana.press("Edit…")
    assert "That is how it stands already" in await ana.fill({})


async def test_only_given_a_name_twice_it_is_asked_which(quick: Bot) -> None:
    ana = await with_sam(quick)
    await ana.say("/kith add Sam Miller")
    await ana.say("/kith edit sam company:Acme")
    assert "Work: Acme" in await ana.press("Sam Miller")
    assert "Northwind" in await ana.say("/kith show Sam Carter")


STATES = [
    ("archive", "Sam Carter is archived and won't come up any more; what you noted stays.", "archived"),
    ("deceased", "I'm sorry. Sam Carter won't come up any more; what you noted stays.", "deceased"),
    ("do not contact", "I won't bring up Sam Carter any more", "do not contact"),
    ("dnc", "I won't bring up Sam Carter any more", "do not contact"),
]


@pytest.mark.parametrize(("act", "sentence", "state"), STATES)
async def test_who_never_comes_up(bot: Bot, act: str, sentence: str, state: str) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith add Priya Nair every 10 days")
    await ana.say("/kith log sam, priya call 20 days ago")
    assert sentence in await ana.say(f"/kith edit sam {act}")
    assert f"State: {state}" in await ana.say("/kith show sam")
    for line in ("/kith due", "/kith upcoming", "/kith upcoming birthdays"):
        assert "Sam Carter" not in await ana.say(line)
    assert await ana.complete("log", "people", "sam") == ("Sam Carter",)
    assert "Sam Carter" in await ana.say("/kith keep sam close")
    assert "You keep in touch" not in ana.text
    assert "Sam Carter" in await ana.say("/kith later sam")
    await bot.forward(60)
    assert "Priya Nair" in ana.inbox[0]
    assert not any("Sam Carter" in each for each in ana.inbox)
    assert "Sam Carter may come up again: you keep in touch every 10 days." in await ana.say("/kith edit sam active")
    await bot.forward(20)
    assert "Sam Carter" in ana.inbox[-1]


async def test_a_digest_that_is_on_its_way_leaves_out_who_died_meanwhile(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith add Priya Nair every 10 days")
    bot.platforms[Platform.SLACK].outage = "Slack is down"
    await bot.forward(9, hours=22)
    assert ana.inbox == []
    await ana.say("/kith edit sam deceased")
    bot.platforms[Platform.SLACK].outage = None
    await bot.forward(hours=1)
    assert "Priya Nair" in ana.inbox[0]
    assert "Sam Carter" not in ana.inbox[0]


async def test_the_team_finds_nobody_who_never_comes_up(bot: Bot) -> None:
    ana, ben = await with_sam(bot), bot.person("Ben")
    for line in ("/kith team join", "/kith team sharing on", "/kith privacy sam open"):
        await ana.say(line)
    await ben.say("/kith team join")
    assert "Sam Carter" in await ben.say("/kith whoknows Northwind")
    await ana.say("/kith edit sam do not contact")
    assert "Nobody in the team" in await ben.say("/kith whoknows Northwind")
    await ana.say("/kith team sharing off")
    await ana.say("/kith team sharing on")
    assert "Nobody in the team" in await ben.say("/kith whoknows Northwind")
    await ana.say("/kith edit sam active")
    assert "Sam Carter" in await ben.say("/kith whoknows Northwind")


async def test_who_rests_is_told_of_on_their_dates_alone(bot: Bot) -> None:
    ana = await with_sam(bot)
    assert "Sam Carter rests: I tell you their dates and nothing else." in await ana.say("/kith later sam rest")
    assert "State: resting" in await ana.say("/kith show sam")
    await bot.forward(17)
    assert ana.inbox == []
    assert "Resting, and not asked about: 1." in await ana.say("/kith due")
    await bot.forward(20)
    ((digest),) = ana.inbox
    assert "Today is Sam Carter's birthday" in digest
    assert "every 10 days" in await ana.say("/kith keep sam every 10 days")
    await bot.forward(11)
    assert "Sam Carter" in await ana.say("/kith due")


async def test_who_rests_has_no_next_day(quick: Bot) -> None:
    ana = quick.person("Ana")
    for line in ("add Sam close", "later Sam rest"):
        await ana.say(f"/kith {line}")
    logged = await ana.say("/kith log Sam they wrote")
    assert "Sam rests, so I don't ask about them. To take it up again: /kith edit Sam active." in logged
    assert "Next time" not in logged
    card = await ana.say("/kith show Sam")
    assert "a message from them" in card
    assert "Next due" not in card


async def test_rest_taken_back(bot: Bot) -> None:
    ana = await with_sam(bot)
    await ana.say("/kith later sam rest")
    await ana.press("Undo")
    await bot.forward(11)
    assert "Sam Carter" in ana.inbox[0]


async def test_either_a_day_or_rest(quick: Bot) -> None:
    ana = await with_sam(quick)
    assert "Either until that day or at rest" in await ana.say("/kith later sam tomorrow rest")
    await ana.say("/kith add Priya")
    assert "by a rhythm" in await ana.say("/kith later priya rest")


async def test_adding_says_how_one_met(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Priya Nair")
    await ana.say('/kith add Sam Carter met:"at the hall" introducedby:priya zone:Pacific/Auckland: likes tea')
    card = await ana.press("Show")
    for part in ("How you met: at the hall", "Introduced by: Priya Nair", "Lives in: Pacific/Auckland", "likes tea"):
        assert part in card
    assert "Atlantis" in await ana.say("/kith add Jo zone:Atlantis")
    await ana.say("/kith add Mia introducedby:Zed")
    assert "I don't know anyone called Zed yet." in ana.text


@pytest.mark.parametrize(
    "line", ["edit sam, priya archive", "later sam and priya", "remind sam, priya friday: the book"]
)
async def test_what_goes_for_one_is_not_done_for_several(quick: Bot, line: str) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith add Sam Carter close")
    await ana.say("/kith add Priya Nair close")
    before = quick.shelf.rows()["contact"]
    assert "sam and priya are several people. One after the other, please." in await ana.say(f"/kith {line}")
    assert quick.shelf.rows()["contact"] == before
