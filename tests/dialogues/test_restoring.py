"""An export is all of it: an empty book that takes it over equals the one that it came from."""

import copy
import json
from typing import Any

import pytest

from bot.chat.message import File
from tests.fakes.kith import Bot, Person

EMPTY_NOTE = {"contacts": [], "on": "2026-03-01", "medium": "call", "began": "me", "note": ""}


async def with_a_full_book(bot: Bot) -> Person:
    ana = bot.person("Ana")
    for line in (
        "/kith add Sam Carter close company:Northwind title:Sailor birthday:29 feb email:s@n.example phone:12: likes",
        "/kith add Priya Nair every 6 weeks birthday:14 may 1990 tags:climbing,berlin",
        "/kith add 田中 愛",
        "/kith log Sam, Priya dinner 40 days ago: at the river\nin the rain 🌧",
        "/kith log Sam they wrote 10 days ago",
        "/kith log Priya call yesterday: " + "long " * 1000,
        "/kith later Sam in 3 weeks",
        "/kith note Priya: plays the cello #music",
        "/kith remind Priya in 2 weeks: ask about the flat",
        "/kith remind Sam: send the book",
        "/kith log Priya call 2 days ago they helped: the move",
        "/kith news I moved to Lisbon",
        "/kith needs looking for: an accountant",
    ):
        await ana.say(line)
    return ana


async def with_a_small_book(bot: Bot) -> Person:
    ana = bot.person("Ana")
    await ana.say("/kith add Sam Carter every 10 days company:Northwind birthday:29 feb: likes boats")
    await ana.say("/kith log Sam call yesterday: x")
    await ana.say("/kith add Priya Nair")
    return ana


def archive(book: dict[str, Any]) -> File:
    return File("kith.json", json.dumps(book).encode())


def without_ids(book: dict[str, Any]) -> dict[str, Any]:
    """The book with names for ids."""
    names = {each["id"]: each["name"] for each in book["contacts"]}
    plain = copy.deepcopy(book)
    del plain["user"]
    for each in plain["contacts"]:
        del each["id"]
    for each in (*plain["dates"], *plain["follow_ups"], *plain["notes"]):
        each["contact"] = names[each["contact"]]
    for each in plain["interactions"]:
        each["contacts"] = sorted(names[contact] for contact in each["contacts"])
    return {name: sorted(some, key=repr) if isinstance(some, list) else some for name, some in plain.items()}


async def test_an_empty_book_that_takes_it_over_equals_it(bot: Bot) -> None:
    ana, ben = await with_a_full_book(bot), bot.person("Ben", workspace="T2")
    book = await ana.book()
    assert "Restored 3 people with their history." in await ben.say("/kith import", archive(book))
    assert without_ids(await ben.book()) == without_ids(book)
    for line in ("/kith show Sam", "/kith show Priya", "/kith due", "/kith upcoming"):
        assert await ben.say(line) == await ana.say(line)
    await bot.forward(45)
    assert [each.replace("Ben", "Ana") for each in ben.inbox] == ana.inbox


async def test_the_same_book_on_another_machine_keeps_its_ids(bot: Bot) -> None:
    ana = await with_a_full_book(bot)
    book = await ana.book()
    for name in ("Sam", "Priya", "田中"):
        await ana.say(f"/kith forget {name}")
        await ana.press("Forget for good")
    assert (await ana.book())["contacts"] == []
    await ana.say("/kith import", archive(book))
    assert await ana.book() == book


async def test_a_second_time_adds_nothing(bot: Bot) -> None:
    ana = await with_a_full_book(bot)
    book = await ana.book()
    assert "Restored 0 people" in await ana.say("/kith import", archive(book))
    assert "3 were here already" in ana.text
    assert await ana.book() == book


async def test_taken_back_as_one_step(bot: Bot) -> None:
    ana, ben = await with_a_full_book(bot), bot.person("Ben")
    await ben.say("/kith add Mia Ode")
    before = await ben.book()
    await ben.say("/kith import", archive(await ana.book()))
    assert "Undone: the restore of 3 people." in await ben.press("Undo")
    assert await ben.book() == before


async def test_somebody_elses_archive_gives_copies_and_touches_nothing_of_theirs(bot: Bot) -> None:
    ana, eve = await with_a_full_book(bot), bot.person("Eve", workspace="T2")
    book = await ana.book()
    await eve.say("/kith import", archive(book))
    hers = await eve.book()
    assert not {each["id"] for each in hers["contacts"]} & {each["id"] for each in book["contacts"]}
    await eve.say("/kith forget Sam")
    await eve.press("Forget for good")
    assert await ana.book() == book


async def test_an_empty_book_takes_the_settings_over_and_a_full_one_keeps_its_own(bot: Bot) -> None:
    ana, ben, cleo = await with_a_full_book(bot), bot.person("Ben"), bot.person("Cleo")
    for line in ("hour 7:15", "zone Asia/Tokyo", "days mon-thu", "order month first"):
        await ana.say(f"/kith settings {line}")
    book = await ana.book()
    before = await ben.say("/kith settings")
    await ben.say("/kith import", archive(book))
    assert await ben.say("/kith settings") == await ana.say("/kith settings")
    await ben.say("/kith undo")
    assert await ben.say("/kith settings") == before
    await cleo.say("/kith add Mia Ode")
    await cleo.say("/kith import", archive(book))
    assert await cleo.say("/kith settings") == before


async def test_an_export_is_a_file_and_tells_what_is_in_it(bot: Bot) -> None:
    ana = await with_a_full_book(bot)
    assert "Here is everything: 3 people with their history." in await ana.say("/kith export")
    (file,) = ana.files
    assert file.name == "kith-2026-03-02.json"
    assert json.loads(file.content)["format"] == "kith-archive"
    assert await bot.person("Newcomer").book() != {}


@pytest.mark.parametrize(
    "damage",
    [
        {"contacts": [{"id": "x"}]},
        {"contacts": "people"},
        {"contacts": {"id": "x"}},
        {"dates": [{"contact": "?", "kind": "birthday", "month": 2, "day": 30, "year": None, "label": ""}]},
        {"dates": [{"contact": "?", "kind": "birthday", "month": "2", "day": 3, "year": None, "label": ""}]},
        {"interactions": [EMPTY_NOTE | {"on": "yesterday"}]},
        {"interactions": [EMPTY_NOTE | {"medium": "telepathy"}]},
        {"interactions": [EMPTY_NOTE | {"contacts": "abc"}]},
        {"interactions": None},
    ],
)
async def test_a_damaged_archive_is_left_alone(quick: Bot, damage: dict[str, Any]) -> None:
    ana = await with_a_small_book(quick)
    ben = quick.person("Ben")
    answer = await ben.say("/kith import", archive({**await ana.book(), **damage}))
    assert "damaged and was left alone" in answer
    assert (await ben.book())["contacts"] == []


ODD: list[tuple[str, dict[str, Any]]] = [
    ("contacts", {"id": ""}),
    ("contacts", {"kept_on": "9999-12-31"}),
    ("contacts", {"later_until": "9999-12-31"}),
    ("contacts", {"added_on": "0001-01-01"}),
    ("contacts", {"cadence": [3650, "year"]}),
    ("contacts", {"emails": [None, 7, {"a": 1}]}),
    ("dates", {"year": -5}),
    ("dates", {"month": True}),
    ("contacts", {"id": "a:b"}),
    ("contacts", {"id": "x" * 200}),
    ("contacts", {"name": "Sam nul\x00byte \u202elive"}),
    ("contacts", {"company": "nul\x00byte"}),
    ("contacts", {"company": "x" * 100_000}),
    ("interactions", {"on": "9999-12-31"}),
    ("interactions", {"on": "0001-01-01"}),
    ("interactions", {"note": "\ud800 half a pair"}),
    ("dates", {"year": 10**30}),
    ("dates", {"label": "nul\x00byte"}),
]


@pytest.mark.parametrize(("part", "change"), ODD, ids=lambda value: ascii(value)[:40])
async def test_an_archive_with_odd_values_breaks_nothing(quick: Bot, part: str, change: dict[str, Any]) -> None:
    """Whatever an archive holds: it is refused, or the people in it can be shown, told about and taken back."""
    ana = await with_a_small_book(quick)
    book = await ana.book()
    book[part][0] |= change
    ben = quick.person("Ben")
    answer = await ben.say("/kith import", archive(book))
    for each in (await ben.book())["contacts"]:
        assert len(await ben.say(f"/kith show {each['name']}")) < 1500
    for line in ("/kith due", "/kith upcoming", "/kith status"):
        assert await ben.say(line)
    restored = repr(await ben.book())
    assert "\\x00" not in restored
    assert "\\u202e" not in restored
    await quick.forward(25)
    if "Restored" in answer:
        if "Noted" in await ben.say("/kith log Sam call yesterday"):
            await ben.say("/kith undo")
        assert "Undone: the restore" in await ben.say("/kith undo")
    assert (await ben.book())["contacts"] == []
