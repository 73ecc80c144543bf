"""Joining and leaving a team, sharing people with it: always somebody's own act, and nothing before it."""

import re

import pytest

from bot.domain.user import Platform
from tests.dialogues.test_linking import code_of
from tests.fakes.kith import Bot, Person


def code_in(text: str) -> str:
    found = re.search(r"code (?:is )?([a-z0-9]{10})\b", text)
    assert found is not None, text
    return found[1]


def on_discord(bot: Bot, name: str, server: str = "G1", *, manages: bool = False) -> Person:
    return bot.person(name, platform=Platform.DISCORD, workspace=server, manages=manages)


async def test_the_first_to_join_founds_the_team_and_the_next_finds_it(bot: Bot) -> None:
    ana, ben = bot.person("Ana"), bot.person("Ben")
    founded = await ana.say("/kith team join")
    assert "Welcome to the team Workspace T1." in founded
    assert "Your own people stay private." in founded
    assert "Never notes, never dates." in founded
    code = code_in(founded)
    joined = await ben.say("/kith team join")
    assert "Welcome to the team Workspace T1." in joined
    assert code not in joined
    assert "2 members; your sharing is off; invite code " + code in await ana.say("/kith team")
    assert "2 members; your sharing is off; invite code " + code in await ben.say("/kith team")


async def test_joining_twice_changes_nothing(bot: Bot) -> None:
    ana = bot.person("Ana")
    code = code_in(await ana.say("/kith team join"))
    await ana.press("Yes, people I choose")
    again = await ana.say("/kith team join")
    assert "You are in the team Workspace T1 already." in again
    assert "Your sharing is on" in again
    assert code_in(again) == code
    assert "1 member;" in await ana.say("/kith team")


async def test_nothing_is_shared_by_joining_or_by_saying_yes(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Priya Nair company:Acme")
    await ana.say("/kith team join")
    assert bot.shelf.rows()["directory"] == []
    assert "Nobody is shared yet" in await ana.press("Yes, people I choose")
    assert bot.shelf.rows()["directory"] == []
    assert "nobody yet" in await ana.say("/kith privacy")


async def test_the_question_can_be_answered_again_and_by_words(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith team join")
    yes, no = ana.button("Yes, people I choose"), ana.button("No, share nobody")
    assert "is off" in await bot.press(ana, no)
    assert "is on" in await bot.press(ana, yes)
    assert "is on" in await bot.press(ana, yes)
    assert "is off" in await ana.say("/kith team sharing off")
    assert "your sharing is off" in await ana.say("/kith team")


@pytest.mark.parametrize("line", ["/kith team sharing on", "/kith team leave", "/kith whoknows Acme"])
async def test_outside_a_team_one_is_told_how_to_join(quick: Bot, line: str) -> None:
    ana = quick.person("Ana")
    assert "/kith team join" in await ana.say(line)
    await quick.person("Ben").say("/kith team join")
    assert "/kith team join" in await ana.say(line)


async def test_words_that_are_no_act(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert 'I don\'t know what to do with "dance".' in await ana.say("/kith team dance")
    assert "not valid" in await ana.say("/kith team join nosuchcode")
    await ana.say("/kith team join")
    assert 'I don\'t know what to do with "everything".' in await ana.say("/kith team leave everything")
    assert "1 member;" in await ana.say("/kith team")


async def test_an_invite_lets_somebody_in_from_elsewhere(bot: Bot) -> None:
    ana, cleo = bot.person("Ana"), bot.person("Cleo", workspace="T2")
    code = code_in(await ana.say("/kith team join"))
    assert "Welcome to the team Workspace T1." in await cleo.say(f"/kith team join {code.upper()}")
    assert "2 members" in await ana.say("/kith team")


async def test_whoever_came_from_elsewhere_asks_shares_and_leaves_there(bot: Bot) -> None:
    ana, cleo = bot.person("Ana"), bot.person("Cleo", workspace="T2")
    code = code_in(await ana.say("/kith team join"))
    for person, line in ((ana, "add Tom Weber"), (ana, "team sharing on"), (ana, "privacy Tom open")):
        await person.say(f"/kith {line}")
    await cleo.say(f"/kith team join {code}")
    for line in ("team sharing on", "add Priya Nair", "privacy Priya open"):
        await cleo.say(f"/kith {line}")
    assert "Tom Weber: Ana" in await cleo.say("/kith whoknows Tom")
    assert "Priya Nair: Cleo" in await ana.say("/kith whoknows Priya")
    dora = bot.person("Dora", workspace="T2")
    assert "You are in no team yet" in await dora.say("/kith whoknows Tom")
    assert "You left Workspace T1" in await cleo.say("/kith team leave")


async def test_in_another_workspace_of_ones_own_a_team_is_not_talked_of(bot: Bot) -> None:
    """Whoever is in the team's workspace asks there: what it knows does not belong into another company's."""
    ana, elsewhere = bot.person("Ana"), bot.person("Anna", workspace="T2")
    for line in ("team join", "team sharing on", "add Tom Weber", "privacy Tom open"):
        await ana.say(f"/kith {line}")
    await elsewhere.say(f"/kith link {await code_of(ana)}")
    await elsewhere.press("Join")
    assert "in a channel of the team's workspace" in await elsewhere.say("/kith whoknows Tom")


async def test_a_workspace_of_its_own_has_a_team_of_its_own(bot: Bot) -> None:
    ana, cleo = bot.person("Ana"), bot.person("Cleo", workspace="T2")
    await ana.say("/kith team join")
    assert "Welcome to the team Workspace T2." in await cleo.say("/kith team join")
    assert "1 member;" in await ana.say("/kith team")


async def test_on_discord_only_a_manager_founds_a_team(bot: Bot) -> None:
    ana, ben = on_discord(bot, "Ana", manages=True), on_discord(bot, "Ben")
    assert "Somebody who manages this server can begin one" in await ben.say("/kith team join")
    code = code_in(await ana.say("/kith team join"))
    assert "you need its invite code" in await ben.say("/kith team join")
    assert "not valid" in await ben.say("/kith team join wrongcode")
    assert "1 member;" in await ana.say("/kith team")
    assert "Welcome" in await ben.say(f"/kith team join {code}")
    assert "2 members" in await ana.say("/kith team")


async def test_on_discord_the_code_is_enough_in_a_direct_message(bot: Bot) -> None:
    code = code_in(await on_discord(bot, "Ana", manages=True).say("/kith team join"))
    ben = on_discord(bot, "Ben", server="")
    assert "A team belongs to a workspace." in await ben.say("/kith team join")
    assert "Welcome" in await ben.say(f"/kith team join {code}")


async def test_sharing_somebody(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add Priya Nair company:Acme")
    assert "You are in no team" in await ana.say("/kith privacy priya open")
    await ana.say("/kith team join")
    assert "Your sharing is off" in await ana.say("/kith privacy priya open")
    assert bot.shelf.rows()["directory"] == []
    await ana.say("/kith team sharing on")
    shared = await ana.say("/kith privacy priya open")
    assert "Workspace T1 can now see that you know Priya Nair: name, work" in shared
    assert "Workspace T1 sees that you know:\n• Priya Nair" in await ana.say("/kith privacy")
    assert "Your team sees: name, work" in await ana.say("/kith show priya")
    assert "Nobody sees that you know Priya Nair any more." in await ana.say("/kith privacy priya never")
    assert "Your team sees" not in await ana.say("/kith show priya")


async def test_sharing_asks_back_like_everything_else(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in ("add Priya Nair", "add Priya Shah", "team join", "team sharing on"):
        await ana.say(f"/kith {line}")
    assert 'What may your team see of priya? "open", "ask" or "never".' in await ana.say("/kith privacy priya")
    assert "Which priya do you mean?" in await ana.say("/kith privacy priya open")
    assert "you know Priya Shah" in await ana.press("Priya Shah")
    assert "[Add" not in await ana.say("/kith privacy Zed open")
    assert "I don't know anyone called Zed yet." in ana.text


async def test_a_level_without_a_person_is_asked_about(quick: Bot) -> None:
    ana = quick.person("Ana")
    await ana.say("/kith team join")
    answer = await ana.say("/kith privacy open")
    assert "Who" in answer or "whom" in answer


async def test_privacy_in_no_team(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "nobody but you sees anything of your people" in await ana.say("/kith privacy")


async def test_after_leaving_one_may_come_back_with_nothing_shared(bot: Bot) -> None:
    ana, ben = bot.person("Ana"), bot.person("Ben")
    for line in ("add Priya Nair company:Acme", "team join", "team sharing on", "privacy priya open"):
        await ana.say(f"/kith {line}")
    await ben.say("/kith team join")
    assert "What you shared there is gone from it." in await ana.say("/kith team leave")
    assert "You are in no team yet." in await ana.say("/kith team")
    assert "Your own people stay private." in await ana.say("/kith team join")
    await ana.say("/kith team sharing on")
    assert "openly knows" in await ben.say("/kith whoknows acme")
    assert "nobody yet" in await ana.say("/kith privacy")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jion", "join"),
        ("birthdya 14 May", "birthday"),
        ("working anniversary 1 march", "work anniversary"),
        ("Shring on", "sharing on"),
    ],
)
async def test_a_mistyped_act_is_answered_with_the_one_that_is_like_it(quick: Bot, typed: str, meant: str) -> None:
    ana = quick.person("Ana")
    answer = await ana.say(f"/kith team {typed}")
    assert f"Did you mean {meant}?" in answer
    assert "I know: join, leave" in await ana.say("/kith team xyzzy")
