"""What the page on being on both platforms has people type is answered as it says."""

import re

from bot.domain.user import Platform
from docs.chats import ROOT
from tests.fakes.kith import Bot, Person

PAGE = (ROOT / "docs/how-to/both.md").read_text("utf-8")
CHAT = re.compile(r"^```both\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")
BEFORE = {
    "Slack": (
        "/kith add Sam Carter close email:sam@acme.example",
        "/kith add Priya Nair",
        "/kith add Max Weber",
    ),
    "Discord": ("/kith add Samuel Carter email:sam@acme.example", "/kith add Max Weber"),
}


async def test_what_the_page_has_people_type_is_answered_so(quick: Bot) -> None:
    people = {
        "Slack": quick.person("Ana"),
        "Discord": quick.person("Ana", platform=Platform.DISCORD, workspace=""),
        "Server": quick.person("Boss", platform=Platform.DISCORD, workspace="G1", manages=True),
    }
    for where, lines in BEFORE.items():
        for line in lines:
            await people[where].say(line)
    told = [line for chat in CHAT.findall(PAGE) for line in chat.splitlines()]
    assert len(told) > 20
    code = answer = ""
    for line in told:
        where, typed, text = line.partition("> ")
        if not typed:
            assert line in answer, (line, answer)
            continue
        answer = await done(people[where], text.replace("CODE", code))
        code = found[0] if (found := CODE.search(answer)) else code


async def done(person: Person, text: str) -> str:
    """What somebody reads who typed that, or pressed the button in brackets."""
    shown = await (person.press(text.strip("[]")) if text.startswith("[") else person.say(text))
    return re.sub(r"[*_]", "", shown)
