"""Which companies a team knows: of a team that agreed, of members who said yes, and of nobody in particular."""

import struct

import pytest

from bot.domain.ids import TeamId, UserId
from bot.domain.team import Membership, Team
from bot.presenters.coverage import pictures
from bot.services.coverage import SHOWN, Company, Coverage
from tests.fakes.kith import Bot, Person

OFF = "This team has no picture."


async def sharer(bot: Bot, name: str, *companies: str, counts: bool = True) -> Person:
    """A member who opened somebody at each of these companies."""
    person = bot.person(name)
    for line in ("team join", "team sharing on", *(["team picture on"] if counts else [])):
        await person.say(f"/kith {line}")
    for number, company in enumerate(companies):
        await person.say(f"/kith add {name}{number} company:{company}")
        await person.say(f"/kith log {name}{number} coffee yesterday")
        await person.say(f"/kith privacy {name}{number} open")
    return person


async def test_it_is_off_until_those_who_look_after_the_team_turn_it_on(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana", "Acme"), await sharer(bot, "Ben", "Acme")
    assert "team settings picture on" in await ana.say("/kith insights team")
    assert OFF in await ben.say("/kith insights team")
    assert "team settings" not in ben.text
    await ana.say("/kith team settings picture on")
    assert "Acme: 2 faint" in await ben.say("/kith insights team")
    (file,) = ben.files
    assert file.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert "Acme 2 faint" in file.alt
    assert "The team has a picture of the companies it knows, and your open contacts count in it" in await ben.say(
        "/kith privacy"
    )
    await ana.say("/kith team settings picture off")
    assert OFF in await ben.say("/kith insights team")


async def test_only_those_count_who_said_yes(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana", "Acme"), await sharer(bot, "Ben", "Acme", counts=False)
    await ana.say("/kith team settings picture on")
    assert "There is no company yet" in await ben.say("/kith insights team")
    assert ben.files == ()
    assert "Yours don't count in it." in ben.text
    await ben.press("Count my people too")
    assert "Acme: 2 faint" in await ana.say("/kith insights team")
    await ben.say("/kith team sharing off")
    assert "Acme: 1 faint" in await ana.say("/kith insights team")
    await ben.say("/kith team sharing on")
    assert "Acme: 2 faint" in await ana.say("/kith insights team")
    await ben.say("/kith insights team")
    await ben.press("Don't count my people")
    assert "Acme: 1 faint" in await ana.say("/kith insights team")


async def test_a_company_shows_where_two_know_somebody_or_the_asker_does(bot: Bot) -> None:
    ana = await sharer(bot, "Ana", "Acme Ltd", "Zenith")
    ben = await sharer(bot, "Ben", "ACME", "Northwind", "Northwind")
    await ana.say("/kith team settings picture on")
    hers, his = await ana.say("/kith insights team"), await ben.say("/kith insights team")
    assert "Zenith: 1 faint" in hers
    assert "Northwind" not in hers
    assert "Northwind: 2 faint" in his
    assert "Zenith" not in his
    assert "2 faint" in hers.split("Acme Ltd")[0] + hers.split("ACME")[-1]
    for text in (hers, his):
        assert not any(name in text for name in ("Ana", "Ben"))


async def test_who_is_not_open_or_has_faded_does_not_count(bot: Bot) -> None:
    ana, ben = await sharer(bot, "Ana", "Acme"), await sharer(bot, "Ben", "Acme", "Acme", "Acme", "Acme")
    await ana.say("/kith team settings picture on")
    await ben.say("/kith privacy Ben0 ask")
    await ben.say("/kith privacy Ben1 never")
    await ben.say("/kith privacy Ben2 vouch")
    assert "Acme: 1 strong, 2 faint" in await ana.say("/kith insights team")
    await bot.forward(500)
    assert "Acme: 1 strong" not in await ana.say("/kith insights team")
    await ben.say("/kith privacy Ben3 know a bit")
    await ana.say("/kith privacy Ana0 know a bit")
    assert "Acme: 1 strong, 2 faint" in await ana.say("/kith insights team")


async def test_who_may_not_look_people_up_sees_no_picture(quick: Bot) -> None:
    ana, ben = await sharer(quick, "Ana", "Acme"), await sharer(quick, "Ben", "Acme")
    await ana.say("/kith team settings picture on")
    await ana.say("/kith team settings who admins")
    assert "only those who look after it look people up" in await ben.say("/kith insights team")
    assert "Acme: 2 faint" in await ana.say("/kith insights team")


async def test_outside_a_team_there_is_none(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "/kith team join" in await ana.say("/kith insights team")
    assert "You keep nobody yet." in await ana.say("/kith insights me")


def covered(*companies: Company, team: str = "Acme") -> Coverage:
    found = Team(id=TeamId("t"), name=team, invite="")
    member = Membership(user=UserId("ana"), team=found.id)
    return Coverage(team=found, membership=member, companies=companies, others=0)


@pytest.mark.filterwarnings("error")
def test_any_company_can_be_drawn() -> None:
    names = ("$a_b$ $", "日本電信電話株式会社", "🌻", "شركة الاتصالات", "W" * 120, "חברת החשמל", "a\\frac{", "สมชาย")
    companies = tuple(
        Company(name=f"{name} {number}", strong=number, warm=40, faint=1)
        for number, name in enumerate((names * 3)[:SHOWN])
    )
    (file,) = pictures(covered(*companies, team="🌻" * 80 + "فريق"))
    wide, high = struct.unpack(">II", file.content[16:24])
    assert max(wide, high) <= 1200
    assert len(file.content) <= 200_000
    assert len(file.alt) <= 1000
    (one,) = pictures(covered(Company(name="Acme", strong=0, warm=0, faint=1)))
    assert "Acme 1 faint" in one.alt
    assert pictures(covered()) == ()
