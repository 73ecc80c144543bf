"""Forms, shortcuts and mentions in Slack, with the whole of Kith behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.commands import REGISTRY
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Post, Refused
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
    assert "talked with Sam Rivera, Fri 27 Feb" in logged.text
    assert "the flat" in logged.text


async def test_what_was_typed_stands_in_the_pickers_and_what_fits_none_stays_text(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Sam Carter company:Acme")
    form = await form_of(await ana.command("/kith", "remind Sam friday"))
    assert form.fields == {
        "Person": "Sam Carter (Acme)",
        "Or a colleague": None,
        "What": None,
        "When": "2026-03-06",
        "Kind": None,
    }
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


OUTSIDERS = {
    "is_restricted": "Gil Guest is a guest in this workspace",
    "is_ultra_restricted": "Gil Guest is a guest in this workspace",
    "is_stranger": "Gil Guest is from another workspace",
    "is_bot": "Gil Guest is an app",
    "deleted": "Gil Guest is no longer active in this workspace",
}


@pytest.mark.parametrize("flag", OUTSIDERS)
async def test_who_is_no_member_is_refused_when_mentioned_and_nothing_typed_is_lost(office: Office, flag: str) -> None:
    ana = office.ana
    office.slack.user("U0GIL", name="Gil Guest", flags={flag})
    refused = await ana.command("/kith", "log @Gil Guest coffee yesterday: the kiln")
    assert refused.text.startswith(OUTSIDERS[flag])
    assert refused.buttons == ["Fix it in a form"]
    assert "nobody" in (await ana.command("/kith", "show Gil")).text
    form = await form_of(await ana.press("Fix it in a form"))
    assert form.fields["People"] == ["Gil Guest"]
    assert (form.fields["When"], form.fields["Note"]) == ("2026-03-01", "the kiln")
    offered = await form.submit({})
    assert "met Gil Guest" in (await ana.press("Add Gil Guest", on=offered)).text


@pytest.mark.parametrize("flag", OUTSIDERS)
async def test_who_is_no_member_is_refused_when_picked_beside_the_field(office: Office, flag: str) -> None:
    ana = office.ana
    office.slack.user("U0GIL", name="Gil Guest", flags={flag})
    await ana.command("/kith", "add Sam Carter")
    form = await form_of(await ana.command("/kith", "log"))
    refused = await form.submit({"People": ["Sam Carter"], "Colleagues": ["Gil Guest"], "Note": "the kiln"})
    assert refused is form
    assert form.errors["People"].startswith(OUTSIDERS[flag])
    logged = await form.submit({"Colleagues": []})
    assert "talked with Sam Carter" in logged.text
    assert "the kiln" in logged.text
    assert "nobody" in (await ana.command("/kith", "show Gil")).text


@pytest.mark.parametrize("flag", ["is_restricted", "is_admin"])
async def test_who_is_only_looked_for_is_looked_for_by_name(office: Office, flag: str) -> None:
    office.slack.user("U0GIL", name="Gil Guest", flags={flag})
    await office.ana.command("/kith", "add Sam Carter")
    assert "found nobody for Gil Guest" in (await office.ana.command("/kith", "show @Gil Guest")).text


async def test_a_guest_who_is_in_the_book_by_name_is_meant(office: Office) -> None:
    office.slack.user("U0GIL", name="Gil Guest", flags={"is_restricted"})
    await office.ana.command("/kith", "add Gil Guest")
    assert "met Gil Guest" in (await office.ana.command("/kith", "log @Gil Guest coffee")).text


async def test_a_colleague_who_has_left_is_still_found_by_mention(office: Office) -> None:
    ana, sam = office.ana, office.slack.user("U0SAM", name="Sam Carter")
    await ana.command("/kith", "add @Sam Carter")
    office.slack.world.members[sam.id] = replace(sam.member, flags=frozenset({"deleted"}))
    await office.slack.happens({"type": "user_change", "user": {"id": sam.id, "deleted": True, "team_id": "T0KITH"}})
    assert "call with Sam Carter" in (await ana.command("/kith", "log @Sam Carter call")).text


async def test_whom_slack_does_not_tell_of_is_not_added(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Priya Nair")
    office.slack.user("U0SAM", name="Sam Carter")
    office.slack.faults.plan("users.info", Refused("user_not_visible"), times=2)
    refused = await ana.command("/kith", "log @Sam Carter coffee")
    assert refused.text.startswith("I could not find out who Sam Carter is in this workspace just now.")
    form = await form_of(await ana.command("/kith", "log"))
    assert await form.submit({"Colleagues": ["Sam Carter"], "Note": "the flat"}) is form
    assert form.errors == {"Colleagues": "Slack could not tell me who that is just now. Please try that again."}
    assert "talked with Sam Carter" in (await form.submit({})).text


@pytest.mark.parametrize(
    ("command", "picked"),
    [
        ("log", {"Colleagues": ["Sam Carter"]}),
        ("keep", {"Colleagues": ["Sam Carter"], "How often": "close"}),
        ("note", {"Or a colleague": "Sam Carter", "Note": "left-handed"}),
        ("edit", {"Or a colleague": "Sam Carter"}),
    ],
)
async def test_a_colleague_is_picked_in_every_form_that_takes_people(
    office: Office, command: str, picked: dict[str, object]
) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    answer = await (await form_of(await ana.command("/kith", command))).submit(picked)
    assert "Sam Carter" in (answer.title if isinstance(answer, Modal) else answer.text)
    await ana.command("/kith", "edit Sam Carter name:Sammy")
    assert "a call with Sammy" in (await ana.command("/kith", "log @Sam Carter call")).text


async def test_picked_again_a_colleague_is_the_contact_that_was_linked(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    office.slack.user("U0BEN", name="Ben Okafor")
    await ana.command("/kith", "add Sam Carter")
    for _ in range(2):
        form = await form_of(await ana.command("/kith", "log"))
        logged = await form.submit({"People": ["Priya Nair"], "Colleagues": ["Sam Carter", "Ben Okafor"]})
        assert "talked with Priya Nair, Sam Carter and Ben Okafor" in logged.text
    for name in ("Priya Nair", "Sam Carter", "Ben Okafor"):
        assert (await ana.command("/kith", f"show {name}")).text.startswith(name)
    assert len(office.slack.calls_of("users.info")) == 3


async def test_a_colleague_whose_name_fits_several_is_asked_about(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam")
    await ana.command("/kith", "add Sam Carter")
    await ana.command("/kith", "add Sam Rivera")
    form = await form_of(await ana.command("/kith", "log"))
    which = await form.submit({"Colleagues": ["Sam"], "Note": "the flat"})
    assert which.buttons == ["Sam Carter", "Sam Rivera", "Somebody new"]
    logged = await ana.press("Sam Rivera", on=which)
    assert "talked with Sam Rivera" in logged.text
    assert "the flat" in logged.text


async def test_one_person_is_one_person(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    await ana.command("/kith", "add Priya Nair")
    form = await form_of(await ana.command("/kith", "note"))
    both = await form.submit({"Person": "Priya Nair", "Or a colleague": "Sam Carter", "Note": "left-handed"})
    assert both is form
    assert list(form.errors) == ["Or a colleague"]
    nobody = await form.submit({"Person": None, "Or a colleague": None})
    assert nobody is form
    assert form.errors == {"Person": "Person is needed."}


async def test_the_form_to_add_links_a_colleague_under_the_name_that_is_typed(office: Office) -> None:
    ana = office.ana
    office.slack.user("U0SAM", name="Sam Carter")
    office.slack.user("U0BEN", name="Ben Okafor")
    for name, colleague, called in (("Sammy", "Sam Carter", "Sammy"), ("", "Ben Okafor", "Ben Okafor")):
        form = await form_of(await ana.command("/kith", "add"))
        added = await form.submit({"Name": name, "A colleague": colleague, "How often": "close"})
        assert f"Added {called}" in added.text
        assert f"a call with {called}" in (await ana.command("/kith", f"log @{colleague} call")).text


async def test_a_message_of_a_guest_opens_the_form_which_says_so(office: Office) -> None:
    gil = office.slack.user("U0GIL", name="Gil Guest", flags={"is_restricted"})
    post = office.slack.world.post("CGENERAL", {"text": "hi"}, author=gil.id)
    form = await form_of(await office.ana.shortcut("log_this", on=post))
    assert "Gil Guest is a guest in this workspace, and I only link full members." in form.text
    assert form.fields["People"] == ["Gil Guest"]


async def test_a_zone_is_found_while_it_is_typed_in_the_settings(office: Office) -> None:
    ana = office.ana
    await ana.command("/kith", "add Sam Carter")
    await ana.command("/kith", "settings")
    form = await form_of(await ana.press("Change"))
    assert form.fields["Time zone"] == "Europe/Berlin"
    assert await form.suggest("Time zone", "auckl") == ["Pacific/Auckland", "auckl"]
    assert await form.submit({"Time zone": "Atlantis"}) is form
    assert "Atlantis" in form.errors["Time zone"]
    assert "Pacific/Auckland" in (await form.submit({"Time zone": "Pacific/Auckland"})).text


async def test_whose_zone_it_is_and_who_introduced_them_are_picked(office: Office) -> None:
    ana = office.ana
    for name in ("Priya Nair company:Acme", "Priya Rao company:Northwind", "Sam Carter"):
        await ana.command("/kith", f"add {name}")
    form = await form_of(await ana.command("/kith", "edit Sam"))
    changed = await form.submit({"Title": "CTO"})
    form = await form_of(await ana.press("How you met…", on=changed))
    assert await form.suggest("Who introduced you", "priya") == [
        "Priya Nair (Acme)",
        "Priya Rao (Northwind)",
        "priya",
    ]
    picked = {"Who introduced you": "Priya Rao (Northwind)", "Their time zone": "Pacific/Auckland"}
    changed = await form.submit(picked)
    assert "Pacific/Auckland" in changed.text
    assert "Priya Rao" in changed.text
    await ana.command("/kith", "edit Sam title:CEO")
    form = await form_of(await ana.press("Edit…"))
    changed = await form.submit({"Title": "CTO"})
    form = await form_of(await ana.press("How you met…", on=changed))
    assert {name: form.fields[name] for name in picked} == picked
    emptied = await form.submit({"Who introduced you": "-", "Their time zone": "-"})
    assert "Pacific/Auckland" not in emptied.text
    assert "Priya Rao" not in emptied.text


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
