"""Files for other programs: each holds the people, and comes back in without changing anything."""

import csv
import io

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person


async def with_people(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "/kith add Sam Carter close company:Northwind birthday:29 february phone:+12025550143: met in Lisbon",
        "/kith add Priya Nair title:=cmd() email:priya@acme.example tags:climbing,berlin birthday:14 may 1990",
        "/kith add 田中 愛",
        "/kith log Sam call yesterday: his flat",
    ):
        await ana.say(line)
    return ana


async def test_a_table_for_a_spreadsheet(bot: Bot) -> None:
    ana = await with_people(bot)
    assert "3 people as a table" in await ana.say("/kith export csv")
    (file,) = ana.files
    assert file.name == "kith-2026-03-02.csv"
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    priya, sam, ai = sorted(rows, key=lambda row: row["Name"])
    assert (sam["Phone"], sam["Birthday"], sam["Last contact"]) == ("'+12025550143", "29 February", "2026-03-01")
    assert (priya["Job title"], priya["Labels"], priya["Birthday"]) == ("'=cmd()", "climbing\nberlin", "1990-05-14")
    assert ai["Name"] == "田中 愛"
    assert b"his flat" not in file.content


async def test_cards_for_an_address_book(bot: Bot) -> None:
    ana = await with_people(bot)
    assert "3 people as contact cards" in await ana.say("/kith export vcard")
    (file,) = ana.files
    assert file.name == "kith-2026-03-02.vcf"
    for said in (
        b"VERSION:4.0",
        b"FN:Sam Carter",
        b"BDAY:--0229",
        b"NOTE:met in Lisbon",
        b"CATEGORIES:climbing,berlin",
    ):
        assert said in file.content


async def test_a_calendar_of_birthdays(bot: Bot) -> None:
    ana = await with_people(bot)
    assert "2 days to add to a calendar" in await ana.say("/kith export calendar")
    (file,) = ana.files
    assert file.name == "kith-2026-03-02.ics"
    assert b"SUMMARY:Priya Nair's birthday" in file.content
    assert b"1990" not in file.content
    assert b"Lisbon" not in file.content
    again = await ana.say("/kith export birthdays")
    assert "2 days" in again
    assert [line for line in ana.files[0].content.splitlines() if line.startswith(b"UID")] == [
        line for line in file.content.splitlines() if line.startswith(b"UID")
    ]


@pytest.mark.parametrize("form", ["csv", "vcard", "calendar", "everything"])
async def test_what_went_out_changes_nothing_when_it_comes_in(bot: Bot, form: str) -> None:
    ana = await with_people(bot)
    before = await ana.book()
    await ana.say(f"/kith export {form}")
    (file,) = ana.files
    answer = await ana.say("/kith import", file)
    assert "[Import" not in answer
    assert await ana.book() == before


@pytest.mark.parametrize("form", ["csv", "vcard"])
async def test_somebody_else_can_take_it_over(bot: Bot, form: str) -> None:
    ana, ben = await with_people(bot), bot.person("Ben")
    await ana.say(f"/kith export {form}")
    await ben.say("/kith import", ana.files[0])
    await ben.press("Import 3")
    card = await ben.say("/kith show sam")
    for said in ("Northwind", "29 February", "+12025550143", "met in Lisbon", "not kept"):
        assert said in card
    assert "So there is nothing to import." in await ben.say("/kith import", ana.files[0])


async def test_what_one_chose_in_a_team_is_told(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in ("team join", "team sharing on", "team working on: payments", "team picture on"):
        await ana.say(f"/kith {line}")
    chosen = {"team": "Workspace T1", "name": "Ana", "role": "admin", "sharing": True, "working_on": "payments"}
    for press, on_reminders in (("", False), ("Show it on colleagues' reminders", True)):
        if press:
            await ana.say("/kith team working on")
            await ana.press(press)
        known = {**chosen, "on_reminders": on_reminders, "pictured": True, "rules": [], "own_words": []}
        assert (await ana.book())["teams"]["memberships"] == [known]


async def test_an_empty_book(quick: Bot) -> None:
    ana = quick.person("Ana")
    for form, said in (("csv", "0 people"), ("vcard", "0 people"), ("calendar", "0 days"), ("", "0 people")):
        assert said in await ana.say(f"/kith export {form}")
        assert len(ana.files) == 1


async def test_a_form_that_does_not_exist(quick: Bot) -> None:
    ana = quick.person("Ana")
    assert "pdf" in await ana.say("/kith export pdf")
    assert ana.files == ()


async def test_a_card_that_was_changed_elsewhere_is_recognised(bot: Bot) -> None:
    ana = bot.person("Ana")
    await ana.say("/kith add 田中 愛")
    await ana.say("/kith export vcard")
    changed = ana.files[0].content.replace("FN:田中 愛".encode(), b"FN:Ai Tanaka\r\nORG:Hoshi")
    assert "adds to 田中 愛" in await ana.say("/kith import", File("people.vcf", changed))
    await ana.press("Import 1")
    assert "Hoshi" in await ana.say("/kith show 田中")
