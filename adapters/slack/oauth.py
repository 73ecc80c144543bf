"""Installing Kith in a workspace from a link: to Slack, back with a code, and the code turned into a token.

The round trip is bound to one browser by a cookie, and to ten minutes and one use by what is stored about it.
"""

import hmac
import html
import secrets
from urllib.parse import urlencode

import aiohttp
import structlog
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.clients import Clients
from adapters.slack.installed import Installed
from adapters.slack.offices import Offices
from adapters.slack.outcome import code_of
from adapters.slack.wire import Json
from bot.domain.errors import KithError
from bot.domain.installation import Installation
from bot.domain.user import Platform

INSTALL, CALLBACK = "/slack/install", "/slack/oauth/callback"
AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
_COOKIE = "kith_install"
_SECONDS = 600
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_AGAIN = "Please begin again from the link that you were given."

logger = structlog.get_logger()


class Failed(KithError):
    """An installation that could not be finished; the sentence stands on the page."""


class Door:
    """The two pages of an installation."""

    def __init__(
        self, *, client_id: str, client_secret: str, public_url: str, scopes: list[str], installed: Installed
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._public_url = public_url.rstrip("/")
        self._scopes = scopes
        self._installed = installed
        self._serving: tuple[Clients, Offices] | None = None

    def serve(self, clients: Clients, offices: Offices) -> None:
        """Exchange codes through these clients from now on; what is installed is looked up again by these offices."""
        self._serving = (clients, offices)

    def routes(self) -> list[web.RouteDef]:
        """The pages, for the web server."""
        return [web.get(INSTALL, self._install), web.get(CALLBACK, self._callback)]

    async def _install(self, _request: web.Request) -> web.Response:
        secret = secrets.token_urlsafe(32)
        try:
            await self._installed.set_out(secret)
        except KithError as error:
            return _page("Not now", error.sentence, status=503)
        asked = {
            "client_id": self._client_id,
            "scope": ",".join(self._scopes),
            "redirect_uri": self._public_url + CALLBACK,
            "state": secret,
        }
        answer = web.Response(status=302, headers={**_HEADERS, "Location": f"{AUTHORIZE_URL}?{urlencode(asked)}"})
        answer.set_cookie(
            _COOKIE,
            secret,
            max_age=_SECONDS,
            path="/slack/oauth",
            httponly=True,
            secure=self._public_url.startswith("https:"),
            samesite="Lax",
        )
        return answer

    async def _callback(self, request: web.Request) -> web.Response:
        try:
            installation = await self._finished(request)
        except KithError as error:
            answer = _page("Kith was not installed", error.sentence, status=400)
        else:
            where = installation.name or "your workspace"
            answer = _page("Kith is installed", f"Type /kith help in {where}. Only you will see the answer.")
        answer.del_cookie(_COOKIE, path="/slack/oauth")
        return answer

    async def _finished(self, request: web.Request) -> Installation:
        state, mine = request.query.get("state", ""), request.cookies.get(_COOKIE, "")
        if not state or not hmac.compare_digest(state.encode(), mine.encode()):
            raise Failed(f"This is not the browser that the installation began in. {_AGAIN}")
        if not await self._installed.come_back(state):
            raise Failed(f"The link was used before, or more than ten minutes have passed. {_AGAIN}")
        if "error" in request.query:
            raise Failed("Slack says that it was cancelled or not allowed. Nothing was changed.")
        if self._serving is None or not request.query.get("code"):
            raise Failed(f"Slack sent no code along. {_AGAIN}")
        clients, offices = self._serving
        installation = await self._exchanged(clients, request.query["code"])
        await self._installed.keep(installation)
        offices.close()
        logger.info("slack installed", team=installation.team, enterprise=installation.enterprise)
        return installation

    async def _exchanged(self, clients: Clients, code: str) -> Installation:
        try:
            told = await exchange(
                clients, self._client_id, self._client_secret, code, redirect_uri=self._public_url + CALLBACK
            )
            if told.get("refresh_token"):
                raise Failed("The app has token rotation switched on. Switch it off in its settings and begin again.")
            who = await clients.patient(told["access_token"]).auth_test()
        except SlackApiError as error:
            logger.warning("installation refused", reason=code_of(error))
            raise Failed(f"Slack did not accept it ({code_of(error) or 'no answer'}). {_AGAIN}") from None
        except (aiohttp.ClientError, TimeoutError):
            raise Failed(f"Slack could not be reached just now. {_AGAIN}") from None
        return _read(dict(told.data) if isinstance(told.data, dict) else {}, str(who["bot_id"]))


async def exchange(clients: Clients, client_id: str, client_secret: str, code: str, **more: str) -> AsyncSlackResponse:
    """A code for a token; once, since a code is good once. Raises what the SDK raises.

    Everything goes in the body: the SDK's own method signs in by a way that aiohttp is about to drop.
    """
    asked = {"client_id": client_id, "client_secret": client_secret, "code": code, **more}
    return await clients.once().api_call("oauth.v2.access", data=asked)


def _read(told: Json, bot: str) -> Installation:
    """The installation that Slack's answer describes; one in a whole organisation has no workspace."""
    team, enterprise = told.get("team") or {}, told.get("enterprise") or {}
    whole = bool(told.get("is_enterprise_install"))
    return Installation(
        platform=Platform.SLACK,
        app=told.get("app_id") or "",
        enterprise=enterprise.get("id") or "",
        team="" if whole else team.get("id") or "",
        name=(enterprise if whole else team).get("name") or "",
        bot=bot,
        bot_user=told.get("bot_user_id") or "",
        token=told["access_token"],
        scopes=tuple((told.get("scope") or "").split(",")),
        installed_by=(told.get("authed_user") or {}).get("id") or "",
    )


def _page(title: str, sentence: str, status: int = 200) -> web.Response:
    said = "".join(f"<p>{html.escape(each)}</p>" for each in sentence.splitlines())
    style = "body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}"
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
    body = f"{head}<style>{style}</style><h1>{html.escape(title)}</h1>{said}</html>"
    return web.Response(status=status, text=body, content_type="text/html", headers=_HEADERS)
