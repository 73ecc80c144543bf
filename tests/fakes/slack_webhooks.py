"""Slack's HTTP delivery: signed requests to the app's address, in the place of a socket."""

import asyncio
import io
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.app import utc_now
from tests.fakes.slack_rules import Json
from tests.fakes.slack_socket import AppDidNotRespond, Envelope


class Webhooks:
    """Sends what happens to one address, signed, and reads the acknowledgement in the answer."""

    def __init__(self, url: str, signing_secret: str, ack_seconds: float = 3.0) -> None:
        self.url = url
        self.envelopes: list[Envelope] = []
        self._signer = SignatureVerifier(signing_secret)
        self._ack_seconds = ack_seconds

    async def send(self, kind: str, payload: Json, *, retry: int = 0) -> Envelope:
        """Send it, and wait for its acknowledgement; raises AppDidNotRespond."""
        envelope = Envelope(kind, payload)
        self.envelopes.append(envelope)
        body, content_type = _written(kind, payload)
        retried = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        started = asyncio.get_running_loop().time()
        status, said = await self.request(body, {"Content-Type": content_type, **retried})
        if status != 200:
            raise AppDidNotRespond(f"{kind}: answered with {status}")
        envelope.acknowledged_after = asyncio.get_running_loop().time() - started
        if said:
            envelope.answer = json.loads(said) if said.startswith("{") else {"text": said}
        return envelope

    async def redeliver(self, envelope: Envelope | None = None) -> Envelope:
        """Send the same thing again (the newest, unless told), as Slack does when it doubts."""
        again = envelope or self.envelopes[-1]
        return await self.send(again.kind, again.payload, retry=1)

    async def request(
        self,
        body: bytes,
        headers: dict[str, str],
        *,
        stamp: str | None = None,
        sign: Callable[[str], str] = lambda signature: signature,
    ) -> tuple[int, str]:
        """Send a body, with another timestamp or a signature that was tampered with where a test wants that."""
        moment = str(int(utc_now().timestamp())) if stamp is None else stamp
        signature = sign(self._signer.generate_signature(timestamp=moment, body=body) or "")
        signed = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature}
        try:
            async with (
                asyncio.timeout(self._ack_seconds),
                aiohttp.ClientSession() as session,
                session.post(self.url, data=io.BytesIO(body), headers={**headers, **signed}) as answer,
            ):
                return answer.status, await answer.text()
        except TimeoutError:
            raise AppDidNotRespond(f"not acknowledged in {self._ack_seconds} s") from None


def _written(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
