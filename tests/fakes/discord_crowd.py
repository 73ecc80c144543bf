"""Many people on Discord who are due at once, and a Kith before them that can be killed anywhere."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from bot.app import Host
from bot.chat.adapter import Adapter, Outcome
from bot.chat.event import Identity
from bot.chat.message import Message
from bot.domain.cadence import Cadence, Unit
from bot.domain.user import Account, Platform, Preferences
from bot.engine.clockwork import MovableClock
from bot.ports import Store
from bot.services import contacts, servers
from tests.fakes.crash_store import POINTS, WatchedStore
from tests.fakes.discord_kith import through_a_gateway
from tests.fakes.discord_server import FakeDiscord

STEPS = tuple(point for point in POINTS if point != "while posting")
"""The moments of a delivery at which a process can end; half a post is the platform's to show."""


class Killed(BaseException):
    """The process ends here. Nothing catches it, so nothing is written any more."""


def gather(store: Store, discord: FakeDiscord, clock: MovableClock, count: int) -> None:
    """So many users who keep in touch with somebody each week, their direct messages open since their first command."""
    with store.write() as uow:
        for number in range(count):
            person = discord.world.user(f"person{number:03}")
            who = Identity(platform=Platform.DISCORD, scope="", external=person.id, name=person.name)
            user, _ = Host(Preferences(friday=False, review=False)).visit(uow, who, clock())
            contacts.add(uow, user, contacts.Profile(name="Sam", cadence=Cadence(7, Unit.DAY)), clock())
            servers.opened(uow, person.id, discord.world.dm(person).id)
        uow.commit()


def seen(discord: FakeDiscord) -> Counter[int]:
    """How many people saw how many messages about Sam."""
    people = [each for each in discord.world.users.values() if each.name.startswith("person")]
    told = Counter(m.channel.recipient for m in discord.world.messages.values() if "Sam" in m.content)
    return Counter(told[each] for each in people)


class Mortal:
    """An adapter as fast as its process can; that may end just before a post, or just after it is answered."""

    pace = 10_000.0

    def __init__(self, adapter: Adapter, hit: Callable[[str], None]) -> None:
        self._hit = hit
        self._adapter = adapter
        self.platform = adapter.platform
        self.run, self.trouble = adapter.run, adapter.trouble
        self.announce, self.find_posted, self.amend = adapter.announce, adapter.find_posted, adapter.amend

    async def post(self, account: Account, message: Message, key: str) -> Outcome:
        """Post as the adapter does."""
        self._hit("before post")
        outcome = await self._adapter.post(account, message, key)
        self._hit("after post")
        return outcome


async def lives(
    store: Store, discord: FakeDiscord, clock: MovableClock, days: int, hit: Callable[[str], None] = lambda point: None
) -> bool:
    """Let one process run for so many days; False if it was killed before they were over."""
    watched = WatchedStore(store, hit)
    async with through_a_gateway(watched, discord, clock) as running:
        running.kith.connect(Mortal(running.adapter, hit))
        try:
            await running.time.forward(clock() + timedelta(days=days))
        except Killed:
            return False
        return True
