"""What a team sees of one's people: by company, tag, circle or one by one; the most particular word counts."""

import json

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person

NOBODY = "Nobody in the team openly knows"


async def member(bot: Bot, name: str) -> Person:
    person = bot.person(name)
    for line in ("team join", "team sharing on"):
        await person.say(f"/kith {line}")
    return person


async def sharer(bot: Bot) -> Person:
    """Ana, who knows several people at Acme, one of them in her inner circle."""
    ana = await member(bot, "Ana")
    for line in (
        'add Priya Nair company:"Acme Ltd" tags:climbing close',
        'add Jonas Weber company:"ACME GmbH" close',
        "add Lea Roth company:Northwind tags:climbing wider",
        "add Mira Stone company:Acme tags:climbing inner",
        "add Harrison Ford",
    ):
        await ana.say(f"/kith {line}")
    return ana


def levels(bot: Bot) -> dict[str, str]:
    return {str(row["name"]).split()[0]: str(row["level"]) for row in bot.shelf.rows()["directory"]}


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Acme open", {"Priya": "open", "Jonas": "open"}),
        ("acme inc. open", {"Priya": "open", "Jonas": "open"}),
        ("everybody at Acme ask", {"Priya": "ask", "Jonas": "ask"}),
        ("#climbing open", {"Priya": "open", "Lea": "open"}),
        ("close circle ask", {"Priya": "ask", "Jonas": "ask"}),
        ("my wider circle open", {"Lea": "open"}),
        ("Mira open", {"Mira": "open"}),
        ("Lea ask first", {"Lea": "ask"}),
    ],
)
async def test_a_rule_covers_whom_it_names_and_nobody_of_the_inner_circle(
    bot: Bot, line: str, shown: dict[str, str]
) -> None:
    ana = await sharer(bot)
    await ana.say(f"/kith privacy {line}")
    assert levels(bot) == shown
    await ana.say("/kith undo")
    assert levels(bot) == {}


async def test_the_most_particular_rule_counts_whatever_the_order(bot: Bot) -> None:
    ana = await sharer(bot)
    for line in ("Priya never", "#climbing ask", "Acme open", "close circle never"):
        await ana.say(f"/kith privacy {line}")
    assert levels(bot) == {"Jonas": "open", "Lea": "ask"}
    await ana.say("/kith privacy Priya open")
    assert levels(bot) == {"Priya": "open", "Jonas": "open", "Lea": "ask"}


async def test_of_several_tags_the_most_careful_counts(quick: Bot) -> None:
    ana = await member(quick, "Ana")
    await ana.say("/kith add Priya tags:climbing,jazz")
    for line in ("#climbing open", "#jazz ask"):
        await ana.say(f"/kith privacy {line}")
    assert levels(quick) == {"Priya": "ask"}


async def test_the_inner_circle_is_never_shared_as_a_whole(quick: Bot) -> None:
    ana = await sharer(quick)
    for line in ("inner circle open", "inner circle ask"):
        assert "only person by person" in await ana.say(f"/kith privacy {line}")
    assert levels(quick) == {}


async def test_the_answer_says_how_many_and_that_it_lasts(quick: Bot) -> None:
    ana = await sharer(quick)
    answer = await ana.say("/kith privacy Acme open")
    assert "Workspace T1 can now see that you know everybody at ACME GmbH: 2 people." in answer
    assert "later, too" in answer
    await ana.say("/kith add Noor Haddad company:Acme")
    assert levels(quick) == {"Priya": "open", "Jonas": "open", "Noor": "open"}


async def test_what_is_shared_follows_the_contact(bot: Bot) -> None:
    ana = await sharer(bot)
    for line in ("Acme open", "wider circle ask"):
        await ana.say(f"/kith privacy {line}")
    assert levels(bot) == {"Priya": "open", "Jonas": "open", "Lea": "ask"}
    await ana.say("/kith keep Priya inner")
    await ana.say("/kith keep Lea close")
    assert levels(bot) == {"Jonas": "open"}
    await ana.say("/kith keep Harrison wider")
    assert levels(bot) == {"Jonas": "open", "Harrison": "ask"}


async def test_many_people_become_visible_only_after_a_second_look(bot: Bot) -> None:
    ana = await member(bot, "Ana")
    for number in range(11):
        await ana.say(f"/kith add Person{number:02} company:Northwind")
    asked = await ana.say("/kith privacy Northwind open")
    assert "Workspace T1 would see 11 more of your people: Person00, Person01" in asked
    assert levels(bot) == {}
    yes = ana.button("Yes, 11 people")
    assert "nothing was changed" in await ana.press("No, leave it")
    assert "let it go" in await bot.press(ana, yes)
    assert levels(bot) == {}
    await ana.say("/kith privacy Northwind ask")
    assert "can now" not in ana.text
    yes = ana.button("Yes, 11 people")
    assert "11 people" in await ana.press("Yes, 11 people")
    assert set(levels(bot).values()) == {"ask"}
    assert "let it go" in await bot.press(ana, yes)
    assert "Shall I?" in await ana.say("/kith privacy Northwind open"), "more is told of each"
    assert "Shall I?" not in await ana.say("/kith privacy Northwind never")
    assert levels(bot) == {}


async def test_rules_are_listed_with_how_many_they_cover_and_can_be_taken_back(bot: Bot) -> None:
    ana = await sharer(bot)
    for line in ("close circle ask", "Acme open", "#climbing never", "Lea open"):
        await ana.say(f"/kith privacy {line}")
    overview = await ana.say("/kith privacy")
    assert (
        "Workspace T1 sees that you know:\n"
        "• your close circle: only after your yes, 0 people\n"
        "• everybody at ACME GmbH: open, 1 person\n"
        "• #climbing: never, 1 person\n"
        "• Lea Roth: open\n"
    ) in overview
    take_back = ana.button("Take back #climbing")
    assert "Taken back." in await ana.press("Take back #climbing")
    assert levels(bot) == {"Jonas": "open", "Priya": "open", "Lea": "open"}
    assert "I don't have that rule any more." in await bot.press(ana, take_back)
    await ana.say("/kith undo")
    assert levels(bot) == {"Jonas": "open", "Lea": "open"}


async def test_taking_back_what_hides_many_waits_for_a_yes(bot: Bot) -> None:
    ana = await member(bot, "Ana")
    for number in range(11):
        await ana.say(f"/kith add Person{number:02} company:Northwind tags:jazz")
    await ana.say("/kith privacy #jazz never")
    await ana.say("/kith privacy Northwind open")
    assert levels(bot) == {}
    await ana.say("/kith privacy")
    assert "more would be told of 11 of your people: Person00" in await ana.press("Take back #jazz")
    assert levels(bot) == {}
    assert "Taken back." in await ana.press("Yes, 11 people")
    assert len(levels(bot)) == 11


async def test_a_person_and_a_company_that_are_called_alike_are_asked_about(quick: Bot) -> None:
    ana = await sharer(quick)
    await ana.say("/kith add Olga Reyes company:Ford")
    asked = await ana.say("/kith privacy Ford open")
    assert 'Say "Harrison Ford" or "company Ford".' in asked
    assert levels(quick) == {}
    await ana.say("/kith privacy company Ford open")
    assert levels(quick) == {"Olga": "open"}
    await ana.say("/kith privacy Harrison Ford open")
    assert levels(quick) == {"Olga": "open", "Harrison": "open"}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("#nosuch open", "You have nobody tagged #nosuch."),
        ("Zed open", "I don't know anyone called Zed yet."),
        ("company Zed open", "I don't know anyone called company Zed yet."),
        ("Acme vouch", '"vouch" is a word about one person'),
        ("Acme", 'What may your team see of Acme? "open", "ask" or "never".'),
        ("ask", "Who is to be ask?"),
    ],
)
async def test_what_is_not_understood_is_said(quick: Bot, line: str, sentence: str) -> None:
    ana = await sharer(quick)
    assert sentence in await ana.say(f"/kith privacy {line}")
    assert levels(quick) == {}


async def test_own_words_stand_in_place_of_what_the_log_adds_up_to(bot: Bot) -> None:
    ana, ben = await sharer(bot), await member(bot, "Ben")
    await ana.say("/kith log Priya coffee yesterday: hello")
    noted = await ana.say("/kith privacy Priya vouch")
    assert "you would vouch for Priya Nair" in noted
    assert "not shared yet" in noted
    await ana.say("/kith privacy Priya open")
    assert "Ana (would vouch for them, last in touch in March 2026)" in await ben.say("/kith whoknows priya")
    await ana.say("/kith privacy Priya know a bit")
    assert "Ana (knows them a bit, last" in await ben.say("/kith whoknows priya")
    await ana.say("/kith undo")
    assert "Ana (would vouch" in await ben.say("/kith whoknows priya")


@pytest.mark.parametrize("words", ["don't ask", "please don’t ask me", "dont ask"])
async def test_whom_nobody_should_ask_about_surfaces_nowhere(bot: Bot, words: str) -> None:
    ana, ben = await sharer(bot), await member(bot, "Ben")
    await ana.say("/kith privacy Acme open")
    await ana.say(f"/kith privacy Priya {words}")
    assert levels(bot) == {"Jonas": "open"}
    assert NOBODY in await ben.say("/kith whoknows priya")
    assert "Priya Nair: nobody should ask you" in await ana.say("/kith privacy")
    await ana.say("/kith privacy Priya open")
    assert levels(bot) == {"Jonas": "open", "Priya": "open"}, "the last word counts"


async def test_rules_wait_while_sharing_is_off(bot: Bot) -> None:
    ana = await sharer(bot)
    await ana.say("/kith privacy Acme open")
    await ana.say("/kith team sharing off")
    assert levels(bot) == {}
    assert "nothing. Your sharing is off. One of your rules waits" in await ana.say("/kith privacy")
    assert "Your sharing is off" in await ana.say("/kith privacy Lea ask")
    shown = await ana.say("/kith team sharing on")
    assert "it can be told of" in shown
    assert "of your people" in shown
    assert "Nobody is shared yet" not in shown
    assert levels(bot) == {"Priya": "open", "Jonas": "open"}


async def test_who_left_and_comes_back_begins_with_nothing(quick: Bot) -> None:
    ana = await sharer(quick)
    for line in ("privacy Acme open", "privacy Priya vouch", "team leave", "team join", "team sharing on"):
        await ana.say(f"/kith {line}")
    assert levels(quick) == {}
    assert "nobody yet" in await ana.say("/kith privacy")


async def test_a_member_reads_how_often_their_people_surfaced_and_admins_how_often_was_asked(bot: Bot) -> None:
    ana, ben = await sharer(bot), await member(bot, "Ben")
    await ana.say("/kith privacy Priya open")
    for line in ("priya", "acme", "zed"):
        await ben.say(f"/kith whoknows {line}")
    await ana.say("/kith whoknows priya")
    assert "Your people surfaced 2 times in the last 30 days." in await ana.say("/kith privacy")
    assert "Ben" not in ana.text
    assert "fewer than 10 lookups in the last 30 days" in await ana.say("/kith team")
    assert "lookup" not in await ben.say("/kith team")
    await bot.forward(40)
    assert "Your people surfaced 0 times in the last 30 days." in await ana.say("/kith privacy")
    assert len(bot.shelf.rows()["lookup"]) == 4
    await bot.forward(60)
    await bot.kith.engine.upkeep()
    assert bot.shelf.rows()["lookup"] == bot.shelf.rows()["surfaced"] == []


async def test_what_a_team_may_see_stands_in_the_export_and_is_restored_nowhere(bot: Bot) -> None:
    ana, ben = await sharer(bot), await member(bot, "Ben")
    for line in ("privacy Acme ask", "privacy Lea open", "privacy Priya vouch", "team working on: payments"):
        await ana.say(f"/kith {line}")
    book = await ana.book()
    ids = {each["name"]: each["id"] for each in book["contacts"]}
    (team,) = book["teams"]["memberships"]
    assert (team["name"], team["sharing"], team["working_on"]) == ("Ana", True, "payments")
    assert [(each["scope"], each["about"], each["level"]) for each in team["rules"]] == [
        ("company", "acme", "ask"),
        ("contact", ids["Lea Roth"], "open"),
    ]
    assert team["own_words"] == [{"contact": ids["Priya Nair"], "said": "vouch"}]
    await ben.say("/kith import", File("kith.json", json.dumps(book).encode()))
    assert len((await ben.book())["contacts"]) == 5
    assert (await ben.book())["teams"]["memberships"][0]["rules"] == []
