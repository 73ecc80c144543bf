"""Forms, shortcuts and mentions in Slack, with the whole of Kith behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Post
from tests.fakes.slack_installed import Noted
from tests.fakes.surfaces import MONDAY, serving


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace in which Kith is at work, and Ana, who uses it."""

    slack: FakeSlack
    kith: Kith
    ana: Person


@asynccontextmanager
async def _at_work(shelf: Shelf) -> AsyncIterator[Office]:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(shelf.emptied(), adapter, clock) as kith:
            await slack.socket.connected()
            yield Office(slack, kith, slack.user("U0ANA", name="Ana"))
        slack.assert_clean()


@pytest.fixture
async def office(sqlite_shelf: Shelf) -> AsyncIterator[Office]:
    async with _at_work(sqlite_shelf) as office:
        yield office


async def form_of(shown: object) -> Modal:
    assert isinstance(shown, Modal)
    return shown


async def test_a_form_picks_people_and_a_day(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Sam Carter company:Acme")
    await ana.command("/kith", "add Sam Rivera company:Northwind")
    form = await form_of(await ana.command("/kith", "log"))
    assert await form.suggest("People", "sam") == ["Sam Carter (Acme)", "Sam Rivera (Northwind)", "Add “sam”"]
    logged = await form.submit({"People": ["Sam Rivera (Northwind)"], "When": "2026-02-27", "Note": "the flat"})
    assert "talked with Sam Rivera (Northwind), Fri 27 Feb" in logged.text
    assert "the flat" in logged.text


async def test_what_was_typed_stands_in_the_pickers_and_what_fits_none_stays_text(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Sam Carter company:Acme")
    form = await form_of(await ana.command("/kith", "remind Sam friday"))
    assert form.fields == {"Person": "Sam Carter (Acme)", "What": None, "When": "2026-03-06", "Kind": None}
    noted = await form.submit({"What": "ask about the flat"})
    assert "Sam Carter" in noted.text
    assert "Fri 6 Mar" in noted.text
    unknown = await form_of(await ana.command("/kith", "remind Zork friday"))
    assert unknown.fields["Person"] == "Zork"


async def test_somebody_new_is_added_by_the_form_that_names_them(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Sam Carter")
    form = await form_of(await ana.command("/kith", "log"))
    refused = await form.submit({"People": ["Sam Carter", "Priya Nair"], "When": "2026-04-01"})
    assert refused is form
    assert list(form.errors) == ["When"]
    logged = await form.submit({"When": "2026-03-01"})
    assert "talked with Sam Carter and Priya Nair, Sun 1 Mar" in logged.text
    assert "Priya Nair" in (await ana.command("/kith", "show Priya")).text
    assert (await ana.command("/kith", "show Priya Nair")).text.count("Priya Nair") == 1


async def test_a_colleague_becomes_a_contact_who_is_found_by_mention(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    offered = await ana.command("/kith", "log @Sam Carter coffee: his flat")
    assert offered.buttons == ["Add Sam Carter"]
    assert "<@" not in offered.text
    logged = await ana.press("Add Sam Carter")
    assert "met Sam Carter" in logged.text
    await ana.command("/kith", "edit Sam Carter name:Sammy")
    again = await ana.command("/kith", "log @Sam Carter call")
    assert "Noted: a call with Sammy" in again.text
    shown = await ana.command("/kith", "show Sammy")
    assert "<@" not in shown.text


@pytest.mark.parametrize("flag", ["is_restricted", "is_stranger", "is_bot"])
async def test_who_is_no_member_is_a_name_like_any_other(office: Office, flag: str) -> None:
    office.slack.user("U0GIL", name="Gil Guest", flags={flag})
    offered = await office.ana.command("/kith", "log @Gil Guest coffee")
    assert offered.text.startswith("I don't know anyone called Gil Guest yet.")


async def test_a_mention_in_a_note_is_a_name(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0BEN", name="Ben Okafor")
    await ana.command("/kith", "add Sam Carter")
    logged = await ana.command("/kith", "log Sam coffee: met through @Ben Okafor")
    assert "met through Ben Okafor" in logged.text


async def test_a_message_is_logged_with_its_author_and_address_and_nothing_else(office: Office) -> None:
    ana, sam = office.ana, office.slack.user("U0SAM", name="Sam Carter")
    await ana.command("/kith", "add @Sam Carter")
    post = office.slack.world.post("CGENERAL", {"text": "the secret plan"}, author=sam.id)
    form = await form_of(await ana.shortcut("log_this", on=post))
    link = f"https://kith-test.slack.com/archives/CGENERAL/p{post.ts.replace('.', '')}"
    assert form.fields["People"] == ["Sam Carter"]
    assert form.fields["When"] == "2026-03-02"
    assert form.fields["Note"] == f"about: {link}"
    assert "secret" not in form.text
    logged = await form.submit()
    assert isinstance(logged, Post)
    assert logged.only_for == "U0ANA"
    assert "Sam Carter" in logged.text
    assert "secret" not in (await ana.command("/kith", "show Sam")).text


async def test_a_message_is_followed_up_on(office: Office) -> None:
    ana, sam = office.ana, office.slack.user("U0SAM", name="Sam Carter")
    office.slack.world.channel("general", with_app=True)
    post = office.slack.world.post("CGENERAL", {"text": "hi"}, author=sam.id)
    form = await form_of(await ana.shortcut("follow_up_this", on=post))
    assert form.fields["Person"] == "Sam Carter"
    assert str(form.fields["What"]).startswith("https://kith-test.slack.com/archives/CGENERAL/p")
    offered = await form.submit({"When": "2026-03-09"})
    assert offered.buttons == ["Add Sam Carter"]
    noted = await ana.press("Add Sam Carter")
    assert "Mon 9 Mar" in noted.text


async def test_a_message_of_ones_own_names_nobody(office: Office) -> None:
    post = office.slack.world.post("CGENERAL", {"text": "hi"}, author="U0ANA")
    form = await form_of(await office.ana.shortcut("log_this", on=post))
    assert form.fields["People"] == []


async def test_the_shortcut_from_anywhere_opens_the_form_to_log(office: Office) -> None:
    form = await form_of(await office.ana.shortcut("kith"))
    assert form.title == "Kith: log"
    assert form.fields["When"] == "2026-03-02"


@pytest.mark.parametrize("line", ["", "add "])
async def test_a_pasted_profile_offers_to_add(office: Office, line: str) -> None:
    ana = office.ana
    form = await form_of(await ana.command("/kith", f"{line}https://www.linkedin.com/in/sam-carter-12ab/"))
    assert form.fields["Name"] == "Sam Carter"
    added = await form.submit({"How often": "close"})
    assert "Added Sam Carter" in added.text
    assert "https://www.linkedin.com/in/sam-carter-12ab" in (await ana.command("/kith", "show Sam")).text


async def test_a_mention_alone_offers_to_add(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    form = await form_of(await ana.command("/kith", "@Sam Carter"))
    assert form.fields["Name"] == "Sam Carter"
    await form.submit({"How often": "close"})
    assert "Sam Carter" in (await ana.command("/kith", "show @Sam Carter")).text
