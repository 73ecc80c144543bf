"""Whom a rule about sharing means: a person, a tag, a company, a circle; and how each is named again."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.cadence import Circle
from bot.domain.contact import Contact
from bot.domain.errors import InputError, Nobody, Tie
from bot.domain.ids import ContactId
from bot.domain.team import Rule, Scope
from bot.domain.user import User
from bot.language.indexing import company_key, tag_key
from bot.language.words import shown
from bot.ports import UnitOfWork
from bot.services import finding

_INNER = (
    "Your inner circle is never shared as a whole, only person by person. To share one of them: /kith privacy Sam open."
)
_ID = re.compile("#[a-z2-7]{16}")
_EVERYBODY = ("company ", "everybody at ", "everyone at ", "people at ", "at ")


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a rule is about. `label` names them as a sentence goes on: "Sam", "everybody at Acme"."""

    scope: Scope
    key: str
    label: str


def target(uow: UnitOfWork, user: User, text: str) -> Target:
    """Whom a text means: a person, "#climbing", "close circle", a company, or `#` and a person's id.

    Raises Tie, Nobody or NotFound like all that finds people; InputError for the inner circle, and where a person and a
    company are called alike.
    """
    plain = " ".join(text.split())
    circle = _circle(plain)
    if circle is not None:
        return circle
    contacts = uow.contacts.all(user.id)
    if plain.startswith("#"):
        return _tagged(plain, contacts) or _picked(uow, user, plain)
    forced = next((start for start in _EVERYBODY if plain.casefold().startswith(start)), "")
    company = _company(plain[len(forced) :], contacts)
    if forced and company is not None:
        return company
    try:
        person = finding.find(uow, user.id, plain)
    except (Tie, Nobody):
        if company is None:
            raise
        return company
    if company is not None and not any(each.name.casefold() == plain.casefold() for each in contacts):
        raise InputError(
            "person",
            f'Do you mean {person.name}, or everybody at {company.key.title()}? Say "{person.name}" or '
            f'"company {shown(plain)}".',
        )
    return _person(person)


def label(rule: Rule, contacts: Mapping[ContactId, Contact]) -> str:
    """Whom a rule is about, as their owner writes them; empty for somebody who is not there any more."""
    match rule.scope:
        case Scope.CONTACT:
            person = contacts.get(ContactId(rule.key))
            return person.name if person is not None else ""
        case Scope.TAG:
            return f"#{rule.key}"
        case Scope.CIRCLE:
            return f"your {rule.key} circle"
        case Scope.COMPANY:
            names = Counter(each.company for each in contacts.values() if company_key(each.company) == rule.key)
            return f"everybody at {names.most_common(1)[0][0] if names else rule.key}"


def _person(contact: Contact) -> Target:
    return Target(Scope.CONTACT, contact.id, contact.name)


def _circle(text: str) -> Target | None:
    words = text.casefold().removeprefix("my ").removeprefix("the ").split()
    names = [word for word in words if word != "circle"]
    if len(words) != 2 or len(names) != 1 or names[0] not in tuple(Circle):
        return None
    if names[0] == Circle.INNER:
        raise InputError("person", _INNER)
    return Target(Scope.CIRCLE, names[0], f"your {names[0]} circle")


def _tagged(text: str, contacts: Iterable[Contact]) -> Target | None:
    key = tag_key(text)
    if any(tag_key(tag) == key for each in contacts for tag in each.tags):
        return Target(Scope.TAG, key, f"everybody tagged #{key}")
    return None


def _picked(uow: UnitOfWork, user: User, text: str) -> Target:
    """The person with that id, as a button names them."""
    if not _ID.fullmatch(text):
        raise InputError("person", f"You have nobody tagged {shown(text)}.")
    return _person(finding.find(uow, user.id, text))


def _company(text: str, contacts: Iterable[Contact]) -> Target | None:
    key = company_key(text)
    name = next((each.company for each in contacts if key and company_key(each.company) == key), "")
    return Target(Scope.COMPANY, key, f"everybody at {name}") if name else None
