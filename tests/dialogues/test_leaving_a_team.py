"""Somebody leaves a team on a day that they said before: what they and their colleagues read, until it is over."""

import re

import pytest

from bot.domain.installation import Ending, Installation
from bot.domain.marks import Marks
from bot.domain.user import Platform
from bot.engine.upkeep import upkeep
from bot.ports import UnitOfWork
from bot.services import installing, third_parties
from tests.fakes.kith import Bot, Person

TAKE_OVER = "would like you to take over"
SWAP = "swap private addresses?"
PARTED = "has left Workspace T1"


async def member(bot: Bot, name: str, *lines: str) -> Person:
    person = bot.person(name)
    for line in ("team join", "team sharing on", *lines):
        await person.say(f"/kith {line}")
    return person


async def leaver(bot: Bot) -> Person:
    return await member(
        bot,
        "Ana",
        "add Priya Nair company:Acme title:Engineer email:priya@acme.example",
        "add Tom Weber company:Northwind",
        "add Aunt May email:may@home.example",
        "privacy Priya open",
        "privacy Tom ask",
        "note Priya: allergic to nuts",
        "log Priya call yesterday: her divorce",
    )


def said(person: Person, words: str) -> bool:
    return any(words in each for each in person.inbox)


async def hand_over(ana: Person, *names: str, address: bool = False, to: str = "Ben") -> str:
    await ana.say("/kith team leaving")
    await ana.press("Hand over ties")
    await ana.press(to)
    for name in names:
        await ana.press(f"☐ {name}")
    shown = await ana.press(f"Hand over {len(names)}")
    if "With their e-mail addresses?" not in shown:
        return shown
    if address:
        await ana.press("☐ Priya Nair (Acme)")
        return await ana.press("Hand over, 1 with an address")
    return await ana.press("Hand over without addresses")


async def test_from_the_announcement_to_keeping_in_touch(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    cem = await member(bot, "Cem")
    shown = await ana.say("/kith team leaving 13 march")
    assert "You leave Workspace T1 on Fri 13 Mar" in shown
    assert "ends by itself" in shown
    await bot.forward(7)
    assert not said(ben, "Ana")
    assert not ana.inbox
    await bot.forward(3)
    assert said(ana, "You leave Workspace T1 tomorrow, on Fri 13 Mar")
    assert "Ana" in await ben.say("/kith whoknows Priya")
    await bot.forward(1)
    assert said(ana, "You left Workspace T1 today")
    assert "no team" in await ana.say("/kith team")
    assert "Nobody" in await ben.say("/kith whoknows Priya")
    await bot.forward(3)
    assert said(ben, f"Ana {PARTED}")
    assert not said(cem, "Ana")
    assert "✓ You keep in touch every 90 days" in await ben.press("Keep in touch, wider", on="Ana")
    assert "every 90 days" in await ben.say("/kith show Ana")
    assert "Priya Nair" in await ana.say("/kith show Priya")


async def test_a_no_is_told_to_nobody_and_asked_once(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert "All stays as it is" in await ben.press("No, thanks", on="Ana")
    before = list(ana.inbox)
    await ana.say("/kith team join")
    await ana.say("/kith team leave")
    await bot.forward(14)
    assert ana.inbox == before
    assert sum(PARTED in each for each in ben.inbox) == 1


async def test_who_comes_back_is_not_asked_about(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leave")
    await ana.say("/kith team join")
    await bot.forward(7)
    assert not said(ben, PARTED)


async def test_on_a_weekend_it_ends_on_the_day_and_is_told_on_workdays(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 14 march")
    await bot.forward(11)
    assert said(ana, "You leave Workspace T1 tomorrow")
    await bot.forward(1)
    assert "no team" in await ana.say("/kith team")
    assert not said(ana, "You left")
    await bot.forward(2)
    assert said(ana, "You left Workspace T1 on Sat 14 Mar")


async def test_it_ends_in_a_pause_too(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 13 march")
    await ana.say("/kith settings pause until 1 april")
    await bot.forward(12)
    assert "no team" in await ana.say("/kith team")
    assert not ana.inbox


@pytest.mark.parametrize("day", ["yesterday", "today", "32 march", "soonish", "in 3 years"])
async def test_a_day_that_is_none_is_said_to_be_none(quick: Bot, day: str) -> None:
    ana = await leaver(quick)
    shown = await ana.say(f"/kith team leaving {day}")
    assert "You leave" not in shown
    assert "told me no day" in await ana.say("/kith team leaving")


@pytest.mark.parametrize(
    "line",
    ["leaving on 13 march", "leaving: friday next week", "leave 13 march", "leaving 2026-03-13", "leave in 11 days"],
)
async def test_the_day_is_said_as_people_say_days(quick: Bot, line: str) -> None:
    ana = await leaver(quick)
    assert "You leave Workspace T1 on Fri 13 Mar" in await ana.say(f"/kith team {line}")


async def test_to_leave_with_words_that_are_no_day_leaves_nothing(quick: Bot) -> None:
    ana = await leaver(quick)
    assert "/kith team leaving 12 june" in await ana.say("/kith team leave the kitchen")
    assert "Workspace T1" in await ana.say("/kith team")


async def test_taken_back_what_was_asked_goes_from_where_it_stands(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Tom Weber (Northwind)")
    await bot.forward(1)
    assert said(ben, TAKE_OVER)
    button = ben.button("Take over")
    assert "You stay in Workspace T1" in await ana.say("/kith team leaving off")
    assert "taken back" in await bot.press(ben, button)
    await bot.forward(hours=1)
    assert not said(ben, TAKE_OVER)
    await bot.forward(30)
    assert "Workspace T1" in await ana.say("/kith team")


async def test_another_day_takes_the_place_of_the_first(bot: Bot) -> None:
    ana = await leaver(bot)
    await ana.say("/kith team leaving 13 march")
    await ana.say("/kith team leaving 20 march")
    await bot.forward(14)
    assert "Workspace T1" in await ana.say("/kith team")
    assert not said(ana, "You le")
    await bot.forward(7)
    assert "no team" in await ana.say("/kith team")


async def test_what_is_handed_over_is_a_name_and_no_more_than_was_ticked(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    shown = await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    assert "Ben is asked in their next digest whether to take over Priya Nair and Tom Weber" in shown
    assert not said(ben, "Ana")
    await bot.forward(1)
    assert said(ben, f"Ana is leaving Workspace T1 on Fri 20 Mar and {TAKE_OVER} 2 people")
    assert "In your book: Priya Nair and Tom Weber" in await ben.press("Take over all")
    book = await ben.book()
    priya = next(each for each in book["contacts"] if each["name"] == "Priya Nair")
    assert (priya["company"], priya["title"], priya["emails"]) == ("Acme", "Engineer", [])
    assert not book["notes"]
    assert not book["interactions"]
    assert "Priya Nair (taken over), Tom Weber (taken over)" in await ana.say("/kith team leaving")
    assert "Aunt May" not in str(bot.shelf.rows()["handed"])


async def test_an_address_goes_along_where_it_was_ticked(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", address=True)
    await bot.forward(1)
    assert "priya@" not in "".join(ben.inbox)
    await ben.press("Take over")
    assert "priya@acme.example" in await ben.say("/kith show Priya")
    await ben.say("/kith undo")
    assert "found nobody" in await ben.say("/kith show Priya")


async def test_nobody_is_there_twice(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add P. Nair email:priya@acme.example", "add Tom Weber company:Globex")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)", address=True)
    await bot.forward(1)
    shown = await ben.press("Take over all")
    assert "You had Priya Nair already" in shown
    assert "You have Tom Weber, Globex" in shown
    assert "In your book: Tom Weber" in await ben.press("Somebody else")
    names = sorted(each["name"] for each in (await ben.book())["contacts"])
    assert names == ["P. Nair", "Tom Weber", "Tom Weber"]


async def test_some_are_chosen_and_the_others_are_not_taken(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    await bot.forward(1)
    await ben.press("Choose")
    await ben.press("☐ Tom Weber")
    assert "In your book: Tom Weber" in await ben.press("Take over 1")
    await bot.forward(hours=1)
    assert said(ben, "✓ Tom Weber: in your book")
    await ben.press("No, thanks", on="Ana")
    shown = await ana.say("/kith team leaving")
    assert "Priya Nair (not taken)" in shown
    assert "Tom Weber (taken over)" in shown


async def test_who_is_forgotten_goes_from_the_colleagues_digest(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", "Tom Weber (Northwind)")
    await bot.forward(1)
    await ana.say("/kith forget Priya")
    await ana.press("Forget for good")
    await bot.forward(hours=1)
    assert not said(ben, "Priya")
    assert said(ben, "Tom Weber")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert said(ben, PARTED)
    await ben.say("/kith forget Ana")
    await ben.press("Forget for good")
    await bot.forward(hours=1)
    assert not said(ben, PARTED)


async def test_who_asked_not_to_be_kept_goes_from_what_is_handed_over(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Priya Nair (Acme)", address=True)
    await bot.forward(1)
    assert said(ben, "Priya Nair")
    button = ben.button("Take over")
    marks = Marks(emails=("priya@acme.example",))
    await bot.kith.work.write(lambda uow: third_parties.erase(uow, marks, bot.clock()))
    assert "taken back" in await bot.press(ben, button)
    await bot.forward(hours=1)
    assert not said(ben, "Priya Nair")
    assert not bot.shelf.rows()["handed"]


async def swap_asked(bot: Bot, ana: Person, *names: str) -> None:
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    for name in names:
        await ana.press(f"☐ {name}")
    await ana.press(f"Ask {len(names)}")


async def test_addresses_are_swapped_only_where_both_give_theirs(bot: Bot) -> None:
    ana = await leaver(bot)
    ben, cem, dag = await member(bot, "Ben"), await member(bot, "Cem"), await member(bot, "Dag")
    await swap_asked(bot, ana, "Ben", "Cem", "Dag")
    assert "ana@home.example" not in str(bot.shelf.rows())
    await bot.forward(1)
    for each in (ben, cem, dag):
        assert said(each, f"Ana leaves Workspace T1 on Fri 20 Mar and would like to stay in touch: {SWAP}")
        assert "home.example" not in "".join(each.inbox)
    await ben.press("Swap")
    await ben.fill({"Private phone": "+49 30 1234567"})
    assert "✓ You swapped private addresses" in ben.text
    assert "Nobody is told" in await cem.press("No, thanks")
    await bot.forward(1)
    assert "ana@home.example" in await ben.say("/kith show Ana")
    assert "+49 30 1234567" in await ana.say("/kith show Ben")
    assert said(ana, "Ben swapped private addresses with you")
    told = await ana.say("/kith team leaving")
    assert "Ben (swapped), Cem, Dag" in told
    assert "found nobody" in await cem.say("/kith show Ana")
    await bot.forward(40)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    stored = bot.shelf.rows()
    assert not stored["swap"]
    assert not stored["leaving"]
    assert not said(ana, "Cem")
    assert not said(ana, "Dag")


async def test_a_swap_gives_whoever_is_there_already_an_address(bot: Bot) -> None:
    ana = await member(bot, "Ana", "add <@U-ben|Benjamin>")
    ben = await member(bot, "Ben", "add <@U-ana|Ana K>")
    await swap_asked(bot, ana, "Ben")
    await bot.forward(1)
    await ben.press("Swap")
    await ben.fill({"Private e-mail": "ben@home.example"})
    assert [(each["name"], each["emails"]) for each in (await ana.book())["contacts"]] == [
        ("Benjamin", ["ben@home.example"])
    ]
    assert [each["name"] for each in (await ben.book())["contacts"]] == ["Ana K"]
    await ben.say("/kith undo")
    assert [each["emails"] for each in (await ben.book())["contacts"]] == [[]]
    assert [each["emails"] for each in (await ana.book())["contacts"]] == [["ben@home.example"]]


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({}, "I need one of the three"),
        ({"Private e-mail": "at home"}, "That is no e-mail address"),
        ({"Private phone": "none"}, "That is no phone number"),
        ({"A page of yours": "myspace"}, "That is no page"),
    ],
)
async def test_an_address_that_is_none_is_asked_for_again(quick: Bot, answers: dict[str, str], problem: str) -> None:
    ana, _ = await leaver(quick), await member(quick, "Ben")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    assert problem in await ana.fill(answers)


async def test_in_a_large_team_colleagues_are_named(quick: Bot) -> None:
    ana = await leaver(quick)
    for number in range(21):
        await member(quick, f"Colleague{chr(ord('a') + number)} Smith")
    await member(quick, "Benjamin Ode")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Hand over ties")
    await ana.press("Name a colleague")
    assert "nobody in the team" in await ana.fill({"Colleague": "Zoe"})
    assert "may be several" in await ana.fill({"Colleague": "Smith"})
    assert "Hand over to Benjamin Ode" in await ana.fill({"Colleague": "ben ode"})
    await ana.say("/kith team leaving")
    await ana.press("Swap contacts")
    asked = await ana.fill({"Private e-mail": "ana@home.example", "Whom to ask": "Benjamin, Colleagueb Smith"})
    assert "I ask Benjamin Ode and Colleagueb Smith" in asked


async def test_the_next_colleagues_are_those_who_were_not_on_the_list_before(quick: Bot) -> None:
    ana = await leaver(quick)
    for number in range(23):
        await member(quick, f"Member{chr(ord('a') + number)}")
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    await ana.press("☐ Membera")
    await ana.press("☐ Memberb")
    await ana.press("Ask 2")
    shown = await ana.press("Next colleagues")
    assert [name for name in "tuvw" if f"Member{name}" in shown] == ["u", "v", "w"]
    assert "I ask Memberw" in [await ana.press("☐ Memberw"), await ana.press("Ask 1")][1]
    assert "swap" not in str([row["payload"] for row in quick.shelf.rows()["draft"]])


async def test_somebody_who_was_shut_off_is_asked_about_where_they_are_known(bot: Bot) -> None:
    await leaver(bot)
    ben, cem = await member(bot, "Ben", "add <@U-ana|Ana>"), await member(bot, "Cem")
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", bot.clock()))
    await bot.forward(1)
    assert said(ben, f"It looks as if Ana {PARTED}")
    assert not said(cem, "Ana")


async def test_a_recognised_address_tells_who_knows_whom(bot: Bot) -> None:
    ana = await member(bot, "Ana", "team address: ana@acme.example")
    ben = await member(bot, "Ben", "add Annie email:ana@acme.example")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert said(ben, f"Annie {PARTED}")


async def test_an_account_elsewhere_is_nobodys_business_in_the_team(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    ben = await member(bot, "Ben", "add <@U-owl|Night Owl>")
    await ana.say("/kith team leave")
    await bot.forward(1)
    assert not said(ben, "Night Owl")


async def test_who_was_shut_off_in_the_team_asks_it_nothing_from_elsewhere(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    ben = await member(bot, "Ben", "add Zoe company:Globex", "privacy Zoe open")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    assert "Zoe" in await owl.say("/kith whoknows Globex")
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", bot.clock()))
    assert "Zoe" not in await owl.say("/kith whoknows Globex")
    assert "Nobody" in await ben.say("/kith whoknows Priya")
    assert "Priya Nair" in await owl.say("/kith show Priya")


async def test_when_a_removed_workspace_is_erased_those_elsewhere_are_asked(bot: Bot) -> None:
    ana = await leaver(bot)
    invite = re.search(r"invite code ([a-z0-9]{10})", await ana.say("/kith team"))
    assert invite is not None
    ben = bot.person("Ben", workspace="T2")
    await ben.say(f"/kith team join {invite[1]}")
    await ben.say("/kith add <@U-ana|Ana>")

    def removed(uow: UnitOfWork) -> None:
        installing.install(uow, Installation(platform=Platform.SLACK, team="T1", token="xoxb-1"), bot.clock())
        installing.end(uow, Platform.SLACK, "", "T1", Ending.UNINSTALLED, bot.clock())

    await bot.kith.work.write(removed)
    await bot.forward(29)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    assert not ben.inbox
    await bot.forward(2)
    await bot.kith.work.write(lambda uow: upkeep(uow, bot.clock()))
    await bot.forward(4)
    assert said(ben, f"It looks as if Ana {PARTED}")


async def test_at_once_before_the_day_is_not_told_again(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 20 march")
    await hand_over(ana, "Tom Weber (Northwind)")
    await ana.say("/kith team leave")
    await bot.forward(2)
    assert "In your book: Tom Weber" in await ben.press("Take over", on="Ana left")
    await bot.forward(20)
    assert not said(ana, "You le")


async def test_whoever_is_forgotten_takes_their_questions_along(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await swap_asked(bot, ana, "Ben")
    await hand_over(ana, "Tom Weber (Northwind)")
    await bot.forward(1)
    assert said(ben, "Ana")
    await ana.say("/kith forget me")
    await ana.press("Forget me for good")
    await bot.forward(hours=1)
    assert not said(ben, "Ana")
    assert not said(ben, "Tom Weber")


async def test_the_day_goes_on_where_the_book_becomes_part_of_another(bot: Bot) -> None:
    ana, owl = await leaver(bot), bot.person("Owl", platform=Platform.DISCORD, workspace="")
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        await owl.say(f"/kith add {name}")
    await ana.say("/kith team leaving 13 march")
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await owl.say(f"/kith link {code[0]}")
    await owl.press("Join")
    assert "You leave Workspace T1 on Fri 13 Mar" in await ana.say("/kith team leaving")
    await bot.forward(11)
    assert "no team" in await ana.say("/kith team")
