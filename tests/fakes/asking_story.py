"""A private question for every surface: two colleagues who share somebody only after their yes, and what each brings.

It needs of a surface what the story of an introduction needs.
"""

from tests.fakes.introduction_story import Introducer, plain, reads
from tests.fakes.story import Forward

_REASON = "we want to learn how they do payroll"


async def asking_story(ana: Introducer, ben: Introducer, forward: Forward) -> None:
    """Live through a yes, a no and a silence; fails where somebody does not read what they should."""
    code = plain(await ana.say("/kith team join")).partition("give them the code ")[2][:10]
    await ben.say(f"/kith team join {code}")
    await ben.press("Yes, people I choose")
    await ben.say("/kith add Priya Nair company:Acme title:Engineer")
    await ben.say("/kith add Jonas Weber company:Bolt")
    await ben.say("/kith add Omar Haddad company:Crest")
    for name in ("Priya", "Jonas", "Omar"):
        await ben.say(f"/kith privacy {name} ask")

    reads(await ana.say("/kith whoknows Acme"), "Nobody in the team openly knows Acme")
    reads(await ana.press("Ask privately?"), "will see your name and the question: who knows Acme?")
    await ana.press("Ask and say why")
    asked = await ana.fill("Why you ask (they read it)", _REASON)
    reads(asked, "Asked: who knows Acme?", "Silence may mean anything")
    await forward(1)
    reads((await ben.letters())[-1], "Ana asks who knows Acme?", _REASON, "You know Priya Nair (Engineer, Acme)")
    reads(await ben.press("Yes, tell Ana", on="Acme"), "Ana hears that you know Priya Nair")
    await forward(1)
    reads((await ana.letters())[-1], "Ben knows Priya Nair (Engineer, Acme) and said yes")
    reads(await ana.say("/kith whoknows"), "Ben knows Priya Nair (Engineer, Acme)")
    await ana.press("Ask Ben for an intro")
    reads(await ana.fill("Why you would like to meet", _REASON), "Asked: Ben reads your name and your reason")

    heard = len(await ana.letters())
    for words in ("Bolt", "Crest", "Nowhere"):
        reads(await ana.say(f"/kith whoknows {words}"), f"Nobody in the team openly knows {words}")
        await ana.press("Ask privately?")
        reads(await ana.press("Ask"), f"Asked: who knows {words}?", "Silence may mean anything")
        await forward(4)
        if words == "Bolt":
            reads((await ben.letters())[-1], "Ana asks who knows Bolt?")
            reads(await ben.press("No", on=words), "Nobody is told that you were asked")
    await forward(8)
    told = await ana.letters()
    said = plain(await ana.say("/kith whoknows")) + plain("".join(told[heard:]))
    for word in ("Jonas", "Weber", "Omar", "Haddad"):
        if word in said:
            raise AssertionError(f"{word} is told without a yes: {said}")
