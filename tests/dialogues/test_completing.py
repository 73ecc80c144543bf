"""What is offered while somebody fills in an option: their own people, days, rhythms, labels and zones."""

from tests.fakes.kith import Bot


async def test_a_day_is_offered_as_it_was_typed_and_means_what_it_says(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    assert await ana.complete("later", "when", "next fri") == ("next fri",)
    assert (await ana.complete("later", "when", ""))[0] == "tomorrow"
    assert (await ana.complete("log", "when", "yes")) == ("yesterday",)
    assert await ana.complete("log", "when", "sam") == ()
    assert len(await ana.complete("later", "when", "")) <= 25
    assert "Fri 6 Mar" in await ana.say("/kith later Sam next fri")


async def test_circles_and_cadences_are_offered(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter close")
    assert await ana.complete("keep", "rhythm", "clo") == ("close",)
    assert await ana.complete("keep", "rhythm", "3") == ("every 3 days", "every 3 weeks", "every 3 months")
    assert await ana.complete("keep", "rhythm", "of") == ("off",)
    for offered in await ana.complete("keep", "rhythm", ""):
        assert "Sam Carter" in await ana.say(f"/kith keep Sam {offered}")


async def test_ones_own_labels_are_offered_one_after_the_other(bot: Bot) -> None:
    ana, ben = bot.person("Ana"), bot.person("Ben")
    await ana.say("/kith add Sam Carter tags:climbing berlin")
    await ben.say("/kith add Zoe Okafor tags:chess")
    assert await ana.complete("add", "tags", "cl") == ("climbing",)
    assert await ana.complete("add", "tags", "climbing b") == ("climbing berlin",)
    assert await ana.complete("add", "tags", "") == ("berlin", "climbing")
    assert await ana.complete("add", "email", "") == ()
