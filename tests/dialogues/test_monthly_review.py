"""The monthly review: everybody who has gone quiet, asked about at once, each settled in place."""

import re

import pytest

from bot.chat.action import ActionId
from tests.fakes.kith import Bot, Person

REVIEW = "Your month"


def review_of(person: Person) -> str:
    """The newest review as it now reads."""
    return next(text for text in reversed(person.inbox) if text.startswith(REVIEW))


def card_of(text: str, name: str) -> str:
    """What a review says about somebody, with the buttons below it."""
    found = re.search(rf"^{name}\n(.*?\])$", text, re.MULTILINE | re.DOTALL)
    assert found is not None, text
    return found[1]


async def in_review(bot: Bot, *lines: str) -> Person:
    """Somebody in front of the review of 1 April, who answered nothing before."""
    ana = bot.person("Ana")
    for line in lines or ("add Sam every 10 days", "add Priya inner"):
        await ana.say(f"/kith {line}")
    await bot.forward(30)
    assert review_of(ana)
    return ana


async def test_who_went_unanswered_three_times_is_asked_about_with_four_ways_on(caring: Bot) -> None:
    ana = await in_review(caring)
    said = card_of(review_of(ana), "Sam")
    assert "Every 10 days you" not in said
    assert "I asked three times" in said
    assert "[Keep] [Slower] [Rest] [Stop]" in said


async def test_keep_asks_again(caring: Bot) -> None:
    ana = await in_review(caring, "add Sam every 10 days", "log Sam call 9 days ago")
    await ana.press("Keep", on="Sam")
    assert "✓ Kept, every 10 days. I'll ask again on Wed 8 Apr." in card_of(review_of(ana), "Sam")
    seen = len(ana.inbox)
    await caring.forward(8)
    assert any("Sam" in text for text in ana.inbox[seen:] if text.startswith("Your people"))


async def test_keep_begins_the_cadence_anew_where_no_contact_is_noted(caring: Bot) -> None:
    ana = await in_review(caring)
    await ana.press("Keep", on="Sam")
    assert "I'll ask again on Sat 11 Apr." in card_of(review_of(ana), "Sam")


async def test_without_an_answer_nothing_comes_but_the_next_review(caring: Bot) -> None:
    ana = await in_review(caring)
    await ana.press("Keep", on="Sam")
    await ana.press("Undo", on="Sam")
    assert "[Keep]" in card_of(review_of(ana), "Sam")
    seen = len(ana.inbox)
    await caring.forward(29)
    assert not [text for text in ana.inbox[seen:] if text.startswith("Your people")]
    await caring.forward(2)
    assert [text for text in ana.inbox[seen:] if text.startswith(REVIEW)]


@pytest.mark.parametrize(("said", "to"), [("Sam", "every 20 days"), ("Priya", "every 30 days")])
async def test_slower_is_twice_the_cadence_or_the_next_circle(caring: Bot, said: str, to: str) -> None:
    ana = await in_review(caring)
    await ana.press("Slower", on=said)
    assert f"✓ Kept, {to}." in card_of(review_of(ana), said)


async def test_rest_ends_the_nudges_and_not_the_dates(caring: Bot) -> None:
    ana = await in_review(caring, "add Sam every 10 days birthday:20 april")
    await ana.press("Rest", on="Sam")
    assert "Resting" in card_of(review_of(ana), "Sam")
    seen = len(ana.inbox)
    await caring.forward(45)
    later = [text for text in ana.inbox[seen:] if "Sam" in text and "Who did you" not in text]
    assert len(later) == 1
    assert "Sam's birthday" in later[0]


async def test_stop_lets_go_and_each_acts_once(caring: Bot) -> None:
    ana = await in_review(caring)
    stop, keep = ana.button("Stop", on="Sam"), ana.button("Keep", on="Sam")
    await caring.press(ana, stop)
    answer = await caring.press(ana, keep)
    assert "✓ Let go" in card_of(answer, "Sam"), "what was chosen first stands until it is taken back"
    assert "not kept" in await ana.say("/kith show Sam")


async def test_weeks_later_the_buttons_still_work(caring: Bot) -> None:
    ana = await in_review(caring)
    rest = ana.button("Rest", on="Sam")
    await caring.forward(28)
    assert "Resting" in card_of(await caring.press(ana, rest), "Sam")


async def test_who_was_talked_to_meanwhile_has_settled(caring: Bot) -> None:
    ana = await in_review(caring)
    rest = ana.button("Rest", on="Sam")
    await ana.say("/kith log Sam call")
    answer = await caring.press(ana, rest)
    assert "This has settled itself since" in answer
    assert "every 10 days" in await ana.say("/kith show Sam")


async def test_many_come_five_at_a_time(caring: Bot) -> None:
    ana = caring.person("Ana")
    for letter in "ABCDEFG":
        await ana.say(f"/kith add Friend{letter} close")
        await ana.say(f"/kith log Friend{letter} call 300 days ago")
    await caring.forward(30)
    first = review_of(ana)
    assert first.count("[Keep]") == 5
    assert "7 in all" in first
    await ana.press("Next 2")
    assert review_of(ana).count("[Keep]") == 2
    await ana.press("Rest", on="FriendG")
    assert "Resting" in review_of(ana)
    await ana.press("Back to the first")
    assert review_of(ana).count("[Keep]") == 5


async def test_somebody_who_was_close_is_suggested(caring: Bot) -> None:
    ana = caring.person("Ana")
    await ana.say("/kith add Zoe")
    for days in range(700, 730, 2):
        await ana.say(f"/kith log Zoe coffee {days} days ago")
    await caring.forward(30)
    assert "You were close until April 2024. A call works best after so long" in review_of(ana)
    await ana.press("Not them", on="Zoe")
    assert "I won't suggest them" in review_of(ana)
    await ana.press("Undo", on="Zoe")
    await ana.press("Wrote", on="Zoe")
    assert "You were in touch" in review_of(ana)
    assert "(today)" in await ana.say("/kith show Zoe")


async def test_who_is_not_wanted_is_not_suggested_again(caring: Bot) -> None:
    ana = caring.person("Ana")
    await ana.say("/kith add Zoe")
    for days in range(700, 730, 2):
        await ana.say(f"/kith log Zoe coffee {days} days ago")
    await caring.forward(30)
    await ana.press("Not them", on="Zoe")
    seen = len(ana.inbox)
    await caring.forward(31)
    assert len(ana.inbox) == seen, "and a review with nothing in it does not come"


async def test_dates_of_people_who_are_not_kept_are_one_list(caring: Bot) -> None:
    ana = await in_review(caring, "add Zoe birthday:14 april", "add Sam close birthday:15 april")
    assert "• Tue 14 Apr: Zoe's birthday" in review_of(ana)
    assert "15 Apr" not in review_of(ana)


async def test_the_months_are_drawn_and_said(caring: Bot) -> None:
    ana = await in_review(
        caring, "add Zoe birthday:14 april", "add Sam", "log Sam, Zoe call 3 february", "log Sam coffee yesterday"
    )
    assert "Feb 2026 ████████████████████ 2" in review_of(ana)
    assert "You were in touch with 1 person in March, 2 in February." in review_of(ana)


async def test_somebody_elses_review_is_as_if_it_were_not_there(caring: Bot) -> None:
    ana = await in_review(caring)
    eve = caring.person("Eve")
    await eve.say("/kith add Oscar")
    known = ana.button("Stop", on="Sam")
    stolen = await caring.press(eve, known)
    assert stolen == await caring.press(eve, ActionId("review", ("c" * 16, *known.args[1:])))
    assert "every 10 days" in await ana.say("/kith show Sam")


@pytest.mark.parametrize("tail", [("nosuchact", "0"), ("keep", "-1"), ("keep", "99999")])
async def test_a_garbled_press_is_answered_with_a_sentence(caring: Bot, tail: tuple[str, str]) -> None:
    ana = await in_review(caring)
    known = ana.button("Keep", on="Sam")
    assert await caring.press(ana, ActionId("review", (*known.args[:2], *tail)))
