"""Messages outside any conversation: posted in the direct messages with somebody, and found again there."""

import asyncio
from datetime import datetime, timedelta

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.offices import Office
from adapters.slack.outcome import REFUSED, code_of
from adapters.slack.render import content, key_of
from adapters.slack.wire import Json
from bot.chat.adapter import Posted
from bot.chat.message import Message
from bot.domain.errors import PlatformError
from bot.domain.user import Account

EVENT = "kith_nudge"
"""The type of the metadata that carries a delivery's key. Others in the workspace may read it: opaque ids only."""
_STRAY = timedelta(minutes=5)
_PAGE = 100

logger = structlog.get_logger()


async def post(office: Office, account: Account, message: Message, key: str) -> Posted:
    """Post a message, the key in its metadata and in its first block. Raises what the SDK raises."""
    posted = await office.once.chat_postMessage(
        channel=account.channel or account.external,
        metadata=metadata(key),
        unfurl_links=False,
        unfurl_media=False,
        **content(message, key),
    )
    await _hand_over(office, account, message)
    return Posted(posted["channel"], posted["ts"])


def metadata(key: str) -> Json:
    """What a message carries unseen: its delivery's key."""
    return {"event_type": EVENT, "event_payload": {"key": key}}


async def find(office: Office, account: Account, key: str, since: datetime, seconds: float) -> Posted | None:
    """The message with that key in the history. Raises PlatformError where Slack does not show it in that time."""
    client = office.patient
    asked: Json = {"oldest": f"{(since - _STRAY).timestamp():.6f}", "include_all_metadata": True, "limit": _PAGE}
    try:
        async with asyncio.timeout(seconds):
            channel = account.channel or (await client.conversations_open(users=account.external))["channel"]["id"]
            while True:
                page = await client.conversations_history(channel=channel, **asked)
                for posted in page["messages"]:
                    if key in {key_of(posted), _metadata_key(posted)}:
                        return Posted(channel, posted["ts"])
                asked["cursor"] = (page.get("response_metadata") or {}).get("next_cursor")
                if not asked["cursor"]:
                    return None
    except SlackApiError as error:
        if (code := code_of(error)) in REFUSED:
            return None
        raise PlatformError(f"Slack does not show its history just now ({code or 'no answer'}).") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise PlatformError("Slack could not be reached.") from error


async def _hand_over(office: Office, account: Account, message: Message) -> None:
    """Files follow their message; one that Slack does not take leaves the message posted."""
    if message.files:
        try:
            await office.files.hand_over(account.external, message.files)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            logger.warning("file not handed over", error=type(error).__name__)


def _metadata_key(posted: Json) -> str:
    metadata = posted.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("key", "")) if metadata.get("event_type") == EVENT else ""
