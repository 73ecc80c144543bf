"""Slack's requests over HTTP: proved to be Slack's, read within bounds, and answered by Bolt."""

import asyncio

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.tasks import Tasks

PATH = "/slack/events"
"""Where Slack sends commands, interactions, options and events alike."""
LARGEST = 1024**2
"""Bytes of a request; Slack's own are far smaller."""

logger = structlog.get_logger()


class Webhook:
    """The one address that Slack reaches Kith at. Before and after the adapter runs it asks Slack to come again."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._serving: tuple[AsyncApp, Tasks] | None = None

    def serve(self, app: AsyncApp, tasks: Tasks) -> None:
        """Hand requests to Bolt from now on."""
        self._serving = (app, tasks)

    def stop(self) -> None:
        """Take nothing more."""
        self._serving = None

    async def receive(self, request: web.Request) -> web.Response:
        """The answer to a request; 401 unless Slack signed it within the last five minutes."""
        arrived = asyncio.get_running_loop().time()
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413, text="too large\n")
        raw = await request.content.read(LARGEST + 1)
        while len(raw) <= LARGEST and not request.content.at_eof():
            raw += await request.content.read(LARGEST + 1 - len(raw))
        if len(raw) > LARGEST:
            return web.Response(status=413, text="too large\n")
        if not self._is_slacks(raw, request):
            logger.warning("request without a valid signature")
            return web.Response(status=401, text="not signed by Slack\n")
        if self._serving is None:
            return web.Response(status=503, text="not ready\n")
        app, tasks = self._serving
        asked = AsyncBoltRequest(
            body=raw.decode(),
            query=request.query_string,
            headers=dict(request.headers),
            context={"arrived": arrived},
        )
        answer = await asyncio.shield(tasks.start(app.async_dispatch(asked)))
        return await to_aiohttp_response(answer)

    def _is_slacks(self, raw: bytes, request: web.Request) -> bool:
        stamp, signature = (request.headers.get(f"X-Slack-{name}") for name in ("Request-Timestamp", "Signature"))
        try:
            return self._verifier.is_valid(raw, stamp, signature)
        except (ValueError, TypeError):  # a moment that is no number; a signature or a body that is no text
            return False
