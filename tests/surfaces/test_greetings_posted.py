"""A greeting as it stands in a channel of Slack, of Discord and at the terminal, and what a channel refuses."""

import io
from collections.abc import AsyncIterator

import pytest
from rich.console import Console

from adapters.console.repl import ConsoleAdapter
from adapters.discord.client import DiscordAdapter
from adapters.slack.app import SlackAdapter
from bot.app import Kith, utc_now
from bot.chat.adapter import Later, Posted, Refused, Uncertain
from bot.chat.message import Span, line, say
from bot.commands import REGISTRY
from bot.engine.clockwork import Clockwork, MovableClock
from tests.fakes.discord_faults import Drop, Refuse
from tests.fakes.discord_kith import through_a_gateway
from tests.fakes.discord_script import NOW
from tests.fakes.discord_script import Script as DiscordScript
from tests.fakes.discord_script import running as discord_running
from tests.fakes.discord_server import FakeDiscord
from tests.fakes.shelf import Shelf
from tests.fakes.slack import Dropped, FakeSlack
from tests.fakes.slack import Refused as RefusedBySlack
from tests.fakes.slack_installed import Noted
from tests.fakes.slack_script import Script, account_of, running
from tests.fakes.surfaces import MONDAY, QUIET, ConsoleReader, DiscordReader, SlackReader, forwarding, serving

KEY = "d000000000000001"
SCOPE = account_of("U1").scope


async def test_in_slack(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeSlack(clock) as slack:
        adapter = SlackAdapter(
            installed=Noted(),
            bot_token=slack.bot_token,
            app_token=slack.app_token,
            registry=REGISTRY,
            api_url=slack.base_url,
        )
        async with serving(sqlite_shelf.emptied(), adapter, clock, QUIET) as kith:
            await slack.socket.connected()
            ana, ben = slack.user("U0ANA", name="Ana"), slack.user("U0BEN", name="Ben")
            slack.world.channel("cake", ana.id, ben.id, with_app=True)
            reader = SlackReader(ana)
            await reader.say("/kith team join")
            assert "come in #cake, at 9:00" in await reader.say("/kith team greetings #cake")
            await reader.say("/kith team birthday 6 March")
            assert "I'll greet you on 6 March" in await reader.press("Yes, greet me")
            await forwarding(clock, kith.engine)(5)
            (greeting,) = [post for post in ben.sees if post.channel == "CCAKE"]
            assert greeting.text == "🎂 Today is @U0ANA's birthday. Happy birthday!"
            slack.world.conversations["CCAKE"].members.discard(slack.world.bot)
            await forwarding(clock, kith.engine)(365)
            told = (await ana.command("/kith", "due")).text + (await ana.next()).text
            assert "I could not greet somebody in #cake" in told
            assert "/invite me there" in told
            assert len(slack.calls_of("chat.postMessage")) == 2
        slack.assert_clean()


async def test_in_discord(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    async with FakeDiscord(clock) as discord:
        async with through_a_gateway(sqlite_shelf.emptied(), discord, clock) as running_kith:
            ana = discord.user("Ana")
            reader = DiscordReader(ana)
            await reader.say("/kith team join")
            assert "at 9:00 UTC on the day itself" in await reader.say("/kith team greetings here")
            await reader.say("/kith team birthday 6 March")
            await reader.press("Yes, greet me")
            await forwarding(clock, running_kith.kith.engine)(5)
            greeting = await discord.user("Ben").sees("Happy birthday!")
            assert greeting.text == f"🎂 Today is <@{ana.id}>'s birthday. Happy birthday!"
            assert greeting.pings == ("Ana",)
        discord.assert_clean("Ana")


async def test_at_the_terminal(sqlite_shelf: Shelf) -> None:
    clock = MovableClock(utc_now, MONDAY)
    kith = Kith(sqlite_shelf.emptied(), clock, defaults=QUIET)
    printed = io.StringIO()
    paper = Console(file=printed, width=200)
    console = ConsoleAdapter(REGISTRY, Clockwork(clock, kith.engine), "Ana", paper=paper)
    console.connect(kith.pipeline)
    kith.connect(console)
    ana = ConsoleReader(console, "Ana", printed)
    await ana.say("/kith team join")
    assert "come in #cake, at 9:00 UTC" in await ana.say("/kith team greetings #cake")
    await ana.say("/kith team birthday 6 March")
    await ana.press("Yes, greet me")
    await forwarding(clock, kith.engine)(5)
    assert "In #cake:\n\n🎂 Today is Ana's birthday. Happy birthday!" in printed.getvalue()
    kith.close()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        fake.user("U1", "alice")
        fake.world.channel("cake", "U1", with_app=True)
        yield fake
        fake.assert_clean()


@pytest.fixture
async def in_slack(slack: FakeSlack) -> AsyncIterator[SlackAdapter]:
    async with running(slack, Script(), request_seconds=0.3) as connected:
        yield connected


async def test_a_message_in_a_slack_channel_mentions_whom_it_means_to(slack: FakeSlack, in_slack: SlackAdapter) -> None:
    typed = say(line("For ", Span("<@U2> <!channel>", mention="U1"), " and ", Span("<@U2> *all*")))
    posted = await in_slack.announce(SCOPE, "CCAKE", typed, KEY)
    assert isinstance(posted, Posted)
    (shown,) = slack.user("U1").sees
    assert (shown.channel, shown.ts) == (posted.channel, posted.id)
    elements = shown.content["blocks"][0]["elements"][0]["elements"]
    assert [each["type"] for each in elements] == ["text", "user", "text", "text"]
    assert elements[1]["user_id"] == "U1"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "I am not in it; /invite me there"),
        ("channel_not_found", "I am not in it; /invite me there, if it is still there"),
        ("is_archived", "it is archived"),
        ("missing_scope", "I lack the permission chat:write"),
        ("restricted_action_read_only_channel", "Slack does not let me write there"),
    ],
)
async def test_a_slack_channel_that_takes_nothing_says_why(
    slack: FakeSlack, in_slack: SlackAdapter, code: str, words: str
) -> None:
    slack.faults.plan("chat.postMessage", RefusedBySlack(code))
    assert await in_slack.announce(SCOPE, "CCAKE", say("Hello."), KEY) == Refused(words)


async def test_a_lost_answer_about_a_slack_channel_is_uncertain(slack: FakeSlack, in_slack: SlackAdapter) -> None:
    slack.faults.plan("chat.postMessage", Dropped(stored=True))
    assert isinstance(await in_slack.announce(SCOPE, "CCAKE", say("Hello."), KEY), Uncertain)
    slack.faults.plan("chat.postMessage", RefusedBySlack("ratelimited"))
    assert isinstance(await in_slack.announce(SCOPE, "CCAKE", say("Hello."), KEY), Later)
    assert isinstance(await in_slack.announce("T9", "CCAKE", say("Hello."), KEY), Later)
    assert len(slack.calls_of("chat.postMessage")) == 2


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord(lambda: NOW) as fake:
        yield fake
        assert not fake.violations


@pytest.fixture
async def in_discord(discord: FakeDiscord) -> AsyncIterator[DiscordAdapter]:
    async with discord_running(discord, DiscordScript()) as connected:
        yield connected


async def test_a_message_in_a_discord_channel_rings_whom_it_means_to(
    discord: FakeDiscord, in_discord: DiscordAdapter
) -> None:
    alice, bob = discord.user("alice"), discord.user("bob")
    typed = say(line("For ", Span("Alice", bold=True, mention=alice.id), f" and <@{bob.id}> @everyone"))
    posted = await in_discord.announce("", discord.world.square.id, typed, KEY)
    assert isinstance(posted, Posted)
    shown = await bob.sees("For")
    assert shown.pings == ("alice",)
    discord.assert_clean("alice")


async def test_a_discord_channel_that_takes_nothing_says_why(discord: FakeDiscord, in_discord: DiscordAdapter) -> None:
    world = discord.world
    world.square.locked = True
    assert await in_discord.announce("", world.square.id, say("Hello."), KEY) == Refused("I may not write there")
    assert await in_discord.announce("", world.elsewhere.id, say("Hello."), KEY) == Refused("I may not see it")
    assert await in_discord.announce("", "1", say("Hello."), KEY) == Refused("it is gone")
    world.square.locked = False
    discord.fail("POST", "/channels/*/messages", Drop(stored=True))
    assert isinstance(await in_discord.announce("", world.square.id, say("Hello."), KEY), Uncertain)
    discord.fail("POST", "/channels/*/messages", Refuse(400, 99999, "No."))
    assert isinstance(await in_discord.announce("", world.square.id, say("Hello."), KEY), Later)
