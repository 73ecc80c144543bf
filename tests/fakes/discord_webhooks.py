"""Discord's HTTP delivery: signed requests to the application's address, in the place of a gateway."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.fakes.discord_contract import Contract
from tests.fakes.discord_world import Clock, Payload

PING = json.dumps({"type": 1, "id": "1", "application_id": "1", "token": "t", "version": 1}).encode()


class Webhooks:
    """Sends what people do to one address, signed with the application's key."""

    online = True

    def __init__(self, url: str, clock: Clock, violations: list[str]) -> None:
        self.url = url
        self._clock = clock
        self._violations = violations
        self._contract = Contract.load()
        self._key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
        self.sent: list[bytes] = []

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes_raw().hex()

    async def dispatch(self, event: str, body: Payload, *, intent: int = 0) -> None:
        """Send one interaction; whatever is not taken is a violation."""
        if self._contract is not None:
            self._violations += [
                f"the fake's own {event} is malformed: {p}" for p in self._contract.dispatch(event, body)
            ]
        self.sent.append(json.dumps(body).encode())
        await self.redeliver()

    async def redeliver(self) -> None:
        """Send the newest interaction once more."""
        status, said = await self.request(self.sent[-1])
        if (status, said) != (202, ""):
            self._violations.append(f"an interaction was answered with {status} {said!r}")

    async def dispatch_dm(self, event: str, body: Payload) -> None:
        """Messages are not told over HTTP."""

    async def request(
        self,
        body: bytes,
        *,
        stamp: str | None = None,
        sign: Callable[[str], str] = lambda signature: signature,
    ) -> tuple[int, str]:
        """Send a body, with another timestamp or a signature that was tampered with where a test wants that."""
        moment = str(int(self._clock().timestamp())) if stamp is None else stamp
        signature = sign(self._key.sign(moment.encode() + body).hex())
        headers = {
            "Content-Type": "application/json",
            "X-Signature-Timestamp": moment,
            "X-Signature-Ed25519": signature,
        }
        async with (
            asyncio.timeout(3.0),
            aiohttp.ClientSession() as session,
            session.post(self.url, data=io.BytesIO(body), headers=headers) as answer,
        ):
            return answer.status, await answer.text()
