"""What Slack tells about installations: removed, revoked, renamed, somebody gone. Passed on before it is acknowledged.

Where that fails, Slack gets no acknowledgement and tells it again.
"""

from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp

from adapters.slack.installed import Installed
from adapters.slack.offices import Offices
from adapters.slack.wire import Json
from bot.domain.installation import Ending

EVENTS = (
    "app_uninstalled",
    "team_access_granted",
    "team_access_revoked",
    "team_rename",
    "tokens_revoked",
    "user_change",
)
"""The events that the app subscribes to. None of them carries a message."""


class Lifecycle:
    """The listeners for what happens to installations and to those who use them."""

    def __init__(self, installed: Installed, offices: Offices) -> None:
        self._installed = installed
        self._offices = offices

    def listen(self, app: AsyncApp) -> None:
        """Register everything with Bolt."""
        app.event("app_uninstalled")(self._uninstalled)
        app.event("tokens_revoked")(self._revoked)
        app.event("team_rename")(self._renamed)
        app.event("user_change")(self._changed)
        app.event("team_access_granted")(self._granted)
        app.event("team_access_revoked")(self._withdrawn)

    async def _uninstalled(self, body: Json, context: dict[str, Any]) -> None:
        await self._end(body, context, Ending.UNINSTALLED)

    async def _revoked(self, body: Json, context: dict[str, Any]) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):  # tokens of people are none of ours
            await self._end(body, context, Ending.REVOKED)

    async def _end(self, body: Json, context: dict[str, Any], ending: Ending) -> None:
        enterprise, team = _place(context)
        await self._installed.end(_key(body), enterprise, team, ending, _moment(body))
        self._offices.close(team)

    async def _renamed(self, body: Json, context: dict[str, Any]) -> None:
        await self._installed.rename(_key(body), context.get("team_id") or "", body["event"]["name"])
        self._offices.close(context.get("team_id") or "")

    async def _changed(self, body: Json, context: dict[str, Any]) -> None:
        told = body["event"]["user"]
        team = self._offices.sole.team if self._offices.sole is not None else context.get("team_id") or ""
        office = await self._offices.of(context.get("enterprise_id") or "", team)
        if office is not None:
            office.members.forget(told["id"])
        if told.get("deleted"):
            for each in sorted({team, *((told.get("enterprise_user") or {}).get("teams") or [])}):
                await self._installed.deactivate(f"{_key(body)} {each}", each, told["id"])

    async def _granted(self, body: Json, context: dict[str, Any]) -> None:
        for team in body["event"]["team_ids"]:
            await self._installed.grant(f"{_key(body)} {team}", _place(context)[0], team, _moment(body))
            self._offices.close(team)

    async def _withdrawn(self, body: Json, context: dict[str, Any]) -> None:
        for team in body["event"]["team_ids"]:
            await self._installed.withdraw(f"{_key(body)} {team}", _place(context)[0], team, _moment(body))
            self._offices.close(team)


def _place(context: dict[str, Any]) -> tuple[str, str]:
    """The organisation and the workspace that an event is about; of a whole organisation the workspace is empty."""
    team = "" if context.get("is_enterprise_install") else context.get("team_id") or ""
    return context.get("enterprise_id") or "", team


def _key(body: Json) -> str:
    return str(body["event_id"])


def _moment(body: Json) -> datetime:
    return datetime.fromtimestamp(body["event_time"], UTC)
