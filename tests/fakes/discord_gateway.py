"""The gateway of the pretended Discord: one WebSocket a session, with heartbeats, resuming and reconnecting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from aiohttp import WSCloseCode, WSMsgType, web

from tests.fakes.discord_contract import Contract
from tests.fakes.discord_payloads import guild_payload, own_user_payload
from tests.fakes.discord_world import Payload, World

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = 0, 1, 2, 6, 7, 9, 10, 11
_GUILDS_INTENT = 1 << 0
_DM_INTENT = 1 << 12
_AUTHENTICATION_FAILED = 4004
_OVER = {WSCloseCode.OK, WSCloseCode.GOING_AWAY}


@dataclass(slots=True, eq=False)
class Session:
    id: str
    intents: int
    socket: web.WebSocketResponse | None
    drop: Callable[[], None]
    shard: tuple[int, int] = (0, 1)
    sent: list[Payload] = field(default_factory=list)


class Gateway:
    """Sends what happens to every live session and keeps it for those that come back."""

    def __init__(
        self, world: World, token: str, contract: Contract | None, url: Callable[[], str], violations: list[str]
    ) -> None:
        self._world, self._token, self._contract, self._url = world, token, contract, url
        self._violations = violations
        self._sessions: dict[str, Session] = {}
        self._numbers = count(1)
        self.identifies = 0
        self.resumes = 0

    @property
    def intents(self) -> set[int]:
        """What the sessions asked to be told of."""
        return {session.intents for session in self._sessions.values()}

    @property
    def online(self) -> bool:
        """Whether every shard has a connection."""
        up = {session.shard[0] for session in self._sessions.values() if session.socket is not None}
        return len(up) >= self._world.shards

    async def dispatch(self, event: str, body: Payload, *, intent: int = 0) -> None:
        """Tell every session that asked for this kind of event: of its server's shard, of the first one for a DM."""
        self._check(event, body)
        server = body["id"] if event.startswith("GUILD_") else body.get("guild_id", "0")
        for session in tuple(self._sessions.values()):
            if _falls_to(session, server) and (not intent or session.intents & intent):
                await self._tell(session, event, body)

    async def dispatch_dm(self, event: str, body: Payload) -> None:
        await self.dispatch(event, body, intent=_DM_INTENT)

    async def add_server(self, name: str) -> str:
        """Somebody adds the bot to a server."""
        server = self._world.add_server(name)
        await self.dispatch("GUILD_CREATE", guild_payload(self._world, server), intent=_GUILDS_INTENT)
        return server

    async def remove_from(self, server: str) -> None:
        """Somebody removes the bot from a server."""
        del self._world.servers[server]
        await self.dispatch("GUILD_DELETE", {"id": server}, intent=_GUILDS_INTENT)

    async def end_sessions(self) -> None:
        """Tell every session that it is over and cannot be resumed."""
        sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            if session.socket is not None:
                await session.socket.send_json({"op": _INVALID, "d": False})

    async def ask_to_reconnect(self) -> None:
        for session in self._sessions.values():
            if session.socket is not None:
                await session.socket.send_json({"op": _RECONNECT, "d": None})

    def cut(self) -> None:
        """Lose every connection without a word; sessions stay for whoever resumes."""
        for session in tuple(self._sessions.values()):
            if session.socket is not None:
                session.drop()
                session.socket = None

    async def close(self) -> None:
        for session in tuple(self._sessions.values()):
            if session.socket is not None:
                await session.socket.close(code=WSCloseCode.GOING_AWAY)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41250}})
        session: Session | None = None
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            message = frame.json()
            if message["op"] == _HEARTBEAT:
                await socket.send_json({"op": _ACK})
            elif message["op"] == _IDENTIFY:
                session = await self._identify(socket, _drop(request), message["d"])
            elif message["op"] == _RESUME:
                session = await self._resume(socket, _drop(request), message["d"])
        if session is not None and session.socket is socket:
            session.socket = None
            if socket.close_code in _OVER:
                self._sessions.pop(session.id, None)
            self._world.changed()
        return socket

    async def _identify(self, socket: web.WebSocketResponse, drop: Callable[[], None], body: Payload) -> Session | None:
        self.identifies += 1
        if body["token"] != self._token:
            await socket.close(code=_AUTHENTICATION_FAILED)
            return None
        index, of = body.get("shard", (0, 1))
        session = Session(f"session-{next(self._numbers)}", body["intents"], socket, drop, (index, of))
        self._sessions[session.id] = session
        ours = [server for server in self._world.servers if _falls_to(session, server)]
        ready = {
            "v": 10,
            "user": own_user_payload(self._world.bot),
            "guilds": [{"id": server, "unavailable": True} for server in ours],
            "shard": [index, of],
            "session_id": session.id,
            "resume_gateway_url": self._url(),
            "application": {"id": self._world.application_id, "flags": 0, "flags_new": "0"},
        }
        await self._greet(session, "READY", ready)
        if session.intents & _GUILDS_INTENT:
            for server in ours:
                await self._greet(session, "GUILD_CREATE", guild_payload(self._world, server))
        self._world.changed()
        return session

    async def _resume(self, socket: web.WebSocketResponse, drop: Callable[[], None], body: Payload) -> Session | None:
        session = self._sessions.get(body["session_id"])
        if session is None:
            await socket.send_json({"op": _INVALID, "d": False})
            return None
        self.resumes += 1
        session.socket, session.drop = socket, drop
        for message in session.sent[body["seq"] :]:
            await socket.send_json(message)
        await self._tell(session, "RESUMED", {})
        self._world.changed()
        return session

    async def _greet(self, session: Session, event: str, body: Payload) -> None:
        self._check(event, body)
        await self._tell(session, event, body)

    def _check(self, event: str, body: Payload) -> None:
        if self._contract is not None:
            self._violations += [
                f"the fake's own {event} is malformed: {p}" for p in self._contract.dispatch(event, body)
            ]

    async def _tell(self, session: Session, event: str, body: Payload) -> None:
        message = {"op": _DISPATCH, "t": event, "s": len(session.sent) + 1, "d": body}
        session.sent.append(message)
        if session.socket is not None and not session.socket.closed:
            with suppress(ConnectionError):  # the bot just left; the session keeps what it missed
                await session.socket.send_json(message)


def _falls_to(session: Session, server: str) -> bool:
    index, of = session.shard
    return (int(server) >> 22) % of == index


def _drop(request: web.Request) -> Callable[[], None]:
    transport = request.transport
    assert transport is not None
    return transport.abort
