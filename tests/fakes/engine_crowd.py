"""Many users at once, each with people to keep in touch with: written by the use cases, without a conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.app import Host
from bot.chat.event import Identity
from bot.domain.cadence import Cadence, Unit
from bot.domain.user import Platform, User
from bot.ports import UnitOfWork
from bot.services import contacts
from tests.fakes.engine_world import QUIET


def member(name: str, workspace: str, zone: str = "UTC") -> Identity:
    """Somebody in a Slack workspace."""
    return Identity(
        platform=Platform.SLACK,
        scope=workspace,
        external=name,
        name=name,
        workspace=workspace,
        workspace_name=workspace,
        zone=zone,
    )


def gather(uow: UnitOfWork, who: Identity, people: Mapping[str, int], now: datetime) -> User:
    """A user who keeps in touch with these people, each every so many days from now on."""
    user, _ = Host(QUIET).visit(uow, who, now)
    for name, days in people.items():
        contacts.add(uow, user, contacts.Profile(name=name, cadence=Cadence(days, Unit.DAY)), now)
    return user


def crowd(
    count: int, workspaces: Sequence[str], zones: Sequence[str] = ("UTC",)
) -> list[tuple[Identity, dict[str, int]]]:
    """So many users over workspaces and zones, with three people each: few enough that the budget stops nobody."""
    return [
        (
            member(f"user{number:03}", workspaces[number % len(workspaces)], zones[number % len(zones)]),
            {"Sam": 1 + number % 3, "Priya": 2 + number % 5, "Zoe": 3 + number % 4},
        )
        for number in range(count)
    ]
