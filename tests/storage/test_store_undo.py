"""What a change wrote can be taken back, as far as nothing happened since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.cadence import Circle
from bot.domain.change import KEPT, Change, Undone
from bot.domain.contact import Contact
from bot.domain.ids import ChangeId, ContactId, DateId, InteractionId, NudgeId
from bot.domain.interaction import Medium
from bot.domain.nudge import NudgeState
from bot.domain.team import Membership, Scope, Share
from bot.domain.user import Preferences
from bot.ports import UnitOfWork
from storage.store import SqlStore
from tests.storage.samples import (
    ADA,
    BEN,
    MIA,
    NOW,
    SAM,
    TEAM,
    TODAY,
    birthday,
    change,
    contact,
    day,
    interaction,
    nudge,
    team,
    user,
)

Act = Callable[[UnitOfWork], object]
LEE = ContactId("lee")


def do(store: SqlStore, *acts: Act, name: str = "change") -> None:
    """Do something as one change."""
    with store.write() as uow:
        uow.changes.begin(change(name))
        for act in acts:
            act(uow)
        uow.commit()


def later(store: SqlStore, act: Act) -> None:
    """Do something that is no change to undo."""
    with store.write() as uow:
        act(uow)
        uow.commit()


def undo(store: SqlStore, name: str = "change") -> Undone:
    with store.write() as uow:
        stored = uow.changes.get(ADA, ChangeId(name))
        assert stored is not None
        undone = uow.changes.undo(stored)
        uow.commit()
    return undone


def stored(store: SqlStore, contact_id: ContactId = SAM) -> Contact | None:
    with store.read() as uow:
        return uow.contacts.get(ADA, contact_id)


def test_what_was_added_goes_again(store: SqlStore) -> None:
    do(
        store,
        lambda uow: uow.contacts.add(contact(LEE, emails=("lee@example.org",))),
        lambda uow: uow.dates.add(birthday(of=LEE)),
        lambda uow: uow.interactions.add(interaction("coffee", LEE, SAM)),
    )
    undone = undo(store)
    assert set(undone.contacts) == {LEE, SAM}
    assert undone.left == ()
    with store.read() as uow:
        assert uow.contacts.get(ADA, LEE) is None
        assert uow.contacts.by_email(ADA, "lee@example.org") == ()
        assert uow.dates.all(ADA) == ()
        assert uow.interactions.all(ADA) == ()
        assert uow.contacts.get(ADA, SAM) == contact(SAM)


def test_what_was_edited_is_put_back(store: SqlStore) -> None:
    before = contact(emails=("old@example.org",), about="Old.", circle=Circle.INNER, kept_on=day(-3))
    talked = interaction("talk", SAM, note="old note")
    later(store, lambda uow: uow.contacts.save(before))
    later(store, lambda uow: uow.interactions.add(talked))
    do(
        store,
        lambda uow: uow.contacts.save(replace(before, emails=("new@example.org",), about="New.", later_until=day(9))),
        lambda uow: uow.contacts.save(replace(before, name="Samuel", circle=None, kept_on=None)),
        lambda uow: uow.interactions.save(replace(talked, contacts=(MIA,), note="new note", medium=Medium.CALL)),
    )
    undone = undo(store)
    assert set(undone.contacts) == {SAM, MIA}
    with store.read() as uow:
        assert uow.contacts.get(ADA, SAM) == before
        assert uow.contacts.by_email(ADA, "old@example.org") == (SAM,)
        assert uow.interactions.all(ADA) == (talked,)


def test_what_was_removed_comes_back(store: SqlStore) -> None:
    later(store, lambda uow: uow.dates.add(birthday(year=1980)))
    do(store, lambda uow: uow.dates.remove(ADA, DateId("birthday")))
    assert undo(store).contacts == (SAM,)
    with store.read() as uow:
        assert uow.dates.all(ADA) == (birthday(year=1980),)


def test_an_answered_nudge_is_open_again_and_settings_are_as_before(store: SqlStore) -> None:
    later(store, lambda uow: uow.nudges.add(nudge(state=NudgeState.SENT)))
    changed = user(ADA, preferences=Preferences(hour=600, zone="Asia/Kolkata"), next_plan_at=NOW)
    done = nudge(state=NudgeState.DONE, change=ChangeId("change"), late=2)
    do(store, lambda uow: uow.nudges.save(done), lambda uow: uow.users.save(changed))
    assert undo(store) == Undone(contacts=(SAM,), left=(), nothing=False)
    with store.read() as uow:
        assert uow.nudges.get(ADA, NudgeId("nudge")) == replace(done, state=NudgeState.SENT, change=None)
        assert uow.users.get(ADA) == user(ADA, next_plan_at=NOW)


def test_what_was_shared_is_not_shared_any_more(store: SqlStore) -> None:
    def join(uow: UnitOfWork) -> None:
        uow.teams.add(team())
        uow.teams.join(Membership(user=ADA, team=TEAM, sharing=True))
        uow.teams.share(ADA, TEAM, Scope.CONTACT, MIA, Share.NEVER)

    later(store, join)
    do(
        store,
        lambda uow: uow.teams.share(ADA, TEAM, Scope.CONTACT, SAM, Share.OPEN),
        lambda uow: uow.teams.share(ADA, TEAM, Scope.CONTACT, MIA, Share.OPEN),
    )
    assert set(undo(store).contacts) == {SAM, MIA}
    with store.read() as uow:
        said = uow.teams.sharing(ADA, TEAM).rules
        assert {place: rule.level for place, rule in said.items()} == {(Scope.CONTACT, MIA): Share.NEVER}


def test_a_rule_about_many_comes_back_and_what_follows_from_it_is_told(store: SqlStore) -> None:
    def join(uow: UnitOfWork) -> None:
        uow.teams.add(team())
        uow.teams.join(Membership(user=ADA, team=TEAM, sharing=True))
        uow.teams.share(ADA, TEAM, Scope.COMPANY, "acme", Share.OPEN)

    def take_back(uow: UnitOfWork) -> None:
        (rule,) = uow.teams.sharing(ADA, TEAM).rules.values()
        uow.teams.unshare(ADA, rule.id)

    later(store, join)
    do(store, take_back)
    assert undo(store).sharing
    with store.read() as uow:
        assert set(uow.teams.sharing(ADA, TEAM).rules) == {(Scope.COMPANY, "acme")}


def test_what_changed_since_stays_and_is_named(store: SqlStore) -> None:
    do(store, lambda uow: uow.contacts.save(contact(company="Acme", title="Boss")))
    later(store, lambda uow: uow.contacts.save(contact(company="Plum", title="Boss")))
    assert undo(store) == Undone(contacts=(SAM,), left=("Sam Carter",), nothing=False)
    assert stored(store) == contact(company="Plum")


def test_a_new_contact_that_somebody_was_since_in_touch_with_stays(store: SqlStore) -> None:
    do(
        store,
        lambda uow: uow.contacts.add(contact(LEE)),
        lambda uow: uow.dates.add(birthday(of=LEE)),
        lambda uow: uow.contacts.add(contact(ContactId("kim"))),
    )
    later(store, lambda uow: uow.interactions.add(interaction("coffee", LEE)))
    undone = undo(store)
    assert undone.left == ("Lee Carter",)
    with store.read() as uow:
        assert uow.contacts.get(ADA, LEE) == contact(LEE)
        assert uow.contacts.get(ADA, ContactId("kim")) is None
        assert uow.dates.all(ADA) == ()
        assert len(uow.interactions.of(ADA, LEE)) == 1


def test_each_thing_that_stays_has_a_name_a_person_knows(store: SqlStore) -> None:
    do(
        store,
        lambda uow: uow.interactions.add(interaction("coffee", SAM, MIA)),
        lambda uow: uow.dates.add(birthday(of=MIA)),
        lambda uow: uow.users.save(user(ADA, preferences=Preferences(hour=600))),
    )
    later(store, lambda uow: uow.interactions.save(interaction("coffee", SAM, MIA, note="and cake")))
    later(store, lambda uow: uow.dates.save(birthday(of=MIA, day=5)))
    later(store, lambda uow: uow.users.save(user(ADA, preferences=Preferences(hour=700))))
    assert undo(store).left == (
        "a conversation with Sam Carter and Mia Carter",
        "a date of Mia Carter",
        "your settings",
    )
    with store.read() as uow:
        assert len(uow.interactions.all(ADA)) == len(uow.dates.all(ADA)) == 1


def test_changes_are_undone_one_by_one_newest_first(store: SqlStore) -> None:
    do(store, lambda uow: uow.contacts.save(contact(company="Acme")), name="one")
    do(store, lambda uow: uow.contacts.save(contact(company="Plum")), name="two")
    with store.read() as uow:
        assert [each.id for each in uow.changes.recent(ADA, NOW, 10)] == ["two", "one"]
        assert [each.id for each in uow.changes.recent(ADA, NOW, 1)] == ["two"]
        assert uow.changes.recent(ADA, NOW + KEPT, 10) == ()
    assert undo(store, "two").left == ()
    assert undo(store, "one").left == ()
    assert stored(store) == contact()
    with store.read() as uow:
        assert uow.changes.recent(ADA, NOW, 10) == ()
        assert uow.changes.get(ADA, ChangeId("one")) == change("one", undone=True)


def test_a_second_undo_does_nothing(store: SqlStore) -> None:
    do(store, lambda uow: uow.contacts.save(contact(company="Acme")))
    undo(store)
    later(store, lambda uow: uow.contacts.save(contact(company="Acme")))
    assert undo(store) == Undone(contacts=(), left=(), nothing=True)
    assert stored(store) == contact(company="Acme")


def test_a_change_that_did_nothing_leaves_nothing(store: SqlStore) -> None:
    do(
        store,
        lambda uow: uow.contacts.save(contact()),
        lambda uow: uow.dates.add(birthday()),
        lambda uow: uow.dates.remove(ADA, DateId("birthday")),
    )
    with store.read() as uow:
        assert uow.changes.recent(ADA, NOW, 10) == ()


def test_a_change_that_begins_while_one_is_open_joins_it(store: SqlStore) -> None:
    with store.write() as uow:
        first = uow.changes.begin(change("first"))
        assert uow.changes.begin(change("second")) == first
        uow.contacts.save(contact(company="Acme"))
        assert uow.changes.recent(ADA, NOW, 10) == (first,)
        uow.contacts.save(contact(company="Plum"))
        uow.commit()
    assert undo(store, "first").left == ()
    assert stored(store) == contact()


def test_what_is_written_without_a_change_is_not_recorded(store: SqlStore) -> None:
    later(store, lambda uow: uow.contacts.save(contact(company="Acme")))
    with store.read() as uow:
        assert uow.changes.recent(ADA, NOW, 10) == ()


def test_forgetting_a_contact_forgets_what_undo_kept(store: SqlStore, sql: Callable[..., list[tuple[str]]]) -> None:
    do(store, lambda uow: uow.contacts.save(contact(about="a secret")), name="alone")
    do(
        store,
        lambda uow: uow.interactions.add(interaction("lunch", SAM, note="a secret")),
        lambda uow: uow.contacts.save(contact(MIA, company="Acme")),
        name="both",
    )
    later(store, lambda uow: uow.contacts.erase(ADA, SAM))
    with store.read() as uow:
        assert uow.changes.get(ADA, ChangeId("alone")) is None
        (remaining,) = uow.changes.recent(ADA, NOW, 10)
        assert remaining.title == "added someone"
    assert len(sql("SELECT id FROM change_entry")) == 1
    assert undo(store, "both") == Undone(contacts=(MIA,), left=(), nothing=False)
    assert stored(store, MIA) == contact(MIA)


def test_a_group_log_is_undone_for_those_who_remain(store: SqlStore) -> None:
    do(store, lambda uow: uow.interactions.add(interaction("lunch", SAM, MIA)))
    later(store, lambda uow: uow.contacts.erase(ADA, SAM))
    assert undo(store) == Undone(contacts=(MIA,), left=(), nothing=False)
    with store.read() as uow:
        assert uow.interactions.get(ADA, InteractionId("lunch")) is None


def test_changes_of_somebody_else_are_as_if_they_were_not(store: SqlStore) -> None:
    do(store, lambda uow: uow.contacts.save(contact(company="Acme")))
    with store.write() as uow:
        assert uow.changes.get(BEN, ChangeId("change")) is None
        assert uow.changes.undo(change(owner=BEN)) == Undone(contacts=(), left=(), nothing=True)
        uow.commit()
    assert stored(store) == contact(company="Acme")


def test_an_import_of_many_is_undone_as_one(store: SqlStore) -> None:
    many = [contact(ContactId(f"p{i}"), name=f"Person {i}", emails=(f"p{i}@example.org",)) for i in range(1200)]
    do(store, *(lambda uow, each=each: uow.contacts.add(each) for each in many))
    assert len(undo(store).contacts) == 1200
    with store.read() as uow:
        assert len(uow.contacts.all(ADA)) == 2


def test_the_title_and_its_times_come_back(store: SqlStore) -> None:
    kept = Change(id=ChangeId("c"), user=ADA, title="logged Sam", at=NOW, until=NOW + timedelta(days=30))
    with store.write() as uow:
        uow.changes.begin(kept)
        uow.contacts.save(contact(added_on=TODAY, company="x"))
        uow.commit()
    with store.read() as uow:
        assert uow.changes.get(ADA, ChangeId("c")) == kept
