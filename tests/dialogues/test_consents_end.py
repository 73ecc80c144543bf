"""What a member let a team do, greet them and match their lines, ends with the membership, however that ends."""

from collections.abc import Awaitable, Callable

import pytest

from adapters.memory import text_of
from bot.domain.user import Platform
from bot.services import installing, servers
from tests.dialogues.test_linking import code_of
from tests.fakes.kith import Bot, Person

CONSENTS = ("greeting", "team_need")


async def consenting(bot: Bot, person: Person, needs: str) -> Person:
    """A member who wants to be greeted on 14 March, and lets a line be matched."""
    for line, button in (("team birthday 14 March", "Yes, greet me"), (f"needs {needs}", "Match with my team")):
        await person.say(f"/kith {line}")
        await person.press(button)
    return person


async def team(bot: Bot) -> tuple[Person, Person]:
    """Ana, who looks after a team that greets in a channel, and Ben. What he offers fits what she looks for."""
    ana, ben = bot.person("Ana", channel="C1"), bot.person("Ben")
    for person in (ana, ben):
        await person.say("/kith team join")
    await ana.say("/kith team greetings <#C1|birthdays>")
    return await consenting(bot, ana, "looking for: a harpsichord"), await consenting(bot, ben, "offer: a harpsichord")


async def leave(bot: Bot, ana: Person, ben: Person) -> None:
    await ben.say("/kith team leave")


async def leave_on_a_day(bot: Bot, ana: Person, ben: Person) -> None:
    await ana.say("/kith settings pause until 13 march")  # or she would be asked before Ben's day has come
    await ben.say("/kith team leaving 10 march")
    await bot.forward(10)


async def forget_me(bot: Bot, ana: Person, ben: Person) -> None:
    await ben.say("/kith forget me")
    await ben.press("Forget me for good")


async def be_deactivated(bot: Bot, ana: Person, ben: Person) -> None:
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ben", bot.clock()))


async def be_deactivated_and_have_another_account(bot: Bot, ana: Person, ben: Person) -> None:
    home = bot.person("Ben", platform=Platform.DISCORD, workspace="")
    await home.say(f"/kith link {await code_of(ben)}")
    await home.press("Join")
    await be_deactivated(bot, ana, ben)


async def be_gone(bot: Bot, ana: Person, ben: Person) -> None:
    def gone(uow) -> None:  # type: ignore[no-untyped-def]
        servers.cut_off(uow, uow.users.find(Platform.SLACK, "T1", "U-ben"), "the account is gone", bot.clock())

    await bot.kith.work.write(gone)


async def become_one_with_a_larger_book(bot: Bot, ana: Person, ben: Person) -> None:
    """The user whose consents these are ends; the membership goes on as a new one, to which no yes was given."""
    home = bot.person("Ben", platform=Platform.DISCORD, workspace="")
    await home.say("/kith add Sam Carter")
    await home.say(f"/kith link {await code_of(ben)}")
    await home.press("Join")
    assert "Workspace T1" in await ben.say("/kith team")


async def become_two_again(bot: Bot, ana: Person, ben: Person) -> None:
    """The membership that came with an account goes with it, and what was said yes to in between ends."""
    await become_one_with_a_larger_book(bot, ana, ben)
    await consenting(bot, ben, "offer: a harpsichord, tuned")
    assert len(bot.shelf.rows()["greeting"]) == 2
    await ben.say("/kith link off")
    await ben.press("Separate")
    assert "Workspace T1" in await ben.say("/kith team")


@pytest.mark.parametrize(
    "end",
    [
        leave,
        leave_on_a_day,
        forget_me,
        be_deactivated,
        be_deactivated_and_have_another_account,
        be_gone,
        become_one_with_a_larger_book,
        become_two_again,
    ],
    ids=lambda each: each.__name__,
)
async def test_with_a_membership_ends_what_was_let_in_it(
    bot: Bot, end: Callable[[Bot, Person, Person], Awaitable[None]]
) -> None:
    ana, ben = await team(bot)
    anas = next(row["id"] for row in bot.shelf.rows()["users"] if row["name"] == "Ana")
    await end(bot, ana, ben)
    stored = bot.shelf.rows()
    assert [[row["user_id"] for row in stored[table]] for table in CONSENTS] == [[anas], [anas]]
    await bot.forward(40)
    said = [text_of(each.message) for each in bot.platforms[Platform.SLACK].channel("T1", "C1")]
    assert said == ["🎂 Today is Ana's birthday. Happy birthday!"]
    assert "harpsichord" not in "".join(ana.inbox + ben.inbox)


async def test_who_leaves_with_their_workspace_and_a_channel_there_are_out_of_it(bot: Bot) -> None:
    ana, _ = await team(bot)
    boss = bot.person("Boss", platform=Platform.DISCORD, workspace="G1", manages=True, channel="77")
    await boss.say("/kith help")
    await boss.say(f"/kith link team {await code_of(ana, '/kith link team')}")
    await boss.press("Join")
    await boss.say("/kith team join")
    await consenting(bot, boss, "offer: a harpsichord")
    await ana.say("/kith team admin Boss")
    assert "Greetings of Workspace T1 come in" in await boss.say("/kith team greetings here")
    assert "greets in a channel there" in await ana.say("/kith team part Workspace G1")
    assert "Greetings came there" in await ana.press("Take out")
    stored = bot.shelf.rows()
    assert [len(stored[table]) for table in (*CONSENTS, "greeting_place")] == [2, 2, 0]
    await bot.forward(40)
    assert bot.platforms[Platform.DISCORD].channel("", "77") == []
    await ana.say("/kith team greetings <#C1|birthdays>")
    assert "greets in a channel there" not in await ana.say("/kith team part")


async def test_a_channel_of_another_workspace_stays(bot: Bot) -> None:
    ana, _ = await team(bot)
    boss = bot.person("Boss", platform=Platform.DISCORD, workspace="G1", manages=True)
    await boss.say(f"/kith link team {await code_of(ana, '/kith link team')}")
    await boss.press("Join")
    assert "greets in a channel" not in await ana.say("/kith team part Workspace G1")
    await ana.press("Take out")
    assert "come in #birthdays" in await ana.say("/kith team greetings")
