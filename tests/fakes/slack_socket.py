"""Slack's Socket Mode: hands each envelope to one connection and waits for its acknowledgement."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from tests.fakes.slack_rules import Json


class AppDidNotRespond(AssertionError):
    """What a person sees as a warning sign beside their click: no acknowledgement came in time."""


@dataclass(slots=True, eq=False)
class Envelope:
    """Something that happened, on its way to the app, and what the app answered how soon."""

    kind: str
    payload: Json
    acknowledged_after: float | None = None
    answer: Json | None = None


class SocketMode:
    """The connections of the app, and every envelope that was sent."""

    def __init__(self, number: Callable[[], int], ack_seconds: float) -> None:
        self.ack_seconds = ack_seconds
        self.envelopes: list[Envelope] = []
        self.connections: list[web.WebSocketResponse] = []
        self.opened = 0
        self._number = number
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/socket/{ticket}", self._serve)]

    async def connected(self, *, times: int = 1, within: float = 10) -> None:
        """Wait until the app has connected that often, counted from the start, and is connected now."""
        async with asyncio.timeout(within):
            while self.opened < times or not self.connections:
                self._changed.clear()
                await self._changed.wait()

    async def send(self, kind: str, payload: Json, *, retry: int = 0) -> Envelope:
        """Send an envelope to one connection and wait for its acknowledgement; raises AppDidNotRespond."""
        if not self.connections:
            raise AppDidNotRespond(f"{kind}: the app is not connected")
        envelope, name = Envelope(kind, payload), f"e{self._number()}"
        self.envelopes.append(envelope)
        loop = asyncio.get_running_loop()
        started, answered = loop.time(), loop.create_future()
        self._waiting[name] = answered
        frame = {
            "type": kind,
            "envelope_id": name,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        frame |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""} if kind == "events_api" else {}
        await self.connections[-1].send_json(frame)
        try:
            envelope.answer = await asyncio.wait_for(answered, self.ack_seconds)
        except TimeoutError:
            raise AppDidNotRespond(f"{kind}: not acknowledged in {self.ack_seconds} s") from None
        finally:
            del self._waiting[name]
        envelope.acknowledged_after = loop.time() - started
        return envelope

    async def redeliver(self, envelope: Envelope | None = None) -> Envelope:
        """Send the same thing again (the newest, unless told), as Slack does when it doubts."""
        again = envelope or self.envelopes[-1]
        return await self.send(again.kind, again.payload, retry=1)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, and wait until it has."""
        opened = self.opened
        await self.connections[-1].send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}})
        await self.connected(times=opened + 1)

    async def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self.connections):
            await connection.close()

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self.connections.append(connection)
        await connection.send_json(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "debug_info": {"host": "fake", "approximate_connection_time": 18060},
                "connection_info": {"app_id": "A0KITH"},
            }
        )
        self.opened += 1
        self._changed.set()
        try:
            async for frame in connection:
                if frame.type is WSMsgType.TEXT:
                    self._acknowledged(frame.json())
        finally:
            self.connections.remove(connection)
            self._changed.set()
        return connection

    def _acknowledged(self, frame: Json) -> None:
        waiting = self._waiting.get(frame.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(frame.get("payload") or {})
