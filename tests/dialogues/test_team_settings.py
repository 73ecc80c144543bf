"""What those who look after a team set for everybody in it, who they are, and what they get to know: counts."""

import pytest

from bot.domain.user import Platform
from bot.services import installing
from tests.dialogues.test_linking import code_of
from tests.dialogues.test_teams import code_in, on_discord
from tests.fakes.kith import Bot, Person

MEMBERS_ONLY = "Only those who look after the team change that: Ana."


async def member(bot: Bot, name: str, workspace: str = "T1") -> Person:
    person = bot.person(name, workspace=workspace)
    await person.say("/kith team join")
    return person


async def sharer(bot: Bot, name: str) -> Person:
    person = await member(bot, name)
    for line in ("team sharing on", f"add Friend of {name} company:Acme", f"privacy Friend of {name} open"):
        await person.say(f"/kith {line}")
    return person


async def test_who_may_look_people_up(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana"), await member(bot, "Ben")
    assert "Friend of Ana" in await ben.say("/kith whoknows Acme")
    for setting, refusal in (
        ("sharing", "those look people up who share as well"),
        ("admins", "only those who look after it look people up"),
        ("nobody", "nobody looks people up for now"),
    ):
        await ana.say(f"/kith team settings who {setting}")
        answer = await ben.say("/kith whoknows Acme")
        assert refusal in answer
        assert "Friend of Ana" not in answer
        assert await ben.complete("whoknows", "words", "frien") == ()
        seen = setting != "nobody"
        assert ("Friend of Ana" in await ana.say("/kith whoknows Acme")) is seen
    await ana.say("/kith team settings who sharing")
    await ben.say("/kith team sharing on")
    assert "Friend of Ana" in await ben.say("/kith whoknows Acme")
    assert await ben.complete("whoknows", "words", "frien") == ("Friend of Ana",)


async def test_how_often_and_how_long_it_is_kept(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana"), await member(bot, "Ben")
    await ana.say("/kith team settings limit 2 an hour")
    for _ in range(2):
        assert "Friend of Ana" in await ben.say("/kith whoknows Acme")
    assert "You have looked 2 times within an hour" in await ben.say("/kith whoknows Acme")
    assert "Your people surfaced 2 times in the last 30 days." in await ana.say("/kith privacy")
    await bot.forward(3)
    await ben.say("/kith whoknows Acme")
    await ana.say("/kith team settings keep 2 days")
    assert len(bot.shelf.rows()["lookup"]) == 1
    assert "Your people surfaced 1 time in the last 2 days." in await ana.say("/kith privacy")
    await bot.forward(hours=2)
    await ana.say("/kith team settings keep 0")
    assert bot.shelf.rows()["lookup"] == bot.shelf.rows()["surfaced"] == []
    for _ in range(2):
        await ben.say("/kith whoknows Acme")
    assert bot.shelf.rows()["surfaced"] == []
    await bot.kith.engine.upkeep()
    assert "You have looked 2 times within an hour" in await ben.say("/kith whoknows Acme")
    assert "surfaced" not in await ana.say("/kith privacy")
    await bot.forward(hours=2)
    await bot.kith.engine.upkeep()
    assert bot.shelf.rows()["lookup"] == []


async def test_another_teams_records_stay(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana"), await member(bot, "Ben", "T2")
    await ana.say("/kith whoknows Acme")
    await ben.say("/kith whoknows Acme")
    await bot.forward(50)
    await ana.say("/kith team settings keep 30 days")
    assert len(bot.shelf.rows()["lookup"]) == 1


async def test_one_form_sets_it_all_and_says_what_it_cannot_read(quick: Bot) -> None:
    ana = await member(quick, "Ana")
    assert "every member may look people up, 30 times an hour" in await ana.say("/kith team settings")
    opened = await ana.press("Change")
    assert "Lookups an hour: 30" in opened
    assert "Records kept for: 90 days" in opened
    refused = await ana.fill({"Lookups an hour": "many", "Records kept for": "800 days"})
    assert 'I can\'t read "many"' in refused
    assert "0 to 365 days" in refused
    done = await ana.fill({"Who may look up": "admins", "Lookups an hour": "12", "Records kept for": "2 weeks"})
    assert "only those who look after the team may look people up, 12 times an hour" in done
    assert "is kept for 14 days" in done
    assert "Lookups an hour: 12" in await ana.press("Change")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("dance", 'I don\'t know the setting "dance"'),
        ("who", "What should who be?"),
        ("who knows", "It can be members, sharing, admins or nobody."),
        ("limit 0", "1 to 300 times an hour"),
        ("limit 301", "1 to 300 times an hour"),
        ("limit often", "It can be so many an hour"),
        ("keep 366 days", "0 to 365 days"),
        ("keep forever", "It can be so many days"),
        ("picture maybe", "It can be on or off"),
    ],
)
async def test_what_cannot_be_set_is_said_and_sets_nothing(quick: Bot, line: str, said: str) -> None:
    ana = await member(quick, "Ana")
    before = quick.shelf.rows()["team"]
    assert said in await ana.say(f"/kith team settings {line}")
    assert quick.shelf.rows()["team"] == before


@pytest.mark.parametrize(
    "line", ["settings who nobody", "invite new", "admin Ben", "admin Ana off", "part", "part Workspace T1"]
)
async def test_who_does_not_look_after_the_team_is_told_who_does(quick: Bot, line: str) -> None:
    await member(quick, "Ana")
    ben = await member(quick, "Ben")
    before = {table: quick.shelf.rows()[table] for table in ("team", "membership", "workspace")}
    assert MEMBERS_ONLY in await ben.say(f"/kith team {line}")
    assert {table: quick.shelf.rows()[table] for table in before} == before
    assert "Change" not in await ben.say("/kith team settings")


async def test_buttons_and_form_of_those_who_do_not_look_after_it_any_more(quick: Bot) -> None:
    ana, ben = await member(quick, "Ana"), await member(quick, "Ben")
    await ana.say("/kith team admin Ben")
    await ana.say("/kith team settings")
    change = ana.button("Change")
    await ana.press("Change")
    await ben.say("/kith team admin Ana off")
    assert "Only those who look after the team" in await ana.fill({"Lookups an hour": "1"})
    assert "Only those who look after the team" in await quick.press(ana, change)
    assert "30 times an hour" in await ben.say("/kith team settings")


async def test_members_are_told_what_is_new_once_and_without_a_message(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben")
    await ana.say("/kith team settings who admins")
    await ana.say("/kith team settings keep 30 days")
    assert "New in" not in await ana.say("/kith team")
    await bot.forward(3)
    assert ben.inbox == []
    told = await ben.say("/kith privacy")
    assert "New in Workspace T1: only those who look after the team may look people up, 30 times an hour;" in told
    assert "is kept for 30 days." in told
    again = await ben.say("/kith team")
    assert "New in" not in again
    assert "Only those who look after the team may look people up" in again
    await ana.say("/kith team settings who members")
    await ana.say("/kith team settings who admins")
    assert "New in" not in await ben.say("/kith team")
    assert "New in" not in await (await member(bot, "Cleo")).say("/kith team")


async def test_a_new_invite_code_takes_the_place_of_the_old_one(bot: Bot) -> None:
    ana = bot.person("Ana")
    old = code_in(await ana.say("/kith team join"))
    assert code_in(await ana.say("/kith team invite")) == old
    new = code_in(await ana.say("/kith team invite new"))
    assert new != old
    cleo = bot.person("Cleo", workspace="T2")
    assert "not valid" in await cleo.say(f"/kith team join {old}")
    assert "Welcome" in await cleo.say(f"/kith team join {new}")


async def test_those_who_look_after_a_team_name_others_and_take_them_out_again(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben Ode")
    await member(bot, "Bea Ode")
    assert "Somebody has to look after the team." in await ana.say("/kith team admin Ana off")
    assert "That fits several members: Ben Ode, Bea Ode." in await ana.say("/kith team admin ode")
    assert 'Nobody in Workspace T1 is called "Zed"' in await ana.say("/kith team admin Zed")
    assert "Ben Ode looks after Workspace T1." in await ana.say("/kith team admin @ben")
    assert "Ben Ode already looks after" in await ana.say("/kith team admin Ben Ode")
    assert "New in Workspace T1: you look after this team." in await ben.say("/kith team")
    assert "Ana no longer looks after" in await ben.say("/kith team admin ana off")
    assert "New in Workspace T1: you don't look after this team any more." in await ana.say("/kith privacy")
    assert "Only those who look after the team change that: Ben Ode." in await ana.say("/kith team invite new")


async def test_of_two_who_are_called_alike_the_one_who_is_mentioned(quick: Bot) -> None:
    ana, one = await member(quick, "Ana"), await member(quick, "Ben")
    other = quick.person("Ben", platform=Platform.DISCORD, workspace="G1")
    await other.say(f"/kith team join {code_in(await ana.say('/kith team invite'))}")
    assert "several members: Ben, Ben" in await ana.say("/kith team admin Ben")
    assert "Ben looks after" in await ana.say(f"/kith team admin <@{one.who.external}|ben.o>")
    assert "you look after this team" in await one.say("/kith team")
    assert "you look after this team" not in await other.say("/kith team")
    assert "Nobody in Workspace T1" in await ana.say("/kith team admin <@U-eve|Eve>")


@pytest.mark.parametrize("gone", ["team leave", "forget me"])
async def test_whoever_was_there_longest_takes_over_and_is_told(bot: Bot, gone: str) -> None:
    ana, zoe, ben = await member(bot, "Ana"), await member(bot, "Zoe"), await member(bot, "Ben")
    await ana.say(f"/kith {gone}")
    if gone == "forget me":
        await ana.press("Forget me for good")
    assert "New in Workspace T1: you look after this team." in await zoe.say("/kith team")
    assert "you look after" not in await ben.say("/kith team")
    await zoe.say("/kith team admin Ben")
    await zoe.say("/kith team leave")
    assert "New in Workspace T1: you look after this team." in await ben.say("/kith team")


async def test_whoever_was_deactivated_looks_after_nothing(bot: Bot) -> None:
    ana, ben = await member(bot, "Ana"), await member(bot, "Ben")
    with bot.kith.store.write() as uow:
        installing.deactivate(uow, Platform.SLACK, "T1", ana.who.external, bot.clock())
        uow.commit()
    await bot.kith.engine.upkeep()
    assert "New in Workspace T1: you look after this team." in await ben.say("/kith team")


async def test_counts_tell_of_nobody(bot: Bot) -> None:
    ana = await sharer(bot, "Ana")
    for name in ("Ben", "Cleo", "Dora"):
        await sharer(bot, name)
    await ana.say("/kith whoknows Acme")
    few = await ana.say("/kith team")
    assert "fewer than five members share; fewer than 10 lookups in the last 30 days" in few
    await sharer(bot, "Emil")
    await member(bot, "Fay")
    many = await ana.say("/kith team")
    assert "6 members" in many
    assert "5 members share, in all fewer than 10 people; 1 lookup in the last 30 days" in many
    for number in range(6):
        await ana.say(f"/kith add Another{number}")
        await ana.say(f"/kith privacy Another{number} {'ask' if number == 5 else 'open'}")
    assert "5 members share, in all at least 10 people" in await ana.say("/kith team")
    assert not any(name in few + many for name in ("Ben", "Cleo", "Friend"))


async def test_a_server_that_joins_a_team_has_what_is_set_for_it(bot: Bot) -> None:
    ana = await sharer(bot, "Ana")
    await ana.say("/kith team settings who admins")
    boss = on_discord(bot, "Boss", manages=True)
    await boss.say(f"/kith link team {await code_of(ana, '/kith link team')}")
    await boss.press("Join")
    assert "Welcome to the team Workspace T1" in await boss.say("/kith team join")
    assert "only those who look after it look people up" in await boss.say("/kith whoknows Acme")
    assert "Only those who look after the team change that" in await boss.say("/kith team settings who members")
    await ana.say("/kith team settings who members")
    assert "Friend of Ana" in await boss.say("/kith whoknows Acme")


async def team_of_two_places(bot: Bot) -> tuple[Person, Person, Person, str]:
    """Ana, who founded a team in Slack; Ben and Cleo, who are in it from a server; and the code by which they came."""
    ana = await sharer(bot, "Ana")
    boss = on_discord(bot, "Boss", manages=True)
    await boss.say(f"/kith link team {await code_of(ana, '/kith link team')}")
    await boss.press("Join")
    code = code_in(await ana.say("/kith team invite"))
    ben, cleo = on_discord(bot, "Ben"), on_discord(bot, "Cleo")
    for person in (ben, cleo):
        name = person.who.name
        for line in (f"team join {code}", "team sharing on", f"add {name}s Friend", f"privacy {name}s Friend open"):
            await person.say(f"/kith {line}")
    return ana, ben, cleo, code


async def test_a_workspace_that_leaves_takes_those_with_it_who_are_there_alone(bot: Bot) -> None:
    ana, ben, cleo, code = await team_of_two_places(bot)
    slack_cleo = bot.person("Cleo")
    await slack_cleo.say(f"/kith link {await code_of(cleo)}")
    await slack_cleo.press("Join")
    dora = bot.person("Dora", workspace="T9")
    await dora.say(f"/kith team join {code}")
    assert "Workspace G1 and Workspace T1" in await ana.say("/kith team part")
    asked = await ana.press("Take out Workspace G1")
    assert "Ben is a member through it alone" in asked
    assert "Cleo" not in asked
    assert "4 members" in await ana.say("/kith team")
    await ana.say("/kith team part Workspace G1")
    done = await ana.press("Take out")
    assert "1 member left the team with it." in done
    assert code_in(done) != code
    assert "You are in no team yet" in await ben.say("/kith team")
    assert "Bens Friend" not in await ana.say("/kith whoknows friend")
    assert "Cleos Friend" in ana.text
    assert "3 members" in await slack_cleo.say("/kith team")
    assert "not valid" in await ben.say(f"/kith team join {code}")


async def test_the_last_workspace_and_ones_own_way_stay(bot: Bot) -> None:
    ana, ben, _, _ = await team_of_two_places(bot)
    await ana.say("/kith team admin Ben")
    assert "You are in Workspace T1 through Workspace G1 yourself." in await ben.say("/kith team part Workspace G1")
    assert 'I don\'t know which workspace "T7" is. The team has: Workspace G1, Workspace T1.' in await ana.say(
        "/kith team part T7"
    )
    await ana.say("/kith team part Workspace G1")
    leave = ana.button("Take out")
    await ana.press("Take out")
    assert "That workspace is not in the team." in await bot.press(ana, leave)
    assert "is the only workspace of Workspace T1" in await ana.say("/kith team part Workspace T1")
    assert "Take out" not in await ana.say("/kith team part")
