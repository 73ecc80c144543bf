"""A Discord on loopback for tests: REST and gateway on one free port, whose oracle is what a person would see.

    async with FakeDiscord(clock) as discord:
        client reaches it through discord.api_url, discord.gateway_url and discord.token
        seen = await discord.user("alice").command("kith log", people="sam")
        discord.assert_clean()

Each request is judged by Discord's published description and by the rules that it leaves out; what breaks them is
answered as Discord answers and kept in `violations`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes.discord_contract import Contract
from tests.fakes.discord_faults import Fault, Faults
from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_interactions import Interactions
from tests.fakes.discord_person import Person
from tests.fakes.discord_rest import Call, Rest
from tests.fakes.discord_seen import seen_message
from tests.fakes.discord_webhooks import Webhooks
from tests.fakes.discord_world import ApiError, Clock, World, json_response

_PREFIX = "/api/v10"
_COUNTED_AGAINST = {401, 403, 429}
_WITHOUT_TOKEN = ("/interactions/", "/webhooks/")

Handler = Callable[[Call], Awaitable[Any]]


class FakeDiscord:
    """The whole of it. Give the clock that stamps messages and ages tokens."""

    def __init__(self, clock: Clock, *, token: str = "fake.bot.token") -> None:
        self.token = token
        self.violations: list[str] = []
        self.calls: Counter[str] = Counter()
        self.invalid = 0
        """Requests that Discord counts against the bot; at ten thousand in ten minutes it bans the address."""
        self._contract = Contract.load()
        self._faults = Faults()
        self._closing = asyncio.Event()
        self._port = 0
        self.world = World(clock, origin=lambda: self._origin("http"))
        self.gateway = Gateway(self.world, token, self._contract, lambda: self.gateway_url, self.violations)
        self.way: Webhooks | None = None
        """Where what people do is sent instead, if the application has an address for it."""
        self._runner = web.AppRunner(self._application(), shutdown_timeout=0.2)

    @property
    def validates(self) -> bool:
        """False where Discord's descriptions are not on this machine."""
        return self._contract is not None

    @property
    def api_url(self) -> str:
        return self._origin("http") + _PREFIX

    @property
    def gateway_url(self) -> str:
        return self._origin("ws") + "/gateway"

    def user(self, name: str) -> Person:
        return Person(self.world, self.way or self.gateway, self.world.user(name))

    def fail(self, method: str, pattern: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """Order a bad day for the nth fitting call from now: `fail("POST", "/channels/*/messages", CLOSED_DM)`."""
        self._faults.add(method, pattern, fault, nth=nth, times=times)

    def forget_nonces(self) -> None:
        """Let the minutes pass in which a repeated nonce returns the first message."""
        self.world.nonces.clear()

    def called(self, method: str, pattern: str) -> int:
        """How many requests fitted, faults included."""
        return sum(n for call, n in self.calls.items() if fnmatchcase(call, f"{method} {pattern}"))

    async def online(self) -> None:
        """Wait until a bot has identified."""
        assert await self.world.until(lambda: self.gateway.online, seconds=5), "no bot came online"

    def assert_clean(self, *rung: str) -> None:
        """Nothing that the bot sent broke Discord's rules, and what it showed rang these people and nobody else."""
        assert not self.violations, "the bot broke Discord's rules:\n" + "\n".join(self.violations)
        ours = [each for each in self.world.messages.values() if each.author is self.world.bot]
        rang = [name for each in ours for name in seen_message(self.world, each).pings]
        assert sorted(rang) == sorted(rung), f"the bot rang people: {rang}"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        await self.gateway.close()
        await self._runner.cleanup()

    def _origin(self, scheme: str) -> str:
        return f"{scheme}://127.0.0.1:{self._port}"

    def _application(self) -> web.Application:
        rest, interactions = Rest(self.world, self.gateway), Interactions(self.world)
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", rest.me),
            ("GET", "/users/@me/guilds", rest.guilds),
            ("GET", "/oauth2/applications/@me", rest.application),
            ("GET", "/applications/@me", rest.application),
            ("GET", "/applications/{application_id}/commands", rest.get_commands),
            ("GET", "/gateway/bot", self._gateway_bot),
            ("PUT", "/applications/{application_id}/commands", rest.put_commands),
            ("POST", "/users/@me/channels", rest.open_dm),
            ("POST", "/channels/{channel_id}/messages", rest.post_message),
            ("GET", "/channels/{channel_id}/messages", rest.list_messages),
            ("GET", "/channels/{channel_id}/messages/{message_id}", rest.get_message),
            ("PATCH", "/channels/{channel_id}/messages/{message_id}", rest.patch_message),
            ("DELETE", "/channels/{channel_id}/messages/{message_id}", rest.delete_message),
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", interactions.respond),
            ("POST", "/webhooks/{webhook_id}/{webhook_token}", interactions.follow_up),
            ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", interactions.get),
            ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", interactions.patch),
            ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", interactions.delete),
        ]
        application = web.Application(client_max_size=30 << 20)
        for method, path, handler in routes:
            application.router.add_route(method, _PREFIX + path, self._route(handler))
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/attachments/{path:.*}", self._file)
        application.router.add_route("*", "/{path:.*}", self._unknown)
        return application

    def _route(self, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            call = await Call.read(request, _PREFIX)
            self.calls[f"{call.method} {call.path}"] += 1
            fault = self._faults.take(call.method, call.path)
            if fault is None:
                answer = await self._answer(handler, call)
            else:
                answer = await fault.strike(request, lambda: self._answer(handler, call), self._closing)
            self.invalid += answer.status in _COUNTED_AGAINST
            return answer

        return serve

    async def _answer(self, handler: Handler, call: Call) -> web.StreamResponse:
        if not call.path.startswith(_WITHOUT_TOKEN) and call.token != self.token:
            return ApiError(401, 0, "401: Unauthorized").response()
        try:
            self._judge(call)
            body = await handler(call)
        except ApiError as error:
            if error.code in (50006, 50035, 40060):
                self.violations.append(f"{call.method} {call.path}: {error.code} {error.message}")
            return error.response()
        if body is None:
            return web.Response(status=204)
        if self._contract is not None and (problems := self._contract.answer(call.method, call.path, body)):
            self.violations.append(f"{call.method} {call.path}: the fake's own answer is malformed: {problems}")
        return json_response(body)

    def _judge(self, call: Call) -> None:
        if self._contract is not None:
            problems = self._contract.request(call.method, call.path, call.query, call.body)
            if problems:
                raise ApiError(400, 50035, "; ".join(problems))

    async def _gateway_bot(self, call: Call) -> Any:
        world = self.world
        limit = {
            "total": 1000,
            "remaining": world.sessions_left,
            "reset_after": world.sessions_reset_ms,
            "max_concurrency": 1,
        }
        return {"url": self.gateway_url, "shards": world.shards, "session_start_limit": limit}

    async def _file(self, request: web.Request) -> web.Response:
        content = self.world.files.get(request.path)
        return web.Response(status=404) if content is None else web.Response(body=content)

    async def _unknown(self, request: web.Request) -> web.Response:
        self.violations.append(f"{request.method} {request.path}: the fake has no such route")
        return ApiError(404, 0, "404: Not Found").response()
