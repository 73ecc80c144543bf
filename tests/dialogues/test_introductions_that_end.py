"""Introductions end with whoever takes part in them: nothing of them is left to read, to answer or to see to."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.marks import Marks
from bot.services import third_parties
from tests.fakes.introducing import REASON, REQUEST, ana_and_ben, introduced, member
from tests.fakes.kith import Bot, Person

GOING = {
    "the connector forgets the contact": ("Ben", "forget Priya", "Forget for good"),
    "the connector leaves the team": ("Ben", "team leave", ""),
    "the asker leaves the team": ("Ana", "team leave", ""),
    "the asker is forgotten": ("Ana", "forget me", "Forget me for good"),
    "the connector is forgotten": ("Ben", "forget me", "Forget me for good"),
}
every_going = pytest.mark.parametrize("going", GOING.values(), ids=GOING.keys())
Going = tuple[str, str, str]


async def go(people: dict[str, Person], going: Going) -> None:
    name, line, button = going
    await people[name].say(f"/kith {line}")
    if button:
        await people[name].press(button)


async def asked(bot: Bot, ana: Person, ben: Person) -> None:
    await ana.say(REQUEST)
    await bot.forward(1)


async def accepted(bot: Bot, ana: Person, ben: Person) -> None:
    await asked(bot, ana, ben)
    await ben.press("Yes, I'll ask Priya")
    await bot.forward(1)


Stage = Callable[[Bot, Person, Person], Awaitable[None]]


@every_going
@pytest.mark.parametrize("stage", [asked, accepted, introduced], ids=lambda each: each.__name__)
async def test_nothing_is_left_of_it(bot: Bot, going: Going, stage: Stage) -> None:
    ana, ben = await ana_and_ben(bot)
    await stage(bot, ana, ben)
    await go({"Ana": ana, "Ben": ben}, going)
    assert bot.shelf.rows()["introduction"] == []
    await bot.forward(40)
    for person, other in ((ana, "Ben"), (ben, "Ana")):
        assert not any("From your team" in each for each in person.inbox), person.inbox
        assert other not in "".join(each.replace(f"Good morning, {person.who.name}", "") for each in person.inbox)
    if "forget me" not in going[1]:
        assert "No introduction is under way." in await ana.say("/kith intro")
        assert "No introduction is under way." in await ben.say("/kith intro")
    if going[0] == "Ana" and stage is accepted:
        assert "Ana" not in await ben.say("/kith remind")
        assert "nothing to see to" in ben.text


async def test_somebody_who_asked_to_be_erased_is_erased_from_them_too(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ben.say("/kith edit Priya email:priya@acme.example")
    await accepted(bot, ana, ben)
    assert "Priya" in "".join((*ana.inbox, *ben.inbox))
    with bot.kith.store.write() as uow:
        third_parties.erase(uow, Marks(emails=("priya@acme.example",)), bot.clock())
        uow.commit()
    await bot.forward(30)
    assert "Priya" not in "".join((*ana.inbox, *ben.inbox))
    assert "Priya" not in repr((await ana.book())["introductions"])


async def test_the_buttons_of_what_ended_say_so(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await asked(quick, ana, ben)
    yes = ben.button("Yes, I'll ask Priya")
    await ana.say("/kith intro")
    back = ana.button("Take it back")
    await ana.say("/kith team leave")
    assert "I don't have that request any more." in await quick.press(ben, yes)
    assert "I don't have that introduction any more." in await quick.press(ana, back)


async def test_who_comes_back_begins_anew(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await asked(quick, ana, ben)
    await ana.say("/kith team leave")
    await ana.say("/kith team join")
    assert "Asked: Ben" in await ana.say(REQUEST)


async def test_undoing_what_was_to_be_asked_leaves_the_introduction(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await asked(quick, ana, ben)
    await ben.press("Yes, I'll ask Priya")
    assert "Undone: a reminder about Priya Nair" in await ben.say("/kith undo")
    await ben.say("/kith intro")
    assert "would both like to meet" in await ben.press("Priya said yes")
    assert "messages" in await ben.say("/kith show Priya")


async def test_a_contact_who_is_merged_away_is_still_the_one(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await asked(quick, ana, ben)
    await ben.say("/kith add Prya Nayar")
    assert "Prya Nayar stays" in await ben.say("/kith edit Prya Nayar merge:Priya Nair")
    await ben.press("Merge")
    await ben.say("/kith privacy Prya open")
    await ben.say("/kith intro")
    assert "You ask Prya Nayar whether they would like to meet Ana." in await ben.press("Yes, I'll ask Prya")


async def test_a_contact_who_died_is_not_asked_about(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    await asked(quick, ana, ben)
    yes = ben.button("Yes, I'll ask Priya")
    await ben.say("/kith edit Priya deceased")
    assert "No introduction is under way." in await ben.say("/kith intro")
    assert "deceased" in await quick.press(ben, yes)
    await quick.forward(10)
    assert "No answer came about Priya Nair" in ana.inbox[-1]


async def test_requests_without_a_yes_are_forgotten_after_half_a_year(bot: Bot) -> None:
    ana, _ = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await bot.forward(170)
    await bot.kith.engine.upkeep()
    assert len(bot.shelf.rows()["introduction"]) == 1
    await bot.forward(15)
    await bot.kith.engine.upkeep()
    assert bot.shelf.rows()["introduction"] == []


async def test_who_is_not_in_the_team_any_more_is_asked_nothing(quick: Bot) -> None:
    ana, ben = await ana_and_ben(quick)
    cleo = await member(quick, "Cleo", "add Max Weber", "privacy Max open")
    await ana.say(f"/kith intro Max: {REASON}")
    await cleo.say("/kith team leave")
    await quick.forward(3)
    assert cleo.inbox == ben.inbox == []
