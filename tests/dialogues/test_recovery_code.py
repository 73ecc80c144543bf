"""Somebody whose account is shut off gets their book back with the code that they kept; nobody else does."""

import re

from bot.domain.user import Platform
from bot.services import installing, servers
from tests.fakes.kith import Bot, Person

CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){5}\b")
REFUSED = "That recovery code doesn't work"
PAUSED = "I look at no further one for an hour"


async def code_of(person: Person) -> str:
    found = CODE.search(await person.say("/kith link recovery"))
    assert found is not None, person.text
    return found[0]


async def at_work(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "add Sam Carter close email:sam@acme.example",
        "log Sam coffee yesterday: her new job",
        "note Sam: plays the cello",
        "team join",
        "team sharing on",
        "privacy Sam open",
    ):
        await ana.say(f"/kith {line}")
    return ana


async def shut_off(bot: Bot) -> None:
    await bot.kith.work.write(lambda uow: installing.deactivate(uow, Platform.SLACK, "T1", "U-ana", bot.clock()))


def at_home(bot: Bot, name: str = "Ana") -> Person:
    return bot.person(name, platform=Platform.DISCORD, workspace="")


async def test_the_book_of_a_deactivated_account_comes_back_in_another(bot: Bot) -> None:
    ana = await at_work(bot)
    ben = bot.person("Ben")
    await ben.say("/kith team join")
    code = await code_of(ana)
    await shut_off(bot)
    await bot.forward(10)
    home = at_home(bot)
    await home.say("/kith add Max Weber")
    shown = await home.say(f"/kith link {code.lower().replace('-', ' ')}")
    assert "Ana on Slack (Workspace T1): 1 person" in shown
    assert "you are not in its teams any more" in shown
    before = bot.shelf.rows()["users"]
    assert "You are one: 2 people" in await home.press("Join")
    assert len(bot.shelf.rows()["users"]) == len(before) - 1
    assert "her new job" in await home.say("/kith show Sam")
    assert "plays the cello" in home.text
    assert "no team" in await home.say("/kith team")
    assert "in no team" in await home.say("/kith whoknows Acme")
    await bot.forward(28)
    assert any("talked to Sam Carter" in each for each in home.inbox)
    assert "separate again" in await _separated(home)
    assert "found nobody" in await home.say("/kith show Sam")


async def _separated(person: Person) -> str:
    await person.say("/kith link off")
    return await person.press("Separate")


async def test_of_an_account_that_is_gone_too(bot: Bot) -> None:
    ana = at_home(bot)
    await ana.say("/kith add Sam Carter")
    code = await code_of(ana)

    def gone(uow) -> None:  # type: ignore[no-untyped-def]
        account = uow.users.find(Platform.DISCORD, "", "U-ana")
        servers.cut_off(uow, account, "the account is gone", bot.clock())

    await bot.kith.work.write(gone)
    elsewhere = bot.person("Ana", workspace="T2")
    await elsewhere.say(f"/kith link {code}")
    assert "You are one: 1 person" in await elsewhere.press("Join")


async def test_it_works_once(bot: Bot) -> None:
    ana = await at_work(bot)
    code = await code_of(ana)
    home, eve = at_home(bot), bot.person("Eve", workspace="T2")
    await home.say(f"/kith link {code}")
    button = home.button("Join")
    assert "done before" in await bot.press(eve, button)
    await home.press("Join")
    assert "done before" in await bot.press(home, button)
    assert REFUSED in await eve.say(f"/kith link {code}")
    assert "Recovery code" not in await home.say("/kith status")


async def test_an_account_that_lives_stays_in_its_teams(bot: Bot) -> None:
    ana = await at_work(bot)
    home = at_home(bot)
    await home.say(f"/kith link {await code_of(ana)}")
    assert "Teams of both stay yours" in home.text
    await home.press("Join")
    assert "Workspace T1" in await ana.say("/kith team")


async def test_the_old_account_is_told_if_it_lives(bot: Bot) -> None:
    ana, home = await at_work(bot), at_home(bot)
    await home.say(f"/kith link {await code_of(ana)}")
    await home.press("Join")
    await bot.forward(1)
    assert any("A code was used: Ana on Discord" in each for each in ana.inbox)
    assert not any("A code was used" in each for each in home.inbox)


async def test_an_account_that_is_shut_off_is_told_nothing(bot: Bot) -> None:
    ana, home = await at_work(bot), at_home(bot)
    code = await code_of(ana)
    await shut_off(bot)
    await home.say(f"/kith link {code}")
    await home.press("Join")
    await bot.forward(3)
    assert "A code was used" not in await home.say("/kith due")
    assert not any("A code was used" in each for each in (*ana.inbox, *home.inbox))


async def test_a_new_one_takes_the_place_of_the_old_and_either_can_be_taken_back(bot: Bot) -> None:
    ana, home = await at_work(bot), at_home(bot)
    old = await code_of(ana)
    assert "since Mon 2 Mar" in await ana.say("/kith status")
    shown = await ana.say("/kith link recovery")
    assert "You have a recovery code since Mon 2 Mar" in shown
    assert not CODE.search(shown)
    new = CODE.search(await ana.press("New code"))
    assert new is not None
    assert REFUSED in await home.say(f"/kith link {old}")
    assert "leads nowhere any more" in await ana.say("/kith link recovery off")
    assert REFUSED in await home.say(f"/kith link {new[0]}")
    assert "You have no recovery code" in await ana.say("/kith link recovery off")
    assert "Recovery code" not in await ana.say("/kith status")


async def test_guesses_are_counted_with_those_of_other_codes(bot: Bot) -> None:
    ana, eve = await at_work(bot), bot.person("Eve", workspace="T2")
    code = await code_of(ana)
    for guess in "ABC":
        assert REFUSED in await eve.say(f"/kith link {guess * 24}")
    for guess in "DE":
        await eve.say(f"/kith link {guess * 8}")
    assert PAUSED in await eve.say(f"/kith link {code}")
    assert "Ana" not in eve.text


async def test_its_letters_stand_nowhere(bot: Bot) -> None:
    ana = await at_work(bot)
    code = await code_of(ana)
    stored = str(bot.shelf.rows())
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert code not in str(bot.logs)


async def test_it_is_pressed_within_minutes_by_whoever_entered_it(bot: Bot) -> None:
    ana, home = await at_work(bot), at_home(bot)
    await home.say(f"/kith link {await code_of(ana)}")
    await bot.forward(minutes=15)
    assert "too long ago" in await home.press("Join")
    assert len(bot.shelf.rows()["users"]) == 2


async def test_it_goes_on_after_accounts_were_joined(bot: Bot) -> None:
    ana, home = await at_work(bot), at_home(bot)
    kept = await code_of(home)
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", await ana.say("/kith link"))
    assert code is not None
    await home.say(f"/kith link {code[0]}")
    await home.press("Join")
    third = bot.person("Ana", workspace="T2")
    await third.say(f"/kith link {kept}")
    assert "You are one: 1 person" in await third.press("Join")
    assert "her new job" in await third.say("/kith show Sam")


async def test_ones_own_code_is_for_another_account(quick: Bot) -> None:
    ana = await at_work(quick)
    assert "your own" in await ana.say(f"/kith link {await code_of(ana)}")
