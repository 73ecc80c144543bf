"""A colleague is asked to introduce somebody: from the reason to the thank-you and to what came of it.

Until the colleague says yes, whoever asked sees the same: a no and "in three weeks" look like no answer at all.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.ids import ContactId, FollowUpId, IntroductionId, TeamId, UserId

WAITS = timedelta(days=7)
"""How long an answer is waited for; no answer after that is normal."""
THREE_WEEKS = timedelta(days=21)
"""When a request that was put off comes again, and how long after an introduction it is asked what came of it."""
AT_ONCE = 5
"""Requests that somebody may have open."""
RESTS = timedelta(days=60)
"""How long nobody asks the same colleague about the same person again."""
LAPSES = timedelta(days=90)
"""How long one that nobody goes on with is brought up and counted."""


class IntroductionState(StrEnum):
    """How far it is. The connector is the colleague who was asked, the contact is whom they know."""

    ASKED = "asked"
    LATER = "later"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    """The connector asks their contact."""
    AGREED = "agreed"
    """The contact said yes too."""
    REFUSED = "refused"
    """The contact said no."""
    MADE = "made"
    WITHDRAWN = "withdrawn"
    """The asker took it back before a yes; kept only so that the same is not asked again too early."""


class Outcome(StrEnum):
    """What came of an introduction."""

    UNTOLD = ""
    HELPED = "helped"
    MET = "met"
    NOTHING = "nothing"


class Seen(StrEnum):
    """What whoever asked gets to see of it."""

    WAITING = "waiting"
    SILENT = "silent"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    REFUSED = "refused"
    MADE = "made"


_UNSEEN = frozenset(
    {IntroductionState.ASKED, IntroductionState.LATER, IntroductionState.DECLINED, IntroductionState.WITHDRAWN}
)
_CONNECTORS_TURN = frozenset(IntroductionState) - {
    IntroductionState.DECLINED,
    IntroductionState.REFUSED,
    IntroductionState.MADE,
    IntroductionState.WITHDRAWN,
}
_OPEN = frozenset({Seen.WAITING, Seen.ACCEPTED, Seen.AGREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A request for an introduction, and what became of it.

    `name` is what the team calls the contact, as the asker read it. `later_until` is when the connector wants to be
    asked again. `follow_up` is what the connector has to see to about their contact. `bridge` is what the connector
    wrote to bring the two together.
    """

    id: IntroductionId
    team: TeamId
    asker: UserId
    connector: UserId
    contact: ContactId
    name: str
    reason: str
    asked_on: date
    state: IntroductionState = IntroductionState.ASKED
    later_until: date | None = None
    follow_up: FollowUpId | None = None
    bridge: str = ""
    made_on: date | None = None
    outcome: Outcome = Outcome.UNTOLD

    @property
    def is_unseen(self) -> bool:
        """Whether the asker can't know what the connector said, if anything."""
        return self.state in _UNSEEN

    @property
    def silent_from(self) -> date:
        """The day from which no answer is told as silence."""
        return self.asked_on + WAITS

    @property
    def owes_word(self) -> bool:
        """Whether it was made and nobody told the connector what came of it."""
        return self.state is IntroductionState.MADE and self.outcome is Outcome.UNTOLD

    def seen(self, today: date) -> Seen:
        """What the asker sees; the same for each answer that is no yes."""
        if self.is_unseen:
            return Seen.WAITING if today < self.silent_from else Seen.SILENT
        return Seen(self.state)

    def is_open(self, today: date) -> bool:
        """Whether the asker still waits for something, as far as they can see."""
        return self.seen(today) in _OPEN and today < self.asked_on + LAPSES

    def rests(self, today: date) -> bool:
        """Whether it is too early to ask the same once more."""
        return self.is_open(today) or today < self.asked_on + RESTS

    def waits_for_connector(self, today: date) -> bool:
        """Whether the connector has something to answer or to do today; what nobody goes on with lapses."""
        since = self.later_until or self.asked_on
        return self.state in _CONNECTORS_TURN and since <= today < since + LAPSES

    def later(self, until: date) -> "Introduction":
        """The request, to be brought up again on that day."""
        return replace(self, state=IntroductionState.LATER, later_until=until)

    def declined(self) -> "Introduction":
        """The request after a no, which only the connector sees."""
        return replace(self, state=IntroductionState.DECLINED, later_until=None)

    def withdrawn(self) -> "Introduction":
        """The request after it was taken back: whom it was about, when, and nothing else."""
        return replace(self, state=IntroductionState.WITHDRAWN, later_until=None, reason="")

    def made(self, on: date) -> "Introduction":
        """The introduction once the connector has sent the two their word; what they wrote is theirs alone again."""
        return replace(self, state=IntroductionState.MADE, made_on=on, bridge="")
