"""What colleagues asked each other is erased after its time, and goes from the digests in which it stands."""

from tests.dialogues.test_asking_privately import ask, careful, joined
from tests.fakes.introducing import REQUEST, ana_and_ben
from tests.fakes.kith import Bot, Person
from tests.fakes.leavers import PARTED, hand_over, leaver, member, said


async def pass_days(bot: Bot, days: int) -> None:
    """Days go by, and what has run out is let go of."""
    await bot.forward(days)
    await bot.kith.engine.upkeep()
    await bot.forward(hours=1)


def read(*people: Person) -> str:
    """All direct messages to them, as they now stand."""
    return "\n".join(each for person in people for each in person.inbox)


async def test_a_private_question_and_its_yes_go_sixty_days_after_its_end(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot)
    await ask(ana)
    await bot.forward(1)
    await ben.press("Yes, tell Ana")
    await pass_days(bot, 60)
    assert "Ben knows Priya Nair" in read(ana)
    assert "Ana asks" in read(ben)
    await pass_days(bot, 10)
    assert "Priya" not in read(ana, ben)


async def test_a_request_without_a_yes_goes_after_half_a_year(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    await ana.say(REQUEST)
    await pass_days(bot, 150)
    assert "Ana would like to meet Priya Nair" in read(ben)
    assert "No answer came about Priya Nair" in read(ana)
    await pass_days(bot, 40)
    assert "Ana would like to meet" not in read(ben)
    assert "No answer came" not in read(ana)


async def test_what_a_leaver_asked_goes_fourteen_days_after_they_left(bot: Bot) -> None:
    ana, ben = await leaver(bot), await member(bot, "Ben")
    await ana.say("/kith team leaving 9 march")
    await hand_over(ana, "Priya Nair (Acme)")
    await pass_days(bot, 14)
    assert said(ben, "would like you to take over")
    await pass_days(bot, 14)
    assert not said(ben, "would like you to take over")


async def test_that_somebody_left_goes_after_ninety_days(bot: Bot) -> None:
    ana = await leaver(bot)
    ben = await member(bot, "Ben", "add <@U-ana|Ana>")
    await ana.say("/kith team leave")
    await pass_days(bot, 60)
    assert said(ben, PARTED)
    await pass_days(bot, 35)
    assert not said(ben, PARTED)
