"""People and things for the storage tests: Ada and Ben use Kith, Sam and Mia are people that Ada knows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.asking import Ask, Asked
from bot.domain.change import KEPT, Change
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.ids import (
    AccountId,
    AskedId,
    AskId,
    ChangeId,
    ContactId,
    DateId,
    DeliveryId,
    FollowUpId,
    HandedId,
    HandoverId,
    InteractionId,
    IntroductionId,
    LeavingId,
    LetterId,
    NeedId,
    NewsId,
    NoteId,
    NudgeId,
    PartingId,
    RecoveryId,
    ReminderId,
    SwapId,
    TeamId,
    UserId,
)
from bot.domain.interaction import Interaction
from bot.domain.introduction import Introduction
from bot.domain.leaving import Address, Handed, Handover, Leaving, Parting, Swap
from bot.domain.letter import Letter, LetterKind
from bot.domain.news import Need, NeedKind, News
from bot.domain.note import Note
from bot.domain.nudge import Delivery, Nudge
from bot.domain.recovery import Recovery
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.team import Team
from bot.domain.user import Account, Platform, User

NOW = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ADA, BEN = UserId("ada"), UserId("ben")
SAM, MIA = ContactId("sam"), ContactId("mia")
TEAM = TeamId("team")

on_postgres = pytest.mark.parametrize("kith_url", ["postgresql"], indirect=True)
"""For what only several processes at once can show."""
on_fresh = pytest.mark.parametrize("kith_url", ["sqlite", "fresh postgresql"], indirect=True)
"""For what leaves a database that no other test could use."""
on_sqlite = pytest.mark.parametrize("kith_url", ["sqlite"], indirect=True)
"""For what only a file can show."""


def user(user_id: UserId, **values: object) -> User:
    return User(**{"id": user_id, "name": user_id.title(), "joined_on": TODAY, **values})  # type: ignore[arg-type]


def account(of: UserId, **values: object) -> Account:
    defaults = {"id": AccountId(f"{of}-account"), "platform": Platform.SLACK, "scope": "T1", "external": f"U-{of}"}
    return Account(**{"user": of, **defaults, **values})  # type: ignore[arg-type]


def contact(contact_id: ContactId = SAM, owner: UserId = ADA, **values: object) -> Contact:
    name = f"{contact_id.title()} Carter"
    return Contact(**{"id": contact_id, "owner": owner, "name": name, "added_on": TODAY, **values})  # type: ignore[arg-type]


def interaction(interaction_id: str, *contacts: ContactId, owner: UserId = ADA, **values: object) -> Interaction:
    defaults = {"id": InteractionId(interaction_id), "contacts": contacts or (SAM,), "on": TODAY}
    return Interaction(**{"owner": owner, **defaults, **values})  # type: ignore[arg-type]


def birthday(date_id: str = "birthday", of: ContactId = SAM, owner: UserId = ADA, **values: object) -> ImportantDate:
    defaults = {"id": DateId(date_id), "contact": of, "kind": DateKind.BIRTHDAY, "month": 5, "day": 4}
    return ImportantDate(**{"owner": owner, **defaults, **values})  # type: ignore[arg-type]


def follow_up(follow_up_id: str = "question", of: ContactId = SAM, owner: UserId = ADA, **values: object) -> FollowUp:
    defaults = {"kind": FollowUpKind.QUESTION, "text": "the flat", "made_on": TODAY, "due_on": TODAY}
    return FollowUp(**{"id": FollowUpId(follow_up_id), "owner": owner, "contact": of, **defaults, **values})  # type: ignore[arg-type]


def note(note_id: str = "note", of: ContactId = SAM, owner: UserId = ADA, **values: object) -> Note:
    defaults = {"on": TODAY, "text": "plays the cello"}
    return Note(**{"id": NoteId(note_id), "owner": owner, "contact": of, **defaults, **values})  # type: ignore[arg-type]


def news(owner: UserId = ADA) -> News:
    return News(id=NewsId("news"), owner=owner, text="moved", told_on=TODAY)


def need(owner: UserId = ADA, text: str = "a desk") -> Need:
    return Need(id=NeedId("need"), owner=owner, kind=NeedKind.LOOKING, text=text, made_on=TODAY)


def reminder(reminder_id: str = "reminder", of: ContactId = SAM, owner: UserId = ADA, **values: object) -> Reminder:
    defaults = {"id": ReminderId(reminder_id), "contact": of, "kind": ReminderKind.CADENCE}
    return Reminder(**{"user": owner, **defaults, **values})  # type: ignore[arg-type]


def nudge(nudge_id: str = "nudge", of: ContactId = SAM, owner: UserId = ADA, **values: object) -> Nudge:
    defaults = {"reminder": ReminderId("reminder"), "occasion": 1, "kind": ReminderKind.CADENCE}
    days = {"due_on": TODAY, "told_on": TODAY}
    return Nudge(**{"id": NudgeId(nudge_id), "user": owner, "contact": of, **defaults, **days, **values})  # type: ignore[arg-type]


def delivery(delivery_id: str = "delivery", owner: UserId = ADA, **values: object) -> Delivery:
    defaults = {
        "account": AccountId(f"{owner}-account"),
        "domain": "slack:T1",
        "occasion": f"first of {delivery_id}",
    }
    days = {"planned_on": TODAY, "not_before": NOW}
    return Delivery(**{"id": DeliveryId(delivery_id), "user": owner, **defaults, **days, **values})  # type: ignore[arg-type]


def letter(letter_id: str = "letter", owner: UserId = ADA, **values: object) -> Letter:
    defaults = {"team": TEAM, "kind": LetterKind.ASK, "about": "ask", "tell_on": TODAY, "until": TODAY}
    return Letter(**{"id": LetterId(letter_id), "user": owner, **defaults, **values})  # type: ignore[arg-type]


def ask(ask_id: str = "ask", asker: UserId = ADA, **values: object) -> Ask:
    defaults = {"team": TEAM, "question": "Acme", "reason": "payroll", "at": NOW, "until": day(7)}
    return Ask(**{"id": AskId(ask_id), "asker": asker, **defaults, **values})  # type: ignore[arg-type]


def asked(asked_id: str = "asked", member: UserId = ADA, **values: object) -> Asked:
    defaults = {"ask": AskId("ask"), "contact": SAM}
    return Asked(**{"id": AskedId(asked_id), "member": member, **defaults, **values})  # type: ignore[arg-type]


def change(change_id: str = "change", owner: UserId = ADA, **values: object) -> Change:
    defaults = {"title": "added Sam Carter", "at": NOW, "until": NOW + KEPT}
    return Change(**{"id": ChangeId(change_id), "user": owner, **defaults, **values})  # type: ignore[arg-type]


def team() -> Team:
    return Team(id=TEAM, name="Acme", invite="plum-tree")


def introduction(introduction_id: str = "introduction", **values: object) -> Introduction:
    """Ben would like to meet Sam, whom Ada knows."""
    people = {"team": TEAM, "asker": BEN, "connector": ADA, "contact": SAM}
    about = {"name": "Sam Carter", "reason": "both sail", "asked_on": TODAY}
    return Introduction(**{"id": IntroductionId(introduction_id), **people, **about, **values})  # type: ignore[arg-type]


def day(offset: int) -> date:
    """Today plus so many days."""
    return TODAY + timedelta(days=offset)


def leaving(of: UserId = ADA, **values: object) -> Leaving:
    return Leaving(**{"id": LeavingId("leaving"), "user": of, "team": TEAM, "name": "Ada", "on": TODAY, **values})  # type: ignore[arg-type]


def handover(**values: object) -> Handover:
    defaults = {"id": HandoverId("handover"), "leaving": LeavingId("leaving"), "user": ADA, "team": TEAM, "to": BEN}
    return Handover(**{**defaults, **values})  # type: ignore[arg-type]


def handed(of: ContactId = SAM, **values: object) -> Handed:
    return Handed(**{"id": HandedId(f"handed-{of}"), "contact": of, "name": "Sam Carter", **values})  # type: ignore[arg-type]


def swap(**values: object) -> Swap:
    address = Address(email="ada@home.example")
    defaults = {"id": SwapId("swap"), "leaving": LeavingId("leaving"), "user": ADA, "team": TEAM, "to": BEN}
    return Swap(**{**defaults, "address": address, **values})  # type: ignore[arg-type]


def parting(of: ContactId = SAM, user: UserId = ADA, **values: object) -> Parting:
    defaults = {"id": PartingId("parting"), "team": TEAM, "shut_off": False, "asked_on": TODAY}
    return Parting(**{"user": user, "contact": of, **defaults, **values})  # type: ignore[arg-type]


def recovery(of: UserId = ADA, **values: object) -> Recovery:
    return Recovery(**{"id": RecoveryId(f"recovery-{of}"), "user": of, "made_on": TODAY, **values})  # type: ignore[arg-type]
