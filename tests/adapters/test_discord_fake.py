"""The pretended Discord behaves as the real client and people expect, and catches what the real one would refuse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from tests.fakes.discord_contract import Contract
from tests.fakes.discord_faults import Drop
from tests.fakes.discord_payloads import interaction_payload, message_payload, user_payload
from tests.fakes.discord_person import SeenForm, Unanswered
from tests.fakes.discord_seen import SeenMessage, Upload
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_world import Interaction, World


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def fake(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(watch) as discord_itself:
        monkeypatch.setattr(discord.http.Route, "BASE", discord_itself.api_url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(discord_itself.gateway_url))
        yield discord_itself


class PlainBot(discord.Client):
    """The least bot: one group with one command, whose behaviour each test gives."""

    def __init__(self, answer: Any = None) -> None:
        super().__init__(intents=discord.Intents(guilds=True, dm_messages=True), max_messages=None)
        tree = app_commands.CommandTree(self)
        group = app_commands.Group(name="kith", description="Keep in touch")

        @group.command(name="log", description="Note a conversation")
        @app_commands.describe(people="Who", card="A file")
        async def log(it: discord.Interaction, people: str = "", card: discord.Attachment | None = None) -> None:
            await answer(it, card or people)

        @log.autocomplete("people")
        async def complete(it: discord.Interaction, text: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{text}m", value="c1")]

        tree.add_command(group)
        self.tree = tree
        self.heard: asyncio.Queue[str] = asyncio.Queue()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message.content)


@asynccontextmanager
async def running(bot: discord.Client, fake: FakeDiscord) -> AsyncIterator[None]:
    serving = asyncio.create_task(bot.start(fake.token))
    try:
        await fake.online()
        yield
    finally:
        await bot.close()
        await asyncio.gather(serving, return_exceptions=True)


async def noted_in_place(pressed: discord.Interaction) -> None:
    await pressed.response.edit_message(content="Noted.", view=None)


async def test_command_button_and_completion_reach_the_person(fake: FakeDiscord) -> None:
    async def answer(it: discord.Interaction, people: str) -> None:
        view = discord.ui.View(timeout=60)
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(label="Talked", custom_id="talked")
        button.callback = noted_in_place  # type: ignore[method-assign,assignment] # how discord.py sets one
        await it.response.send_message(f"@everyone, {people}?", view=view.add_item(button), ephemeral=True)

    async with running(PlainBot(answer), fake):
        alice = fake.user("alice")
        asked = await alice.command("kith log", people="Sam", on_server=True)
        assert isinstance(asked, SeenMessage)
        assert (asked.text, asked.buttons, asked.ephemeral) == ("@everyone, Sam?", ("Talked",), True)
        assert asked.pings == ("everyone",), "nothing held the mention back"
        noted = await alice.press("Talked")
        assert isinstance(noted, SeenMessage)
        assert (noted.id, noted.text, noted.buttons, noted.edited) == (asked.id, "Noted.", (), True)
        assert [choice.name for choice in await alice.complete("kith log", people="sa")] == ["sam"]
    assert alice.dm() == ()
    fake.assert_clean()


async def test_form_opens_and_its_values_arrive(fake: FakeDiscord) -> None:
    async def answer(it: discord.Interaction, people: str) -> None:
        who: discord.ui.TextInput[Any] = discord.ui.TextInput(custom_id="who", default="Sam")
        modal = discord.ui.Modal(title="Log").add_item(discord.ui.Label(text="Who", component=who))

        async def sent(submission: discord.Interaction) -> None:
            await submission.response.send_message(f"{who.value}!", ephemeral=True)

        modal.on_submit = sent  # type: ignore[method-assign] # how discord.py sets one
        await it.response.send_modal(modal)

    async with running(PlainBot(answer), fake):
        form = await fake.user("alice").command("kith log")
        assert isinstance(form, SeenForm)
        assert form.values == {"Who": "Sam"}
        with pytest.raises(AssertionError, match="something is needed"):
            await form.submit({"Who": ""})
        shown = await form.submit({"Who": "Priya"})
        assert isinstance(shown, SeenMessage)
        assert shown.text == "Priya!"
    fake.assert_clean()


async def test_form_cannot_follow_a_deferred_answer(fake: FakeDiscord) -> None:
    async def answer(it: discord.Interaction, people: str) -> None:
        await it.response.defer(ephemeral=True)
        it.response._response_type = None  # discord.py would refuse the second answer before Discord can
        with pytest.raises(discord.HTTPException, match="40060"):
            await it.response.send_modal(
                discord.ui.Modal(title="Log").add_item(discord.ui.Label(text="Who", component=discord.ui.TextInput()))
            )
        await it.edit_original_response(content="Later.")

    async with running(PlainBot(answer), fake):
        shown = await fake.user("alice").command("kith log")
        assert isinstance(shown, SeenMessage)
        assert (shown.text, shown.ephemeral) == ("Later.", True)
    with pytest.raises(AssertionError, match="40060"):
        fake.assert_clean()


async def test_silence_is_noticed_and_tokens_die_after_a_quarter_of_an_hour(fake: FakeDiscord, watch: Watch) -> None:
    kept: asyncio.Future[discord.Interaction] = asyncio.get_running_loop().create_future()
    fake.world.first_response_seconds = 0.2

    async def answer(it: discord.Interaction, people: str) -> None:
        if people:
            await it.response.send_message("Here.", ephemeral=True)
            kept.set_result(it)

    async with running(PlainBot(answer), fake):
        with pytest.raises(Unanswered):
            await fake.user("alice").command("kith log")
        await fake.user("alice").command("kith log", people="Sam")
        watch.now += timedelta(minutes=16)
        with pytest.raises(discord.HTTPException, match="50027"):
            await (await kept).edit_original_response(content="Too late.")


async def test_files_travel_both_ways(fake: FakeDiscord) -> None:
    async def answer(it: discord.Interaction, card: discord.Attachment) -> None:
        await it.response.send_message("Back to you.", file=await card.to_file(), ephemeral=True)

    async with running(PlainBot(answer), fake):
        shown = await fake.user("alice").command("kith log", card=Upload("people.vcf", b"BEGIN:VCARD"))
        assert isinstance(shown, SeenMessage)
        assert dict(shown.files) == {"people.vcf": b"BEGIN:VCARD"}
    fake.assert_clean()


async def test_repeated_nonce_returns_the_first_message_until_it_is_forgotten(fake: FakeDiscord) -> None:
    bot, alice = PlainBot(), fake.user("alice")
    async with running(bot, fake):
        channel = await bot.create_dm(discord.Object(int(alice.id)))
        fake.fail("POST", "/channels/*/messages", Drop(stored=True))
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await channel.send("One", nonce="n1")
        again = await channel.send("One", nonce="n1")
        assert [message.id for message in alice.dm()] == [str(again.id)]
        fake.forget_nonces()
        await channel.send("One", nonce="n1")
        assert len(alice.dm()) == 2
        assert fake.called("POST", "/channels/*/messages") == 3


async def test_closed_doors_answer_with_their_codes(fake: FakeDiscord) -> None:
    bot, alice, bob = PlainBot(), fake.user("alice"), fake.user("bob")
    alice.close_dms()
    bob.leave()
    async with running(bot, fake):
        for person, code in ((alice, 50007), (bob, 50278)):
            with pytest.raises(discord.Forbidden) as refused:
                await (await bot.create_dm(discord.Object(int(person.id)))).send("Hello")
            assert refused.value.code == code
    assert alice.dm() == bob.dm() == ()


async def test_session_resumes_and_catches_up(fake: FakeDiscord) -> None:
    bot, alice = PlainBot(), fake.user("alice")
    async with running(bot, fake):
        await alice.writes("before")
        fake.gateway.cut()
        await alice.writes("meanwhile")
        assert await fake.world.until(lambda: fake.gateway.resumes == 1, seconds=5)
        await fake.gateway.ask_to_reconnect()
        assert await fake.world.until(lambda: fake.gateway.resumes == 2, seconds=5)
        await alice.writes("after")
        async with asyncio.timeout(5):
            assert [await bot.heard.get() for _ in range(3)] == ["before", "meanwhile", "after"]
        assert fake.gateway.identifies == 1


async def test_wrong_token_is_refused(fake: FakeDiscord) -> None:
    with pytest.raises(discord.LoginFailure):
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login("wrong")


_ROW = {"type": 1, "components": [{"type": 2, "style": 2, "label": "Go", "custom_id": "a"}]}
_NAMELESS_ROW = {"type": 1, "components": [{"type": 2, "style": 2, "custom_id": "a"}]}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({}, "empty message"),
        ({"content": "x" * 2001}, "at most 2000"),
        ({"content": "x", "colour": 1}, "colour"),
        ({"content": "x", "components": [_ROW, _ROW]}, "custom_id 'a' twice"),
        ({"embeds": [{"description": "x" * 3100}] * 2}, "at most 6000"),
        ({"content": "x", "components": [_NAMELESS_ROW]}, "neither label nor emoji"),
    ],
)
async def test_messages_that_discord_refuses(fake: FakeDiscord, body: dict[str, Any], complaint: str) -> None:
    if complaint == "colour" and not fake.validates:
        pytest.skip("Discord's description is not on this machine")
    channel = fake.world.dm(fake.world.user("alice"))
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {fake.token}"}) as session:
        answer = await session.post(f"{fake.api_url}/channels/{channel.id}/messages", json=body)
        assert answer.status == 400
    assert complaint in fake.violations[0]
    assert fake.user("alice").dm() == ()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([{"type": 3, "name": "When", "description": "x"}], "not a command or option name"),
        ([{"type": 3, "name": "a", "description": "x"}, {"type": 3, "name": "b", "description": "x", "required": True}],
         "required option b after an optional one"),
    ],
)  # fmt: skip
async def test_commands_that_discord_refuses(fake: FakeDiscord, options: list[dict[str, Any]], complaint: str) -> None:
    log = {"type": 1, "name": "log", "description": "x", "options": options}
    command = {"name": "kith", "description": "x", "options": [log]}
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {fake.token}"}) as session:
        answer = await session.put(f"{fake.api_url}/applications/{fake.world.application_id}/commands", json=[command])
        assert answer.status == 400
    assert complaint in fake.violations[0]


@pytest.mark.parametrize(
    ("kind", "resolved", "complaint"),
    [
        (2, {"users": {"1": {"id": 1}}}, "1 is not of type 'string'"),
        (2, {}, "'users' is a required property"),
        (3, {"messages": {"1": {"id": "1"}}}, "'author' is a required property"),
        (3, {"users": {}}, "'users' was unexpected"),
    ],
)
def test_what_the_fake_sends_for_a_menu_is_judged(
    watch: Watch, kind: int, resolved: dict[str, Any], complaint: str
) -> None:
    if (contract := Contract.load()) is None:
        pytest.skip("Discord's descriptions are not on this machine")
    world = World(watch, lambda: "")
    ana = world.user("ana")
    chosen = Interaction(world.new_id(), "token", 2, ana, world.square, None, watch(), 0.0)
    sound = {"users": {ana.id: user_payload(ana)}}
    if kind == 3:
        sound = {"messages": {"1": message_payload(world.compose(world.square, ana, "Hello"))}}
    for given, said in ((sound, ""), (resolved, complaint)):
        data = {"id": "1", "name": "Log a catch-up", "type": kind, "target_id": ana.id, "resolved": given}
        problems = contract.dispatch("INTERACTION_CREATE", interaction_payload(world, chosen, data))
        assert said in " ".join(problems)
        assert bool(problems) is bool(said)
