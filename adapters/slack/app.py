"""The Slack adapter: what comes in through Socket Mode or HTTP, for one workspace or many, and messages going out.

The transport and the installation are two things: either way in serves a token from the settings, or those that people
installed Kith with.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from adapters.slack import announcing, posting
from adapters.slack.amending import amend
from adapters.slack.clients import API_URL, Clients
from adapters.slack.connection import SILENT_SECONDS, Connection, reached
from adapters.slack.dropped import Dropped
from adapters.slack.home import Homes
from adapters.slack.installed import Installed
from adapters.slack.interactions import Interactions
from adapters.slack.lifecycle import Lifecycle
from adapters.slack.logs import quiet_logger
from adapters.slack.manifest import scopes
from adapters.slack.oauth import Door
from adapters.slack.offices import Office, Offices
from adapters.slack.outcome import DEAD, LOCKED_OUT, code_of, outcome_of
from adapters.slack.tasks import Tasks
from adapters.slack.webhook import PATH, Webhook
from bot.chat.adapter import Dispatcher, Later, Outcome, Posted
from bot.chat.command import Registry
from bot.chat.homes import Draw
from bot.chat.message import Message
from bot.domain.errors import KithError, PlatformError
from bot.domain.installation import Installation
from bot.domain.user import Account, Platform

_CONNECT_SECONDS = 3.0
_DRAIN_SECONDS = 5.0
_AUTHORIZE_SECONDS = 0.5
_NOT_YET = Later(30.0, "not connected to Slack yet")
_NOT_HERE = Later(3600.0, "Kith is not installed in that workspace any more")
_BOT_REFUSED = (
    "Slack does not accept the bot token. Copy it again from OAuth & Permissions in your app's settings; "
    "it starts with xoxb-."
)

logger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class OAuth:
    """What people need to install the app by themselves, from Basic Information; the address that they reach us at."""

    client_id: str
    client_secret: str
    public_url: str


@dataclass(frozen=True, slots=True)
class _Link:
    """What exists while the adapter runs."""

    offices: Offices
    trouble: Callable[[], str | None]


class SlackAdapter:
    """Translates between Slack and the dispatcher, and delivers direct messages.

    With an `app_token` it connects through Socket Mode, with a `signing_secret` it is reached over HTTP. With a
    `bot_token` it serves one workspace, with `oauth` all that it was installed in. `home` draws App Homes; without it
    none is published.
    """

    platform = Platform.SLACK
    pace = 3.0
    """Slack speaks of several hundred messages a minute for a workspace and gives no number."""

    def __init__(
        self,
        *,
        installed: Installed,
        registry: Registry,
        home: Draw | None = None,
        bot_token: str = "",
        oauth: OAuth | None = None,
        app_token: str = "",
        signing_secret: str = "",
        api_url: str = API_URL,
        request_seconds: float = 10.0,
        heartbeat: float = 5.0,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._installed = installed
        self._registry = registry
        self._home = home
        self._bot_token = bot_token
        self._app_token = app_token
        self._api_url = api_url
        self._timeout = aiohttp.ClientTimeout(total=request_seconds, connect=_CONNECT_SECONDS)
        self._search_seconds = 2 * request_seconds  # a claim must not outlive its lease while Slack makes us wait
        self._heartbeat = heartbeat
        self._silent_seconds = silent_seconds
        self._webhook = Webhook(signing_secret) if signing_secret else None
        self._door = (
            Door(
                client_id=oauth.client_id,
                client_secret=oauth.client_secret,
                public_url=oauth.public_url,
                scopes=scopes(registry),
                installed=installed,
            )
            if oauth is not None
            else None
        )
        self._log = quiet_logger()
        self._link: _Link | None = None
        self._locked_out = ""

    def routes(self) -> list[web.RouteDef]:
        """What the web server is to hand to the adapter."""
        pages = self._door.routes() if self._door is not None else []
        return [*pages, *([web.post(PATH, self._webhook.receive)] if self._webhook is not None else [])]

    async def run(self, dispatcher: Dispatcher) -> None:
        """Serve until cancelled. Raises PlatformError if Slack refuses a token."""
        tasks = Tasks()
        async with aiohttp.ClientSession(timeout=self._timeout, connector=aiohttp.TCPConnector(limit=50)) as session:
            clients = Clients(session, self._api_url, self._log)
            sole = await self._sole(clients) if self._bot_token else None
            offices = Offices(clients, self._registry, self._installed.find, sole)
            app = self._app(clients, offices)
            homes = Homes(self._home, offices, tasks)
            homes.listen(app)
            Interactions(dispatcher, offices, self._registry, tasks, homes).listen(app)
            Dropped(dispatcher, offices, self._registry, tasks, homes).listen(app)
            Lifecycle(self._installed, offices).listen(app)
            if self._door is not None:
                self._door.serve(clients, offices)
            try:
                await self._serve(app, clients, offices, tasks)
            finally:
                self._link = None
                await tasks.drain(_DRAIN_SECONDS)

    def trouble(self) -> str | None:
        """None while connected, else a sentence."""
        if self._link is None:
            return "Slack is not connected yet."
        return self._locked_out or self._link.trouble()

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Put a message into the direct messages with that account, the key in its metadata and in its first block."""
        office = await self._at(account.scope)
        if isinstance(office, Later):
            return office
        try:
            posted = await posting.post(office, account, message, key)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            await self._note_lockout(office, code_of(error) if isinstance(error, SlackApiError) else "")
            return outcome_of(error)
        self._locked_out = ""
        return posted

    async def announce(self, scope: str, channel: str, message: Message, key: str) -> Outcome:
        """Post into a channel of that workspace."""
        office = await self._at(scope)
        if isinstance(office, Later):
            return office
        try:
            return await announcing.announce(office, channel, message, key)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            return announcing.outcome(error)

    async def find_posted(self, account: Account, key: str, since: datetime) -> Posted | None:
        """The message with that key in the history of the direct messages."""
        if self._link is None:
            raise PlatformError("Slack is not connected yet.")
        try:
            office = await self._link.offices.at(account.scope)
        except KithError as error:
            raise PlatformError(error.sentence) from error
        if office is None:
            raise PlatformError(f"{_NOT_HERE.reason}.")
        return await posting.find(office, account, key, since, self._search_seconds)

    async def amend(self, account: Account, posted: Posted, message: Message | None) -> Outcome:
        """Let a message that was posted say something else, or delete it."""
        office = await self._at(account.scope)
        if isinstance(office, Later):
            return office
        try:
            return await amend(office.patient, posted, message)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            return outcome_of(error)

    async def _at(self, scope: str) -> Office | Later:
        """The office that writes in a workspace, or why none does now."""
        if self._link is None:
            return _NOT_YET
        try:
            return await self._link.offices.at(scope) or _NOT_HERE
        except KithError as error:
            return Later(_NOT_YET.seconds, error.sentence)

    async def _serve(self, app: AsyncApp, clients: Clients, offices: Offices, tasks: Tasks) -> None:
        if self._webhook is not None:
            self._webhook.serve(app, tasks)
            self._link = _Link(offices, lambda: None)
            try:
                await asyncio.Event().wait()
            finally:
                self._webhook.stop()
        connection = Connection(
            app,
            self._app_token,
            client=clients.patient(),
            tasks=tasks,
            heartbeat=self._heartbeat,
            log=self._log,
            silent_seconds=self._silent_seconds,
        )
        self._link = _Link(offices, connection.trouble)
        await connection.hold()

    async def _sole(self, clients: Clients) -> Installation:
        """The one installation, as Slack tells of the token in the settings; kept without the token."""
        told = await reached(clients.patient(self._bot_token).auth_test, _BOT_REFUSED)
        kept = Installation(
            platform=Platform.SLACK,
            enterprise=told.get("enterprise_id") or "",
            team=told["team_id"],
            name=told["team"],
            bot=told["bot_id"],
            bot_user=told["user_id"],
        )
        await self._installed.keep(kept)
        logger.info("slack installation found", team=kept.team)
        return replace(kept, token=self._bot_token)

    def _app(self, clients: Clients, offices: Offices) -> AsyncApp:
        """Bolt, told who we are: asked by itself, it would call auth.test for every request."""

        async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            """Whose bot is asked. What takes longer is looked up again by the listener, which watches the clock."""
            known: Installation | None = None
            with suppress(KithError, TimeoutError):
                async with asyncio.timeout(_AUTHORIZE_SECONDS):
                    office = await offices.of(enterprise_id or "", team_id or "")
                    known = office.installation if office is not None else None
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_id=known.bot if known else None,
                bot_user_id=known.bot_user if known else None,
                bot_token=known.token if known else None,
            )

        return AsyncApp(
            name="adapters.slack.bolt",  # its logger is called that too
            logger=self._log,
            client=clients.once(),
            authorize=authorize,
            request_verification_enabled=False,  # the webhook does it, over raw bytes; a socket was opened by us
            process_before_response=True,  # an event is acknowledged when it is done, and told again if it was not
        )

    async def _note_lockout(self, office: Office, code: str) -> None:
        """Remember that Slack refuses the app: as trouble of the one workspace, or as the end of one of many."""
        if code not in LOCKED_OUT:
            return
        logger.error("slack refuses this app", reason=code, team=office.team)
        if self._door is None:
            self._locked_out = f"Slack refuses this app ({code}). Check its tokens and scopes."
        elif code in DEAD:
            with suppress(KithError):  # the next message finds it out again
                await self._installed.revoked(office.installation)
            if self._link is not None:
                self._link.offices.close()
