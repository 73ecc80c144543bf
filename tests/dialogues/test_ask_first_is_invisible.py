"""Who is shared as `ask` changes nothing that anybody is shown: whether none, one or five colleagues know somebody."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import true
from structlog.testing import capture_logs

from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.message import say
from bot.commands import asks as question_commands
from bot.commands.places import workspace_of
from bot.domain.ids import DraftId
from bot.domain.team import Edge, Share
from bot.services import asks, membership
from storage import directory_rows
from storage.repositories import asks as asks_stored
from tests.fakes.directory_world import ASKER, CODE, Book, Known, found_team, seen
from tests.fakes.kith import Bot
from tests.fakes.shelf import Shelf

COLLEAGUES = ("Ben", "Cleo")
CAREFUL = tuple(f"Careful{number}" for number in range(5))
"""Colleagues who share somebody only after a yes, as many of them as a team is tried with."""
SOUGHT = Known("Zofia Nowakowska", Share.ASK, "Zenith GmbH", ("sailing",), "zofia@zenith.example", 3)

names = st.sampled_from(("Zofia Nowak", "Zoe Nowakowski", "Ana Silva", "Li Wei", "Zofia Nowakowska", "Ben Ode"))
known = st.builds(
    Known,
    name=names,
    level=st.sampled_from(Share),
    company=st.sampled_from(("", "Acme", "Zenith", "Zenit AG")),
    tags=st.sampled_from(((), ("sailing",), ("jazz",))),
    email=st.sampled_from(("", "zofia@zenith.example", "ana@acme.example", "ben@team.example", "asker@team.example")),
    days=st.sampled_from((None, 1, 40, 400)),
    edge=st.sampled_from((None, None, Edge.VOUCH, Edge.KNOWS, Edge.DONT_ASK)),
)
books = st.fixed_dictionaries(
    {name: st.lists(known, max_size=4, unique_by=lambda each: each.name) for name in (ASKER, *COLLEAGUES)}
)
sought = st.builds(
    Known,
    name=st.sampled_from(("Zofia Nowakowska", "Zofia Nowak", "Quirin Xanthos")),
    level=st.just(Share.ASK),
    company=st.sampled_from(("Zenith GmbH", "Acme", "")),
    tags=st.sampled_from(((), ("sailing",))),
    email=st.sampled_from(("", "zofia@zenith.example", "ana@acme.example", "asker@team.example")),
    days=st.sampled_from((None, 1)),
    edge=st.sampled_from((None, Edge.VOUCH)),
)

QUESTIONS = (
    "whoknows Zofia Nowakowska",
    "whoknows Zofia Nowakowksa",
    "whoknows Nowakowsk",
    "whoknows Quirin",
    "whoknows Quirni Xantos",
    "whoknows Zenith",
    "whoknows Zenth",
    "whoknows Rosa Quist at Zenith",
    "whoknows #sailing",
    "whoknows sailing",
    "whoknows Acme",
    "whoknows !!!",
    "whoknows",
    "privacy",
    "team settings",
    "team settings picture on",
    "team picture on",
    "insights team",
    "team admin",
    "team part",
    "team working on: sailing",
    "team",
    "show Zofia",
    "privacy Quirin open",
    "upcoming",
    "intro",
    "intro Zofia Nowakowska: why not",
    "intro Nowakowsk: why not",
    "intro Zenith: why not",
    "intro Rosa Quist at Zenith: why not",
    "intro Zofia via Careful0: why not",
    "intro Quirin",
)
BEGINNINGS = ("zo", "nowak", "zen", "qui", "zofia now")
ASKED = ("whoknows Zofia Nowakowska", "whoknows Nowakowksa", "whoknows Zenith", "whoknows #sailing")
"""What is not only looked up but asked privately."""
AFTER = ("whoknows", "whoknows Zofia", "status", "undo", "privacy", "export")


def with_careful(team: Mapping[str, Book], careful: int, known: Known) -> dict[str, Book]:
    """A team of which so many colleagues share somebody as `ask`."""
    return {**team, **{name: (known,) if at < careful else () for at, name in enumerate(CAREFUL)}}


def shown(shelf: Shelf, team: Mapping[str, Book], careful: int, known: Known) -> dict[str, str]:
    """What the asker sees in a team of which so many colleagues share somebody as `ask`."""

    async def look() -> dict[str, str]:
        bot = Bot(shelf, logs)
        try:
            found_team(bot, with_careful(team, careful, known))
            return await seen(bot, QUESTIONS, BEGINNINGS, ASKED, AFTER)
        finally:
            bot.kith.close()

    with capture_logs() as logs:
        return asyncio.run(look())


@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(team=books, asked_first=sought)
def test_nothing_shows_how_many_would_have_to_be_asked(
    sqlite_shelf: Shelf, team: dict[str, list[Known]], asked_first: Known
) -> None:
    without = shown(sqlite_shelf, team, 0, asked_first)
    for careful in (1, 5):
        assert shown(sqlite_shelf, team, careful, asked_first) == without


def test_on_both_databases(shelf: Shelf) -> None:
    team: dict[str, Book] = {ASKER: (Known("Ana Silva", email="ana@acme.example"),), "Ben": (Known("Zoe Nowakowski"),)}
    assert shown(shelf, team, 5, SOUGHT) == shown(shelf, team, 0, SOUGHT)


ABOUT_BEN = Known("Ben Ode", Share.ASK, email="ben@team.example")
TELLING = {
    "a name": ("whoknows Zofia Nowakowska", SOUGHT),
    "a correction": ("whoknows Nowakowsk", SOUGHT),
    "a company": ("whoknows Zenith", SOUGHT),
    "others at the company": ("whoknows Rosa Quist at Zenith", SOUGHT),
    "a tag": ("whoknows #sailing", SOUGHT),
    "a suggestion": ("suggested for nowak", SOUGHT),
    "a joined person": ("whoknows Acme", replace(SOUGHT, email="zoe@acme.example")),
    "a warm way": ("whoknows Acme", ABOUT_BEN),
    "the picture": ("insights team", replace(SOUGHT, company="Acme")),
}


@pytest.mark.parametrize(("line", "also"), TELLING.values(), ids=TELLING.keys())
def test_without_the_one_condition_it_would_show(
    sqlite_shelf: Shelf, monkeypatch: pytest.MonkeyPatch, line: str, also: Known
) -> None:
    """That the test above can fail: each way in which something could show is looked at."""
    team: dict[str, Book] = {
        ASKER: (Known("Caro Ful", email=f"{CAREFUL[0].casefold()}@team.example"),),
        "Ben": (Known("Zoe Ho", company="Acme", email="zoe@acme.example", days=1),),
    }
    assert shown(sqlite_shelf, team, 1, also) == shown(sqlite_shelf, team, 0, also)
    monkeypatch.setattr(directory_rows, "answered", lambda level: true())
    assert shown(sqlite_shelf, team, 1, also)[line] != shown(sqlite_shelf, team, 0, also)[line]


def count_told(ctx: Context, args: tuple[str, ...], reason: str) -> Reply:
    """How *Ask* would be answered by somebody careless."""
    member = membership.to_ask(ctx.uow, ctx.user, workspace_of(ctx))
    made = asks.ask(ctx.uow, ctx.user, member, DraftId(args[0]), reason, ctx.now)
    return Reply(message=say(f"Asked {len(ctx.uow.asks.put_to(made.id))} colleagues."))


LEAKS = {
    "how many were asked": (question_commands, "_ask", count_told, "asked after whoknows Zofia Nowakowska"),
    "who did not say yes": (asks_stored, "told", lambda word: true(), "whoknows afterwards"),
}


@pytest.mark.parametrize(("where", "guard", "without", "line"), LEAKS.values(), ids=LEAKS.keys())
def test_without_a_guard_of_asks_it_would_show(
    sqlite_shelf: Shelf, monkeypatch: pytest.MonkeyPatch, where: object, guard: str, without: object, line: str
) -> None:
    team: dict[str, Book] = {ASKER: (), "Ben": (Known("Zoe Ho"),)}
    assert shown(sqlite_shelf, team, 5, SOUGHT) == shown(sqlite_shelf, team, 0, SOUGHT)
    monkeypatch.setattr(where, guard, without)
    assert shown(sqlite_shelf, team, 5, SOUGHT)[line] != shown(sqlite_shelf, team, 0, SOUGHT)[line]


async def day_by_day(shelf: Shelf, careful: int, answer: str) -> tuple[list[str], int]:
    """What an asker sees from the day of a question to its end and beyond; and how many colleagues were told of it.

    Whoever is asked presses the button of that label, none where it is empty.
    """
    with capture_logs() as logs:
        bot = Bot(shelf, logs)
    try:
        found_team(bot, with_careful({ASKER: (Known("Ana Silva", Share.OPEN),)}, careful, SOUGHT))
        asker, asked = bot.person(ASKER), [bot.person(name) for name in CAREFUL]
        await asker.say("/kith keep Ana Silva every 3 days")
        await asker.say("/kith whoknows Zenith")
        await asker.press("Ask privately?")
        told, reached = [await asker.press("Ask")], set()
        for _ in range(10):
            await bot.forward(1)
            for each in asked:
                if "asks who knows" in str(each.inbox):
                    reached.add(each.who.name)
                if answer and f"[{answer}]" in str(each.inbox):
                    await each.press(answer)
            told += [await asker.say(f"/kith {line}") for line in ("whoknows", "status", "privacy", "team")]
            told.append(str(asker.inbox))
        return [CODE.sub("CODE", each) for each in told], len(reached)
    finally:
        bot.kith.close()


@pytest.mark.parametrize("answer", ["", "No", "Don't ask me about them"], ids=["silence", "no", "never"])
async def test_a_no_and_silence_look_like_nobody_for_as_long_as_a_question_lasts(
    sqlite_shelf: Shelf, answer: str
) -> None:
    nobody, none = await day_by_day(sqlite_shelf, 0, answer)
    told, asked = await day_by_day(sqlite_shelf, 5, answer)
    assert told == nobody
    assert (none, asked) == (0, 5)
    assert "Who knows Zenith?" in told[1]
    assert "Who knows Zenith?" not in told[-5]
