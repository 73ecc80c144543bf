"""More people are handed over than one list holds."""

import re

from tests.fakes.kith import Bot, Person
from tests.fakes.leavers import hand_over, member

PEOPLE = 45
LIST = re.compile(r"☐ ([^\]]+)")


async def handed(bot: Bot) -> tuple[Person, Person]:
    """Ana, who leaves, and Ben, to whom she has handed all of her people."""
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben")
    for number in range(PEOPLE):
        await ana.say(f"/kith add Person{number:02} monthly")
    await ana.say("/kith team leaving 1 june")
    for first in range(0, PEOPLE, 20):
        await hand_over(ana, *(f"Person{each:02}" for each in range(first, min(first + 20, PEOPLE))))
    await bot.forward(1)
    assert f"take over {PEOPLE} people" in ben.inbox[-1]
    return ana, ben


async def test_each_of_them_can_be_chosen(quick: Bot) -> None:
    _, ben = await handed(quick)
    seen = [*LIST.findall(await ben.press("Choose"))]
    for _ in range(2):
        await ben.press("Nobody of them")
        seen += LIST.findall(await ben.press("Next people"))
    assert seen == [f"Person{number:02}" for number in range(PEOPLE)]
    await ben.press("☐ Person44")
    assert "In your book: Person44" in await ben.press("Take over 1")
    assert [each["name"] for each in (await ben.book())["contacts"]] == ["Person44"]


async def test_whoever_was_ticked_is_taken_over_though_the_list_has_changed(quick: Bot) -> None:
    ana, ben = await handed(quick)
    await ben.press("Choose")
    await ben.press("☐ Person03")
    take = ben.button("Take over 1")
    await ana.say("/kith forget Person01")
    await ana.press("Forget for good")
    assert "In your book: Person03" in await quick.press(ben, take)


async def test_all_at_once_fits_one_message(quick: Bot) -> None:
    _, ben = await handed(quick)
    await ben.press("Take over all")
    assert len((await ben.book())["contacts"]) == PEOPLE
    assert "And 35 more." in ben.inbox[-1]
