"""Taking back the letters of an introduction: those that still wait, or all of them."""

from dataclasses import replace
from datetime import datetime

from bot.domain.introduction import Introduction
from bot.domain.letter import INTRODUCING, LetterKind, LetterState
from bot.ports import UnitOfWork
from bot.services import letters

_ON_THE_WAY = (LetterState.WAITING, LetterState.PLANNED)


def put_aside(uow: UnitOfWork, about: Introduction, kind: LetterKind) -> None:
    """Let what waits not be brought; what was brought stays where it stands."""
    for each in uow.letters.about(about.team, kind, about.id):
        if each.state in _ON_THE_WAY:
            uow.letters.save(replace(each, state=LetterState.WITHDRAWN))


def take_back(uow: UnitOfWork, about: Introduction, now: datetime) -> None:
    """Take back all letters about an introduction, out of posted digests too."""
    for kind in INTRODUCING:
        letters.withdraw(uow, about.team, kind, about.id, now)
