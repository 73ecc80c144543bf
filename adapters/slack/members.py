"""Who somebody in the workspace is: asked of Slack, kept for five minutes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.wire import Json, mention
from bot.chat.event import Identity, Outsiders, Standing
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


@dataclass(frozen=True, slots=True)
class Mentioned:
    """People who were mentioned: how a line names them, as far as Slack tells, and those who are no members."""

    names: Mapping[str, str]
    outsiders: Outsiders


NOBODY = Mentioned({}, {})


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

    async def mentioned(self, users: Collection[str]) -> Mentioned:
        """Who they are, all asked about at once."""
        found = dict(zip(users, await asyncio.gather(*map(self._known_or_none, users)), strict=True))
        return Mentioned(
            {user: mention(user, known.name) for user, known in found.items() if known is not None},
            {
                user: known.standing if known is not None else None
                for user, known in found.items()
                if known is None or known.standing is not Standing.MEMBER
            },
        )

    async def _known_or_none(self, user: str) -> Identity | None:
        try:
            return await self.identity(user)
        except PlatformError:
            return None

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
        if told.get("deleted"):
            return Standing.GONE
        if told.get("is_bot") or user == _SLACKBOT:
            return Standing.BOT
        homes = {told.get("team_id"), *((told.get("enterprise_user") or {}).get("teams") or [])}
        if told.get("is_stranger") or self._team not in homes:
            return Standing.STRANGER
        if told.get("is_restricted") or told.get("is_ultra_restricted"):
            return Standing.GUEST
        return Standing.MEMBER
