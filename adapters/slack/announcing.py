"""Messages into channels: posted once, and why Slack would not have them, in words."""

from collections.abc import Mapping
from types import MappingProxyType

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.offices import Office
from adapters.slack.outcome import code_of, outcome_of
from adapters.slack.posting import metadata
from adapters.slack.render import content
from bot.chat.adapter import Later, Posted, Refused, Uncertain
from bot.chat.message import Message

_NOT_THERE = "I am not in it; /invite me there"
_MAY_NOT = "Slack does not let me write there"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "channel_not_found": f"{_NOT_THERE}, if it is still there",
        "is_archived": "it is archived",
        "missing_scope": "I lack the permission chat:write",
        "no_permission": _MAY_NOT,
        "not_in_channel": _NOT_THERE,
    }
)


async def announce(office: Office, channel: str, message: Message, key: str) -> Posted:
    """Post into a channel, the key in its metadata. Raises what the SDK raises."""
    posted = await office.once.chat_postMessage(
        channel=channel, metadata=metadata(key), unfurl_links=False, unfurl_media=False, **content(message, key)
    )
    return Posted(posted["channel"], posted["ts"])


def outcome(error: SlackApiError | aiohttp.ClientError | TimeoutError) -> Refused | Later | Uncertain:
    """The class of a post that failed; what Slack refuses in this channel alone says so in words."""
    code = code_of(error) if isinstance(error, SlackApiError) else ""
    if code in _WORDS:
        return Refused(_WORDS[code])
    ended = outcome_of(error)
    return Refused(_MAY_NOT) if isinstance(ended, Refused) else ended
