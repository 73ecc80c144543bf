"""People who use no Kith and ask its host not to be kept here: erased from every book, and not brought back by a file.

Counts are all that is told of it: in whose books somebody was, and what stood there, stays with their owners.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from bot.domain.marks import Marks
from bot.ports import UnitOfWork
from bot.services import erasing

ASKED: Final = "This person asked not to be kept here."
"""Why an import leaves somebody out."""


class Reachable(Protocol):
    """A contact, or somebody in a file."""

    @property
    def emails(self) -> tuple[str, ...]: ...

    @property
    def phones(self) -> tuple[str, ...]: ...

    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How many books somebody was in, how many contacts that were, and how many messages are changed for it."""

    books: int
    contacts: int
    messages: int


def erase(uow: UnitOfWork, marks: Marks, now: datetime) -> Erased:
    """Forget somebody for every user, and remember by hashes alone that they asked."""
    messages, contacts, books = 0, 0, set()
    for owner, person in uow.tombstones.holders(marks):
        user = uow.users.lock(owner)
        contact = uow.contacts.get(owner, person)
        if user is not None and contact is not None:
            messages += erasing.forget(uow, user, contact, now)
            contacts += 1
            books.add(owner)
    uow.tombstones.add(marks, now)
    return Erased(books=len(books), contacts=contacts, messages=messages)


def asked(uow: UnitOfWork, people: Sequence[Reachable]) -> tuple[bool, ...]:
    """Of each of these people, whether they asked not to be kept here."""
    return uow.tombstones.stand_for(
        [Marks(emails=each.emails, phones=each.phones, urls=(each.url,)) for each in people]
    )
