"""What must not come of an introduction: a colleague asked without end, or recognised where they are unknown."""

from bot.domain.user import Platform
from tests.dialogues.test_linking import code_of
from tests.fakes.introducing import REASON, REQUEST, ana_and_ben, introduced
from tests.fakes.kith import Bot


async def test_a_request_that_may_have_been_read_is_not_made_again_after_it_was_taken_back(bot: Bot) -> None:
    """Whatever the colleague said, and whether they read it: else who said no would be asked for ever."""
    for answer in ("No", ""):
        ana, ben = await ana_and_ben(bot)
        await ana.say(REQUEST)
        assert "Taken back" in await ana.press("Take it back")
        assert "Asked: Ben" in await ana.say(REQUEST)
        await bot.forward(1)
        if answer:
            await ben.press(answer)
        await ana.say("/kith intro")
        assert "Taken back" in await ana.press("Take it back")
        assert "already, so I leave it at that" in await ana.say(REQUEST)
        assert "No introduction is under way" in await ana.say("/kith intro")
        assert REASON not in str(await ana.book()) + str(await ben.book())
        await bot.forward(60)
        assert "Asked: Ben" in await ana.say(REQUEST)
        await ana.press("Take it back")


async def test_who_a_colleague_is_elsewhere_is_not_told_by_what_is_noted(bot: Bot) -> None:
    ana, ben = await ana_and_ben(bot)
    owl = bot.person("Owl", platform=Platform.DISCORD, workspace="")
    await owl.say("/kith help")
    await ben.say(f"/kith link {await code_of(owl)}")
    await ben.press("Join")
    await ben.say("/kith settings platform slack")
    await ana.say("/kith add <@U-owl|Night Owl>")
    await introduced(bot, ana, ben)
    await ana.say("/kith intro")
    await ana.press("We met")
    assert "helped" not in await ana.say("/kith show Night Owl")
