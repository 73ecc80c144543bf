"""Which follow-ups a digest brings, and how much room they leave for the rest of the week."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.budget import INTERRUPTIONS, REST, SEEN_TO_A_DAY, SEEN_TO_AT_ONCE
from bot.domain.ids import ContactId, NudgeId
from bot.domain.nudge import Nudge, nudge_of
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.slot import first_workday
from bot.domain.user import User
from bot.ports import UnitOfWork

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Week:
    """What was told in the seven days that end today, or may yet come through, and how many people it may name."""

    today: date
    told: tuple[Nudge, ...]
    letters: int = 0
    most: int = INTERRUPTIONS

    @property
    def places(self) -> int:
        """How many more people may be brought up today for another reason than a date."""
        brought = {(each.told_on, each.contact) for each in self.told if each.kind is not ReminderKind.DATE}
        return max(self.most - len(brought) - self.letters, 0)

    @property
    def resting(self) -> frozenset[ContactId]:
        """Those whom a date or a follow-up has brought up so lately that no cadence does."""
        lately = [each for each in self.told if each.told_on >= self.today - REST]
        return frozenset(each.contact for each in lately if each.kind is not ReminderKind.CADENCE)

    @property
    def seen_to(self) -> tuple[Nudge, ...]:
        """The follow-ups that today's digest has already."""
        return tuple(each for each in self.told if each.kind is ReminderKind.FOLLOW_UP and each.told_on == self.today)


def week(uow: UnitOfWork, user: User, doubtful: Collection[Nudge], letters: int, today: date) -> Week:
    """The week that ends today, with so many `letters`. What is `doubtful` may come through today, however old it is.

    Who asks for more cadences in a week than there are interruptions else is told of so many.
    """
    told = uow.nudges.since(user.id, today - _WEEK)
    known = {each.id for each in told}
    return Week(
        today,
        (*told, *(each for each in doubtful if each.id not in known)),
        letters,
        max(INTERRUPTIONS, user.preferences.a_week),
    )


def follow_ups(uow: UnitOfWork, user: User, due: Sequence[Reminder], week: Week, owed: date) -> list[Nudge]:
    """Nudges for the follow-ups whose day has come, for as many people as the week and a message have room for.

    Who waits longest goes first. Several about one person go into one card; what is left over stays due, untouched.
    """
    counts: dict[ContactId, int] = {}
    for each in week.seen_to:
        counts[each.contact] = counts.get(each.contact, 0) + 1
    most = min(len(counts) + week.places, SEEN_TO_A_DAY)
    nudges: list[Nudge] = []
    for reminder in due:
        assert reminder.tell_on is not None
        count = counts.get(reminder.contact, 0)
        if count >= SEEN_TO_AT_ONCE or (count == 0 and len(counts) >= most):
            continue
        counts[reminder.contact] = count + 1
        should = first_workday(max(reminder.tell_on, owed), user.preferences)
        nudges.append(nudge_of(reminder, NudgeId(uow.new_id()), week.today, late=(week.today - should).days))
    return nudges


def places_left(week: Week, brought: Sequence[Nudge]) -> int:
    """How many people may still be brought up today beside those that follow-ups bring."""
    new = {each.contact for each in brought} - {each.contact for each in week.seen_to}
    return max(week.places - len(new), 0)
