"""What became of a post that did not simply succeed: refused, to be tried later, or uncertain.

A wrong class loses a nudge or sends it twice, so every case is named; what Slack refuses in words we don't know was not
posted and is tried again.
"""

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chat.adapter import Later, Refused, Uncertain

REFUSED = frozenset(
    {
        "cannot_dm_bot",
        "cant_dm_bot",
        "channel_not_found",
        "is_archived",
        "message_limit_exceeded",
        "messages_tab_disabled",
        "not_in_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
"""Nobody at this address until its owner acts. `restricted_action*` belongs here too."""

LOCKED_OUT = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""The app itself is refused: whoever runs it must act, nobody's message is at fault."""

DEAD = frozenset({"account_inactive", "invalid_auth", "token_revoked"})
"""Of these, what says that the token is worth nothing any more: Kith was removed, or its token revoked."""

HALF_DONE = frozenset({"fatal_error", "internal_error", "request_timeout"})
"""Slack's own words for these say that part of it may have succeeded."""

_LOCKED_OUT_SECONDS = 600.0
_UNKNOWN_SECONDS = 300.0
_UNREACHED_SECONDS = 30.0


def code_of(error: SlackApiError) -> str:
    """Slack's error code, empty where there was no answer in Slack's form."""
    data = error.response.data if isinstance(error.response, AsyncSlackResponse) else None
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def outcome_of(error: SlackApiError | aiohttp.ClientError | TimeoutError) -> Refused | Later | Uncertain:
    """The class of a failed chat.postMessage."""
    match error:
        case SlackApiError():
            return _answered(error)
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError():
            return Later(_UNREACHED_SECONDS, "Slack could not be reached")
    return Uncertain(f"no answer from Slack: {type(error).__name__}")


def _answered(error: SlackApiError) -> Refused | Later | Uncertain:
    if not isinstance(error.response, AsyncSlackResponse):
        return Uncertain("an answer that nobody could read")
    code = code_of(error)
    if error.response.status_code == 429 or code in {"ratelimited", "rate_limited"}:
        return Later(_retry_after(error.response), "ratelimited")
    if error.response.status_code >= 500 or code in HALF_DONE or not code:
        return Uncertain(code or f"HTTP {error.response.status_code}")
    if code in REFUSED or code.startswith("restricted_action"):
        return Refused(code)
    return Later(_LOCKED_OUT_SECONDS, code) if code in LOCKED_OUT else Later(_UNKNOWN_SECONDS, code, alone=True)


def _retry_after(response: AsyncSlackResponse) -> float:
    try:
        return max(1.0, float(response.headers.get("Retry-After", "")))
    except ValueError:
        return _UNREACHED_SECONDS
