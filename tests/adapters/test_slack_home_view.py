"""The view of an App Home. The golden file in tests/golden/slack holds all that is sent to Slack."""

import json
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

from adapters.slack.home import BLOCKS, home_view
from bot.chat.message import Card, Heading, Message, line
from bot.domain.cadence import Cadence, Standing, Unit
from bot.domain.contact import Contact
from bot.domain.dates import DateKind, ImportantDate
from bot.domain.followup import FollowUp, FollowUpKind
from bot.domain.ids import ContactId, DateId, FollowUpId, TeamId, UserId
from bot.domain.reasons import LastNote
from bot.domain.strength import Tie
from bot.domain.team import Membership, Team
from bot.domain.user import User
from bot.presenters import home as presenter
from bot.services.follow_ups import Open
from bot.services.home import Home
from bot.services.nudges import Ahead, DuePerson
from tests.fakes.slack_rules import Rules

ANA, TODAY = UserId("u1"), date(2026, 3, 2)


class _GoldenView(SingleFileSnapshotExtension):
    file_extension = "json"
    _write_mode = WriteMode.TEXT

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parents[1] / "golden" / "slack" / test_location.basename)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_GoldenView)


def contact(id: str, name: str, weeks: int) -> Contact:
    return Contact(id=ContactId(id), owner=ANA, name=name, added_on=TODAY, cadence=Cadence(weeks, Unit.WEEK))


SAM, TOM = contact("c1", "Sam <!channel> Carter", 2), contact("c2", "Tom Reed", 1)
HOME = Home(
    user=User(id=ANA, name="Ana", joined_on=TODAY),
    today=TODAY,
    due=(
        DuePerson(
            contact=SAM,
            tie=Tie(last_on=date(2026, 2, 10)),
            standing=Standing.DUE,
            since=date(2026, 2, 10),
            reason=LastNote("her new job", date(2026, 2, 10)),
        ),
    ),
    due_in_all=1,
    dates=(
        Ahead(
            on=date(2026, 3, 20),
            contact=SAM,
            about=ImportantDate(
                id=DateId("d1"), owner=ANA, contact=SAM.id, kind=DateKind.BIRTHDAY, month=3, day=20, year=1990
            ),
        ),
    ),
    open=(
        Open(
            FollowUp(
                id=FollowUpId("f1"),
                owner=ANA,
                contact=SAM.id,
                kind=FollowUpKind.PROMISE,
                text="to send the book",
                made_on=TODAY,
            ),
            SAM,
        ),
    ),
    drifting=(
        DuePerson(
            contact=TOM,
            tie=Tie(last_on=date(2025, 3, 2)),
            standing=Standing.DORMANT,
            since=date(2025, 3, 2),
            reason=None,
        ),
    ),
    requests=(),
    untold=(),
    resting=1,
    teams=((Team(id=TeamId("t1"), name="Acme", invite="abc"), Membership(user=ANA, team=TeamId("t1"))),),
)


def sent(message: Message) -> str:
    view = home_view(message)
    assert Rules().view(view) == []
    return json.dumps(view, indent=1, ensure_ascii=False) + "\n"


def test_a_home_with_people(golden: SnapshotAssertion) -> None:
    assert sent(presenter.page(HOME)) == golden


def test_a_home_of_somebody_new(golden: SnapshotAssertion) -> None:
    assert sent(presenter.first_run("Ana", 570)) == golden


def test_the_same_page_has_the_same_fingerprint_and_another_one_another() -> None:
    first, again, other = (home_view(presenter.first_run("Ana", hour)) for hour in (570, 570, 600))
    assert first["private_metadata"] == again["private_metadata"] != other["private_metadata"]


def test_what_does_not_fit_is_cut() -> None:
    cards = tuple(Card(line(f"{number} {'long ' * 100}")) for number in range(300))
    view = home_view(Message((Heading("Many"), *cards)))
    assert Rules().view(view) == []
    assert len(view["blocks"]) <= BLOCKS
