"""Kith at work in each workspace: its clients, whom it knows there, and how it answers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answers import Answers
from adapters.slack.clients import Clients
from adapters.slack.files import Files
from adapters.slack.members import Members
from bot.chat.command import Registry
from bot.domain.installation import Installation

OPEN_SECONDS = 60.0
"""How long an installation is taken for alive before it is looked up again."""

Find = Callable[[str, str], Awaitable[Installation | None]]
"""The living installation for an organisation and a workspace."""


@dataclass(frozen=True, slots=True)
class Office:
    """Kith in one workspace. `once` never repeats a request, `patient` may."""

    team: str
    installation: Installation
    once: AsyncWebClient
    patient: AsyncWebClient
    files: Files
    members: Members
    answers: Answers


class Offices:
    """Opens an office where it is needed. With a `sole` installation there is one, whoever comes from wherever."""

    def __init__(self, clients: Clients, registry: Registry, find: Find, sole: Installation | None = None) -> None:
        self._clients = clients
        self._registry = registry
        self._find = find
        self._open: dict[str, tuple[float, Office]] = {}
        self.sole = self._make(sole, sole.team) if sole is not None else None
        self.lobby = self._answers(clients.once(), clients.patient(), Files(clients.once(), clients.session))
        """Answers for those from where Kith is not installed: at the address that came with what they did."""

    async def of(self, enterprise: str, team: str) -> Office | None:
        """The office for what was done in a workspace; None where Kith is not installed. Raises KithError."""
        return self.sole or await self._found(enterprise, team)

    async def at(self, scope: str) -> Office | None:
        """The office that can write to people of a workspace. Raises KithError."""
        if self.sole is not None:
            return self.sole if self.sole.team == scope else None
        return await self._found("", scope)

    def close(self, team: str = "") -> None:
        """Look the installation of a workspace, or all of them, up again before anything else is done there."""
        if team:
            self._open.pop(team, None)
        else:
            self._open.clear()

    async def _found(self, enterprise: str, team: str) -> Office | None:
        now = asyncio.get_running_loop().time()
        until, office = self._open.get(team, (0.0, None))
        if office is not None and now < until:
            return office
        found = await self._find(enterprise, team)
        if found is None:
            self.close(team)
            return None
        if office is None or office.installation.token != found.token:
            office = self._make(found, team)
        self._open[team] = (now + OPEN_SECONDS, office)
        return office

    def _make(self, installation: Installation, team: str) -> Office:
        once, patient = self._clients.once(installation.token), self._clients.patient(installation.token)
        files = Files(once, self._clients.session)
        members = Members(patient, team, installation.name if installation.team else "")
        return Office(team, installation, once, patient, files, members, self._answers(once, patient, files))

    def _answers(self, once: AsyncWebClient, patient: AsyncWebClient, files: Files) -> Answers:
        return Answers(once=once, patient=patient, files=files, registry=self._registry, session=self._clients.session)
