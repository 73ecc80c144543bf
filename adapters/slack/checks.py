"""Whether Slack takes the tokens, and whether they may do what Kith does. Nothing is posted unless asked for."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.clients import Clients
from adapters.slack.logs import quiet_logger
from adapters.slack.manifest import scopes
from adapters.slack.oauth import exchange
from adapters.slack.outcome import code_of
from bot.chat.command import Registry
from bot.domain.checkup import Finding

_SECONDS = 10.0
_DRIFT = 60.0
"""Seconds that the clock may be off. At 300 Slack's signatures are refused; nudges are late by as much."""
_AGAIN = "Paste the manifest again under App Manifest (kith manifest slack), and install the app again."
_NETWORK = "See whether this machine reaches slack.com; a proxy is named in HTTPS_PROXY."
_NUDGE = "This is Kith's test nudge. If you can read it, nudges reach you."
_NOBODY = "That is nobody in this workspace; a member id looks like U0123ABCD (profile, Copy member ID)."
_REFUSED = {
    "messages_tab_disabled": "Switch the messages tab on under App Home, Show Tabs, and let users send messages in it.",
    "channel_not_found": _NOBODY,
    "user_not_found": _NOBODY,
}


class SlackChecks:
    """Looks at tokens one at a time."""

    def __init__(self, clients: Clients, registry: Registry) -> None:
        self._clients = clients
        self._registry = registry

    async def bot_token(self, token: str, now: datetime, what: str = "Slack: bot token") -> list[Finding]:
        """Whether it is taken, has every scope, and what time it is at Slack's."""
        mend = "Copy it again from OAuth & Permissions in your app's settings; it starts with xoxb-."
        told = await _asked(what, self._clients.once(token).auth_test, mend)
        if isinstance(told, Finding):
            return [told]
        return [
            Finding(what, f"taken by the workspace {told['team']}"),
            self._scopes(told, what.replace("bot token", "scopes")),
            *clock(told, now),
        ]

    async def app_token(self, token: str) -> list[Finding]:
        """Whether it may open a connection; none is opened."""
        what = "Slack: app token"
        mend = "Generate one with the scope connections:write under Basic Information, App-Level Tokens."
        told = await _asked(what, lambda: self._clients.once().apps_connections_open(app_token=token), mend)
        return [told if isinstance(told, Finding) else Finding(what, "may connect through Socket Mode")]

    async def client(self, client_id: str, client_secret: str) -> list[Finding]:
        """Whether client id and secret belong together, found out with a code that is none."""
        what = "Slack: client id and secret"
        try:
            await exchange(self._clients, client_id, client_secret, "none")
        except SlackApiError as error:
            if (code := code_of(error)) == "invalid_code":
                return [Finding(what, "belong together")]
            return [Finding(what, f"Slack says: {code}", "Copy both again from Basic Information, App Credentials.")]
        except (aiohttp.ClientError, TimeoutError) as error:
            return [_unreached(what, error)]
        return [Finding(what, "belong together")]

    async def nudge(self, token: str, person: str) -> Finding:
        """Send a real direct message to somebody."""
        what = "Slack: test nudge"
        try:
            await self._clients.once(token).chat_postMessage(channel=person, text=_NUDGE)
        except SlackApiError as error:
            code = code_of(error)
            return Finding(what, f"Slack says: {code}", _REFUSED.get(code, _AGAIN))
        except (aiohttp.ClientError, TimeoutError) as error:
            return _unreached(what, error)
        return Finding(what, f"sent to {person}")

    def _scopes(self, told: AsyncSlackResponse, what: str) -> Finding:
        given = set(_header(told, "x-oauth-scopes").replace(" ", "").split(","))
        missing = [scope for scope in scopes(self._registry) if scope not in given]
        if missing:
            return Finding(what, f"missing: {', '.join(missing)}", _AGAIN)
        return Finding(what, "all that Kith needs")


@asynccontextmanager
async def slack_checks(api_url: str, registry: Registry) -> AsyncIterator[SlackChecks]:
    """Checks over a session of their own."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        yield SlackChecks(Clients(session, api_url, quiet_logger()), registry)


def clock(told: AsyncSlackResponse, now: datetime) -> list[Finding]:
    """How far this machine's clock is from Slack's, if Slack says what time it is."""
    try:
        there = parsedate_to_datetime(_header(told, "date"))
    except ValueError:
        return []
    off = (now - there).total_seconds()
    if abs(off) > _DRIFT:
        direction = "ahead" if off > 0 else "behind"
        mend = "Let the machine keep time by itself, for example with: timedatectl set-ntp true"
        return [Finding("Clock", f"{abs(off):.0f} seconds {direction} of Slack's", mend)]
    return [Finding("Clock", "right")]


async def _asked(
    what: str, call: Callable[[], Awaitable[AsyncSlackResponse]], mend: str
) -> AsyncSlackResponse | Finding:
    try:
        return await call()
    except SlackApiError as error:
        return Finding(what, f"Slack says: {code_of(error) or 'nothing that can be read'}", mend)
    except (aiohttp.ClientError, TimeoutError) as error:
        return _unreached(what, error)


def _unreached(what: str, error: Exception) -> Finding:
    return Finding(what, f"Slack could not be reached ({type(error).__name__})", _NETWORK)


def _header(told: AsyncSlackResponse, name: str) -> str:
    return next((str(value) for key, value in told.headers.items() if key.lower() == name), "")
