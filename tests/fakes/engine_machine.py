"""The engine under a user who does anything in any order, on platforms that fail, in a process that crashes.

One user with an account on Slack and one on Discord keeps up to five people, and notes what to see to about them. The
invariants hold after every step; at
the end a quiet year passes, in which everything that is owed must come.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select, update

from bot.chat.action import ActionId
from bot.chat.adapter import Later, Refused, Uncertain
from bot.chat.message import Buttons, Card, Message
from bot.domain.budget import A_DAY, A_WEEK, INTERRUPTIONS
from bot.domain.cadence import Cadence, Circle, Standing, Unit
from bot.domain.contact import Contact, ContactState
from bot.domain.errors import KithError
from bot.domain.followup import FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import ContactId, NudgeId
from bot.domain.interaction import Began, Medium
from bot.domain.nudge import DeliveryKind, DeliveryState, NudgeState
from bot.domain.reminder import ASKS, ReminderKind, cadence_standing
from bot.domain.slot import is_open, is_workday, local_day, next_slot
from bot.domain.user import Preferences, User
from bot.language.dates import Birthday
from bot.ports import UnitOfWork
from bot.presenters.ticks import chosen_of
from bot.services import changes, contacts, finding, follow_ups, friday, interactions, merging, nudges, review, users
from bot.services.review import Act
from storage.schema import delivery, nudge
from tests.fakes.engine_world import MONDAY, Database, Person, World

_R = TypeVar("_R")

NAMES = ("Amy", "Bob", "Cleo", "Dan", "Eve")
RHYTHMS = st.sampled_from([*Circle, Cadence(1, Unit.DAY), Cadence(10, Unit.DAY), Cadence(1, Unit.MONTH), None])
ZONES = st.sampled_from(["UTC", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo"])
WHOM = st.sampled_from(NAMES)
KINDS = st.sampled_from([FollowUpKind.QUESTION, FollowUpKind.PROMISE, FollowUpKind.THANKS])
OUTCOMES = st.sampled_from(
    [Later(60, "too many requests"), Later(4 * 3600, "down"), Uncertain("cut"), Uncertain("cut"), Refused("closed")]
)
DAY = timedelta(days=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=MONDAY.tzinfo)


class Crash(BaseException):
    """The process ends here."""


class EngineMachine(RuleBasedStateMachine):
    """Steps and invariants; `new_database` makes a fresh one that lasts as long as the machine."""

    def __init__(self, new_database: Callable[[], AbstractContextManager[Database]]) -> None:
        super().__init__()
        self._stack = ExitStack()
        self._runner = self._stack.enter_context(asyncio.Runner())
        self.world = World(self._stack.enter_context(new_database()), defaults=Preferences())
        self._stack.callback(lambda: self.world.close())
        self.ana = self.world.person("Ana")
        self.run(self.ana.say("help"))
        self.people: tuple[Person, Person] = (self.ana, self.run(self.world.elsewhere(self.ana)))
        self.replied: list[str] = []
        self.read = 0
        self.planned_now = False
        self.put_off: set[str] = set()

    @initialize(rhythms=st.tuples(*[RHYTHMS] * len(NAMES)), birthdays=st.tuples(*[st.integers(-2, 40)] * 3))
    def keep_some(self, rhythms: tuple[Circle | Cadence | None, ...], birthdays: tuple[int, ...]) -> None:
        """The address book: five people, three of them with a birthday soon."""
        for name, rhythm in zip(NAMES, rhythms, strict=True):
            days = birthdays[NAMES.index(name)] if NAMES.index(name) < len(birthdays) else None
            on = MONDAY + timedelta(days=days) if days is not None else None
            profile = contacts.Profile(
                name=name,
                circle=rhythm if isinstance(rhythm, Circle) else None,
                cadence=rhythm if isinstance(rhythm, Cadence) else None,
                birthday=Birthday(on.month, on.day) if on is not None else None,
            )
            self.do(partial(self.add, profile))

    def add(self, profile: contacts.Profile, uow: UnitOfWork, user: User) -> None:
        """Somebody new."""
        contacts.add(uow, user, profile, self.now)

    @rule(name=WHOM, rhythm=RHYTHMS)
    def keep(self, name: str, rhythm: Circle | Cadence | None) -> None:
        """Another rhythm, or none."""
        circle = rhythm if isinstance(rhythm, Circle) else None
        cadence = rhythm if isinstance(rhythm, Cadence) else None
        self.about(name, lambda uow, user, person: contacts.keep(uow, user, person, circle, cadence, self.now))

    @rule(name=WHOM, back=st.integers(0, 40))
    def log(self, name: str, back: int) -> None:
        """Having been in touch, today or days ago."""

        def use(uow: UnitOfWork, user: User, person: Contact) -> None:
            on = local_day(self.now, user.preferences) - timedelta(days=back)
            interactions.log(uow, user, (person,), on=on, medium=Medium.CALL, began=Began.BOTH, note="", now=self.now)

        self.about(name, use)

    @rule(name=WHOM, days=st.integers(1, 30))
    def later(self, name: str, days: int) -> None:
        """Not now."""

        def use(uow: UnitOfWork, user: User, person: Contact) -> None:
            until = local_day(self.now, user.preferences) + timedelta(days=days)
            contacts.later(uow, user, person, until, self.now)
            self.put_off.add(person.id)

        self.about(name, use)

    @rule(name=WHOM, kind=KINDS, days=st.lists(st.integers(0, 12), min_size=1, max_size=4))
    def remind(self, name: str, kind: FollowUpKind, days: list[int]) -> None:
        """Something to see to in some days, or several things."""

        def use(uow: UnitOfWork, user: User, person: Contact) -> None:
            today = local_day(self.now, user.preferences)
            for count in days:
                follow_ups.add(uow, user, person, kind, "the flat", today + timedelta(days=count), self.now)

        self.about(name, use)

    @rule(name=WHOM)
    def wrote(self, name: str) -> None:
        """The user wrote and waits for an answer."""

        def use(uow: UnitOfWork, user: User, person: Contact) -> None:
            on = local_day(self.now, user.preferences)
            interactions.log(uow, user, (person,), on=on, medium=Medium.MESSAGE, began=Began.ME, note="", now=self.now)

        self.about(name, use)

    @rule(state=st.sampled_from([FollowUpState.DONE, FollowUpState.DROPPED]))
    def close(self, state: FollowUpState) -> None:
        """The first thing on the list is seen to, or let go."""

        def use(uow: UnitOfWork, user: User) -> None:
            for found in follow_ups.listed(uow, user)[:1]:
                follow_ups.finish(uow, user, found, state, self.now)

        self.do(use)

    @rule(talked=st.booleans())
    def press(self, talked: bool) -> None:
        """A button of the newest nudge that was seen."""

        def use(uow: UnitOfWork, user: User) -> None:
            seen = uow.nudges.get(user.id, NudgeId(self.seen()[-1]))
            assert seen is not None
            if seen.kind is ReminderKind.FOLLOW_UP:
                found = follow_ups.told_by(uow, user, seen)
                if talked:
                    follow_ups.in_touch(uow, user, found, Medium.TALK, self.now)
                elif found.follow_up.awaits_answer:
                    follow_ups.still_waiting(uow, user, found, self.now)
                else:
                    until = local_day(self.now, user.preferences) + timedelta(days=7)
                    follow_ups.put_off(uow, user, found, until, self.now)
            elif talked:
                nudges.answer(uow, user, seen, medium=Medium.TALK, began=Began.BOTH, now=self.now)
            else:
                self.put_off.add(seen.contact)
                nudges.put_off(uow, user, seen, local_day(self.now, user.preferences) + timedelta(days=7), self.now)

        if self.seen():
            self.do(use)

    @rule(act=st.sampled_from([Act.KEEP, Act.SLOWER, Act.REST, Act.STOP, Act.UNDO]), place=st.integers(0, 4))
    def review(self, act: Act, place: int) -> None:
        """A button of the newest review that was seen."""
        asked = [each.args for each in self.pressable("review")]

        def use(uow: UnitOfWork, user: User) -> None:
            key, contact = asked[-1 - place % len(asked)][:2]
            self.put_off.add(contact)
            review.answer(uow, user, key, ContactId(contact), act, self.now)

        if asked:
            self.do(use)

    @rule(bits=st.integers(0, 31))
    def friday(self, bits: int) -> None:
        """The newest card of a week, with anybody ticked."""
        cards = [each.args[1] for each in self.pressable("tick")]

        def use(uow: UnitOfWork, user: User) -> None:
            card = friday.week(uow, user, cards[-1], self.now)
            before = len(uow.interactions.all(user.id))
            noted = friday.note(uow, user, card, chosen_of(bits), self.now)
            again = friday.note(uow, user, noted, chosen_of(bits), self.now)
            expected = len(set(card.people) & chosen_of(bits))
            assert again.noted == noted.noted
            assert len(uow.interactions.all(user.id)) == before + expected, "each who is ticked, once"

        if cards:
            self.do(use)

    @rule()
    def undo(self) -> None:
        """The last action taken back."""

        def use(uow: UnitOfWork, user: User) -> None:
            for change in changes.recent(uow, user, self.now)[:1]:
                changes.undo(uow, user, change.id, self.now)

        self.do(use)
        self.planned_now = False

    @rule(zone=ZONES, hour=st.sampled_from([0, 7 * 60, 9 * 60 + 30, 22 * 60 + 45]))
    def move(self, zone: str, hour: int) -> None:
        """Another zone, another hour."""

        def use(uow: UnitOfWork, user: User) -> None:
            users.prefer(uow, user, Preferences(zone=zone, hour=hour), self.now)

        self.do(use)
        self.planned_now = False

    @rule(days=st.integers(0, 9))
    def pause(self, days: int) -> None:
        """No messages for some days; with none, the pause is over."""

        def use(uow: UnitOfWork, user: User) -> None:
            until = local_day(self.now, user.preferences) + timedelta(days=days)
            users.prefer(uow, user, replace(user.preferences, paused_until=until), self.now)

        self.do(use)
        self.planned_now = False

    @rule(name=WHOM, other=WHOM)
    def merge(self, name: str, other: str) -> None:
        """Two people turn out to be one; who was put off stays so."""

        def use(uow: UnitOfWork, user: User, person: Contact) -> None:
            same = finding.find(uow, user.id, other)
            merging.merge(uow, user, person.id, same.id, self.now)
            if same.id in self.put_off:
                self.put_off.add(person.id)

        self.about(name, use)

    @rule()
    def speak(self) -> None:
        """A command on each platform: what could not be delivered is told now."""
        for person in self.people:
            self.run(person.say("help"))
            self.replied += self.told_in(list(person.answers))

    @rule(platforms=st.sampled_from(["s", "d", "sd"]), outcome=OUTCOMES, stored=st.booleans(), times=st.integers(1, 3))
    def fail(self, platforms: str, outcome: Later | Refused | Uncertain, stored: bool, times: int) -> None:
        """The next messages meet trouble; what becomes of an uncertain one nobody knows."""
        for adapter in (self.world.slack, self.world.discord):
            if adapter.platform[0] in platforms:
                adapter.will(outcome, stored=stored and isinstance(outcome, Uncertain), times=times)

    @rule(moment=st.sampled_from(["before", "after"]))
    def crash_at_the_next_message(self, moment: str) -> None:
        """The process dies just before or just after the platform takes the next message."""

        def interrupt(now: str) -> None:
            if now == moment:
                raise Crash

        self.world.slack.interrupt = self.world.discord.interrupt = interrupt

    @rule()
    def crash_after_planning(self) -> None:
        """The process comes to the next hour, plans, and dies before it delivers."""
        due = self.user().next_plan_at
        if due is not None:
            self.world.away(to=due)
        self.run(self.world.kith.engine.plan())
        self.planned_now = True
        self.restart()

    @rule(hours=st.integers(0, 30))
    def pass_hours(self, hours: int) -> None:
        """Time passes with Kith running."""
        self.forward(self.now + timedelta(hours=hours))

    @rule(days=st.integers(1, 20))
    def pass_days(self, days: int) -> None:
        """Days pass with Kith running."""
        self.forward(self.now + timedelta(days=days))

    @rule(hours=st.integers(1, 400))
    def away(self, hours: int) -> None:
        """Time passes with Kith down."""
        self.world.away(to=self.now + timedelta(hours=hours))
        self.planned_now = False

    @invariant()
    def nothing_is_told_twice(self) -> None:
        """No nudge is seen a second time, on any platform."""
        assert max(Counter(self.seen() + self.replied).values(), default=0) <= 1

    @invariant()
    def no_card_and_no_review_comes_twice(self) -> None:
        """Each is one message on one platform, whatever was retried, and two never come close together."""
        for kind, apart in ((DeliveryKind.FRIDAY, 3), (DeliveryKind.REVIEW, 5)):
            mail = [shown for person in self.people for shown in person.mail]
            came = [(key, shown.at) for shown in mail for key in keys_of(shown.message, kind)]
            assert len({key for key, _ in came}) == len(came)
            moments = sorted(at for _, at in came if at is not None)
            assert all(later - sooner > timedelta(days=apart - 1) for sooner, later in pairwise(moments))

    @invariant()
    def a_message_names_nobody_twice(self) -> None:
        """Date and cadence of one person are one card, and so are an old and a new nudge."""
        whom = {row["id"]: row["contact_id"] for row in self.world.rows(nudge)}
        for person in self.people:
            for shown in person.mail:
                told = [whom[each] for each in nudges_of(shown.message) if each in whom]
                assert len(set(told)) == len(told)

    @invariant()
    def nobody_is_told_outside_their_hours(self) -> None:
        """Every message that came since the last step came within four hours of the user's hour."""
        came = [(shown.at, shown.message) for person in self.people for shown in person.mail]
        preferences = self.user().preferences
        rows = {row["id"]: row for row in self.world.rows(nudge)}
        tries = {row["id"]: row["attempts"] for row in self.world.rows(delivery)}
        for at, message in sorted(((at, each) for at, each in came if at is not None), key=lambda each: each[0])[
            self.read :
        ]:
            assert is_open(at, preferences)
            assert not preferences.is_paused(local_day(at, preferences))
            told = [rows[each] for each in self.told_in([message]) if each in rows]
            if any(each["kind"] == ReminderKind.FOLLOW_UP and tries[each["delivery_id"]] == 1 for each in told):
                assert is_workday(local_day(at, preferences), preferences)
        self.read = len(came)

    @invariant()
    def the_budget_is_kept(self) -> None:
        """Three cadences a day, seven in any seven days; with follow-ups twelve people in any seven days."""
        asked = (nudge.c.kind == ReminderKind.CADENCE) & (nudge.c.state != NudgeState.WITHDRAWN)
        days = Counter(row["told_on"] for row in self.world.sql(select(nudge.c.told_on).where(asked)))
        for day, count in days.items():
            assert count <= A_DAY
            assert sum(days[day - timedelta(days=back)] for back in range(7)) <= A_WEEK
        brought = (nudge.c.kind != ReminderKind.DATE) & (nudge.c.state != NudgeState.WITHDRAWN)
        people = {(row["told_on"], row["contact_id"]) for row in self.world.sql(select(nudge).where(brought))}
        interrupted = Counter(day for day, _ in people)
        for day in interrupted:
            assert sum(interrupted[day - timedelta(days=back)] for back in range(7)) <= INTERRUPTIONS

    @invariant()
    def nobody_is_pressed(self) -> None:
        """Who was never put off is asked about three times at most, a week apart at least, until there is an answer."""
        asked: dict[tuple[str, date], list[date]] = {}
        for row in self.world.rows(nudge):
            told = row["kind"] != ReminderKind.DATE and row["state"] == NudgeState.SENT
            if told and (row["kind"] == ReminderKind.FOLLOW_UP or row["contact_id"] not in self.put_off):
                asked.setdefault((row["reminder_id"], row["due_on"]), []).append(row["told_on"])
        for days in map(sorted, asked.values()):
            assert len(days) <= ASKS
            assert all(later - sooner >= timedelta(days=7) for sooner, later in pairwise(days))

    @invariant()
    def the_next_plan_is_in_time(self) -> None:
        """It is ahead unless it is due and was not looked at, and never after the first thing to tell."""
        user = self.user()
        if user.next_plan_at is not None and user.next_plan_at <= self.now:
            assert not self.planned_now
            return
        awake = user.preferences.paused_until or date.min
        for on in (user.friday_on, user.review_on):
            slot = next_slot(self.now, max(on, awake), user.preferences, workdays_only=True) if on is not None else None
            assert slot is None or (user.next_plan_at is not None and user.next_plan_at <= slot)
        earliest = max(user.planned_on + DAY if user.planned_on is not None else date.min, awake)
        for kind, day in self.do(lambda uow, user: uow.reminders.first_days(user.id)).items():
            workdays_only = kind is not ReminderKind.DATE
            slot = next_slot(self.now, max(day, earliest), user.preferences, workdays_only=workdays_only)
            assert user.next_plan_at is not None
            assert user.next_plan_at <= slot

    def teardown(self) -> None:
        """A quiet year, unless a step has failed."""
        with self._stack:
            if sys.exc_info()[0] is None:
                self.a_quiet_year()

    def a_quiet_year(self) -> None:
        """Everything is well and the user is silent: all that is owed comes."""
        self.world.slack.heal()
        self.world.discord.heal()
        self.pause(0)
        while self.world.sql(select(delivery.c.id).where(delivery.c.state == DeliveryState.UNDELIVERABLE)):
            self.speak()
        self.speak()
        today = local_day(self.now, self.user().preferences)
        self.forward(self.now + timedelta(days=400))
        for check in (
            self.nothing_is_told_twice,
            self.no_card_and_no_review_comes_twice,
            self.nobody_is_told_outside_their_hours,
            self.the_budget_is_kept,
            self.nobody_is_pressed,
            self.the_next_plan_is_in_time,
        ):
            check()
        waiting = (DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.UNDELIVERABLE)
        assert not self.world.sql(select(delivery.c.id).where(delivery.c.state.in_(waiting)))
        told = {row["id"]: row for row in self.world.rows(nudge)}
        sent = {key for key, row in told.items() if row["state"] == NudgeState.SENT}
        assert sent <= {*self.seen(), *self.replied}, "marked as told and never seen"
        assert not [row for row in told.values() if row["state"] == NudgeState.PLANNED]
        for name in NAMES:
            self.about(name, lambda uow, user, person: self.check_person(uow, user, person, today))

    def check_person(self, uow: UnitOfWork, user: User, person: Contact, start: date) -> None:
        """After the quiet year: asked about three times, and told of the birthday on its day."""
        tie = uow.contacts.tie(user.id, person.id)
        reminders = {each.kind: each for each in uow.reminders.of(user.id, person.id)}
        cadence, about = reminders.get(ReminderKind.CADENCE), reminders.get(ReminderKind.DATE)
        for each in uow.follow_ups.open(user.id, person.id):
            self.check_follow_up(uow, user, each)
        if person.rhythm is None:
            return
        assert cadence is not None
        assert cadence.due_on is not None
        rests = person.state is not ContactState.ACTIVE
        asleep = rests or cadence_standing(person, tie, start + timedelta(days=150)) is Standing.DORMANT
        if cadence.due_on <= start + timedelta(days=14) and not asleep:
            asked = uow.nudges.of_reminder(user.id, cadence.id, cadence.due_on)
            assert sum(each.state is NudgeState.SENT for each in asked) >= ASKS
            assert cadence.tell_on is None
        if about is None or about.about is None:
            return
        born = uow.dates.get(user.id, about.about)
        assert born is not None
        on = born.next_on(start + timedelta(days=9), user.preferences.leap_day)
        days = {self.came_on(each.id, user.preferences) for each in uow.nudges.of_reminder(user.id, about.id, on)}
        early = {on - timedelta(days=7)} if person.circle in (Circle.INNER, Circle.CLOSE) else set()
        assert days == {on, *early}

    def check_follow_up(self, uow: UnitOfWork, user: User, follow_up: FollowUp) -> None:
        """After the quiet year: told three times. No answer is waited for any more."""
        assert not follow_up.awaits_answer
        assert follow_up.due_on is not None
        reminders = uow.reminders.of(user.id, follow_up.contact)
        reminder = next(each for each in reminders if each.follow_up == follow_up.id)
        asked = uow.nudges.of_reminder(user.id, reminder.id, follow_up.due_on)
        assert sum(each.state is NudgeState.SENT for each in asked) == ASKS
        assert reminder.tell_on is None

    def came_on(self, wanted: NudgeId, preferences: Preferences) -> date | None:
        """The local day on which a nudge was seen."""
        shown = (each for person in self.people for each in person.mail if wanted in self.told_in([each.message]))
        return next((local_day(each.at, preferences) for each in shown if each.at is not None), None)

    def pressable(self, route: str) -> list[ActionId]:
        """The buttons of a route in the direct messages of both platforms, the newest last."""
        shown = sorted((each for person in self.people for each in person.mail), key=lambda each: each.at or LONG_AGO)
        return [action for each in shown for action in actions_of(each.message) if action.route == route]

    def seen(self) -> list[str]:
        """The nudges in the direct messages of both platforms."""
        return self.told_in([shown.message for person in self.people for shown in person.mail])

    def told_in(self, messages: list[Message]) -> list[str]:
        """The nudges that messages tell: a card shows the first about its person and holds the others."""
        rows = self.world.rows(nudge)
        heads = [head for message in messages for head in nudges_of(message)]
        about = {row["id"]: (row["delivery_id"], row["contact_id"]) for row in rows}
        held = [row for row in rows if row["state"] != NudgeState.WITHDRAWN]
        others = [
            row["id"]
            for head in heads
            for row in held
            if row["id"] != head and about.get(head) == (row["delivery_id"], row["contact_id"])
        ]
        return [*heads, *others]

    @property
    def now(self) -> datetime:
        """The pretended moment."""
        return self.world.clock()

    def user(self) -> User:
        """The stored user."""
        return self.run(self.ana.user())

    def do(self, use: Callable[[UnitOfWork, User], _R]) -> Any:
        """Run a use case; what it refuses is refused."""
        with suppress(KithError):
            return self.run(self.ana.write(use))

    def about(self, name: str, use: Callable[[UnitOfWork, User, Contact], object]) -> None:
        """Run a use case on a contact, if it is there."""
        self.do(lambda uow, user: use(uow, user, finding.find(uow, user.id, name)))

    def forward(self, to: datetime) -> None:
        """Let time pass with Kith running; a process that dies on the way is started again."""
        while True:
            try:
                self.run(self.world.forward(to=to))
                break
            except Crash:
                self.restart()
        self.planned_now = True

    def restart(self) -> None:
        """End the process and start another one when the leases of the first have run out."""
        self.world.slack.interrupt = self.world.discord.interrupt = lambda moment: None
        self.world.close()
        sending = update(delivery).where(delivery.c.state == DeliveryState.SENDING)
        self.world.sql(sending.values(leased_until=LONG_AGO))
        self.world.open()
        for person in self.people:
            person.reconnect()

    def run(self, work: Coroutine[Any, Any, _R]) -> _R:
        """Run to the end, or to the crash of everything."""
        return self._runner.run(_to_the_end(work))


async def _to_the_end(work: Coroutine[Any, Any, _R]) -> _R:
    try:
        return await work
    except Crash:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        raise


def nudges_of(message: Message) -> list[str]:
    """The nudges that the cards of a digest tell."""
    cards = (part for part in message.parts if isinstance(part, Card) and part.buttons)
    return [card.buttons[0].action.args[0] for card in cards if card.buttons[0].action.route != "review"]


def keys_of(message: Message, kind: DeliveryKind) -> set[str]:
    """The identity of a card of the week or a review; none in other messages."""
    place, routes = (1, ("tick",)) if kind is DeliveryKind.FRIDAY else (0, ("review", "reviewpage"))
    return {action.args[place] for action in actions_of(message) if action.route in routes}


def actions_of(message: Message) -> list[ActionId]:
    """What all buttons of a message do."""
    parts = (part for part in message.parts if isinstance(part, Card | Buttons))
    return [button.action for part in parts for button in part.buttons]
