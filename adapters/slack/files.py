"""Files to and from Slack. One is fetched from Slack's own host only, with the token, never larger than allowed."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.wire import Json
from bot.chat.message import File
from bot.domain.errors import InputError

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that somebody may send."""
_HOST = "files.slack.com"
_CHUNK = 64 * 1024

logger = structlog.get_logger()


class Files:
    """Fetches what people put into forms and hands them what Kith made."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session
        api = urlsplit(client.base_url)
        self._hosts = {_HOST} if (api.hostname or "").endswith("slack.com") else {api.netloc}

    async def fetch(self, uploads: Mapping[str, Json]) -> dict[str, File]:
        """The files by field name. Raises InputError with a sentence for the field whose file cannot be had."""
        return {field: await self._fetch(field, upload) for field, upload in uploads.items()}

    async def hand_over(self, person: str, files: tuple[File, ...]) -> None:
        """Put files into the direct messages with that person. Raises what the SDK raises."""
        opened = await self._client.conversations_open(users=person)
        for file in files:
            await self._client.files_upload_v2(
                filename=file.name,
                content=file.content,
                channel=opened["channel"]["id"],
                title=file.name,
                alt_txt=file.alt or None,
            )

    async def _fetch(self, field: str, upload: Json) -> File:
        try:
            told = (
                upload
                if "url_private_download" in upload
                else (await self._client.files_info(file=upload["id"]))["file"]
            )
            content = await self._download(field, told["url_private_download"])
        except (SlackClientError, aiohttp.ClientError, TimeoutError, KeyError) as error:
            logger.warning("file not fetched", error=type(error).__name__)
            raise InputError(field, "Slack did not give me that file. Please send it again.") from error
        return File(told.get("name") or "file", content)

    async def _download(self, field: str, url: str) -> bytes:
        if urlsplit(url).netloc not in self._hosts:
            raise InputError(field, "That file is not kept by Slack itself. Please upload it to Slack and try again.")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            answer.raise_for_status()
            if answer.status != 200:
                raise aiohttp.ClientPayloadError("redirected away")
            content = bytearray()
            async for chunk in answer.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    raise InputError(field, f"That file is too large: I take up to {LARGEST // 1024**2} MB.")
        return bytes(content)
