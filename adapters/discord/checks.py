"""Whether Discord takes the token, and whether the application is set as Kith needs it. Nothing is changed there."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from adapters.discord.sessions import FLOOR
from bot.chat.command import Registry
from bot.domain.checkup import Finding

_SECONDS = 10.0
_HELLO = 10
_AGAIN = "Copy it again from the page Bot of your application (Reset Token): kith setup discord"
_NETWORK = "See whether this machine reaches discord.com; a proxy is named in HTTPS_PROXY."
_INSTALLS = {"0": "Guild Install", "1": "User Install"}


@dataclass(frozen=True, slots=True)
class Application:
    """What Discord says about the application behind a token."""

    id: str
    name: str
    public_key: str
    endpoint: str
    installs: frozenset[str]

    @property
    def invite(self) -> str:
        """The address at which somebody adds Kith to a server; it asks for no permission there."""
        return f"https://discord.com/oauth2/authorize?client_id={self.id}&scope=bot+applications.commands&permissions=0"

    @property
    def own_app(self) -> str:
        """The address at which somebody adds Kith to themselves."""
        asked = "integration_type=1&scope=applications.commands"
        return f"https://discord.com/oauth2/authorize?client_id={self.id}&{asked}"


class DiscordChecks:
    """Looks at one thing at a time."""

    def __init__(self, session: aiohttp.ClientSession, api_url: str) -> None:
        self._session = session
        self._api_url = api_url.rstrip("/")

    async def application(self, token: str) -> Application | Finding:
        """The application, or why there is none."""
        what = "Discord: token"
        bot = await self._get("/users/@me", token, what)
        if isinstance(bot, Finding):
            return bot
        told = await self._get("/applications/@me", token, what)
        if isinstance(told, Finding):
            return told
        return Application(
            id=told["id"],
            name=bot["username"],
            public_key=told["verify_key"],
            endpoint=told.get("interactions_endpoint_url") or "",
            installs=frozenset(told.get("integration_types_config") or {"0": {}}),
        )

    async def commands(self, token: str, application: Application, registry: Registry) -> Finding:
        """Whether Discord shows the commands of this version."""
        what = "Discord: commands"
        told = await self._get(f"/applications/{application.id}/commands", token, what)
        if isinstance(told, Finding):
            return told
        if not told:
            return Finding(what, "not told yet; kith run does that")
        shown = {each["name"]: _options(each) for top in told if top["name"] == "kith" for each in top["options"]}
        ours = {each.name: {parameter.name for parameter in each.parameters} for each in registry}
        other = sorted(name for name in {*shown, *ours} if shown.get(name) != ours.get(name))
        if other:
            return Finding(what, f"Discord shows another version of {', '.join(other)}", "kith discord sync")
        return Finding(what, f"Discord shows all {len(ours)}")

    async def gateway(self, token: str, gateway_url: str) -> list[Finding]:
        """Whether the gateway can be reached, and how many sessions are left. None is begun."""
        told = await self._get("/gateway/bot", token, "Discord: gateway")
        if isinstance(told, Finding):
            return [told]
        return [await self._hello(gateway_url or told["url"]), _sessions(told["session_start_limit"])]

    async def address(self, url: str) -> Finding:
        """Whether Kith answers at the address that Discord sends to: it turns away what nobody signed."""
        what = "Discord: address"
        mend = f"Let {url} lead to KITH_WEB through your proxy, and start kith run."
        try:
            async with self._session.post(url, json={"type": 1}) as answer:
                if answer.status == 401:
                    return Finding(what, f"Kith answers at {url}")
                return Finding(what, f"{url} answers with {answer.status} where Kith says 401", mend)
        except (aiohttp.ClientError, TimeoutError) as error:
            return Finding(what, f"{url} could not be reached ({type(error).__name__})", mend)

    async def _hello(self, url: str) -> Finding:
        what = "Discord: gateway"
        try:
            async with (
                asyncio.timeout(_SECONDS),
                self._session.ws_connect(url, params={"v": "10", "encoding": "json"}) as socket,
            ):
                hello = await socket.receive_json()
        except (aiohttp.ClientError, TimeoutError, TypeError, ValueError) as error:
            return Finding(what, f"could not be reached ({type(error).__name__})", _NETWORK)
        if hello.get("op") != _HELLO:
            return Finding(what, "does not greet as Discord's does", _NETWORK)
        return Finding(what, "reached")

    async def _get(self, path: str, token: str, what: str) -> Any | Finding:
        try:
            async with self._session.get(self._api_url + path, headers={"Authorization": f"Bot {token}"}) as answer:
                if answer.status == 200:
                    return await answer.json(content_type=None)
                mend = (
                    _AGAIN if answer.status in (401, 403) else "Try again in a minute; see https://discordstatus.com."
                )
                return Finding(what, f"Discord answers with {answer.status}", mend)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return Finding(what, f"Discord could not be reached ({type(error).__name__})", _NETWORK)


@asynccontextmanager
async def discord_checks(api_url: str) -> AsyncIterator[DiscordChecks]:
    """Checks over a session of their own."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        yield DiscordChecks(session, api_url)


def as_set(application: Application, mode: str, public_key: str) -> list[Finding]:
    """Whether the application is set as Kith needs it."""
    found = [Finding("Discord: token", f"taken; the bot is called {application.name}"), _installs(application)]
    what = "Discord: way in"
    page = "Interactions Endpoint URL on the page General Information"
    if mode == "gateway":
        if application.endpoint:
            mend = f"Empty {page}, or set KITH_DISCORD_MODE=http."
            return [*found, Finding(what, f"Discord sends everything to {application.endpoint} instead", mend)]
        return [*found, Finding(what, "through the gateway")]
    if not application.endpoint:
        found.append(Finding(what, "Discord knows no address", f"Start kith run, then set {page}."))
    else:
        found.append(Finding(what, f"over HTTP, at {application.endpoint}"))
    if public_key.lower() != application.public_key:
        mend = f"KITH_DISCORD_PUBLIC_KEY={application.public_key}"
        return [*found, Finding("Discord: public key", "is another application's", mend)]
    return [*found, Finding("Discord: public key", "the application's")]


def _installs(application: Application) -> Finding:
    what = "Discord: installation"
    missing = [name for number, name in _INSTALLS.items() if number not in application.installs]
    if missing:
        return Finding(
            what, f"{' and '.join(missing)} not allowed", f"Tick {' and '.join(missing)} on the page Installation."
        )
    return Finding(what, "in servers and by people for themselves")


def _sessions(limit: Mapping[str, Any]) -> Finding:
    what = "Discord: sessions"
    left, total = limit["remaining"], limit["total"]
    if left < FLOOR:
        mend = "Find out what starts Kith over and over; it connects again when Discord allows more."
        return Finding(what, f"only {left} of {total} are left today", mend)
    return Finding(what, f"{left} of {total} are left today")


def _options(command: Mapping[str, Any]) -> set[str]:
    return {each["name"] for each in command.get("options") or ()}
