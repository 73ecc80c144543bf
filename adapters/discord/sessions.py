"""How many sessions Discord still lets the bot begin. Past a thousand a day it ends all and resets the token."""

import math
from dataclasses import dataclass

import discord

FLOOR = 50
"""Sessions that are kept for later: whoever restarts Kith by hand must still be able to."""


class SessionsSpent(Exception):
    """A session was lost and there are too few left to begin another one now."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """What Discord says of them: how many shards it wants, how many sessions are left, seconds until there are more."""

    shards: int
    left: int
    resets_in: float

    @property
    def enough(self) -> bool:
        """Whether Kith may begin one a shard."""
        return self.left >= max(FLOOR, self.shards)

    @property
    def trouble(self) -> str:
        """The sentence where there are too few."""
        minutes = max(math.ceil(self.resets_in / 60), 1)
        return (
            f"Discord lets me connect {self.left} more times today, and I keep the last {FLOOR}; "
            f"I connect in {minutes} min. Something restarted Kith over and over."
        )


async def sessions(client: discord.Client) -> Sessions:
    """Ask Discord. Raises discord.GatewayNotFound where it does not say."""
    shards, _, limit = await client.http.get_bot_gateway()
    return Sessions(shards, limit["remaining"], limit["reset_after"] / 1000)
