"""When a follow-up is told: on its day, and again while nobody answers; and that a cadence waits for an answer."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Unit
from bot.domain.contact import Contact, ContactState
from bot.domain.followup import ANSWER_AFTER, SILENCE_AFTER, FollowUp, FollowUpKind, FollowUpState
from bot.domain.ids import ContactId, FollowUpId, ReminderId, UserId
from bot.domain.reminder import ASKS, Reminder, ReminderKind, cadence_reminder, follow_up_reminder
from bot.domain.strength import Tie

MADE = date(2026, 3, 2)
DAY = date(2026, 3, 12)
REMINDER = Reminder(
    id=ReminderId("r"), user=UserId("u"), contact=ContactId("c"), kind=ReminderKind.FOLLOW_UP, follow_up=FollowUpId("f")
)
SAM = Contact(id=ContactId("c"), owner=UserId("u"), name="Sam", added_on=date(2020, 1, 1))
QUESTION = FollowUp(
    id=FollowUpId("f"),
    owner=UserId("u"),
    contact=ContactId("c"),
    kind=FollowUpKind.QUESTION,
    text="about the flat",
    made_on=MADE,
    due_on=DAY,
)
WAITING = replace(QUESTION, kind=FollowUpKind.WAITING, text="", due_on=MADE + ANSWER_AFTER)


def tell_on(follow_up: FollowUp, *unanswered: date, about: Contact = SAM) -> date | None:
    return follow_up_reminder(REMINDER, about, follow_up, unanswered).tell_on


def test_it_is_told_on_its_day_and_twice_more_a_week_apart() -> None:
    week = timedelta(days=7)
    assert tell_on(QUESTION) == DAY
    assert tell_on(QUESTION, DAY) == DAY + week
    assert tell_on(QUESTION, DAY, DAY + week) == DAY + 2 * week
    assert tell_on(QUESTION, DAY, DAY + week, DAY + 2 * week) is None


def test_without_a_day_or_once_closed_it_is_not_told() -> None:
    assert tell_on(replace(QUESTION, due_on=None)) is None
    assert tell_on(QUESTION.closed(FollowUpState.DONE, DAY)) is None


@pytest.mark.parametrize("state", ContactState)
def test_only_those_who_are_over_stay_silent(state: ContactState) -> None:
    told = tell_on(QUESTION, about=replace(SAM, state=state))
    assert told == (None if state.is_over else DAY)
    assert tell_on(QUESTION, about=replace(SAM, merged_into=ContactId("d"))) is None


def test_an_answer_is_asked_about_twice() -> None:
    first, last = MADE + timedelta(days=10), MADE + timedelta(days=30)
    assert tell_on(WAITING) == first
    assert tell_on(WAITING, first) == last
    assert tell_on(WAITING, first, last) is None
    assert tell_on(WAITING, last + timedelta(days=3)) is None, "told late, the first time is the last"
    assert tell_on(WAITING, last - timedelta(days=2)) == last + timedelta(days=5), "not two days in a row"


def test_waiting_for_some_thing_is_like_a_question() -> None:
    invoice = replace(WAITING, text="the invoice", due_on=DAY)
    assert not invoice.awaits_answer
    assert tell_on(invoice, DAY) == DAY + timedelta(days=7)


@given(st.lists(st.integers(0, 40), max_size=5), st.sampled_from(FollowUpKind))
def test_nobody_is_pressed(gaps: list[int], kind: FollowUpKind) -> None:
    """Whenever it is told, it is told three times at most, a week apart at least."""
    follow_up = replace(QUESTION, kind=kind, text="" if kind is FollowUpKind.WAITING else "x")
    told: list[date] = []
    for gap in [*gaps, *[0] * 5]:
        on = tell_on(follow_up, *told)
        if on is not None:
            told.append(on + timedelta(days=gap))
    assert 0 < len(told) <= ASKS
    assert all((later - sooner).days >= 7 for sooner, later in pairwise(told))
    assert tell_on(follow_up, *told) is None


def test_a_cadence_is_silent_while_an_answer_is_awaited_and_then_goes_on() -> None:
    sam = replace(SAM, cadence=Cadence(7, Unit.DAY), kept_on=MADE)
    wrote = Tie(last_on=MADE)
    cadence = Reminder(id=ReminderId("r"), user=UserId("u"), contact=ContactId("c"), kind=ReminderKind.CADENCE)
    silent = cadence_reminder(cadence, sam, wrote, (), MADE, awaited=WAITING)
    assert (silent.due_on, silent.tell_on) == (MADE + timedelta(days=7), MADE + SILENCE_AFTER)
    assert cadence_reminder(cadence, sam, wrote, (), MADE).tell_on == MADE + timedelta(days=7)
    slow = replace(sam, cadence=Cadence(90, Unit.DAY))
    assert cadence_reminder(cadence, slow, wrote, (), MADE, awaited=WAITING).tell_on == MADE + timedelta(days=90)
