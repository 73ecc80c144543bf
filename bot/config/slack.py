"""What of Slack's settings belongs together: how it reaches Kith, and which workspaces it serves."""

from bot.config.settings import Settings
from bot.domain.errors import ConfigError

_OFF = (
    "Slack is off: it needs KITH_SLACK_BOT_TOKEN and KITH_SLACK_APP_TOKEN. To be asked for them and have them checked: "
    "kith setup slack."
)


def slack_off(settings: Settings) -> str | None:
    """Why Slack is off, in a sentence; None where it is to be served.

    Raises ConfigError where something is set and does not make a whole: nobody means to set half of it.
    """
    bot, client = settings.slack_bot_token is not None, settings.slack_client_id is not None
    ways = settings.slack_mode, settings.slack_app_token, settings.slack_signing_secret
    if not bot and not client and not any(ways):
        return _OFF
    problems = [*_way_in(settings), *_workspaces(settings, bot, client)]
    if problems:
        raise ConfigError("\n".join(problems))
    return None


def slack_mode(settings: Settings) -> str:
    """How Slack reaches Kith: socket or http."""
    if settings.slack_mode is not None:
        return settings.slack_mode
    return "http" if settings.slack_app_token is None and settings.slack_signing_secret is not None else "socket"


def _way_in(settings: Settings) -> list[str]:
    if slack_mode(settings) == "socket":
        missing = "KITH_SLACK_APP_TOKEN is needed for Slack's Socket Mode, or KITH_SLACK_SIGNING_SECRET for HTTP."
        return [missing] if settings.slack_app_token is None else []
    problems = []
    if settings.slack_signing_secret is None:
        problems.append("KITH_SLACK_SIGNING_SECRET is needed for Slack over HTTP: without it anybody could be Slack.")
    if settings.web is None:
        problems.append("KITH_WEB must not be off for Slack over HTTP: its requests come in there.")
    return problems


def _workspaces(settings: Settings, bot: bool, client: bool) -> list[str]:
    if bot and client:
        return ["KITH_SLACK_BOT_TOKEN is for one workspace, KITH_SLACK_CLIENT_ID for many. Set one of the two."]
    if bot:
        return []
    if not client:
        return ["KITH_SLACK_BOT_TOKEN is needed for one workspace, or KITH_SLACK_CLIENT_ID for many."]
    needed = {
        "KITH_SLACK_CLIENT_SECRET": settings.slack_client_secret,
        "KITH_PUBLIC_URL": settings.public_url,
        "KITH_WEB": settings.web,
    }
    return [f"{name} is needed for Slack in many workspaces." for name, value in needed.items() if value is None]
