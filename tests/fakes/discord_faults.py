"""Bad days of Discord that a test orders: which call of which route goes wrong, and how."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Protocol

from aiohttp import web

from tests.fakes.discord_world import ApiError, json_response

Serve = Callable[[], Awaitable[web.StreamResponse]]


class Fault(Protocol):
    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        """Answer this request badly; `serve` does what Discord would have done."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """An answer with one of Discord's own error codes; nothing is stored."""

    status: int
    code: int
    message: str

    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        return ApiError(self.status, self.code, self.message).response()


CLOSED_DM = Refuse(403, 50007, "Cannot send messages to this user")
NO_MUTUAL_SERVER = Refuse(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
DMS_TOO_FAST = Refuse(403, 40003, "You are opening direct messages too fast")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """429, for what we did or, `shared`, what others did with the same thing.

    Without the Via header discord.py takes it for a ban by the network in front of Discord.
    """

    retry_after: float
    via: bool = True
    shared: bool = False

    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        response = json_response(
            {"message": "You are being rate limited.", "retry_after": self.retry_after, "global": False}, status=429
        )
        response.headers["Retry-After"] = str(self.retry_after)
        if self.shared:
            response.headers["X-RateLimit-Scope"] = "shared"
        if self.via:
            response.headers["Via"] = "1.1 google"
        return response


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A 5xx, before or after the request took effect."""

    status: int = 502
    stored: bool = False

    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        if self.stored:
            await serve()
        return web.Response(status=self.status, text="upstream error")


@dataclass(frozen=True, slots=True)
class Drop:
    """The whole request is read, then the connection closes without an answer."""

    stored: bool

    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        if self.stored:
            await serve()
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=500)


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer until the fake closes."""

    stored: bool

    async def strike(self, request: web.Request, serve: Serve, closing: asyncio.Event) -> web.StreamResponse:
        if self.stored:
            await serve()
        await closing.wait()
        return web.Response(status=503)


@dataclass(slots=True)
class _Order:
    method: str
    pattern: str
    fault: Fault
    skip: int
    times: int


@dataclass(slots=True)
class Faults:
    """The faults still to come, in the order they were asked for."""

    _orders: list[_Order] = field(default_factory=list)

    def add(self, method: str, pattern: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """From the nth call that fits, so many meet the fault; `*` in a pattern fits anything."""
        self._orders.append(_Order(method, pattern, fault, skip=nth - 1, times=times))

    def take(self, method: str, path: str) -> Fault | None:
        for order in self._orders:
            if order.method != method or not fnmatchcase(path, order.pattern):
                continue
            if order.skip:
                order.skip -= 1
                continue
            order.times -= 1
            if not order.times:
                self._orders.remove(order)
            return order.fault
        return None
