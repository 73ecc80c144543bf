"""`kith run` as a process: what it says at the start, that it serves, that it stops when asked."""

import asyncio
import signal
from pathlib import Path

import aiohttp

from bot.app import utc_now
from tests.fakes.discord_seen import SeenMessage
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.discord_webhooks import Webhooks as DiscordWebhooks
from tests.fakes.process import kith_run
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_webhooks import Webhooks

SECONDS = 20.0


async def test_without_a_token_it_says_what_is_missing(tmp_path: Path) -> None:
    async with kith_run(tmp_path) as process:
        said, trouble = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 1
    assert b"KITH_SLACK_BOT_TOKEN" in said
    assert b"KITH_DISCORD_TOKEN" in said
    assert b"kith chat" in trouble
    assert b"Traceback" not in trouble


async def test_with_one_token_it_serves_and_says_what_the_other_platform_needs(tmp_path: Path) -> None:
    async with (
        FakeSlack() as slack,
        kith_run(
            tmp_path,
            KITH_SLACK_BOT_TOKEN=slack.bot_token,
            KITH_SLACK_APP_TOKEN=slack.app_token,
            KITH_SLACK_API_URL=slack.base_url,
            KITH_WEB="127.0.0.1:0",
        ) as process,
    ):
        assert process.stdout
        assert process.stderr
        assert b"Discord is off" in await asyncio.wait_for(process.stdout.readline(), SECONDS)
        port = await _port(process.stderr)
        await slack.socket.connected()
        alice = slack.user("U0ALICE")
        answer = await alice.command("/kith", "add Sam Carter close")
        assert "Added Sam Carter" in answer.text
        async with aiohttp.ClientSession() as session:
            for path in ("/healthz", "/readyz", "/metrics"):
                async with session.get(f"http://127.0.0.1:{port}{path}") as page:
                    assert page.status == 200, await page.text()
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), SECONDS)
        assert process.returncode == 0
        slack.assert_clean()


async def test_a_refused_slack_token_ends_in_a_sentence(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        async with kith_run(
            tmp_path,
            KITH_SLACK_BOT_TOKEN="xoxb-wrong",
            KITH_SLACK_APP_TOKEN=slack.app_token,
            KITH_SLACK_API_URL=slack.base_url,
        ) as process:
            _, trouble = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == 1
        assert b"Slack does not accept the bot token" in trouble
        assert b"Traceback" not in trouble


async def test_a_refused_discord_token_ends_in_a_sentence(tmp_path: Path) -> None:
    async with FakeDiscord(utc_now) as discord:
        async with kith_run(
            tmp_path,
            KITH_DISCORD_TOKEN="wrong",
            KITH_DISCORD_API_URL=discord.api_url,
            KITH_DISCORD_GATEWAY_URL=discord.gateway_url,
        ) as process:
            _, trouble = await asyncio.wait_for(process.communicate(), SECONDS)
        assert process.returncode == 1
        assert b"Discord does not accept the bot token" in trouble
        assert b"Traceback" not in trouble


async def test_two_engines_on_one_file_are_refused(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        settings = {
            "KITH_SLACK_BOT_TOKEN": slack.bot_token,
            "KITH_SLACK_APP_TOKEN": slack.app_token,
            "KITH_SLACK_API_URL": slack.base_url,
        }
        async with kith_run(tmp_path, **settings) as _:
            await slack.socket.connected(within=SECONDS)
            async with kith_run(tmp_path, **settings) as second:
                _, trouble = await asyncio.wait_for(second.communicate(), SECONDS)
            assert second.returncode == 1
            assert b"Traceback" not in trouble
            assert b"kith.db" in trouble


async def test_http_without_a_signing_secret_is_refused(tmp_path: Path) -> None:
    async with kith_run(
        tmp_path, KITH_SLACK_MODE="http", KITH_SLACK_BOT_TOKEN="xoxb-1", KITH_WEB="127.0.0.1:0"
    ) as process:
        _, trouble = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 1
    assert b"KITH_SLACK_SIGNING_SECRET is needed" in trouble
    assert b"Traceback" not in trouble


async def test_one_workspace_over_http_is_served_until_told_to_stop(tmp_path: Path) -> None:
    async with (
        FakeSlack() as slack,
        kith_run(
            tmp_path,
            KITH_SLACK_BOT_TOKEN=slack.bot_token,
            KITH_SLACK_SIGNING_SECRET="a signing secret",
            KITH_SLACK_API_URL=slack.base_url,
            KITH_WEB="127.0.0.1:0",
        ) as process,
    ):
        assert process.stderr
        port = await _port(process.stderr)
        slack.way = Webhooks(f"http://127.0.0.1:{port}/slack/events", "a signing secret")
        await _ready(port)
        answer = await slack.user("U0ALICE").command("/kith", "add Sam Carter close")
        assert "Added Sam Carter" in answer.text
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), SECONDS)
        assert process.returncode == 0
        slack.assert_clean()


async def test_discord_over_http_is_served_until_told_to_stop(tmp_path: Path) -> None:
    async with FakeDiscord(utc_now) as discord:
        webhooks = discord.way = DiscordWebhooks("", utc_now, discord.violations)
        async with kith_run(
            tmp_path,
            KITH_DISCORD_TOKEN=discord.token,
            KITH_DISCORD_PUBLIC_KEY=webhooks.public_key,
            KITH_DISCORD_API_URL=discord.api_url,
            KITH_WEB="127.0.0.1:0",
        ) as process:
            assert process.stderr
            port = await _port(process.stderr)
            webhooks.url = f"http://127.0.0.1:{port}/discord/interactions"
            await _ready(port)
            answer = await discord.user("alice").command("kith add", name="Sam Carter", on_server=True)
            assert isinstance(answer, SeenMessage)
            assert "Added **Sam Carter**" in answer.text
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), SECONDS)
        assert process.returncode == 0
        discord.assert_clean()


async def test_half_of_discords_settings_are_refused(tmp_path: Path) -> None:
    async with kith_run(
        tmp_path, KITH_DISCORD_TOKEN="a.b.c", KITH_DISCORD_MODE="http", KITH_WEB="127.0.0.1:0"
    ) as process:
        _, trouble = await asyncio.wait_for(process.communicate(), SECONDS)
    assert process.returncode == 1
    assert b"KITH_DISCORD_PUBLIC_KEY is needed" in trouble
    assert b"Traceback" not in trouble


async def _port(log: asyncio.StreamReader) -> int:
    async with asyncio.timeout(SECONDS):
        while line := (await log.readline()).decode():
            if "web server listening" in line:
                return int(line.rpartition("port=")[2])
    raise AssertionError("the web server never listened")


async def _ready(port: int) -> None:
    async with asyncio.timeout(SECONDS), aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"http://127.0.0.1:{port}/readyz") as page:
                if page.status == 200:
                    return
