"""Many people in one Slack workspace who are due at once, and a Kith before them that can be killed anywhere."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.slack.app import SlackAdapter
from bot.app import Host, Kith
from bot.chat.event import Identity
from bot.commands import REGISTRY
from bot.domain.cadence import Cadence, Unit
from bot.domain.user import Platform
from bot.engine.clockwork import Clockwork, MovableClock
from bot.ports import Store
from bot.services import contacts
from tests.fakes.crash_store import WatchedStore
from tests.fakes.discord_crowd import Killed, Mortal
from tests.fakes.slack import TEAM, Broken, FakeSlack, Fault, Post, RateLimited
from tests.fakes.slack_faults import Faults
from tests.fakes.slack_installed import Noted
from tests.fakes.slack_web import WebApi
from tests.fakes.surfaces import QUIET

POST = "chat.postMessage"
HISTORY = "conversations.history"


class _Weather(Faults):
    """Planned faults, a time in which every post meets a server error, and whether the app waits when told to."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__()
        self.errors = 0
        self.hasty = 0
        self._clock = clock
        self._lasting = timedelta(0)
        self._since: datetime | None = None
        self._wait_until: datetime | None = None

    def break_at_next_post(self, lasting: timedelta) -> None:
        """Answer every post from the next one on with a server error, for that long; some are stored all the same."""
        self._lasting, self._since = lasting, None

    def meet(self, method: str) -> Fault | None:
        """The fault that this call of the method meets, if any."""
        planned = super().meet(method)
        if method != POST:
            return planned
        now = self._clock()
        self.hasty += self._wait_until is not None and now < self._wait_until
        if isinstance(planned, RateLimited):
            self._wait_until = now + timedelta(seconds=planned.retry_after)
        self._since = self._since or now
        if now >= self._since + self._lasting:
            return planned
        self.errors += 1
        return Broken(503, stored=self.errors % 5 == 0)


class CrowdedSlack(FakeSlack):
    """A workspace that can be out of order for a time, and show late what it has taken."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__(clock)
        self.faults = self.weather = _Weather(clock)
        self.web = WebApi(self.world, self.rules, self.faults, lambda: self._address)

    def withhold(self) -> list[Post]:
        """Take every message so far out of sight, as if Slack had it and did not show it yet."""
        withheld = [post for post in self.world.posts if not post.deleted]
        for post in withheld:
            post.deleted = True
        return withheld


def gather(store: Store, slack: FakeSlack, clock: MovableClock, count: int) -> None:
    """So many users who keep in touch with somebody each week."""
    with store.write() as uow:
        for number in range(count):
            name = f"person{number:03}"
            person = slack.user(f"U{number:03}", name)
            who = Identity(platform=Platform.SLACK, scope=TEAM, external=person.id, name=name)
            user, _ = Host(QUIET).visit(uow, who, clock())
            contacts.add(uow, user, contacts.Profile(name="Sam", cadence=Cadence(7, Unit.DAY)), clock())
        uow.commit()


def seen(slack: FakeSlack) -> Counter[int]:
    """How many people have how many messages about Sam before them."""
    return Counter(sum("Sam" in post.text for post in person.dm()) for person in slack.people.values())


async def lives(
    store: Store, slack: FakeSlack, clock: MovableClock, days: int, hit: Callable[[str], None] = lambda point: None
) -> bool:
    """Let one process run for so many days; False if it was killed before they were over."""
    kith = Kith(WatchedStore(store, hit), clock, defaults=QUIET)
    adapter = SlackAdapter(
        installed=Noted(),
        bot_token=slack.bot_token,
        app_token=slack.app_token,
        registry=REGISTRY,
        api_url=slack.base_url,
        request_seconds=1.0,
    )
    kith.connect(Mortal(adapter, hit))
    opened = slack.socket.opened
    running = asyncio.create_task(adapter.run(kith.pipeline))
    try:
        await slack.socket.connected(times=opened + 1)
        await Clockwork(clock, kith.engine).forward(clock() + timedelta(days=days))
    except Killed:
        return False
    finally:
        running.cancel()
        await asyncio.wait({running})
        kith.close()
    return True
