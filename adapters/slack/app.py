"""The Slack adapter: one installation, Socket Mode in, Web API out.

Two clients: one never repeats a request, since a repeated post is a message twice; one may, for what can be said twice.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.amending import amend
from adapters.slack.answers import Answers
from adapters.slack.connection import Connection, reached
from adapters.slack.files import Files
from adapters.slack.interactions import Interactions
from adapters.slack.logs import quiet_logger
from adapters.slack.members import Installation, Members
from adapters.slack.outcome import LOCKED_OUT, REFUSED, code_of, outcome_of
from adapters.slack.render import content, key_of
from adapters.slack.tasks import Tasks
from adapters.slack.wire import Json
from bot.chat.adapter import Dispatcher, Later, Outcome, Posted
from bot.chat.command import Registry
from bot.chat.message import Message
from bot.domain.errors import PlatformError
from bot.domain.user import Account, Platform

API_URL = "https://slack.com/api/"
EVENT = "kith_nudge"
"""The type of the metadata that carries a delivery's key. Others in the workspace may read it: opaque ids only."""
_CONNECT_SECONDS = 3.0
_STRAY = timedelta(minutes=5)
_PAGE = 100
_NOT_YET = Later(30.0, "not connected to Slack yet")
_BOT_REFUSED = (
    "Slack does not accept the bot token. Copy it again from OAuth & Permissions in your app's settings; "
    "it starts with xoxb-."
)

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Link:
    """What exists while the adapter runs."""

    once: AsyncWebClient
    patient: AsyncWebClient
    files: Files
    connection: Connection


class SlackAdapter:
    """Translates between Slack and the dispatcher, and delivers direct messages."""

    platform = Platform.SLACK
    pace = 3.0
    """Slack speaks of several hundred messages a minute for a workspace and gives no number."""

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str,
        registry: Registry,
        api_url: str = API_URL,
        request_seconds: float = 10.0,
        heartbeat: float = 5.0,
    ) -> None:
        self._bot_token = bot_token
        self._app_token = app_token
        self._registry = registry
        self._api_url = api_url
        self._timeout = aiohttp.ClientTimeout(total=request_seconds, connect=_CONNECT_SECONDS)
        self._search_seconds = 2 * request_seconds  # a claim must not outlive its lease while Slack makes us wait
        self._heartbeat = heartbeat
        self._log = quiet_logger()
        self._link: _Link | None = None
        self._locked_out = ""

    async def run(self, dispatcher: Dispatcher) -> None:
        """Connect and serve until cancelled. Raises PlatformError if Slack refuses a token."""
        tasks = Tasks()
        async with aiohttp.ClientSession(timeout=self._timeout, connector=aiohttp.TCPConnector(limit=50)) as session:
            once, patient = self._client(session, self._bot_token), self._client(session, self._bot_token, again=True)
            installation = await self._installation(patient)
            files = Files(once, session)
            app = self._app(session, installation)
            answers = Answers(once=once, patient=patient, files=files, registry=self._registry, session=session)
            Interactions(dispatcher, Members(patient, installation), files, answers, tasks).listen(app)
            connection = Connection(
                app, self._app_token, client=patient, tasks=tasks, heartbeat=self._heartbeat, log=self._log
            )
            self._link = _Link(once, patient, files, connection)
            try:
                await connection.hold()
            finally:
                self._link = None
                await tasks.drain(1.0)

    def trouble(self) -> str | None:
        """None while connected, else a sentence."""
        if self._link is None:
            return "Slack is not connected yet."
        return self._locked_out or self._link.connection.trouble()

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Put a message into the direct messages with that account, the key in its metadata and in its first block."""
        if self._link is None:
            return _NOT_YET
        try:
            posted = await self._link.once.chat_postMessage(
                channel=account.channel or account.external,
                metadata={"event_type": EVENT, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
                **content(message, key),
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            self._note_lockout(code_of(error) if isinstance(error, SlackApiError) else "")
            return outcome_of(error)
        self._locked_out = ""
        await self._hand_over(account, message)
        return Posted(posted["channel"], posted["ts"])

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message with that key in the history of the direct messages."""
        if self._link is None:
            raise PlatformError("Slack is not connected yet.")
        client = self._link.patient
        asked: Json = {"oldest": f"{(since - _STRAY).timestamp():.6f}", "include_all_metadata": True, "limit": _PAGE}
        try:
            async with asyncio.timeout(self._search_seconds):
                channel = account.channel or (await client.conversations_open(users=account.external))["channel"]["id"]
                while True:
                    page = await client.conversations_history(channel=channel, **asked)
                    for posted in page["messages"]:
                        if key in {key_of(posted), _metadata_key(posted)}:
                            return Posted(channel, posted["ts"])
                    asked["cursor"] = (page.get("response_metadata") or {}).get("next_cursor")
                    if not asked["cursor"]:
                        return None
        except SlackApiError as error:
            if (code := code_of(error)) in REFUSED:
                return None
            raise PlatformError(f"Slack does not show its history just now ({code or 'no answer'}).") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PlatformError("Slack could not be reached.") from error

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Let a message that was posted say something else, or delete it."""
        if self._link is None:
            return _NOT_YET
        try:
            return await amend(self._link.patient, posted, message)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            return outcome_of(error)

    async def _hand_over(self, account: Account, message: Message) -> None:
        """Files follow their message; one that Slack does not take leaves the message posted."""
        if message.files and self._link is not None:
            try:
                await self._link.files.hand_over(account.external, message.files)
            except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
                logger.warning("file not handed over", error=type(error).__name__)

    def _client(self, session: aiohttp.ClientSession, token: str | None, *, again: bool = False) -> AsyncWebClient:
        handlers = [
            AsyncConnectionErrorRetryHandler(max_retry_count=1),
            AsyncRateLimitErrorRetryHandler(max_retry_count=1),
            AsyncServerErrorRetryHandler(max_retry_count=1),
        ]
        return AsyncWebClient(
            token, base_url=self._api_url, session=session, logger=self._log, retry_handlers=handlers if again else []
        )

    async def _installation(self, client: AsyncWebClient) -> Installation:
        told = await reached(client.auth_test, _BOT_REFUSED)
        logger.info("slack installation found", team=told["team_id"])
        return Installation(told["team_id"], told["team"], told["bot_id"], told["user_id"])

    def _app(self, session: aiohttp.ClientSession, installation: Installation) -> AsyncApp:
        """Bolt, told who we are: asked by itself, it would call auth.test for the requests of a workspace."""
        known = AuthorizeResult(
            enterprise_id=None,
            team_id=installation.team,
            bot_id=installation.bot,
            bot_user_id=installation.bot_user,
            bot_token=self._bot_token,
        )

        async def authorize() -> AuthorizeResult:
            return known

        return AsyncApp(
            name="adapters.slack.bolt",  # its logger is called that too
            logger=self._log,
            client=self._client(session, None),
            authorize=authorize,
            request_verification_enabled=False,  # signatures belong to HTTP; a socket was opened by us
        )

    def _note_lockout(self, code: str) -> None:
        if code in LOCKED_OUT:
            self._locked_out = f"Slack refuses this app ({code}). Check its tokens and scopes."
            logger.error("slack refuses this app", reason=code)


def _metadata_key(posted: Json) -> str:
    metadata = posted.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("key", "")) if metadata.get("event_type") == EVENT else ""
