"""A message that stands on a platform and must change there, because somebody in it was forgotten."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, DeliveryId, RevisionId, UserId
from bot.domain.user import Account, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One message to be drawn anew, or taken away. It outlives its user, so it holds the whole address itself.

    `delivery` is the message, by whose id it can be looked for. `redrawn` says that it is to be drawn as it now stands;
    else it is taken away. Without a `posted_id` nobody knew whether the message, begun at `attempted_at`, had come
    through. No lease: who works holds the lock of the domain, and an edit that is done twice does no harm.
    """

    id: RevisionId
    user: UserId
    account: AccountId
    platform: Platform
    scope: str
    external: str
    domain: str
    delivery: DeliveryId
    redrawn: bool
    channel: str
    posted_id: str
    attempted_at: datetime
    not_before: datetime
    attempts: int = 0

    @property
    def address(self) -> Account:
        """The account that the message went to, whether or not it is still kept."""
        return Account(
            id=self.account,
            user=self.user,
            platform=self.platform,
            scope=self.scope,
            external=self.external,
            channel=self.channel,
        )
