"""Introductions as the plain values of an exported document, to be read: a restore brings no colleague back."""

from bot.domain.introduction import Introduction
from bot.domain.user import User
from bot.ports import UnitOfWork
from bot.services import connecting, introductions
from bot.services.document import Document, iso


def told_introductions(uow: UnitOfWork, user: User) -> Document:
    """All that a user asked for, as far as they may know how it stands, and all that they were asked for."""
    return {
        "asked_for": [_asked_for(uow, each) for each in uow.introductions.by(user.id)],
        "asked_of": [_asked_of(uow, user, each) for each in uow.introductions.of(user.id)],
    }


def _asked_for(uow: UnitOfWork, each: Introduction) -> Document:
    return {
        "person": each.name,
        "via": introductions.name_in_team(uow, each.connector, each.team),
        "state": "no answer" if each.is_unseen else each.state,
        **_both_know(each),
    }


def _asked_of(uow: UnitOfWork, user: User, each: Introduction) -> Document:
    found = connecting.get(uow, user, each.id)
    return {
        "contact": found.contact.id,
        "for": found.asker,
        "state": each.state,
        "later_until": iso(each.later_until),
        "bridge": each.bridge,
        **_both_know(each),
    }


def _both_know(each: Introduction) -> Document:
    return {
        "reason": each.reason,
        "asked_on": each.asked_on.isoformat(),
        "made_on": iso(each.made_on),
        "outcome": each.outcome,
    }
