"""Discord's interactions over HTTP: proved to be Discord's, read within bounds, and handed to discord.py."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
import structlog
from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PATH = "/discord/interactions"
"""Where Discord sends what people do, if it is the application's Interactions Endpoint URL."""
LARGEST = 1024**2
"""Bytes of a request; Discord's own are far smaller."""
WINDOW = 300.0
"""Seconds that a request may be old, or the two clocks apart."""
_PING = 1

logger = structlog.get_logger()


class Endpoint:
    """The one address that Discord reaches Kith at. Where nobody serves, Discord tells the person that we do not."""

    def __init__(self, public_key: str, clock: Callable[[], datetime]) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        self._clock = clock
        self._client: discord.Client | None = None

    @property
    def serving(self) -> bool:
        """Whether interactions are taken."""
        return self._client is not None

    def serve(self, client: discord.Client) -> None:
        """Hand interactions to this client, which is logged in, from now on."""
        self._client = client

    def stop(self) -> None:
        """Take nothing more."""
        self._client = None

    async def receive(self, request: web.Request) -> web.Response:
        """202 for an interaction, whose answer goes to Discord by itself; 401 unless Discord signed it just now."""
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413, text="too large\n")
        raw = await request.content.read(LARGEST + 1)
        while len(raw) <= LARGEST and not request.content.at_eof():
            raw += await request.content.read(LARGEST + 1 - len(raw))
        if len(raw) > LARGEST:
            return web.Response(status=413, text="too large\n")
        if not self._is_discords(raw, request):
            logger.warning("request without a valid signature")
            return web.Response(status=401, text="not signed by Discord\n")
        try:
            told = json.loads(raw)
            if told["type"] == _PING:
                return web.json_response({"type": _PING})
            if self._client is None:
                return web.Response(status=503, text="not ready\n")
            hand_over(self._client, told)
        except (ValueError, KeyError, TypeError) as error:
            logger.error("interaction not understood", error=type(error).__name__)
            return web.Response(status=400, text="not an interaction\n")
        return web.Response(status=202)

    def _is_discords(self, raw: bytes, request: web.Request) -> bool:
        stamp, signature = (request.headers.get(f"X-Signature-{name}", "") for name in ("Timestamp", "Ed25519"))
        try:
            if abs(self._clock().timestamp() - int(stamp)) > WINDOW:
                return False
            self._key.verify(bytes.fromhex(signature), stamp.encode() + raw)
        except (InvalidSignature, ValueError):  # a moment that is no number, a signature that is not hexadecimal
            return False
        return True


def hand_over(client: discord.Client, payload: dict[str, Any]) -> None:
    """Let discord.py act on an interaction as if its gateway had brought it.

    The library has no public way to do so. This is the one place that uses a private one, and a test holds it to the
    version that is installed.
    """
    client._connection.parse_interaction_create(payload)  # type: ignore[arg-type]  # a dict read from JSON
