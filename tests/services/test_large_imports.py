"""An import of many people: quick, told as it goes, and all that follows from it is as it would be for each alone."""

import time

from bot.interchange.reading import read
from bot.interchange.record import Reading
from bot.services import importing, likeness, reckoning
from tests.fakes.kith import MONDAY, Bot
from tests.services.test_what_follows import check_directory, check_plan, check_ties, user

MANY = 1_000
SECONDS = 5
"""Ten times what it takes; a statement or two for each person would take more."""


def people(count: int, title: str = "Sailor") -> Reading:
    rows = "".join(
        f"Person {number},p{number}@x.example,{title},1990-{1 + number % 12:02}-{1 + number % 28:02},"
        f"2025-{1 + number % 12:02}-05\n"
        for number in range(count)
    )
    return read("people.csv", f"Name,E-mail,Title,Birthday,Last contact\n{rows}".encode())


async def test_thousands_of_people_hold_nobody_up(bot: Bot) -> None:
    await bot.person("Ana").say("/kith add Sam Carter")
    start = time.process_time()
    told: list[tuple[int, int]] = []
    with bot.kith.store.write() as uow:
        ana = user(uow, bot)
        found = likeness.preview(uow, ana, people(MANY), MONDAY)
        importing.take_over(uow, ana, found, MONDAY, lambda done, of: told.append((done, of)))
        uow.commit()
    with bot.kith.store.write() as uow:
        again = likeness.preview(uow, ana, people(MANY), MONDAY)
    assert time.process_time() - start < SECONDS
    assert told == [(number, MANY) for number in range(1, MANY + 1)]
    assert (len(again.same), again.new, again.changed, again.unsure) == (MANY, (), (), ())


async def test_what_follows_from_an_import_is_right(bot: Bot) -> None:
    ana = bot.person("Ana")
    for line in (
        "/kith add P0 email:p0@x.example close",
        "/kith team join",
        "/kith team sharing on",
        "/kith privacy P0 open",
    ):
        await ana.say(line)
    for title in ("Sailor", "Captain"):
        with bot.kith.store.write() as uow:
            owner = user(uow, bot)
            importing.take_over(uow, owner, likeness.preview(uow, owner, people(20, title), MONDAY), MONDAY)
            uow.commit()
        with bot.kith.store.write() as uow:
            check_ties(uow, owner)
            before = {each.id: uow.reminders.of(owner.id, each.id) for each in uow.contacts.all(owner.id)}
            assert sum(map(len, before.values())) == 21
            for contact in uow.contacts.all(owner.id):
                reckoning.contact_changed(uow, owner, contact, MONDAY, history=True)
            assert {each: uow.reminders.of(owner.id, each) for each in before} == before
        await check_directory(bot, title)
        await check_plan(bot, title)
