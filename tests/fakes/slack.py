"""A Slack on loopback that speaks the protocol (Web API, Socket Mode, response addresses, files).

Its oracle is what people see, not which calls were made: `person.sees`, `person.dm()`, what a command or a press shows
next. Everything the app sends is checked against Slack's rules; `assert_clean` tells what broke them.
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Self

from aiohttp import web

from tests.fakes.slack_faults import Broken, Dropped, Fault, Faults, Hung, RateLimited, Refused
from tests.fakes.slack_modal import ClientRefused, Modal
from tests.fakes.slack_objects import APP, TEAM
from tests.fakes.slack_payloads import event
from tests.fakes.slack_person import Person, Shown
from tests.fakes.slack_rules import Json, Rules
from tests.fakes.slack_socket import AppDidNotRespond, Envelope, SocketMode
from tests.fakes.slack_text import effects_of, text_of
from tests.fakes.slack_things import Member, Post, Seat, Sight
from tests.fakes.slack_web import HOME, Call, WebApi
from tests.fakes.slack_webhooks import Webhooks
from tests.fakes.slack_world import World

__all__ = [
    "APP",
    "TEAM",
    "AppDidNotRespond",
    "Broken",
    "Call",
    "ClientRefused",
    "Dropped",
    "Envelope",
    "FakeSlack",
    "Fault",
    "Hung",
    "Modal",
    "Person",
    "Post",
    "RateLimited",
    "Refused",
    "Seat",
    "Shown",
    "effects_of",
    "text_of",
]

_A_MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


class FakeSlack:
    """One workspace with the app installed. Use as an asynchronous context manager."""

    def __init__(
        self,
        clock: Callable[[], datetime] = lambda: _A_MORNING,
        *,
        ack_seconds: float = 3.0,
        trigger_seconds: float = 3.0,
    ) -> None:
        self.people: dict[str, Person] = {}
        self.rules = Rules()
        self.faults = Faults()
        self.world = World(clock, self._show, trigger_seconds)
        self.web = WebApi(self.world, self.rules, self.faults, lambda: self._address)
        self.socket = SocketMode(self.world.number, ack_seconds)
        self.way: SocketMode | Webhooks = self.socket
        self._address = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024**2)
        app.add_routes([*self.web.routes(), *self.socket.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self._address = f"{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.web.released.set()
        await self.stop_listening()

    @property
    def base_url(self) -> str:
        """What to give the SDK as `base_url`."""
        return f"http://{self._address}/api/"

    @property
    def bot_token(self) -> str:
        return self.web.bot_token

    @property
    def app_token(self) -> str:
        return self.web.app_token

    @property
    def validates(self) -> bool:
        """Whether Slack's own descriptions are there to check against."""
        return self.rules.validates

    @property
    def calls(self) -> list[Call]:
        return self.web.calls

    @property
    def violations(self) -> list[str]:
        return self.web.violations

    def assert_clean(self) -> None:
        """Fail if the app sent anything that Slack would refuse."""
        assert not self.violations, "Slack would refuse:\n" + "\n".join(self.violations)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def user(
        self,
        id: str,
        name: str | None = None,
        *,
        tz: str | None = "Europe/Berlin",
        locale: str = "en-US",
        flags: Collection[str] = (),
        team: str = TEAM,
        enterprise: str = "",
    ) -> Person:
        """Someone in the workspace, made on first mention. Flags are Slack's: is_bot, is_restricted, deleted..."""
        if id not in self.people:
            self.world.members[id] = Member(id, name or id.lower(), tz, locale, frozenset(flags), team, enterprise)
            self.world.direct(id)
            self.world.channel("general", id)
            self.people[id] = Person(self, self.world.members[id])
        return self.people[id]

    def code_for(self, seat: Seat) -> str:
        """What Slack sends somebody back with who allowed the app into a workspace or an organisation."""
        code = f"code-{self.world.number()}"
        self.web.codes[code] = seat
        return code

    def take_back(self, team: str) -> None:
        """Make the bot tokens of a workspace or an organisation worthless."""
        for token in [token for token, seat in self.web.seats.items() if team in {seat.team, seat.enterprise}]:
            del self.web.seats[token]

    async def happens(self, content: Json, seat: Seat = HOME, *, seconds: int | None = None) -> Envelope:
        """Tell the app of an event in a workspace."""
        moment = seconds if seconds is not None else int(self.world.clock().timestamp())
        return await self.way.send("events_api", event(content, self.world.number(), moment, seat))

    def hide_metadata(self, calls: int) -> None:
        """Let that many readings of a history come back without metadata, as if it were not there yet."""
        self.web.metadata_hidden_for = calls

    async def stop_listening(self) -> None:
        """Take new connections no more, and end those that are open."""
        if self._runner is not None:
            await self.socket.drop()
            await self._runner.cleanup()

    def revoke_tokens(self) -> None:
        """Make every token that was given out worthless."""
        self.web.bot_token, self.web.app_token = f"xoxb-new-{self.world.number()}", f"xapp-new-{self.world.number()}"

    def expire_response_urls(self) -> None:
        """Let half an hour pass for every response address given out so far."""
        for url in self.world.response_urls.values():
            url.expired = True

    def response_address(self, name: str) -> str:
        return f"http://{self._address}/response/{name}"

    def _show(self, person: str, sight: Sight) -> None:
        if (one := self.people.get(person)) is not None:
            one.notice(sight)
