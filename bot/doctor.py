"""`kith doctor`: looks at everything that an installation needs, and says of each how it is and how to mend it."""

import stat
from collections.abc import Awaitable, Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from adapters.discord.checks import as_set, discord_checks
from adapters.discord.client import API_URL as DISCORD_API_URL
from adapters.slack.checks import SlackChecks, slack_checks
from adapters.slack.clients import API_URL
from bot.app import existing_store
from bot.commands import REGISTRY
from bot.config import Settings, discord_mode, discord_off, slack_mode, slack_off
from bot.domain.checkup import Finding
from bot.domain.errors import ConfigError, KithError
from bot.domain.installation import Installation
from bot.domain.user import Platform
from bot.ports import Store

_ZONES = 400
"""Fewer time zones than that are not the whole of them."""


async def examine(settings: Settings, now: datetime, nudge: str = "") -> list[Finding]:
    """Everything that was found; with `nudge`, a Slack member id, a test nudge is sent to them too."""
    found = [zone_data()]
    installed, stored = stored_installations(settings)
    found += stored
    for check in _PLATFORMS:
        found += await check(settings, installed, now, nudge)
    return found


def zone_data() -> Finding:
    """Whether the time zones of the world are known here."""
    known = len(available_timezones())
    if known < _ZONES:
        return Finding("Time zones", f"only {known} are known", "Install the package tzdata again.")
    ZoneInfo("Europe/Berlin")
    return Finding("Time zones", f"{known} are known (tzdata {version('tzdata')})")


def stored_installations(settings: Settings) -> tuple[tuple[Installation, ...], list[Finding]]:
    """Where Kith is installed as the database says, and how the database and its keys are."""
    try:
        store = existing_store(settings)
    except KithError as trouble:
        mend = "See KITH_DATABASE and KITH_KEYSET. A database that is new or older is made ready by: kith migrate"
        return (), [Finding("Database and keys", trouble.sentence, mend)]
    if store is None:
        return (), [Finding("Database and keys", "not there yet; kith run makes both")]
    try:
        return _installations(store), [Finding("Database and keys", "open and fit"), _key_file(store.key_file)]
    finally:
        store.close()


def _installations(store: Store) -> tuple[Installation, ...]:
    with store.read() as uow:
        return uow.installations.all(Platform.SLACK)


def _key_file(path: Path) -> Finding:
    what = "Key file"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(what, f"others on this machine may read {path}", f"chmod 600 {path}")
    return Finding(what, f"{path}, for its owner only")


async def _slack(settings: Settings, installed: tuple[Installation, ...], now: datetime, nudge: str) -> list[Finding]:
    try:
        off = slack_off(settings)
    except ConfigError as error:
        return [Finding("Slack", line, "kith setup slack") for line in error.sentence.splitlines()]
    if off is not None:
        return [Finding("Slack", "off: nothing is set for it")]
    async with slack_checks(settings.slack_api_url or API_URL, REGISTRY) as checks:
        found = await _tokens(checks, settings, installed, now)
        token = _nudging_token(settings, installed)
        if nudge and token:
            found.append(await checks.nudge(token, nudge))
        else:
            how = "only a message can tell; to send yourself one: kith doctor --nudge U0123ABCD"
            found.append(Finding("Slack: messages tab", how))
    return found


async def _tokens(
    checks: SlackChecks, settings: Settings, installed: tuple[Installation, ...], now: datetime
) -> list[Finding]:
    found: list[Finding] = []
    if slack_mode(settings) == "socket" and settings.slack_app_token is not None:
        found += await checks.app_token(settings.slack_app_token.get_secret_value())
    if settings.slack_bot_token is not None:
        return found + await checks.bot_token(settings.slack_bot_token.get_secret_value(), now)
    if settings.slack_client_id is not None and settings.slack_client_secret is not None:
        found += await checks.client(settings.slack_client_id, settings.slack_client_secret.get_secret_value())
    for each in installed:
        where = f"Slack: {each.name or each.team or each.enterprise}"
        if each.goes_at is not None:
            found.append(Finding(where, f"{each.ended}; what its people noted is erased on {each.goes_at:%Y-%m-%d}"))
        elif each.token:
            found += await checks.bot_token(each.token, now, f"{where}: bot token")
    return found


def _nudging_token(settings: Settings, installed: tuple[Installation, ...]) -> str:
    if settings.slack_bot_token is not None:
        return settings.slack_bot_token.get_secret_value()
    return next((each.token for each in installed if each.token), "")


async def _discord(
    settings: Settings, _installed: tuple[Installation, ...], _now: datetime, _nudge: str
) -> list[Finding]:
    try:
        off = discord_off(settings)
    except ConfigError as error:
        return [Finding("Discord", line, "kith setup discord") for line in error.sentence.splitlines()]
    if off is not None or settings.discord_token is None:
        return [Finding("Discord", "off: nothing is set for it")]
    token, mode = settings.discord_token.get_secret_value(), discord_mode(settings)
    async with discord_checks(settings.discord_api_url or DISCORD_API_URL) as checks:
        application = await checks.application(token)
        if isinstance(application, Finding):
            return [application]
        found = as_set(application, mode, settings.discord_public_key or "")
        found.append(await checks.commands(token, application, REGISTRY))
        if mode == "gateway":
            found += await checks.gateway(token, settings.discord_gateway_url or "")
        elif application.endpoint:
            found.append(await checks.address(application.endpoint))
    return found


_Check = Callable[[Settings, tuple[Installation, ...], datetime, str], Awaitable[list[Finding]]]
_PLATFORMS: tuple[_Check, ...] = (_slack, _discord)
