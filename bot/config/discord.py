"""What of Discord's settings belongs together: the token, and how Discord reaches Kith."""

from bot.config.settings import Settings
from bot.domain.errors import ConfigError

_OFF = (
    "Discord is off: KITH_DISCORD_TOKEN is needed for it. To be asked for it and have it checked: kith setup discord."
)


def discord_off(settings: Settings) -> str | None:
    """Why Discord is off, in a sentence; None where it is to be served.

    Raises ConfigError where something is set and does not make a whole: nobody means to set half of it.
    """
    if settings.discord_token is None:
        if settings.discord_mode is None and settings.discord_public_key is None:
            return _OFF
        raise ConfigError("KITH_DISCORD_TOKEN is needed: without it the other settings of Discord do nothing.")
    if discord_mode(settings) == "gateway":
        return None
    problems = []
    if settings.discord_public_key is None:
        problems.append("KITH_DISCORD_PUBLIC_KEY is needed for Discord over HTTP: without it anybody could be Discord.")
    if settings.web is None:
        problems.append("KITH_WEB must not be off for Discord over HTTP: its requests come in there.")
    if problems:
        raise ConfigError("\n".join(problems))
    return None


def discord_mode(settings: Settings) -> str:
    """How Discord reaches Kith: gateway or http."""
    return settings.discord_mode or ("gateway" if settings.discord_public_key is None else "http")
