"""The App Home in Slack: through the real adapter, pipeline and store, before a Slack that shows what people see."""

from collections.abc import AsyncIterator
from copy import copy
from datetime import timedelta

import pytest

from adapters.slack import home as homes
from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Refused
from tests.fakes.slack_desk import Desk, at_work
from tests.fakes.surfaces import MONDAY, PEOPLE


@pytest.fixture
async def desk(sqlite_shelf: Shelf) -> AsyncIterator[Desk]:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        async with at_work(sqlite_shelf, slack, clock) as made:
            yield made
        slack.assert_clean()


async def opened(person: Person) -> str:
    """What the Home shows once it was opened and has changed."""
    await person.opens_home()
    return (await person.next()).text


async def published_before(desk: Desk, person: Person) -> int:
    """How often Homes were published before this moment: what is on its way to a Home comes before what follows."""
    await person.command("/kith", "settings hour 7:01")
    while "07:01" not in person.at_home.text:
        await person.next()
    return desk.published - 1


async def with_people(desk: Desk) -> Person:
    ana = desk.slack.user("U0ANA", name="Ana")
    await ana.command("/kith", "add Tom Reed every 1 week")
    desk.clock.move(desk.clock() + timedelta(weeks=52))
    for text in (
        "add Sam Carter every 2 weeks",
        "add Priya Nair every 10 days birthday:20 march",
        "log Sam Carter coffee 20 days ago: her new job",
        "log Priya 12 days ago",
        "remind Sam Carter: I promised to send the book",
    ):
        await ana.command("/kith", text)
    return ana


async def test_somebody_new_is_shown_how_to_begin_and_begins_there(desk: Desk) -> None:
    ana = desk.slack.user("U0ANA", name="Ana")
    text = await opened(ana)
    assert "Hello Ana, I'm Kith." in text
    assert [number for number in ("1. ", "2. ", "3. ") if number in text] == ["1. ", "2. ", "3. "]
    form = await ana.press("Start with ten people", on=ana.at_home)
    assert isinstance(form, Modal)
    shown = await form.submit({PEOPLE: "Sam weekly"})
    assert "When did you last talk to Sam?" in shown.text
    assert ana.dm() == []
    await ana.press("Ages ago", on=ana.at_home)
    assert "You are set up" in ana.at_home.text
    assert "Who is due" in ana.at_home.text


async def test_looking_in_keeps_nothing(desk: Desk, sqlite_shelf: Shelf) -> None:
    await opened(desk.slack.user("U0ANA", name="Ana"))
    rows = sqlite_shelf.rows()
    assert not rows["users"]
    assert not rows["account"]


async def test_all_that_there_is_to_do_stands_there(desk: Desk) -> None:
    text = await opened(await with_people(desk))
    headings = ("Who is due", "Dates ahead", "Promises and questions", "Drifting apart", "How I tell you")
    assert [text.index(each) for each in headings] == sorted(text.index(each) for each in headings)
    assert "You noted" in text or "You promised" in text
    assert "Priya Nair's birthday" in text
    assert "You promised Sam Carter: to send the book" in text
    assert "Tom Reed" in text[text.index("Drifting apart") :]
    assert "Tom Reed" not in text[: text.index("Drifting apart")]
    assert "You are in no team" in text


async def test_who_hides_notes_reads_none(desk: Desk) -> None:
    ana = await with_people(desk)
    await ana.command("/kith", "settings notes hidden")
    text = await opened(ana)
    assert "book" not in text
    assert "There is a promise you made to Sam Carter." in text


async def test_unchanged_it_is_not_published_again(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    for _ in range(3):
        await ana.opens_home()
        await ana.opens_home(tab="messages")
    assert await published_before(desk, ana) == 1


async def test_a_restart_publishes_nothing_anew(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        async with at_work(sqlite_shelf, slack, clock) as before:
            ana = await with_people(before)
            await opened(ana)
        async with at_work(sqlite_shelf, slack, clock, anew=False) as after:
            await ana.opens_home()
            assert await published_before(after, ana) == 1
        slack.assert_clean()


async def test_a_press_acts_and_the_home_is_drawn_anew(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    shown = await ana.press("Talked", on=ana.at_home)
    assert shown.text.startswith("Noted: talked with Sam Carter")
    assert "Sam Carter" not in shown.text[shown.text.index("Who is due") : shown.text.index("Dates ahead")]
    assert ana.dm() == []
    undone = await ana.press("Undo", on=ana.at_home)
    assert "Sam Carter" in undone.text[undone.text.index("Who is due") : undone.text.index("Dates ahead")]
    assert "Undone" not in await opened(ana)


async def test_weeks_later_a_press_still_acts_and_one_that_comes_twice_acts_once(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    old = Modal(ana, copy(desk.slack.world.homes[ana.id]))
    await desk.forward(21)
    await ana.press("Keep", on=old)
    assert "Fine, you keep Tom Reed" in ana.at_home.text
    assert "Drifting apart" not in ana.at_home.text
    await desk.slack.socket.redeliver()
    await ana.press("Keep", on=old)
    assert "Fine, you keep Tom Reed" in ana.at_home.text
    await ana.command("/kith", "undo")
    assert "kept Tom Reed" in ana.sees[-1].text
    await ana.command("/kith", "undo")
    assert "kept Tom Reed" not in ana.sees[-1].text


async def test_rest_and_done_and_sharing(desk: Desk) -> None:
    ana = await with_people(desk)
    await ana.command("/kith", "team join")
    await opened(ana)
    assert "Tom Reed rests" in (await ana.press("Rest", on=ana.at_home)).text
    assert "✓ Done, Sam Carter: to send the book." in (await ana.press("Done", on=ana.at_home)).text
    assert "There is nothing to see to." in ana.at_home.text
    await ana.press("Share people I choose", on=ana.at_home)
    assert "Stop sharing" in ana.at_home.buttons


async def test_a_form_that_was_opened_there_ends_there(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    form = await ana.press("Change", on=ana.at_home)
    assert isinstance(form, Modal)
    shown = await form.submit({"Your hour": "8:15"})
    assert "08:15" in shown.text
    assert not form.is_open
    assert ana.dm() == []


async def test_what_is_done_elsewhere_shows_once_and_only_to_those_who_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homes, "SETTLE_SECONDS", 1.5)  # longer than it takes to give four commands
    ana, ben = await with_people(desk), desk.slack.user("U0BEN", name="Ben")
    await opened(ana)
    for text in ("log Sam Carter call", "log Priya call", "remind"):
        await ana.command("/kith", text)
    await ben.command("/kith", "add Zoe close")
    while "Priya Nair:" in ana.at_home.text:
        await ana.next()
    assert desk.published == 2
    assert "Priya Nair:" not in ana.at_home.text[: ana.at_home.text.index("Dates ahead")]
    assert ben.home is None


async def test_another_process_that_was_quicker_is_not_overwritten(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    desk.slack.faults.plan("views.publish", Refused("hash_conflict"))
    await ana.press("Talked", on=ana.at_home)
    assert ana.at_home.text.startswith("Noted: talked with Sam Carter")


async def test_where_slack_takes_no_home_the_answer_comes_as_a_message(desk: Desk) -> None:
    ana = await with_people(desk)
    await opened(ana)
    desk.slack.faults.plan("views.publish", Refused("not_enabled"))
    assert (await ana.press("Talked", on=ana.at_home)).text.startswith("Noted: talked with Sam Carter")
    assert len(ana.dm()) == 1


@pytest.mark.parametrize("flag", ["is_restricted", "is_stranger", "is_bot"])
async def test_those_whom_kith_does_not_serve_read_a_sentence(desk: Desk, flag: str) -> None:
    await with_people(desk)
    text = await opened(desk.slack.user("U0EVE", name="Eve", flags={flag}))
    assert text in {
        "Kith is for full members of this workspace, so I can't help guests here.",
        "Kith belongs to another workspace, so I can't answer here.",
        "Kith only talks with people.",
    }


async def test_a_full_book_fits(desk: Desk) -> None:
    ana = desk.slack.user("U0ANA", name="Ana")
    for number in range(12):
        await ana.command("/kith", f"add Person{'x' * 60}{number} every 2 weeks birthday:{number + 3} march")
        await ana.command("/kith", f"log Person{'x' * 60}{number} {30 + 20 * number} days ago: {'long ' * 60}")
        await ana.command("/kith", f"remind Person{'x' * 60}{number}: I promised {'much ' * 60}")
    await opened(ana)
    assert ana.home is not None
    assert len(ana.home["blocks"]) <= homes.BLOCKS
