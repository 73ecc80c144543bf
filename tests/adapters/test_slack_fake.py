"""The fake Slack, driven by the real SDK: what people see, what goes wrong, and what it would refuse."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import AppDidNotRespond, Dropped, FakeSlack, Hung, Modal, Post, RateLimited, effects_of, text_of
from tests.fakes.slack_modal import ClientRefused
from tests.fakes.slack_rules import Json

Start = Callable[[Callable[[AsyncApp], None]], Awaitable[None]]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(ack_seconds=1.0) as fake:
        yield fake


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1)) as session:
        yield AsyncWebClient(slack.bot_token, base_url=slack.base_url, session=session, retry_handlers=[])


@pytest.fixture
async def start(slack: FakeSlack) -> AsyncIterator[Start]:
    """Connect an app whose listeners the test declares."""
    async with AsyncExitStack() as stack:

        async def connect(declare: Callable[[AsyncApp], None]) -> None:
            session = await stack.enter_async_context(aiohttp.ClientSession())
            bot = AsyncWebClient(slack.bot_token, base_url=slack.base_url, session=session)
            app = AsyncApp(client=bot, signing_secret="unused")
            declare(app)
            handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=1)
            stack.push_async_callback(handler.close_async)
            await handler.connect_async()
            await slack.socket.connected()

        yield connect


def button(text: str, action: str) -> Json:
    return {"type": "button", "text": {"type": "plain_text", "text": text}, "action_id": action}


def asking() -> Json:
    """A modal with one required text and one person to pick."""

    def label(text: str) -> Json:
        return {"type": "plain_text", "text": text}

    person = {"type": "external_select", "action_id": "person", "min_query_length": 2}
    return {
        "type": "modal",
        "callback_id": "log",
        "title": label("Log"),
        "submit": label("Save"),
        "blocks": [
            {"type": "input", "block_id": "who", "label": label("Who"), "element": person},
            {
                "type": "input",
                "block_id": "note",
                "label": label("Note"),
                "optional": True,
                "element": {"type": "plain_text_input", "action_id": "v"},
            },
        ],
    }


async def test_a_command_is_answered_and_a_press_changes_the_answer(slack: FakeSlack, start: Start) -> None:
    def declare(app: AsyncApp) -> None:
        @app.command("/kith")
        async def told(ack: AsyncAck, body: Json) -> None:
            section = {"type": "section", "text": {"type": "plain_text", "text": body["text"]}}
            await ack({"text": "Hello", "blocks": [section, {"type": "actions", "elements": [button("Undo", "undo")]}]})

        @app.action("undo")
        async def undone(ack: AsyncAck, respond: Callable[..., Awaitable[None]]) -> None:
            await ack()
            await respond(text="Undone", replace_original=True)

    await start(declare)
    alice, bob = slack.user("U1", "alice"), slack.user("U2", "bob")
    answer = await alice.command("/kith", "log @bob & co")
    assert isinstance(answer, Post)
    assert answer.text == "log <@U2|bob> &amp; co\n[Undo]"
    assert alice.sees == [answer]
    assert bob.sees == []
    assert await alice.press("Undo") is answer
    assert answer.text == "Undone"
    slack.assert_clean()


async def test_a_modal_is_filled_refused_and_sent(slack: FakeSlack, start: Start) -> None:
    def declare(app: AsyncApp) -> None:
        @app.command("/kith")
        async def asked(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=asking())

        @app.options("person")
        async def typed(ack: AsyncAck) -> None:
            text = "Sam Coffee"
            await ack(options=[{"text": {"type": "plain_text", "text": text}, "value": "c1"}])

        @app.view("log")
        async def sent(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
            values = body["view"]["state"]["values"]
            if values["note"]["v"]["value"] == "no":
                await ack(response_action="errors", errors={"note": "Say more"})
                return
            await ack()
            picked = values["who"]["person"]["selected_option"]["value"]
            await client.chat_postMessage(channel=body["user"]["id"], text=f"Logged {picked}")

    await start(declare)
    alice = slack.user("U1")
    form = await alice.command("/kith", "log")
    assert isinstance(form, Modal)
    assert await form.suggest("Who", "s") == []
    assert await form.suggest("Who", "sam") == ["Sam Coffee"]
    with pytest.raises(ClientRefused, match="Who"):
        await form.submit({"Note": "no"})
    refused = await form.submit({"Who": "Sam Coffee", "Note": "no"})
    assert refused is form
    assert form.errors == {"Note": "Say more"}
    logged = await form.submit({"Note": "yes"})
    assert logged.text == "Logged c1"
    assert alice.modal is None
    assert alice.dm() == [logged]
    slack.assert_clean()


async def test_an_app_that_does_not_acknowledge_in_time_is_noticed(slack: FakeSlack, start: Start) -> None:
    await start(lambda app: None)
    with pytest.raises(AppDidNotRespond):
        await slack.user("U1").command("/kith", "log")


async def test_a_refreshed_connection_takes_over_and_a_repeat_arrives(slack: FakeSlack, start: Start) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    def declare(app: AsyncApp) -> None:
        @app.event("message")
        async def said(event: Json) -> None:
            heard.put_nowait(event["text"])

    await start(declare)
    await slack.socket.refresh()
    await slack.user("U1").says("hello")
    await slack.socket.redeliver()
    assert [await heard.get(), await heard.get()] == ["hello", "hello"]


async def test_a_dropped_post_may_or_may_not_have_been_stored(slack: FakeSlack, client: AsyncWebClient) -> None:
    alice = slack.user("U1")
    slack.faults.plan("chat.postMessage", Dropped(stored=True))
    slack.faults.plan("chat.postMessage", Dropped(stored=False), nth=2)
    slack.faults.plan("chat.postMessage", Hung(), nth=3)
    for text in ("stored", "lost"):
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel="U1", text=text)
    with pytest.raises(asyncio.TimeoutError):
        await client.chat_postMessage(channel="U1", text="hung")
    assert [post.text for post in alice.dm()] == ["stored"]


async def test_history_shows_metadata_only_once_it_is_there(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.user("U1")
    mark = {"event_type": "kith_nudge", "event_payload": {"key": "d1"}}
    posted = await client.chat_postMessage(channel="U1", text="Digest", metadata=mark)
    slack.hide_metadata(calls=1)
    for expected in (None, mark):
        read = await client.conversations_history(channel=posted["channel"], include_all_metadata=True, limit=5)
        assert [message.get("metadata") for message in read["messages"]] == [expected]
    later = await client.conversations_history(channel=posted["channel"], oldest=posted["ts"])
    assert later["messages"] == []


async def test_refusals_carry_their_code(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.user("U1", flags={"deleted"})
    slack.faults.plan("auth.test", RateLimited(retry_after=7))
    with pytest.raises(SlackApiError) as limited:
        await client.auth_test()
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "7")
    for channel, code in (("U1", "user_disabled"), ("U404", "channel_not_found")):
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=channel, text="hello")
        assert refused.value.response["error"] == code


async def test_a_trigger_opens_one_modal_within_its_seconds(client: AsyncWebClient) -> None:
    async with FakeSlack(trigger_seconds=0.0) as hurried:
        hurried.user("U1")
        async with aiohttp.ClientSession() as session:
            bot = AsyncWebClient(hurried.bot_token, base_url=hurried.base_url, session=session)
            trigger = hurried.world.trigger("U1")
            with pytest.raises(SlackApiError, match="expired_trigger_id"):
                await bot.views_open(trigger_id=trigger, view=asking())


async def test_a_response_url_works_five_times(slack: FakeSlack, client: AsyncWebClient) -> None:
    alice = slack.user("U1")
    address = slack.response_address(slack.world.response_url("U1", "CGENERAL", None))
    assert client.session is not None
    for status in (200, 200, 200, 200, 200, 404):
        async with client.session.post(address, json={"text": "again"}) as answer:
            assert answer.status == status
    assert len(alice.sees) == 5


async def test_files_are_only_for_those_with_the_token(slack: FakeSlack, client: AsyncWebClient) -> None:
    stored = slack.user("U1").upload("people.vcf", b"BEGIN:VCARD", "text/vcard")
    told = await client.files_info(file=stored.id)
    url = told["file"]["url_private_download"]
    assert client.session is not None
    async with client.session.get(url, allow_redirects=False) as refused:
        assert refused.status == 302
    async with client.session.get(url, headers={"Authorization": f"Bearer {slack.bot_token}"}) as given:
        assert await given.read() == b"BEGIN:VCARD"


async def test_what_slack_would_refuse_is_remembered(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.user("U1")
    twice = {"type": "actions", "elements": [button("A", "same"), button("B", "same")]}
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="U1", text="x", blocks=[twice])
    with pytest.raises(AssertionError, match="action_id same 2 times"):
        slack.assert_clean()


async def test_official_descriptions_are_enforced(slack: FakeSlack, client: AsyncWebClient) -> None:
    if not slack.validates:
        pytest.skip("Slack's descriptions are not beside the repository (../shared/data)")
    slack.user("U1")
    long = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="U1", text="x", blocks=[long])
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.chat_postMessage(channel="U1", text="x", client_msg_id="not an argument")
    assert len(slack.violations) == 2


def test_text_and_effects_are_what_a_reader_gets() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Hi* <@U1> &lt;3"}}
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": "*not bold* <@U1>"}]}
    assert text_of({"blocks": [section]}) == "*Hi* @U1 <3"
    assert effects_of({"blocks": [section]}) == {"format", "mention"}
    assert effects_of({"text": "x", "blocks": [{"type": "rich_text", "elements": [words]}]}) == set()
    assert effects_of({"text": "see https://kith.example <!channel>"}) == {"link", "mention"}
