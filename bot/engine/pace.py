"""How fast messages leave and change in each rate-limit domain."""

from aiolimiter import AsyncLimiter


class Pace:
    """A leaky bucket of one place for each domain: the first request goes at once, the next ones at its pace."""

    def __init__(self) -> None:
        self._buckets: dict[str, AsyncLimiter] = {}

    async def keep(self, domain: str, a_second: float) -> None:
        """Wait until one more request fits."""
        bucket = self._buckets.setdefault(domain, AsyncLimiter(1, 1 / a_second))
        await bucket.acquire()
