"""No answer, a no and "in three weeks" look the same to whoever asked for an introduction, on each day."""

import asyncio
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import ContactId, IntroductionId, TeamId, UserId
from bot.domain.introduction import Introduction, IntroductionState, Seen
from tests.fakes.introducing import REASON, REQUEST, ana_and_ben
from tests.fakes.kith import QUIET, Bot, Person
from tests.fakes.shelf import Shelf

UNSEEN = (IntroductionState.ASKED, IntroductionState.LATER, IntroductionState.DECLINED)
ASKED = Introduction(
    id=IntroductionId("i"),
    team=TeamId("t"),
    asker=UserId("ana"),
    connector=UserId("ben"),
    contact=ContactId("priya"),
    name="Priya",
    reason="why not",
    asked_on=date(2026, 3, 2),
)
_OPAQUE = re.compile(r"\b[a-z2-7]{16}\b")
DAYS = 60


@given(st.sampled_from(UNSEEN), st.integers(0, 400), st.integers(0, 400))
def test_what_is_seen_of_it_hangs_on_the_day_alone(state: IntroductionState, days: int, until: int) -> None:
    today = ASKED.asked_on + timedelta(days=days)
    answered = replace(ASKED, state=state, later_until=ASKED.asked_on + timedelta(days=until))
    assert answered.seen(today) is ASKED.seen(today)
    assert answered.is_open(today) is ASKED.is_open(today)
    assert answered.rests(today) is ASKED.rests(today)


def test_silence_begins_after_a_week() -> None:
    assert ASKED.seen(date(2026, 3, 8)) is Seen.WAITING
    assert ASKED.seen(date(2026, 3, 9)) is Seen.SILENT


async def nothing(_: Person) -> None:
    """Ben does not look at it."""


async def no(ben: Person) -> None:
    await ben.say("/kith intro")
    await ben.press("No")


async def later(ben: Person) -> None:
    await ben.say("/kith intro")
    await ben.press("In three weeks")


async def closed(ben: Person) -> None:
    """Ben takes Priya back from the team, which ends it for him."""
    await ben.say("/kith privacy Priya never")


async def wavering(ben: Person) -> None:
    await later(ben)
    await ben.press("No")


ANSWERS = {each.__name__: each for each in (no, later, wavering, closed)}


async def seen_over_days(bot: Bot, answers: object, day: int) -> list[str]:
    """All that Ana sees, day by day, when Ben gives that answer on that day."""
    ana, ben = await ana_and_ben(bot)
    await ben.say("/kith add Max")
    await ben.say("/kith privacy Max open")
    seen = [await ana.say(REQUEST)]
    for number in range(DAYS):
        if number == day:
            await answers(ben)  # type: ignore[operator]
        await bot.forward(1)
        seen.append(await ana.say("/kith intro"))
        seen.append(str(ana.inbox))
        if number % 10 == 5:
            seen.append(await ana.say(f"/kith intro Max: {REASON} {number}"))
    seen.append((await ana.book())["introductions"]["asked_for"].__repr__())
    return [_OPAQUE.sub("ID", each) for each in seen]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.integers(0, 12))
def test_whatever_is_not_yes_is_silence(sqlite_shelf: Shelf, answer: object, day: int) -> None:
    async def lived(answers: object) -> list[str]:
        bot = Bot(sqlite_shelf, [], QUIET)
        try:
            return await seen_over_days(bot, answers, day)
        finally:
            bot.kith.close()

    silent = asyncio.run(lived(nothing))
    assert any("No answer came about Priya Nair, and that is normal." in each for each in silent)
    assert asyncio.run(lived(answer)) == silent


async def test_the_sentence_comes_once_and_on_its_day(bot: Bot) -> None:
    ana, _ = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(6)
    assert ana.inbox == []
    await bot.forward(60)
    assert ["No answer came about Priya Nair" in each for each in ana.inbox] == [True]
