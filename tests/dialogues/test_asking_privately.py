"""Asking colleagues privately: what the asker reads, what the asked read, and what a yes, a no and silence do."""

from tests.fakes.kith import Bot, Person


async def joined(bot: Bot, name: str, *lines: str) -> Person:
    person = bot.person(name)
    for line in ("team join", "team sharing on", *lines):
        await person.say(f"/kith {line}")
    return person


async def careful(bot: Bot, name: str) -> Person:
    return await joined(bot, name, "add Priya Nair company:Acme title:CTO", "privacy Priya ask")


async def asked(asker: Person, words: str, reason: str = "") -> str:
    await asker.say(f"/kith whoknows {words}")
    await asker.press("Ask privately?")
    if not reason:
        return await asker.press("Ask")
    await asker.press("Ask and say why")
    return await asker.fill({"Why you ask (they read it)": reason})


async def test_a_yes_names_the_colleague_and_their_contact(bot: Bot) -> None:
    ana, ben = await joined(bot, "Ana"), await careful(bot, "Ben")
    answer = await ana.say("/kith whoknows Acme")
    assert "Nobody in the team openly knows" in answer
    print(answer)
    print(await ana.press("Ask privately?"))
    print(await ana.press("Ask and say why"))
    print(await ana.fill({"Why you ask (they read it)": "We want to learn payroll"}))
    await bot.forward(1)
    print(ben.inbox)
    print(await ben.press("Yes, tell Ana"))
    print(await ana.say("/kith whoknows"))
    await bot.forward(1)
    print(ana.inbox)
    assert 0
