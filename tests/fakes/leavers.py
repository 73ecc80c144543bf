"""People who leave a team, for the dialogues about it: what they have, and what they press."""

from tests.fakes.kith import Bot, Person

PARTED = "has left Workspace T1"
"""What colleagues read who have a leaver in their own book."""


async def member(bot: Bot, name: str, *lines: str) -> Person:
    """Somebody in the team who shares, with what they type then."""
    person = bot.person(name)
    for line in ("team join", "team sharing on", *lines):
        await person.say(f"/kith {line}")
    return person


async def leaver(bot: Bot) -> Person:
    """Ana, who keeps three people and shares two of them."""
    return await member(
        bot,
        "Ana",
        "add Priya Nair company:Acme title:Engineer email:priya@acme.example",
        "add Tom Weber company:Northwind",
        "add Aunt May email:may@home.example",
        "privacy Priya open",
        "privacy Tom ask",
        "note Priya: allergic to nuts",
        "log Priya call yesterday: her divorce",
    )


def said(person: Person, words: str) -> bool:
    """Whether a direct message to somebody says so as it now reads."""
    return any(words in each for each in person.inbox)


async def hand_over(ana: Person, *names: str, address: bool = False, to: str = "Ben") -> str:
    """Ana, who said that she leaves, ticks people for a colleague, and perhaps the address of Priya."""
    await ana.say("/kith team leaving")
    await ana.press("Hand over ties")
    await ana.press(to)
    for name in names:
        await ana.press(f"☐ {name}")
    shown = await ana.press(f"Hand over {len(names)}")
    if "With their e-mail addresses?" not in shown:
        return shown
    if address:
        await ana.press("☐ Priya Nair (Acme)")
        return await ana.press("Hand over, 1 with an address")
    return await ana.press("Hand over without addresses")


async def swap_asked(bot: Bot, ana: Person, *names: str) -> None:
    """Ana says that she leaves, gives an address and asks colleagues for theirs."""
    await ana.say("/kith team leaving 20 march")
    await ana.press("Swap contacts")
    await ana.fill({"Private e-mail": "ana@home.example"})
    for name in names:
        await ana.press(f"☐ {name}")
    await ana.press(f"Ask {len(names)}")
