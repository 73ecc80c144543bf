"""A team in which Ben openly knows Priya, and Ana would like to meet her.

Holds no test.
"""

from tests.fakes.kith import Bot, Person

REASON = "I'm moving to Lisbon and look for work there"
REQUEST = f"/kith intro Priya: {REASON}"


async def member(bot: Bot, name: str, *lines: str) -> Person:
    """Somebody who joined the team and shares, with what they typed after that."""
    person = bot.person(name)
    for line in ("team join", "team sharing on", *lines):
        await person.say(f"/kith {line}")
    return person


async def ana_and_ben(bot: Bot) -> tuple[Person, Person]:
    """Ana, and Ben, who has opened Priya."""
    ana = await member(bot, "Ana")
    ben = await member(
        bot,
        "Ben",
        "add Priya Nair company:Acme title:Engineer every 6 weeks",
        "log Priya coffee yesterday",
        "privacy Priya open",
    )
    return ana, ben


async def introduced(bot: Bot, ana: Person, ben: Person) -> None:
    """Ana asks, and Ben introduces her to Priya; five days pass."""
    await ana.say(REQUEST)
    await bot.forward(1)
    await ben.press("Yes, I'll ask Priya")
    await bot.forward(3)
    await ben.say("/kith intro")
    await ben.press("Priya said yes")
    await ben.press("Write to both")
    await ben.fill({"To both of them": "Priya, meet Ana.\nAna, meet Priya."})
    await ben.press("I sent it")
    await bot.forward(1)
