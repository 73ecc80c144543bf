"""What a team brings comes in the one digest: on workdays, a little at a time, while it still holds, never lost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from bot.chat.adapter import Refused
from bot.chat.message import Card, bold, line
from bot.domain.ids import TeamId
from bot.domain.letter import Letter, LetterKind
from bot.domain.team import Team
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.presenters import letters as cards
from bot.services import letters, mailbag
from storage.schema import letter as table
from tests.fakes.engine_world import MONDAY, Person, World

TEAM = TeamId("team")
GONE: set[str] = set()


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody whom a colleague looks for."""

    name: str


def subject(_uow: UnitOfWork, _user: User, letter: Letter, _today: date) -> Sought | None:
    return Sought(letter.about) if letter.about not in GONE else None


def card(sought: Sought, _letter: str, _today: date) -> Card:
    return Card(line(bold(sought.name)))


@pytest.fixture(autouse=True)
def a_kind_of_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    GONE.clear()
    monkeypatch.setitem(mailbag.SUBJECTS, LetterKind.ASK, subject)
    monkeypatch.setitem(cards.CARDS, Sought, card)


async def ana_in_a_team(world: World) -> Person:
    ana = world.person("Ana")
    await ana.say("help")
    await ana.write(lambda uow, _: uow.teams.add(Team(id=TEAM, name="Acme", invite="plum")))
    return ana


async def write_to(person: Person, world: World, *about: str, lasts: timedelta = letters.LASTS) -> None:
    def use(uow: UnitOfWork, user: User) -> None:
        for each in about:
            letters.send(uow, user.id, TEAM, LetterKind.ASK, each, world.clock(), lasts=lasts)

    await person.write(use)


async def take_back(person: Person, world: World, about: str) -> None:
    await person.write(lambda uow, _: letters.withdraw(uow, TEAM, LetterKind.ASK, about, world.clock()))


def march(day: int) -> date:
    return date(2026, 3, day)


async def test_it_comes_at_the_readers_hour_with_nothing_else_due(world: World) -> None:
    ana = await ana_in_a_team(world)
    await write_to(ana, world, "Priya")
    await world.forward(days=3)
    assert ana.told == [(march(2), ("Priya",))]
    assert "From your team" in ana.digests[0].text


async def test_it_comes_in_the_one_digest_of_the_day(world: World) -> None:
    ana = await ana_in_a_team(world)
    await ana.say("add Sam birthday:2 march close")
    await write_to(ana, world, "Priya")
    await world.forward(days=1)
    assert ana.told == [(march(2), ("Sam", "Priya"))]


async def test_questions_come_one_a_day_and_two_a_week_oldest_first(world: World) -> None:
    ana = await ana_in_a_team(world)
    await write_to(ana, world, "Priya", "Li", "Zoe", lasts=timedelta(days=30))
    await world.forward(days=30)
    assert ana.told == [(march(2), ("Priya",)), (march(3), ("Li",)), (march(9), ("Zoe",))]


async def test_what_lasts_no_longer_is_let_go(world: World) -> None:
    ana = await ana_in_a_team(world)
    await write_to(ana, world, "Priya", "Li", "Zoe", lasts=timedelta(days=6))
    await world.forward(days=30)
    assert ana.told == [(march(2), ("Priya",)), (march(3), ("Li",))]


async def test_it_waits_for_a_workday(world: World) -> None:
    ana = await ana_in_a_team(world)
    world.away(to=datetime(2026, 3, 7, 8, tzinfo=MONDAY.tzinfo))
    await write_to(ana, world, "Priya")
    await world.forward(days=4)
    assert ana.told == [(march(9), ("Priya",))]


async def test_what_is_taken_back_is_not_brought_and_goes_from_where_it_stands(world: World) -> None:
    ana = await ana_in_a_team(world)
    await ana.say("add Sam birthday:2 march close")
    await write_to(ana, world, "Priya", "Li")
    await world.forward(days=0.5)
    assert ana.told == [(march(2), ("Sam", "Priya"))]
    await take_back(ana, world, "Priya")
    await take_back(ana, world, "Li")
    await world.forward(days=3)
    assert ana.told == [(march(2), ("Sam",))]


async def test_a_digest_that_brings_nothing_any_more_is_taken_away(world: World) -> None:
    ana = await ana_in_a_team(world)
    await write_to(ana, world, "Priya")
    await world.forward(days=0.5)
    await take_back(ana, world, "Priya")
    await world.forward(days=1)
    assert ana.told == []


async def test_what_ended_while_kith_was_down_is_not_told(world: World) -> None:
    ana = await ana_in_a_team(world)
    await write_to(ana, world, "Priya")
    world.away(to=datetime(2026, 3, 2, 10, tzinfo=MONDAY.tzinfo))
    await world.kith.engine.plan()
    GONE.add("Priya")
    await world.forward(days=3)
    assert ana.told == []
    assert [row["state"] for row in world.rows(table)] == ["withdrawn"]


async def test_a_closed_direct_message_keeps_it_for_the_next_answer(world: World) -> None:
    ana = await ana_in_a_team(world)
    world.slack.will(Refused("they do not take direct messages"))
    await write_to(ana, world, "Priya")
    await world.forward(days=1)
    assert ana.told == []
    assert "Priya" in await ana.say("help")
    assert "Priya" not in await ana.say("help")


async def test_they_count_among_the_interruptions_of_a_week(world: World) -> None:
    ana = await ana_in_a_team(world)
    people = [f"add P{number} close" for number in range(20)]
    await ana.say(*people, *(f"remind P{number} today: ask" for number in range(20)))
    await write_to(ana, world, "Priya")
    await world.forward(days=6)
    assert sum(len(names) for _, names in ana.told) == 12


async def test_a_pause_holds_it(world: World) -> None:
    ana = await ana_in_a_team(world)
    await ana.say("settings pause until 4 march")
    await write_to(ana, world, "Priya")
    await world.forward(days=1)
    assert ana.told == []
    await world.forward(days=4)
    assert [names for _, names in ana.told] == [("Priya",)]
