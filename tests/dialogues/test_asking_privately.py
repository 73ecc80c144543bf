"""Asking colleagues privately: what the asker reads, what the asked read, and what a yes, a no and silence do."""

import re

import pytest

from bot.chat.adapter import Refused
from bot.domain.user import Platform
from tests.fakes.kith import Bot, Person

SAME = "Whoever says yes comes with your digest."
FORM = "Why you ask (they read it)"


async def joined(bot: Bot, name: str, *lines: str) -> Person:
    person = bot.person(name)
    for line in ("team join", "team sharing on", *lines):
        await person.say(f"/kith {line}")
    return person


async def careful(bot: Bot, name: str = "Ben", *lines: str) -> Person:
    """Somebody who shares Priya after their yes alone."""
    return await joined(bot, name, "add Priya Nair company:Acme title:CTO", "privacy Priya ask", *lines)


async def ask(asker: Person, words: str = "Acme", reason: str = "") -> str:
    await asker.say(f"/kith whoknows {words}")
    await asker.press("Ask privately?")
    if not reason:
        return await asker.press("Ask")
    await asker.press("Ask and say why")
    return await asker.fill({FORM: reason})


def rows(bot: Bot, table: str) -> int:
    return len(bot.shelf.rows()[table])


async def test_who_would_see_what_is_said_before_anybody_is_asked(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    assert (await ana.say("/kith whoknows Acme")).endswith("[Ask privately?]")
    offered = await ana.press("Ask privately?")
    assert "Up to five colleagues" in offered
    assert "will see your name and the question: who knows Acme?" in offered
    assert "nobody was asked" in await ana.press("Leave it")
    await bot.forward(3)
    assert ben.inbox == []
    assert rows(bot, "ask") == 0


async def test_a_yes_names_the_colleague_and_their_contact(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    assert SAME in await ask(ana, reason="We want to learn how they do payroll")
    await bot.forward(1)
    (digest,) = ben.inbox
    assert "Ana asks who knows Acme? “We want to learn how they do payroll”" in digest
    assert "You know Priya Nair (CTO, Acme)" in digest
    assert ana.inbox == []
    assert "Ana hears that you know Priya Nair" in await ben.press("Yes, tell Ana")
    assert "Ben knows Priya Nair (CTO, Acme)" in await ana.say("/kith whoknows")
    await bot.forward(1)
    assert "Ben knows Priya Nair (CTO, Acme) and said yes." in ana.inbox[0]
    assert "You asked who knows Acme" in ana.inbox[0]


async def test_a_no_is_seen_by_nobody_and_can_become_a_yes(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ask(ana)
    before = await ana.say("/kith whoknows")
    await quick.forward(1)
    assert "Nobody is told that you were asked" in await ben.press("No")
    assert await ana.say("/kith whoknows") == before
    await quick.forward(1)
    assert ana.inbox == []
    await ben.press("Yes, tell Ana")
    await quick.forward(1)
    assert "Ben knows Priya Nair" in ana.inbox[0]


async def test_a_yes_that_is_taken_back_goes_from_where_it_stands(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    await ben.press("Yes, tell Ana")
    await bot.forward(1)
    assert len(ana.inbox) == 1
    await ben.press("Take it back")
    await bot.forward()
    assert ana.inbox == []
    assert "Ben" not in await ana.say("/kith whoknows")


async def test_whoever_does_not_want_to_be_asked_about_somebody_is_not_asked_again(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    assert "nobody will ask you about them" in await ben.press("Don't ask me about them")
    await bot.forward()
    assert ben.inbox == []
    cleo = await joined(bot, "Cleo")
    await ask(cleo, "Priya")
    await bot.forward(3)
    assert ben.inbox == []


async def test_nobody_is_asked_who_was_not_to_be(bot: Bot) -> None:
    ana = await careful(bot, "Ana")
    others = [
        await careful(bot, "Off", "team sharing off"),
        await careful(bot, "Mute", "privacy Priya don't ask"),
        await careful(bot, "Never", "privacy Priya never"),
        await careful(bot, "Left", "team leave"),
        await careful(bot, "Open", "privacy Priya open"),
    ]
    await ask(ana)
    await bot.forward(3)
    assert [each.inbox for each in (ana, *others)] == [[]] * 6


async def test_five_are_asked_at_most_the_closest_first(bot: Bot) -> None:
    ana = await joined(bot, "Ana")
    strangers = [await careful(bot, f"Stranger{number}") for number in range(3)]
    close = [
        await careful(bot, f"Close{number}", *["log Priya coffee yesterday"] * (number + 1)) for number in range(4)
    ]
    vouching = await careful(bot, "Vouching", "privacy Priya vouch")
    await ask(ana)
    await bot.forward(1)
    assert sum(bool(each.inbox) for each in strangers) == 0
    assert all(each.inbox for each in (*close, vouching))


async def test_each_hears_one_question_a_day_and_two_a_week(bot: Bot) -> None:
    ben = await careful(bot)
    for name in ("Ana", "Cleo", "Dora"):
        await ask(await joined(bot, name))
    days = []
    for _ in range(7):
        await bot.forward(1)
        days.append(len(re.findall("asks who knows", str(ben.inbox))))
    assert days[:2] == [1, 2]
    assert days[-1] == 2


async def test_nobody_hears_twice_about_the_same_person_from_the_same_asker(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ask(ana)
    await ask(ana, "Priya Nair")
    await quick.forward(6)
    assert len(ben.inbox) == 1


async def test_five_questions_a_week_whether_anybody_is_asked_or_not(quick: Bot) -> None:
    ana = await joined(quick, "Ana")
    for number in range(5):
        assert SAME in await ask(ana, f"Company{number}")
    await ana.press("Take it back")
    await ana.say("/kith whoknows Sixth")
    refused = await ana.press("Ask privately?")
    assert "five" not in refused
    assert "5 questions within seven days" in refused
    assert "You can ask again on Mon 9 Mar" in refused
    await quick.forward(7)
    assert SAME in await ask(ana, "Sixth")


async def test_a_question_ends_after_seven_days_and_says_so_to_whoever_comes_late(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    await bot.forward(20)
    late = await ben.press("Yes, tell Ana")
    assert "the question has ended" in late
    assert "[Yes" not in late
    await bot.forward(3)
    assert ana.inbox == []
    assert "asked nobody privately" in await ana.say("/kith whoknows")
    await bot.forward(60)
    await bot.kith.engine.upkeep()
    assert rows(bot, "ask") == rows(bot, "asked") == 0


async def test_a_yes_outlives_the_question(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ask(ana)
    await quick.forward(1)
    await ben.press("Yes, tell Ana")
    await quick.forward(20)
    own = await ana.say("/kith whoknows")
    assert "Ben knows Priya Nair" in own
    assert "It has ended" in own
    assert "Taken back" in await ana.press("Done with it")
    assert "Ben" not in await ana.say("/kith whoknows")
    assert "Ben knows Priya Nair" in ana.inbox[0]


async def test_several_yeses_come_each_for_itself(quick: Bot) -> None:
    ana, ben, cleo = await joined(quick, "Ana"), await careful(quick), await careful(quick, "Cleo")
    await ask(ana)
    await quick.forward(1)
    for each in (ben, cleo):
        await each.press("Yes, tell Ana")
    await quick.forward(1)
    assert "Ben knows Priya Nair" in ana.inbox[0]
    assert "Cleo knows Priya Nair" in ana.inbox[0]


async def test_a_question_that_is_taken_back_goes_from_where_it_was_told(bot: Bot) -> None:
    ana, ben, cleo = await joined(bot, "Ana"), await careful(bot), await careful(bot, "Cleo")
    await ask(await joined(bot, "Dora"))
    await bot.forward(1)
    await ask(ana)
    assert "Taken back" in await ana.press("Take it back")
    await bot.forward(1)
    assert "Ana" not in str(ben.inbox + cleo.inbox)
    await bot.forward(7)
    await ask(ana, "CTO")
    await bot.forward(1)
    await ana.say("/kith whoknows")
    await ana.press("Take it back")
    await bot.forward()
    assert "Ana" not in str(ben.inbox + cleo.inbox)


@pytest.mark.parametrize("gone", ["privacy Priya never", "team sharing off", "team leave", "forget Priya"])
@pytest.mark.parametrize("answered", [False, True], ids=["asked", "answered"])
async def test_what_is_not_shared_any_more_is_asked_and_told_nowhere(bot: Bot, gone: str, *, answered: bool) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    if answered:
        await ben.press("Yes, tell Ana")
        await bot.forward(1)
        assert "Priya" in str(ana.inbox)
    before = ben.button("Take it back" if answered else "No")
    await ben.say(f"/kith {gone}")
    if gone.startswith("forget"):
        await ben.press("Forget for good")
    await bot.forward()
    assert "Priya" not in str(ana.inbox + ben.inbox)
    assert "Ben" not in await ana.say("/kith whoknows")
    assert rows(bot, "asked") == 0
    assert "nothing left" in await bot.press(ben, before)


@pytest.mark.parametrize("gone", ["team leave", "forget me"])
async def test_the_questions_of_whoever_leaves_go_with_them(bot: Bot, gone: str) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana, reason="A secret reason")
    await bot.forward(1)
    await ben.press("Yes, tell Ana")
    await ana.say(f"/kith {gone}")
    if gone == "forget me":
        await ana.press("Forget me for good")
    await bot.forward()
    assert ben.inbox == []
    assert rows(bot, "ask") == rows(bot, "asked") == 0
    await bot.forward(2)
    assert ana.inbox == []


async def test_the_questions_of_a_pause_wait_and_its_answers_too(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana", "settings pause until 16 march"), await careful(quick)
    await ask(ana)
    await quick.forward(1)
    await ben.press("Yes, tell Ana")
    await quick.forward(10)
    assert ana.inbox == []
    await quick.forward(5)
    assert "Ben knows Priya Nair" in ana.inbox[0]


async def test_whoever_cannot_be_reached_reads_it_with_their_next_answer(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    quick.platforms[Platform.SLACK].will(Refused("they do not take direct messages"))
    await ask(ana)
    await quick.forward(1)
    assert ben.inbox == []
    assert "Ana asks who knows Acme" in await ben.say("/kith help")
    assert "Ana hears" in await ben.press("Yes, tell Ana")


async def test_a_button_that_is_pressed_again_changes_nothing(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ana.say("/kith whoknows Acme")
    offer = ana.button("Ask privately?")
    await ana.press("Ask privately?")
    button = ana.button("Ask")
    assert SAME in await quick.press(ana, button)
    assert SAME in await quick.press(ana, button)
    assert SAME in await quick.press(ana, offer)
    await quick.forward(1)
    yes = ben.button("Yes, tell Ana")
    first = await quick.press(ben, yes)
    assert await quick.press(ben, yes) == first
    await quick.forward(3)
    assert str(ana.inbox).count("Ben knows Priya Nair") == 1
    assert (rows(quick, "ask"), rows(quick, "asked")) == (1, 1)


async def test_an_offer_is_kept_for_a_day(quick: Bot) -> None:
    ana = await joined(quick, "Ana")
    await ana.say("/kith whoknows Acme")
    await quick.forward(2)
    assert "Please look them up again" in await ana.press("Ask privately?")


async def test_a_long_reason_is_said_to_be_one_and_nothing_is_lost(quick: Bot) -> None:
    ana = await joined(quick, "Ana")
    await ana.say("/kith whoknows Acme")
    await ana.press("Ask privately?")
    await ana.press("Ask and say why")
    assert "200 characters can go along" in await ana.fill({FORM: "very " * 60})
    assert SAME in await ana.fill({FORM: "Short\n*and* <b>plain</b>"})
    assert "“Short *and* <b>plain</b>”" in await ana.say("/kith whoknows")


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("Priya Nair", True),
        ("the cto at acme", True),
        ("Priya Nair at Acme", True),
        ("Rosa Quist at Acme", True),
        ("#climbing", True),
        ("Pirya", False),
        ("Acne", False),
    ],
)
async def test_what_is_typed_finds_those_to_ask_and_a_typing_error_that_nobody_open_corrects_does_not(
    quick: Bot, words: str, *, reached: bool
) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick, "Ben", "edit Priya tags:climbing")
    await ask(ana, words)
    await quick.forward(1)
    assert bool(ben.inbox) is reached


async def test_a_typing_error_that_somebody_open_corrects_finds_those_to_ask(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await joined(quick, "Cleo", "add Priya Rao", "privacy Priya open")
    assert "I looked for: Priya" in await ana.say("/kith whoknows Pirya")
    await ana.press("Ask privately?")
    await ana.press("Ask")
    await quick.forward(1)
    assert ben.inbox


async def test_privacy_says_how_often_one_was_asked_and_nothing_of_others(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    assert "Colleagues asked" not in await ben.say("/kith privacy")
    await ask(ana)
    await quick.forward(1)
    assert "Colleagues asked you 1 time in the last 30 days" in await ben.say("/kith privacy")


async def test_two_accounts_that_become_one_do_not_ask_themselves(quick: Bot) -> None:
    ana = await joined(quick, "Ana")
    invite = re.search(r"invite code (\w+)", await ana.say("/kith team"))
    assert invite is not None
    elsewhere = quick.person("Ana", platform=Platform.DISCORD, workspace="")
    for line in (f"team join {invite[1]}", "team sharing on", "add Priya Nair company:Acme", "privacy Priya ask"):
        await elsewhere.say(f"/kith {line}")
    await ask(ana)
    await quick.forward(1)
    assert "asks who knows" in str(elsewhere.inbox)
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await elsewhere.say(f"/kith link {code[0]}")
    await elsewhere.press("Join")
    await quick.forward(3)
    assert "asks who knows" not in str(ana.inbox + elsewhere.inbox)
    assert rows(quick, "asked") == 0


async def test_after_a_yes_an_introduction_can_be_asked_for(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    await ben.press("Yes, tell Ana")
    await bot.forward(1)
    assert "Why you would like to meet" in await ana.press("Ask for an intro")
    assert "Asked: Ben reads your name" in await ana.fill({"Why you would like to meet": "We both test compilers"})
    await ana.say("/kith whoknows")
    assert "Why you would like to meet" in await ana.press("Ask Ben for an intro")
    await bot.forward(2)
    assert "Ana would like to meet Priya Nair." in ben.inbox[-1]


async def test_a_request_ends_with_the_yes_that_allowed_it(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ask(ana)
    await quick.forward(1)
    await ben.press("Yes, tell Ana")
    await quick.forward(1)
    await ana.press("Ask for an intro")
    await ana.fill({"Why you would like to meet": "We both test compilers"})
    await ben.press("Take it back")
    await quick.forward(5)
    assert "would like to meet" not in str(ben.inbox)


async def test_where_nobody_may_look_people_up_nobody_asks_either(quick: Bot) -> None:
    ana, ben = await joined(quick, "Ana"), await careful(quick)
    await ana.say("/kith whoknows Acme")
    await ana.press("Ask privately?")
    assert "nobody" in await ana.say("/kith team settings who nobody")
    assert "In this team nobody looks people up for now" in await ana.press("Ask")
    await ana.say("/kith whoknows Acme")
    await quick.forward(3)
    assert ben.inbox == []
    assert rows(quick, "ask") == 0
