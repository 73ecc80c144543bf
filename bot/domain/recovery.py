"""The one long code by which somebody gets at their book when their account is shut off."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import RecoveryId, UserId

LENGTH = 24
"""Letters of `bot.domain.linking.ALPHABET`: some 116 bits, since it waits for years where a guess could be tried."""
_GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """A recovery code that somebody has, without its letters: those are kept as a hash alone.

    `entered_by` is whoever entered it last, at `entered_at`, and saw what it would do.
    """

    id: RecoveryId
    user: UserId
    made_on: date
    entered_by: UserId | None = None
    entered_at: datetime | None = None


def grouped(letters: str) -> str:
    """A recovery code as people write it down: ABCD-EFGH-JKMN-..."""
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
