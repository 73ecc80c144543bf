"""Fetches the files that people send, never more than allowed."""

from collections.abc import Mapping

import aiohttp
import structlog

from adapters.discord.decode import Upload
from bot.chat.message import File
from bot.domain.errors import InputError

LARGEST = 5 << 20
"""Bytes of a file that somebody may send."""
_SECONDS = 10.0
_CHUNK = 64 << 10

logger = structlog.get_logger()


async def fetch(uploads: Mapping[str, Upload]) -> dict[str, File]:
    """The files by field name. Raises InputError with a sentence for the field whose file cannot be had."""
    if not uploads:
        return {}
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS)) as session:
        return {field: await _fetch(session, field, upload) for field, upload in uploads.items()}


async def _fetch(session: aiohttp.ClientSession, field: str, upload: Upload) -> File:
    if upload.size > LARGEST:
        raise _too_large(field)
    try:
        async with session.get(upload.url, allow_redirects=False, raise_for_status=True) as answer:
            content = bytearray()
            async for chunk in answer.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    raise _too_large(field)
    except (aiohttp.ClientError, TimeoutError) as error:
        logger.warning("file not fetched", error=type(error).__name__)
        raise InputError(field, "Discord did not give me that file. Please send it again.") from error
    return File(upload.name, bytes(content))


def _too_large(field: str) -> InputError:
    return InputError(field, f"That file is too large: I take up to {LARGEST >> 20} MB.")
