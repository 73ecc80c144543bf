"""What the page on leaving a team has people type, press and fill in is answered as it says."""

import re

from bot.domain.user import Platform
from bot.services import installing
from docs.chats import ROOT
from tests.fakes.kith import Bot, Person

PAGE = (ROOT / "docs/how-to/leaving.md").read_text("utf-8")
CHAT = re.compile(r"^```leaving\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){5}\b")
BEFORE = {
    "Ana": (
        "/kith add Priya Nair company:Acme title:Engineer email:priya@acme.example close",
        "/kith add Tom Weber company:Northwind wider",
        "/kith team join",
    ),
    "Ben": ("/kith add <@U-ana|Ana>", "/kith add Tom Weber company:Globex", "/kith team join"),
    "Cem": ("/kith team join",),
    "Home": ("/kith help",),
}


async def test_what_the_page_has_people_do_is_answered_so(quick: Bot) -> None:
    people = {
        "Ana": quick.person("Ana"),
        "Ben": quick.person("Ben"),
        "Cem": quick.person("Cem"),
        "Home": quick.person("Ana", platform=Platform.DISCORD, workspace=""),
    }
    for name, lines in BEFORE.items():
        for line in lines:
            await people[name].say(line)
    told = [line for chat in CHAT.findall(PAGE) for line in chat.splitlines()]
    assert len(told) > 40
    code = answer = ""
    for line in told:
        name, does, text = line.partition("> ")
        if not does:
            assert line in answer, (line, answer)
            continue
        if name == "Later":
            await quick.forward(days=int(text.split()[0]))
            continue
        who, _, reads = name.partition(" ")
        if who == "Home" and text.startswith("/"):
            await quick.kith.work.write(
                lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", quick.clock())
            )
        answer = await done(people[who], reads, text.replace("RECOVERY", code))
        code = found[0] if (found := CODE.search(answer)) else code


async def done(person: Person, how: str, text: str) -> str:
    """What somebody reads who did that."""
    if how == "reads":
        shown = "\n".join(person.inbox)
        assert text in plain(shown), (text, shown)
    elif how == "fills":
        label, _, value = text.partition(": ")
        shown = await person.fill({label: value})
    else:
        shown = await (person.press(text.strip("[]")) if text.startswith("[") else person.say(text))
    return plain(shown)


def plain(text: str) -> str:
    return re.sub(r"[*_]", "", text)
