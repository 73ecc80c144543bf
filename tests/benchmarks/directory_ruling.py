"""A member with many people says anew what their team sees of them: one transaction, and SQLite has one writer."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from time import perf_counter
from typing import Final

from bot.domain.cadence import Circle
from bot.domain.ids import ContactId, TeamId
from bot.domain.team import Membership, Scope, Share
from bot.services import sharing
from bot.services.targets import Target
from storage.store import SqlStore
from tests.benchmarks.directory_crowd import TEAM, Crowd
from tests.storage.samples import ADA, NOW, account, contact, user

PEOPLE: Final = 5_000
_ALL: Final = Target(Scope.CIRCLE, Circle.WIDER, "wider")
_SAID: Final = (Share.NEVER, Share.OPEN, Share.ASK, Share.OPEN, Share.NEVER)


def ruled(store: SqlStore, team: Crowd) -> Iterator[tuple[str, float]]:
    """What a member of the team says about so many people, each with the seconds until it is stored."""
    rng = random.Random(17)
    with store.write() as uow:
        member = user(ADA)
        uow.users.add(member, account(ADA))
        uow.teams.join(Membership(user=ADA, team=TeamId(TEAM), name="Ada", sharing=True))
        for number, each in enumerate(rng.choices(team.people, k=PEOPLE)):
            known = contact(ContactId(uow.new_id()), name=each.name, company=each.company, circle=Circle.WIDER)
            described = replace(known, title="Head of Engineering", tags=("work",))
            uow.contacts.add(replace(described, emails=(f"p{number}@acme.example",)))
        uow.commit()
    for before, level in pairwise(_SAID):
        start = perf_counter()
        with store.write() as uow:
            planned = sharing.share(uow, member, _ALL, level, NOW)
            uow.commit()
        if planned.waiting is not None:
            start = perf_counter()
            with store.write() as uow:
                sharing.confirm(uow, member, planned.waiting, NOW)
                uow.commit()
        yield f"{before} to {level}", perf_counter() - start
