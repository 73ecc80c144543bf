"""Changing or deleting a direct message that was posted. Either may be repeated without harm."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.outcome import code_of
from adapters.slack.render import content
from bot.chat.adapter import Posted, Refused
from bot.chat.message import Message

_BEYOND_REACH = frozenset(
    {
        "cant_delete_message",
        "cant_update_message",
        "compliance_exports_prevent_deletion",
        "edit_window_closed",
        "message_not_found",
    }
)
"""The message is gone, or Slack will not have it changed."""


async def amend(client: AsyncWebClient, posted: Posted, message: Message | None) -> Posted | Refused:
    """Let the message say something else, or delete it; what it carries unseen stays. Raises what the client does."""
    try:
        if message is None:
            await client.chat_delete(channel=posted.channel, ts=posted.id)
        else:
            await client.chat_update(channel=posted.channel, ts=posted.id, **content(message))
    except SlackApiError as error:
        if (code := code_of(error)) in _BEYOND_REACH:
            return Refused(code)
        raise
    return posted
