"""The gateway as Kith uses it: shards, few sessions, and servers that it comes into and is removed from."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from discord import AutoShardedClient, Intents, MemberCacheFlags
from discord.gateway import KeepAliveHandler

from adapters.discord.client import DiscordAdapter
from adapters.discord.listener import Listener
from adapters.discord.pace import Openings, Requests
from tests.fakes.discord_script import NOW, Lived, Script, Told, declared, running, until
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(lambda: NOW) as fake:
        yield fake
        fake.assert_clean()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wait between connections; discord.py waits five seconds before each further one."""

    async def at_once(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr("discord.Client.before_identify_hook", at_once)
    monkeypatch.setattr("adapters.discord.client._FIRST_WAIT", 0.01)


def adapter(discord: FakeDiscord) -> DiscordAdapter:
    return DiscordAdapter(
        token=discord.token,
        registry=declared(),
        synced=Told(),
        homes=Lived(),
        clock=lambda: NOW,
        api_url=discord.api_url,
        gateway_url=discord.gateway_url,
    )


async def test_as_many_shards_as_discord_wants(discord: FakeDiscord) -> None:
    discord.world.shards = 3
    for name in ("Club", "Choir", "Work"):
        discord.world.add_server(name)
    lived, script = Lived(), Script()
    async with running(discord, script, lived=lived) as connected:
        assert discord.gateway.identifies == 3
        assert await until(lambda: connected.trouble() is None)
        for on_server in (True, False):  # the server's shard, and the first for a direct message
            answer = await discord.user("alice").command("kith log", people="Sam", on_server=on_server)
            assert isinstance(answer, SeenMessage)
            assert answer.text == "Done."
        assert len(script.events) == 2
        discord.gateway.cut()
        assert await discord.world.until(lambda: discord.gateway.resumes == 3, seconds=10)
        assert discord.gateway.identifies == 3


async def test_connected_means_every_shard() -> None:
    openings, requests = Openings(lambda: NOW, Told()), Requests(lambda: NOW)
    listener = Listener(declared(), Script(), Told(), Lived(), openings, requests)
    listener.shard_count = 2
    seen = []
    for happened, shard in (
        (listener.on_shard_connect, 0),
        (listener.on_shard_connect, 1),
        (listener.on_shard_disconnect, 0),
        (listener.on_shard_resumed, 0),
    ):
        await happened(shard)
        seen.append(listener.connected)
    assert seen == [False, True, False, True]


@pytest.mark.parametrize(("left", "shards"), [(49, 1), (0, 1), (60, 61)])
async def test_with_too_few_sessions_left_none_is_begun_until_there_are_more(
    discord: FakeDiscord, left: int, shards: int
) -> None:
    world = discord.world
    world.sessions_left, world.sessions_reset_ms, world.shards = left, 20, shards
    waiting = adapter(discord)
    serving = asyncio.create_task(waiting.run(Script()))
    try:
        assert await until(lambda: discord.called("GET", "/gateway/bot") >= 3)
        assert discord.gateway.identifies == 0
        assert f"lets me connect {left} more times" in (waiting.trouble() or "")
        world.sessions_left, world.shards = 1000, 1
        await discord.online()
        assert await until(lambda: waiting.trouble() is None)
    finally:
        serving.cancel()
        await asyncio.wait({serving})


async def test_sessions_that_are_lost_are_not_begun_anew_without_end(discord: FakeDiscord) -> None:
    world = discord.world
    async with running(discord, Script()) as connected:
        assert await until(lambda: connected.trouble() is None)
        world.sessions_left, world.sessions_reset_ms = 10, 20
        await discord.gateway.end_sessions()
        assert await until(lambda: "lets me connect 10 more times" in (connected.trouble() or ""), seconds=15)
        assert discord.gateway.identifies == 1
        world.sessions_left = 1000
        assert await until(lambda: connected.trouble() is None)
        assert discord.gateway.identifies == 2


async def test_servers_come_and_go(discord: FakeDiscord) -> None:
    lived = Lived()
    async with running(discord, Script(), lived=lived):
        assert await until(lambda: lived.present == {discord.world.server_id: "Home"})
        club = await discord.gateway.add_server("Club")
        assert await until(lambda: lived.present.get(club) == "Club")
        await discord.gateway.remove_from(discord.world.server_id)
        assert await until(lambda: lived.present == {club: "Club"})


async def test_an_app_of_ones_own_belongs_to_no_server(discord: FakeDiscord) -> None:
    script = Script()
    async with running(discord, script):
        alice = discord.user("alice")
        answer = await alice.away().command("kith log", people="Sam")
        assert isinstance(answer, SeenMessage)
        assert answer.ephemeral
        who = script.events[0].who
        assert (who.external, who.workspace, who.workspace_name, who.manages) == (alice.id, "", "", False)


async def test_one_of_two_processes_tells_the_commands(discord: FakeDiscord) -> None:
    async with running(discord, Script(), told=BeingTold()):
        assert discord.called("PUT", "/applications/*/commands") == 0


class BeingTold(Told):
    """Another process is telling Discord the commands right now."""

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[bool]:
        yield False


async def test_stopped_at_any_moment_no_heartbeat_goes_on(discord: FakeDiscord) -> None:
    for moment in range(30):
        serving = asyncio.create_task(adapter(discord).run(Script()))
        await asyncio.wait({serving}, timeout=moment / 500)
        serving.cancel()
        await asyncio.wait({serving})
    beating = [each for each in threading.enumerate() if isinstance(each, KeepAliveHandler)]
    assert all(each._stop_ev.is_set() for each in beating)


async def test_a_stop_that_the_library_loses_while_it_connects_is_heeded(
    discord: FakeDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected, connect = asyncio.Event(), AutoShardedClient.launch_shards

    async def lose_it(client: AutoShardedClient) -> None:
        await connect(client)
        connected.set()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)

    monkeypatch.setattr(AutoShardedClient, "launch_shards", lose_it)
    serving = asyncio.create_task(adapter(discord).run(Script()))
    await connected.wait()
    serving.cancel()
    ended, _ = await asyncio.wait({serving}, timeout=5)
    assert ended == {serving}
    assert serving.cancelled()


async def test_kith_asks_for_no_privileged_intent_and_keeps_next_to_nothing(discord: FakeDiscord) -> None:
    async with running(discord, Script()):
        assert discord.gateway.intents == {Intents(guilds=True).value}
    client = Listener(declared(), Script(), Told(), Lived(), Openings(lambda: NOW, Told()), Requests(lambda: NOW))
    assert client._connection.max_messages is None
    assert client._connection.member_cache_flags == MemberCacheFlags.none()
    assert client.http.max_ratelimit_timeout == 30.0
