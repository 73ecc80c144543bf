"""The SDK's clients. One kind never repeats a request, since a repeated post is a message twice; the other may."""

import logging

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

API_URL = "https://slack.com/api/"


class Clients:
    """Makes clients that share one session and one logger."""

    def __init__(self, session: aiohttp.ClientSession, api_url: str, log: logging.Logger) -> None:
        self.session = session
        self._api_url = api_url
        self._log = log

    def once(self, token: str | None = None) -> AsyncWebClient:
        """A client that never repeats a request."""
        return self._client(token, [])

    def patient(self, token: str | None = None) -> AsyncWebClient:
        """A client that repeats what fails, for what can be said twice."""
        handlers: list[AsyncRetryHandler] = [
            AsyncConnectionErrorRetryHandler(max_retry_count=1),
            AsyncRateLimitErrorRetryHandler(max_retry_count=1),
            AsyncServerErrorRetryHandler(max_retry_count=1),
        ]
        return self._client(token, handlers)

    def _client(self, token: str | None, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        return AsyncWebClient(
            token,
            base_url=self._api_url,
            session=self.session,
            logger=self._log,
            retry_handlers=handlers,
        )
