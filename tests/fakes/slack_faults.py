"""What can go wrong on Slack's side of one Web API call, planned by a test beforehand."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RateLimited:
    """429 with Retry-After; nothing happened."""

    retry_after: int = 30


@dataclass(frozen=True, slots=True)
class Broken:
    """A 5xx answer; `stored` says whether Slack did what was asked all the same."""

    status: int = 503
    stored: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """`ok: false` with that error; nothing happened."""

    error: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """The body was read, then the connection is gone."""

    stored: bool


@dataclass(frozen=True, slots=True)
class Hung:
    """No answer for as long as the fake lives."""

    stored: bool = False


Fault = RateLimited | Broken | Refused | Dropped | Hung


class Faults:
    """The planned faults, used up call by call."""

    def __init__(self) -> None:
        self._calls: dict[str, int] = defaultdict(int)
        self._planned: dict[tuple[str, int], Fault] = {}

    def plan(self, method: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """Let the nth call of the method from now on, and the `times - 1` after it, meet the fault."""
        first = self._calls[method] + nth
        for call in range(first, first + times):
            self._planned[method, call] = fault

    def meet(self, method: str) -> Fault | None:
        """The fault that this call of the method meets, if any."""
        self._calls[method] += 1
        return self._planned.pop((method, self._calls[method]), None)
