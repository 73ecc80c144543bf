"""Erasing somebody for good on the command line: by what they are told apart, and what is said of it."""

from collections.abc import Sequence
from typing import Final

from bot.domain.errors import KithError
from bot.domain.marks import Marks
from bot.interchange import fields
from bot.services.third_parties import Erased

NO_BACK: Final = "There is no way back. Erase them for good?"
_FEWEST_DIGITS = 6


def marks_of(emails: Sequence[str], phones: Sequence[str], urls: Sequence[str]) -> Marks:
    """What was typed as marks; raises KithError where nobody, or more than one person, could be told by it."""
    for each in emails:
        if not fields.emails([each]):
            raise KithError(f"{each!r} is no e-mail address. It looks like sam@example.org.")
    for each in phones:
        if not (each.strip().startswith(("+", "00")) and sum(map(str.isdigit, each)) > _FEWEST_DIGITS):
            raise KithError(f"I need the country of the number {each!r} too, as in +49 30 1234567.")
    for each in urls:
        if "/" not in each.strip().split("://")[-1].rstrip("/"):
            raise KithError(f"{each!r} is no page of one person. That looks like linkedin.com/in/sam-carter.")
    if not (emails or phones or urls):
        raise KithError("Say by what I can tell them: --email, --phone or --url. A name is no proof of anybody.")
    return Marks(emails=tuple(emails), phones=tuple(phones), urls=tuple(urls))


def said(done: Erased, *, lasting: bool) -> str:
    """What was done, or would be, in counts alone."""
    if not done.contacts:
        found = "Nobody here has them."
    else:
        books, contacts = _counted(done.books, "book"), _counted(done.contacts, "contact")
        found = f"{'Erased' if lasting else 'Found'}: {contacts} in {books}."
        if done.messages:
            changing = "to change or take away, as soon as Kith runs." if lasting else "would change or go."
            found += f" {_counted(done.messages, 'message')} {changing}"
    after = "An import leaves them out from now on." if lasting else "An import would leave them out from then on."
    return f"{found} {after}"


def told(done: Erased, *, lasting: bool) -> dict[str, int | bool]:
    """The same for a program."""
    return {"books": done.books, "contacts": done.contacts, "messages": done.messages, "dry_run": not lasting}


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
