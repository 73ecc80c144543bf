"""Lines and files in the direct messages with Kith, through the real adapter, pipeline and store."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.slack import interactions
from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.shelf import Shelf
from tests.fakes.slack import FakeSlack, Modal, Person, Post, Refused
from tests.fakes.slack_desk import Desk, at_work
from tests.fakes.surfaces import MONDAY, PEOPLE

CARDS = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jonas Weber\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Mia Lang\nEND:VCARD\n"
TABLE = b"Name,Company\nPriya Nair,Acme\n"


@pytest.fixture
async def desk(sqlite_shelf: Shelf) -> AsyncIterator[Desk]:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        async with at_work(sqlite_shelf, slack, clock) as made:
            yield made
        slack.assert_clean()


@pytest.fixture
async def ana(desk: Desk) -> Person:
    made = desk.slack.user("U0ANA", name="Ana")
    await made.command("/kith", "add Sam Carter close")
    return made


async def dropped(person: Person, name: str, content: bytes) -> Post:
    """What stands in the direct messages once a file that was dropped there is answered."""
    await person.says("", [person.upload(name, content)])
    return await read(person)


async def read(person: Person) -> Post:
    """The answer that took the place of the progress."""
    progress = await person.next()
    assert isinstance(progress, Post)
    assert await person.next() is progress
    return progress


async def test_a_file_is_previewed_confirmed_and_taken_back(desk: Desk, ana: Person) -> None:
    await ana.says("", [ana.upload("people.vcf", CARDS)])
    posted = desk.slack.calls_of("chat.postMessage")[-1]
    assert posted.arguments["text"] == "Reading people.vcf…"
    preview = await read(ana)
    assert preview.text.startswith("Before anything is changed\n2 new:")
    assert preview.buttons == ["Import 2", "Leave it"]
    done = await ana.press("Import 2", on=preview)
    assert done is preview
    assert "Imported 2 new people." in done.text
    assert "Mia Lang" in (await ana.command("/kith", "show Mia")).text
    undone = await ana.press("Undo", on=preview)
    assert undone.text.startswith("Undone")
    assert "nobody" in (await ana.command("/kith", "show Mia")).text


async def test_several_files_are_answered_one_after_the_other(ana: Person) -> None:
    await ana.says(
        "here they are", [ana.upload("a.vcf", CARDS), ana.upload("b.csv", TABLE), ana.upload("c.png", b"\x89PNG\0")]
    )
    answers = [await read(ana) for _ in range(3)]
    assert ["2 new" in answers[0].text, "1 new" in answers[1].text] == [True, True]
    assert answers[2].text.startswith("c.png is not a text file.")
    assert "c.png" in answers[2].text
    assert answers == ana.dm()[-3:]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\0\0", "I don't know the kind of file that photo.png is"),
        ("empty.vcf", b"", "empty"),
        ("much.csv", b"Name\n" + b"Sam\n" * 1_400_000, "I take up to 5 MB"),
        ("more.csv", b"x" * (10 * 1024 * 1024 + 1), "I take up to 10 MB"),
    ],
    ids=["an image", "empty", "large", "too large"],
)
async def test_what_cannot_be_imported_gets_a_sentence(ana: Person, name: str, content: bytes, said: str) -> None:
    answer = await dropped(ana, name, content)
    assert said in answer.text
    assert not [label for label in answer.buttons if label.startswith("Import")]


async def test_a_file_that_slack_does_not_keep_is_not_fetched(desk: Desk, ana: Person) -> None:
    stored = ana.upload("people.vcf", CARDS)
    told = {**desk.slack.web.file_of(stored), "url_private_download": "https://evil.example/people.vcf"}
    content = {"type": "message", "subtype": "file_share", "user": ana.id, "text": "", "files": [told]}
    await desk.slack.happens({**content, "channel": "D0ANA", "channel_type": "im", "ts": "1.2"})
    assert "not kept by Slack itself" in (await read(ana)).text


async def test_told_twice_a_file_and_a_line_act_once(desk: Desk, ana: Person) -> None:
    await ana.says("", [ana.upload("people.vcf", CARDS)])
    preview = await read(ana)
    await desk.slack.socket.redeliver()
    await ana.next()
    assert ana.dm()[-1] is preview
    await ana.says("log Sam coffee")
    await ana.next()
    before = len(ana.dm())
    await desk.slack.socket.redeliver()
    assert len(ana.dm()) == before


async def test_a_line_needs_no_slash(ana: Person) -> None:
    for text in ("log sam coffee yesterday", "kith log Sam call", "/kith due", "had coffee with Sam"):
        await ana.says(text)
        answer = await ana.next()
        assert "I don't know" not in answer.text, text
    await ana.says("thanks a lot!")
    assert 'I don\'t know what to do with "thanks a lot!"' in (await ana.next()).text


async def test_where_a_form_is_needed_a_button_opens_it(ana: Person) -> None:
    await ana.says("add")
    asked = await ana.next()
    assert asked.text == "There is a form for that (Kith: add).\n[Open the form]"
    assert isinstance(await ana.press("Open the form"), Modal)


@pytest.mark.parametrize(
    ("pasted", "profile"),
    [
        ("<https://www.linkedin.com/in/priya-nair-12ab/?trk=x>", "https://www.linkedin.com/in/priya-nair-12ab"),
        (
            "kith <https://linkedin.com/in/priya-nair|linkedin.com/in/priya-nair>",
            "https://www.linkedin.com/in/priya-nair",
        ),
        ("<https://kith-test.slack.com/team/U0SAM>", ""),
        ("<@U0SAM>", ""),
    ],
)
async def test_a_pasted_profile_offers_to_add(desk: Desk, ana: Person, pasted: str, profile: str) -> None:
    desk.slack.user("U0SAM", name="Sam Rivera")
    name = "Priya Nair" if profile else "Sam Rivera"
    await ana.says(pasted)
    offered = await ana.next()
    assert offered.text.startswith(f"There is a form for that (Kith: add).\nName: {name}")
    form = await ana.press("Open the form")
    assert isinstance(form, Modal)
    assert form.fields["Name"] == name
    added = await form.submit({"How often": "every 6 weeks"})
    assert f"Added {name}" in added.text
    shown = await ana.command("/kith", f"show {name}" if profile else "show @Sam Rivera")
    assert shown.text.startswith(name)
    assert profile in shown.text


async def test_a_guest_who_is_pasted_is_refused_before_the_form(desk: Desk, ana: Person) -> None:
    desk.slack.user("U0GIL", name="Gil Guest", flags={"is_restricted"})
    await ana.says("<@U0GIL>")
    assert (await ana.next()).text.startswith("Gil Guest is a guest in this workspace, and I only link full members.")


async def test_somebody_new_is_welcomed(desk: Desk) -> None:
    ben = desk.slack.user("U0BEN", name="Ben")
    await ben.says("hello")
    welcome = await ben.next()
    assert "I'm Kith" in welcome.text
    form = await ben.press("Start")
    assert isinstance(form, Modal)
    assert PEOPLE in form.fields


async def test_what_kith_wrote_and_what_was_changed_is_left_alone(desk: Desk, ana: Person) -> None:
    before, wrote = desk.slack.calls.copy(), {"type": "message", "channel": "D0ANA", "channel_type": "im", "ts": "1.2"}
    for content in (
        {"user": desk.slack.world.bot, "bot_id": "B0KITH", "text": "log Sam call"},
        {"user": ana.id, "bot_id": "B0OTHER", "text": "log Sam call"},
        {"subtype": "message_changed", "message": {"user": ana.id, "text": "log Sam call"}},
        {"subtype": "message_deleted", "previous_message": {"user": ana.id, "text": "log Sam call"}},
        {"subtype": "bot_message", "bot_id": "B1", "text": "log Sam call"},
        {"user": ana.id, "text": "log Sam call", "channel_type": "channel"},
    ):
        await desk.slack.happens({**wrote, **content})
    assert desk.slack.calls == before


@pytest.mark.parametrize("flag", ["is_restricted", "is_stranger"])
async def test_guests_and_strangers_are_refused_and_their_files_not_read(desk: Desk, flag: str) -> None:
    eve = desk.slack.user("U0EVE", name="Eve", flags={flag})
    for files in ([], [eve.upload("people.vcf", CARDS)]):
        await eve.says("log Sam call", files)
        assert "can't" in (await eve.next()).text
    assert len(eve.dm()) == 4


async def test_where_slack_does_not_take_the_progress_the_answer_comes_all_the_same(desk: Desk, ana: Person) -> None:
    desk.slack.faults.plan("chat.postMessage", Refused("internal_error"))
    await ana.says("", [ana.upload("people.vcf", CARDS)])
    assert (await ana.next()).text.startswith("Before anything is changed")


async def test_a_large_import_says_so_at_once(desk: Desk, ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "MEANWHILE_SECONDS", 0.0)
    table = b"Name\n" + b"".join(b"Person Number %d\n" % number for number in range(1500))
    preview = await dropped(ana, "people.csv", table)
    await ana.press("Import 1500", on=preview)
    async with asyncio.timeout(60):
        while "Imported 1,500 new people." not in preview.text:
            await ana.next(30)
    updates = [call.arguments["text"] for call in desk.slack.calls_of("chat.update")]
    assert updates[1] == "Importing 1,500 people…"
    assert updates[2].startswith("Imported 1,500 new people.")


async def test_an_export_comes_as_a_file(ana: Person) -> None:
    await ana.says("export csv")
    seen = [await ana.next() for _ in range(2)]
    assert any(".csv)" in each.text for each in seen)
