"""A digest to many people through Slack's bad days: everybody sees it, nobody sees it twice but where that is told."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import pytest

from bot.app import utc_now
from bot.engine.clockwork import MovableClock
from tests.fakes.discord_crowd import STEPS, Killed
from tests.fakes.shelf import Shelf
from tests.fakes.slack import Broken, Dropped, Hung, RateLimited, Refused
from tests.fakes.slack_crowd import HISTORY, POST, CrowdedSlack, gather, lives, seen
from tests.fakes.surfaces import MONDAY


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(utc_now, MONDAY)


@pytest.fixture
async def slack(clock: MovableClock) -> AsyncIterator[CrowdedSlack]:
    async with CrowdedSlack(clock) as fake:
        yield fake
        fake.assert_clean()


class Ends:
    """Ends the process at one step after the other, each once it was reached so many times since the last end."""

    def __init__(self, steps: Sequence[str], apart: int) -> None:
        self.left = list(steps)
        self._apart = apart
        self._reached = 0

    def hit(self, step: str) -> None:
        """A step was reached; those that are taken for everybody at once end the process at once."""
        if not self.left or step != self.left[0]:
            return
        self._reached += 1
        if self._reached == (1 if step.endswith(("planned", "claimed")) else self._apart):
            self._reached = 0
            del self.left[0]
            raise Killed


def killing(step: str) -> Callable[[str], None]:
    """Ends the process at that step: at the third delivery, or where the step is done for all of them at once."""
    left = 1 if "planned" in step or "claimed" in step else 3

    def hit(point: str) -> None:
        nonlocal left
        left -= point == step
        if point == step and left == 0:
            raise Killed

    return hit


async def test_two_hundred_people_through_a_storm_each_see_it_once(
    sqlite_shelf: Shelf, slack: CrowdedSlack, clock: MovableClock
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, slack, clock, 200)
    for nth in range(7, 190, 20):
        odd = nth % 40 == 7
        slack.faults.plan(POST, RateLimited(1 if odd else 90), nth=nth, times=2)
        slack.faults.plan(POST, Dropped(stored=odd), nth=nth + 6)
        slack.faults.plan(POST, Broken(502, stored=not odd), nth=nth + 12)
    slack.faults.plan(POST, Hung(stored=True), nth=60)
    slack.faults.plan(POST, Refused("internal_error"), nth=100)
    slack.faults.plan(HISTORY, Dropped(stored=False), nth=3, times=2)
    slack.hide_metadata(calls=10)
    assert await lives(store, slack, clock, days=8)
    assert seen(slack) == Counter({1: 200})
    assert slack.weather.hasty == 0  # asked to wait, everybody does


async def test_ten_minutes_of_server_errors_lose_and_double_nothing(
    sqlite_shelf: Shelf, slack: CrowdedSlack, clock: MovableClock
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, slack, clock, 40)
    slack.weather.break_at_next_post(lasting=timedelta(minutes=10))
    assert await lives(store, slack, clock, days=8)
    assert seen(slack) == Counter({1: 40})
    assert 40 < slack.weather.errors < 250  # tried again, less and less often


async def test_two_hundred_people_while_the_process_ends_at_every_step_each_see_it_once(
    shelf: Shelf, sqlite_shelf: Shelf, slack: CrowdedSlack, clock: MovableClock
) -> None:
    store = shelf.emptied()
    gather(store, slack, clock, 200)
    ends, days = Ends(STEPS, apart=15), 8
    late = shelf is sqlite_shelf  # every other time Slack shows late what it took, and on PostgreSQL the other times
    while not await lives(store, slack, clock, days, ends.hit):
        days, late = 1, not late
        slack.hide_metadata(calls=100 if late else 0)
        shelf.let_leases_run_out()
    assert ends.left == []
    assert seen(slack) == Counter({1: 200})


@pytest.mark.parametrize("step", ["after post", "before marked"])
async def test_what_slack_took_and_does_not_show_yet_comes_twice_to_that_one_person(
    sqlite_shelf: Shelf, slack: CrowdedSlack, clock: MovableClock, step: str
) -> None:
    store = sqlite_shelf.emptied()
    gather(store, slack, clock, 5)
    assert not await lives(store, slack, clock, 8, killing(step))
    withheld = slack.withhold()
    assert await lives(store, slack, clock, days=2)
    for post in withheld:
        post.deleted = False
    assert seen(slack) == Counter({1: 4, 2: 1})
