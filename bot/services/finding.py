"""From what somebody typed to the contact that they mean. Nobody is ever picked on a tie."""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from bot.domain.contact import Contact, Named
from bot.domain.errors import InputError, Likely, Nobody, NotFound, Tie
from bot.domain.ids import ContactId, UserId, is_id
from bot.language.mentions import Mention, mention_of
from bot.language.names import Book, Candidate, fold
from bot.language.naming import people
from bot.language.spoken import joined
from bot.ports import UnitOfWork


def book(uow: UnitOfWork, owner: UserId) -> Book[ContactId]:
    """The owner's contacts by name."""
    return Book(Candidate(each.id, each.name, each.aliases) for each in _by_name(uow, owner))


def find(uow: UnitOfWork, owner: UserId, text: str) -> Contact:
    """The one contact that a text means: a name or a part of it, a mention, an e-mail, or `#` and an id.

    Raises Tie where several fit, Nobody where none does, NotFound for an id that is not the owner's, InputError for a
    mention of somebody who is no contact.
    """
    return find_all(uow, owner, (text,))[0]


def find_all(uow: UnitOfWork, owner: UserId, texts: tuple[str, ...]) -> tuple[Contact, ...]:
    """The contacts that several texts mean, each once, in order."""
    known = cache(lambda: book(uow, owner))
    return tuple({contact.id: contact for contact in (_find(uow, owner, text, known) for text in texts)}.values())


def _find(uow: UnitOfWork, owner: UserId, text: str, known: Callable[[], Book[ContactId]]) -> Contact:
    if text.startswith("#"):
        return _picked(uow, owner, text)
    if mention := mention_of(text):
        return _mentioned(uow, owner, text, mention, known)
    if "@" in text[1:]:
        return _only(uow, owner, text, uow.contacts.by_email(owner, text))
    match = known().match(text)
    if match.sure is not None:
        return get(uow, owner, match.sure)
    several = [known().match(name).sure for name in people(text)]
    if len(set(several)) > 1 and None not in several:
        raise InputError("person", f"{joined(people(text))} are several people. One after the other, please.")
    return _only(uow, owner, text, match.likely)


def _picked(uow: UnitOfWork, owner: UserId, text: str) -> Contact:
    """The contact that was picked from a list; a tag is nobody's name."""
    picked = ContactId(text[1:])
    if not is_id(picked) and picked not in surviving(uow, owner, (picked,)):
        raise Nobody(text)
    return get(uow, owner, picked)


def _mentioned(
    uow: UnitOfWork, owner: UserId, text: str, mention: Mention, known: Callable[[], Book[ContactId]]
) -> Contact:
    """The contact that has the mention among its names, else the one called like the mention's label."""
    sure = known().match(mention.alias).sure
    if sure is not None:
        return get(uow, owner, sure)
    if not mention.label:
        raise InputError("people", "I don't know yet whom you mention. Please type their name, for example: Sam.")
    try:
        return _find(uow, owner, mention.label, known)
    except Nobody as error:
        raise Nobody(text, mention.label) from error
    except Tie as error:
        raise Tie(text, error.likely, mention.label) from error


def get(uow: UnitOfWork, owner: UserId, contact: ContactId) -> Contact:
    """The owner's contact with that id, or the one that it was merged into; raises NotFound, also for another's."""
    found = surviving(uow, owner, (contact,)).get(contact)
    if found is None:
        raise NotFound("I don't have that person any more.")
    return found


def surviving(uow: UnitOfWork, owner: UserId, contacts: Collection[ContactId]) -> dict[ContactId, Contact]:
    """The owner's contacts by these ids, each as the one that it was merged into."""
    found = uow.contacts.many(owner, contacts)
    for known, contact in found.items():
        while contact.merged_into is not None:
            into = uow.contacts.get(owner, contact.merged_into)
            assert into is not None, "what was merged goes with the one that it was merged into"
            contact = into
        found[known] = contact
    return found


def name_of(uow: UnitOfWork, owner: UserId, contact: ContactId | None) -> str:
    """What a contact is called, empty for none or for one that is gone."""
    found = surviving(uow, owner, (contact,)).get(contact) if contact is not None else None
    return found.name if found is not None else ""


def search(uow: UnitOfWork, owner: UserId, text: str) -> tuple[Contact, ...]:
    """Contacts that every word of a text is found in: name, company, title, tags, or what is noted about them.

    With `#` in front it is a tag, and those are found who have it.
    """
    wanted = fold(text).split()
    if not wanted:
        return ()
    if text.startswith("#"):
        tagged = (each for each in uow.contacts.all(owner) if fold(text) in map(fold, each.tags))
        return tuple(sorted(tagged, key=lambda each: each.name))
    noted: dict[ContactId, str] = {}
    for each in uow.interactions.all(owner):
        for contact in each.contacts:
            noted[contact] = f"{noted.get(contact, '')} {each.note}"
    for note in uow.notes.all(owner):
        noted[note.contact] = f"{noted.get(note.contact, '')} {note.text}"

    def holds(contact: Contact) -> bool:
        texts = (
            contact.name,
            *contact.aliases,
            contact.company,
            contact.title,
            *contact.tags,
            contact.about,
            contact.met,
        )
        words = fold(" ".join((*texts, noted.get(contact.id, ""))))
        return all(word in words for word in wanted)

    return tuple(sorted((each for each in uow.contacts.all(owner) if holds(each)), key=lambda each: each.name))


def suggest(uow: UnitOfWork, owner: UserId, text: str, limit: int) -> tuple[Named, ...]:
    """Contacts that a text may be the beginning of, for completion."""
    named = _by_name(uow, owner)
    if not text.strip():
        return named[:limit]
    by_id = {each.id: each for each in named}
    match = Book(Candidate(each.id, each.name, each.aliases) for each in named).match(text)
    found = (match.sure, *match.likely) if match.sure is not None else match.likely
    return tuple(by_id[each] for each in dict.fromkeys(found))[:limit]


def _by_name(uow: UnitOfWork, owner: UserId) -> tuple[Named, ...]:
    return tuple(sorted(uow.contacts.named(owner), key=lambda each: each.name.casefold()))


def _only(uow: UnitOfWork, owner: UserId, text: str, found: tuple[ContactId, ...], called: str = "") -> Contact:
    if not found:
        raise Nobody(text, called)
    people = uow.contacts.many(owner, found)
    if len(people) == 1 and "@" in text:
        return next(iter(people.values()))
    likely = [people[each] for each in found if each in people]
    offered = tuple(Likely(each.id, label) for each, label in zip(likely, _labels(likely), strict=True))
    raise Tie(text, offered, called)


def label(contact: Contact) -> str:
    """A contact by name, with the company where one is known."""
    return f"{contact.name} ({contact.company})" if contact.company else contact.name


def _labels(people: Sequence[Contact]) -> list[str]:
    """How each is told from the others: by name, with the company, else with an e-mail or the day they were added."""
    labels = [label(each) for each in people]
    return [
        label if labels.count(label) == 1 else f"{label}, {next(iter(each.emails), f'added {each.added_on:%d %b %Y}')}"
        for each, label in zip(people, labels, strict=True)
    ]
