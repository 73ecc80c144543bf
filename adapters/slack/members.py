"""Who somebody in the workspace is: asked of Slack, kept for five minutes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.wire import Json, mention
from bot.chat.event import Identity, Standing
from bot.domain.errors import PlatformError
from bot.domain.user import Platform

KEPT_SECONDS = 300.0
_KEPT_PEOPLE = 10_000
_PATIENCE_SECONDS = 4.0
_SLACKBOT = "USLACKBOT"

logger = structlog.get_logger()


def unasked(user: str) -> Identity:
    """Somebody, before it is known from where they come and who they are."""
    return Identity(platform=Platform.SLACK, scope="", external=user, name="")


def called(known: Identity) -> str:
    """How a line names somebody: a member by mention, so that whoever adds them finds them by it; others by name."""
    return mention(known.external, known.name) if known.standing is Standing.MEMBER else known.name


class Members:
    """Looks people up. Whoever acts in a shared channel is seen from the workspace of the installation."""

    def __init__(self, client: AsyncWebClient, team: str, team_name: str) -> None:
        self._client = client
        self._team = team
        self._team_name = team_name
        self._known: OrderedDict[str, tuple[float, Identity]] = OrderedDict()

    def forget(self, user: str) -> None:
        """Ask about somebody afresh when they are met again."""
        self._known.pop(user, None)

    async def names(self, users: Iterable[str]) -> dict[str, str]:
        """How a line names people who were mentioned, as far as Slack tells."""
        found = {}
        for user in users:
            try:
                found[user] = called(await self.identity(user))
            except PlatformError:
                continue  # the mention itself says who is meant
        return found

    async def identity(self, user: str) -> Identity:
        """Who that is. Raises PlatformError where Slack does not say: without it a guest could not be told apart."""
        until, known = self._known.get(user, (0.0, None))
        if known is not None and time.monotonic() < until:
            return known
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                told = (await self._client.users_info(user=user, include_locale=True))["user"]
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            logger.warning("slack did not say who somebody is", error=type(error).__name__)
            raise PlatformError("Slack could not tell me who you are just now. Please try that again.") from error
        identity = self._read(user, told)
        self._known[user] = (time.monotonic() + KEPT_SECONDS, identity)
        self._known.move_to_end(user)
        if len(self._known) > _KEPT_PEOPLE:
            self._known.popitem(last=False)
        return identity

    def _read(self, user: str, told: Json) -> Identity:
        profile = told.get("profile") or {}
        return Identity(
            platform=Platform.SLACK,
            scope=self._team,
            external=user,
            name=profile.get("real_name") or told.get("real_name") or told.get("name") or "",
            workspace=self._team,
            workspace_name=self._team_name,
            zone=told.get("tz") or "",
            locale=told.get("locale") or "",
            standing=self._standing(user, told),
        )

    def _standing(self, user: str, told: Json) -> Standing:
        if told.get("is_bot") or user == _SLACKBOT:
            return Standing.BOT
        homes = {told.get("team_id"), *((told.get("enterprise_user") or {}).get("teams") or [])}
        if told.get("is_stranger") or self._team not in homes:
            return Standing.STRANGER
        if told.get("is_restricted") or told.get("is_ultra_restricted"):
            return Standing.GUEST
        return Standing.MEMBER
