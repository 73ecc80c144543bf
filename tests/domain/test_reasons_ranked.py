"""The best purpose to write: a promise before a question, a date, news, a need, help owed, work, a note, a hello."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.dates import DateKind, ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.ids import ContactId, DateId, FollowUpId, InteractionId, NeedId, NewsId, NoteId, UserId
from bot.domain.interaction import Helped, Interaction
from bot.domain.news import Need, NeedKind, News
from bot.domain.note import Note
from bot.domain.reasons import (
    AtWork,
    CanMeet,
    DateSoon,
    Facts,
    HelpOwed,
    LastNote,
    Reason,
    ToSeeTo,
    Unheard,
    best_reason,
)
from bot.domain.user import LeapDay

TODAY = date(2026, 3, 2)
LAST = TODAY - timedelta(days=40)
ADA, SAM = UserId("u"), ContactId("c")


def follow_up(kind: FollowUpKind, due_on: date | None = None) -> FollowUp:
    return FollowUp(
        id=FollowUpId(kind), owner=ADA, contact=SAM, kind=kind, text="the flat", made_on=LAST, due_on=due_on
    )


PROMISE, QUESTION, THANKS = map(follow_up, (FollowUpKind.PROMISE, FollowUpKind.QUESTION, FollowUpKind.THANKS))
BORN = ImportantDate(id=DateId("d"), owner=ADA, contact=SAM, kind=DateKind.BIRTHDAY, month=3, day=16)
MOVED = News(id=NewsId("n"), owner=ADA, text="I moved", told_on=TODAY - timedelta(days=3))
DESK = CanMeet(Need(id=NeedId("n"), owner=ADA, kind=NeedKind.LOOKING, text="a desk", made_on=TODAY), "#desk")
HELP = Interaction(id=InteractionId("h"), owner=ADA, contacts=(SAM,), on=LAST, helped=Helped.ME, note="the visa")
WORK = AtWork("Sam", "payments in Lisbon")
NOTE = Note(id=NoteId("n"), owner=ADA, contact=SAM, on=TODAY - timedelta(days=9), text="plays the cello")
FULL = Facts(
    last_on=LAST,
    follow_ups=(QUESTION, PROMISE, THANKS),
    dates=(BORN,),
    news=(MOVED,),
    needs=(DESK,),
    at_work=WORK,
    history=(HELP,),
    notes=(NOTE,),
)


def best(facts: Facts) -> Reason | None:
    return best_reason(facts, TODAY, LeapDay.FEBRUARY_28)


def test_each_comes_when_the_better_ones_are_gone() -> None:
    steps: list[tuple[Facts, Reason | None]] = [
        (FULL, ToSeeTo(PROMISE)),
        (replace(FULL, follow_ups=(QUESTION, THANKS)), ToSeeTo(QUESTION)),
        (replace(FULL, follow_ups=(THANKS,)), DateSoon(BORN, date(2026, 3, 16))),
        (replace(FULL, follow_ups=(), dates=()), Unheard(MOVED)),
        (replace(FULL, follow_ups=(), dates=(), news=()), DESK),
        (Facts(follow_ups=(THANKS,), history=(HELP,), notes=(NOTE,)), ToSeeTo(THANKS)),
        (Facts(at_work=WORK, history=(HELP,), notes=(NOTE,)), HelpOwed("the visa", LAST)),
        (Facts(at_work=WORK, notes=(NOTE,)), WORK),
        (Facts(notes=(NOTE,)), LastNote("plays the cello", NOTE.on)),
        (Facts(), None),
    ]
    for facts, expected in steps:
        assert best(facts) == expected


@pytest.mark.parametrize(("days", "counts"), [(-3, True), (14, True), (15, False)])
def test_a_promise_whose_day_is_far_ahead_is_no_purpose_yet(days: int, counts: bool) -> None:
    promise = follow_up(FollowUpKind.PROMISE, TODAY + timedelta(days=days))
    assert (best(Facts(follow_ups=(promise,))) is not None) == counts


def test_something_that_is_waited_for_is_a_purpose_and_an_answer_is_not() -> None:
    invoice = follow_up(FollowUpKind.WAITING)
    assert best(Facts(follow_ups=(invoice,))) == ToSeeTo(invoice)
    assert best(Facts(follow_ups=(replace(invoice, text=""),))) is None


def test_a_date_further_than_two_weeks_is_no_purpose() -> None:
    assert best(Facts(dates=(replace(BORN, day=17),))) is None


@pytest.mark.parametrize(
    ("last_on", "told_on", "counts"),
    [
        (None, TODAY, True),
        (TODAY - timedelta(days=1), TODAY, True),
        (TODAY, TODAY, False),
        (None, TODAY - timedelta(days=365), True),
        (None, TODAY - timedelta(days=366), False),
    ],
)
def test_news_is_for_those_who_were_not_in_touch_since(last_on: date | None, told_on: date, counts: bool) -> None:
    found = best(Facts(last_on=last_on, news=(replace(MOVED, told_on=told_on),)))
    assert (found is not None) == counts


def test_help_that_was_returned_is_not_owed() -> None:
    returned = replace(HELP, id=InteractionId("r"), on=TODAY, helped=Helped.THEM, note="")
    assert best(Facts(history=(returned, HELP))) == LastNote("the visa", LAST)


def test_the_newest_note_counts_wherever_it_was_noted() -> None:
    talk = replace(HELP, on=TODAY, helped=Helped.NOBODY, note="her thesis")
    assert best(Facts(history=(talk,), notes=(NOTE,))) == LastNote("her thesis", TODAY)
    assert best(Facts(history=(replace(talk, on=LAST),), notes=(NOTE,))) == LastNote("plays the cello", NOTE.on)
