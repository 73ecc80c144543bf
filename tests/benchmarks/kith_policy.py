"""Kith's way of bringing people up, made of the functions that its engine calls."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.domain.budget import A_WEEK, Due, choose, room
from bot.domain.cadence import Cadence, Circle, Standing, fading
from bot.domain.contact import Contact
from bot.domain.guesses import Candidate, likely_talked
from bot.domain.ids import ContactId, ReminderId, UserId
from bot.domain.reminder import Reminder, ReminderKind, cadence_reminder, cadence_standing, since
from bot.domain.slot import is_workday
from bot.domain.strength import Tie
from bot.domain.user import Preferences
from tests.benchmarks.living import Policy
from tests.benchmarks.person_year import FIRST, Someone, date_of

_ME = UserId("me")
_PREFERENCES = Preferences()
_FRIDAY = 5
_WEIGHT = 1.0
"""What each contact adds to a tie: a message that was answered."""


def is_open(day: int) -> bool:
    """Whether nudges may come on that day."""
    return is_workday(date_of(day), _PREFERENCES)


class Kith(Policy):
    """One digest on workdays within the budget; a review on the first workday of each month; a card on Fridays."""

    def __init__(self, people: Sequence[Someone], *, review: bool = True, friday: bool = True) -> None:
        self._people = people
        self._with_review, self._with_friday = review, friday
        self._reviewed = 0
        self._told: list[date] = []
        self.last_asked: dict[Circle | None, date] = {}
        self.contacts = [_contact(number, each.circle) for number, each in enumerate(people)]
        self.numbers = {each.id: number for number, each in enumerate(self.contacts)}
        self._ties = [Tie().touched(date_of(each.known), _WEIGHT) for each in people]
        self._unanswered: list[list[date]] = [[] for _ in people]
        self.reminders = [_reminder(each) for each in self.contacts]
        for number in range(len(people)):
            self._renew(number, FIRST)

    def ask(self, day: int) -> Sequence[int]:
        """Those whom the engine would put into the digest."""
        today = date_of(day)
        if not is_open(day):
            return ()
        if self._with_review and today.month != self._reviewed:
            self._reviewed = today.month
            self._review(today)
        chosen = [self.numbers[each] for each in self.choose(self._due(today), self._places(today), today)]
        for number in chosen:
            self._told.append(today)
            self.last_asked[self._people[number].circle] = today
            self._unanswered[number].append(today)
            self._renew(number, today)
        return chosen

    def choose(self, due: Sequence[Due], places: int, today: date) -> Sequence[ContactId]:
        """Whom to ask about of all those who are due."""
        return [each.contact for each in choose(due, places, self.last_asked, today)]

    def noted(self, number: int, day: int) -> None:
        """Moves the cadence on."""
        self._ties[number] = self._ties[number].touched(date_of(day), _WEIGHT)
        self._unanswered[number].clear()
        self._renew(number, date_of(day))

    def card(self, day: int) -> Collection[int]:
        """The names on Friday's card."""
        if not self._has_card(day):
            return ()
        candidates = [
            Candidate(contact.id, self._rhythm(number), self._ties[number])
            for number, contact in enumerate(self.contacts)
        ]
        return [self.numbers[each] for each in likely_talked(candidates, date_of(day))]

    def messages(self, day: int, asked: Sequence[int]) -> int:
        """A digest, and a card on Fridays; the review comes with a digest."""
        return bool(asked) + self._has_card(day)

    def _has_card(self, day: int) -> bool:
        return self._with_friday and date_of(day).isoweekday() == _FRIDAY

    def _places(self, today: date) -> int:
        return room(0, sum(on > today - timedelta(days=7) for on in self._told[-A_WEEK:]))

    def _due(self, today: date) -> list[Due]:
        due: list[Due] = []
        for number, reminder in enumerate(self.reminders):
            if reminder.tell_on is None or reminder.tell_on > today:
                continue
            contact, tie = self.contacts[number], self._ties[number]
            start = since(contact, tie)
            assert start is not None
            if cadence_standing(contact, tie, today) is Standing.DORMANT:
                self._renew(number, today)
                continue
            rhythm, repeated = self._rhythm(number), reminder.tell_on != reminder.due_on
            faded = fading(start, today, rhythm)
            due.append(Due(contact.id, contact.circle, faded, rhythm.days(start), repeated=repeated))
        return due

    def _review(self, today: date) -> None:
        """Asks about all of whom it is silent; who is kept is asked about anew."""
        for number, reminder in enumerate(self.reminders):
            if reminder.tell_on is None and self._people[number].keeps[today.month - 1]:
                contact = self.contacts[number]
                self.contacts[number] = contact.keep(contact.circle, contact.cadence, today)
                self._unanswered[number].clear()
                self._renew(number, today)

    def _rhythm(self, number: int) -> Cadence:
        rhythm = self.contacts[number].rhythm
        assert rhythm is not None
        return rhythm

    def _renew(self, number: int, today: date) -> None:
        self.reminders[number] = cadence_reminder(
            self.reminders[number], self.contacts[number], self._ties[number], self._unanswered[number], today
        )


class AsFirstDesigned(Kith):
    """Kith with the order of its first design, to see what the present one is worth.

    The most overdue first, nobody again before everybody was asked about once, and one place for the circle that was
    asked longest ago.
    """

    def choose(self, due: Sequence[Due], places: int, today: date) -> Sequence[ContactId]:
        """Whom to ask about of all those who are due."""
        if places <= 0 or not due:
            return ()
        ranked = sorted(due, key=lambda each: (each.repeated, -self._overdue(each, today), each.contact))
        waiting = min({each.circle for each in ranked}, key=lambda it: (self.last_asked.get(it, date.min), it or ""))
        first = next(each for each in ranked if each.circle == waiting)
        return [each.contact for each in (first, *(each for each in ranked if each is not first))][:places]

    def _overdue(self, each: Due, today: date) -> float:
        due_on = self.reminders[self.numbers[each.contact]].due_on
        assert due_on is not None
        return (today - due_on).days / each.span


def _contact(number: int, circle: Circle) -> Contact:
    name = f"Contact {number:03}"
    return Contact(id=ContactId(name), owner=_ME, name=name, added_on=FIRST, circle=circle, kept_on=FIRST)


def _reminder(contact: Contact) -> Reminder:
    return Reminder(id=ReminderId(contact.id), user=_ME, contact=contact.id, kind=ReminderKind.CADENCE)
