"""After an import: whom to keep is asked, a few at a time, and nobody is flooded."""

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person


def cards(count: int) -> File:
    people = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {number}\nEMAIL:p{number}@x.example\nEND:VCARD\n"
        for number in range(1, count + 1)
    )
    return File("people.vcf", people.encode())


TABLE = File(
    "people.csv",
    b"""Name,Company,Birthday,Last contact
Bare Ott,,,
Born Berg,,1990-05-14,
Near Nair,,,2026-02-20
Far Carter,Acme,1980-01-02,2024-01-05
""",
)


async def imported(bot: Bot, file: File, count: int) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith import", file)
    await ana.press(f"Import {count}")
    return ana


async def test_the_likeliest_are_asked_about_first(bot: Bot) -> None:
    ana = await imported(bot, TABLE, 4)
    shown = await ana.press("Choose whom to keep")
    order = [shown.index(name) for name in ("Near Nair", "Far Carter", "Born Berg", "Bare Ott")]
    assert order == sorted(order)
    assert "Last in touch 10 days ago." in shown


async def test_each_is_kept_in_place(bot: Bot) -> None:
    ana = await imported(bot, TABLE, 4)
    await ana.press("Choose whom to keep")
    await ana.press("Close", on="Near Nair")
    await ana.press("Network", on="Born Berg")
    shown = await ana.press("Not now", on="Bare Ott")
    assert "✓ Kept in touch with every 30 days (close circle)." in shown
    assert "✓ Kept in touch with every 365 days (network circle)." in shown
    assert "Bare Ott" not in shown
    kept = {each["name"]: each["circle"] for each in (await ana.book())["contacts"]}
    assert kept == {"Bare Ott": None, "Born Berg": "network", "Far Carter": None, "Near Nair": "close"}
    await bot.forward(45)
    assert any("Near Nair" in message for message in ana.inbox)


async def test_the_next_few(quick: Bot) -> None:
    ana = await imported(quick, cards(12), 12)
    first = await ana.press("Choose whom to keep")
    assert first.count("[Close]") == 5
    second = await ana.press("Next few")
    assert second.count("[Close]") == 5
    last = await ana.press("Next few")
    assert last.count("[Close]") == 2
    assert "That was the last of them." in last
    assert {line for line in f"{first}\n{second}\n{last}".splitlines() if line.startswith("Person")} == {
        f"Person {number}" for number in range(1, 13)
    }


async def test_at_most_a_hundred_are_asked_about(quick: Bot) -> None:
    ana = await imported(quick, cards(130), 130)
    shown = await ana.press("Choose whom to keep")
    pages = 1
    while "[Next few]" in shown:
        shown = await ana.press("Next few")
        pages += 1
    assert pages == 20


async def test_nobody_is_brought_up_without_being_kept(quick: Bot) -> None:
    ana = await imported(quick, cards(30), 30)
    await quick.forward(400)
    assert ana.inbox == []


async def test_a_list_of_long_ago_is_gone(quick: Bot) -> None:
    ana = await imported(quick, TABLE, 4)
    choose = ana.button("Choose whom to keep")
    await quick.forward(2)
    assert "/kith keep Sam close" in await quick.press(ana, choose)


async def test_after_an_undo_nobody_is_left_on_the_list(quick: Bot) -> None:
    ana = await imported(quick, TABLE, 4)
    choose = ana.button("Choose whom to keep")
    await ana.press("Undo")
    assert "Nobody is left" in await quick.press(ana, choose)


@pytest.mark.parametrize("file", [TABLE, cards(3)])
async def test_pressed_twice_keeps_once(quick: Bot, file: File) -> None:
    ana = await imported(quick, file, 4 if file is TABLE else 3)
    await ana.press("Choose whom to keep")
    keep = ana.button("Wider")
    await quick.press(ana, keep)
    before = await ana.book()
    await quick.press(ana, keep)
    assert await ana.book() == before
