"""Any file of contacts that Kith knows, recognised by what it holds; its name is only repeated in messages."""

from collections.abc import Mapping
from typing import Final

from bot.interchange import anytable, fields
from bot.interchange.calendar import is_calendar, read_birthdays
from bot.interchange.columns import Part
from bot.interchange.decoding import decode
from bot.interchange.google import is_google, read_google
from bot.interchange.linkedin import is_linkedin, own_name, read_connections
from bot.interchange.messages import is_messages, with_messages
from bot.interchange.monica import is_monica, read_monica
from bot.interchange.outlook import is_outlook, read_outlook
from bot.interchange.record import Reading, Unreadable
from bot.interchange.vcard import is_vcard, read_cards
from bot.interchange.zipped import is_zip, unpacked

_ENDINGS: Final = (".vcf", ".csv", ".json", ".ics")
_CONNECTIONS, _MESSAGES, _PROFILE = "connections.csv", "messages.csv", "profile.csv"
_LINKEDIN: Final = frozenset({_CONNECTIONS, _MESSAGES, _PROFILE})
_LARGEST_MESSAGES: Final = 40 * 1024 * 1024


def read(name: str, content: bytes, *, day_first: bool = True, chosen: Mapping[Part, str] | None = None) -> Reading:
    """The records of a file, or of the one in an archive, and what gave none.

    `day_first` settles days like 3/4; `chosen` names columns of a table. Raises `Unreadable` if the file holds no
    entry at all, `Unmapped` for a table whose columns must be named first.
    """
    if is_zip(content):
        files = _unpacked(name, content)
        if _CONNECTIONS in files or _MESSAGES in files:
            return _read_linkedin(name, files)
        name, content = next(iter(files.items()))
    return _somebody(name, _read(name, content, day_first=day_first, chosen=chosen))


def titles(name: str, content: bytes) -> tuple[str, ...]:
    """The titles of the columns of a table that was `Unmapped`, or read as a table."""
    if is_zip(content):
        name, content = next(iter(_unpacked(name, content).items()))
    return anytable.titles(name, decode(name, content))


def _read(name: str, content: bytes, *, day_first: bool, chosen: Mapping[Part, str] | None) -> Reading:
    text = decode(name, content)
    if is_vcard(text):
        return Reading.of("vcard", read_cards(text))
    if is_calendar(text):
        return Reading.of("calendar", read_birthdays(text))
    if is_monica(content):
        return Reading.of("monica", read_monica(text))
    if is_linkedin(text):
        return Reading.of("linkedin", read_connections(text))
    if is_messages(text):
        return Reading.of("linkedin", with_messages((), text))
    if is_google(text):
        return Reading.of("google", read_google(text, day_first=day_first))
    if is_outlook(text):
        return Reading.of("outlook", read_outlook(text, day_first=day_first))
    if text.lstrip()[:1] == "<":
        raise Unreadable(f"{_shown(name)} is a web page, not the file behind it. Perhaps you need to sign in for that.")
    return anytable.read_table(name, text, day_first=day_first, chosen=chosen)


def _read_linkedin(name: str, files: Mapping[str, bytes]) -> Reading:
    """The connections of LinkedIn's archive, with the days of the messages."""
    connections = decode(_CONNECTIONS, files[_CONNECTIONS]) if _CONNECTIONS in files else ""
    people = tuple(read_connections(connections))
    if _MESSAGES not in files:
        return _somebody(name, Reading.of("linkedin", people))
    profile = decode(_PROFILE, files[_PROFILE]) if _PROFILE in files else ""
    messages = decode(_MESSAGES, files[_MESSAGES], largest=_LARGEST_MESSAGES)
    return _somebody(name, Reading.of("linkedin", with_messages(people, messages, own_name(profile))))


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """LinkedIn's files in an archive, or the one file in another that can be read."""
    files = unpacked(name, content, _ENDINGS, _LINKEDIN)
    if _CONNECTIONS in files or _MESSAGES in files:
        return files
    if not files:
        raise Unreadable(f"{_shown(name)} holds no file that I can read: no {', '.join(_ENDINGS)}.")
    if len(files) > 1:
        listed = ", ".join(fields.line(each, 60) for each in list(files)[:5])
        raise Unreadable(f"{_shown(name)} holds several files that I could read: {listed}. Please send me one of them.")
    return files


def _somebody(name: str, reading: Reading) -> Reading:
    if not reading.records and not reading.skipped:
        raise Unreadable(f"{_shown(name)} has the form of a contact list, but nobody is in it.")
    return reading


def _shown(name: str) -> str:
    return fields.line(name, 80) or "the file"
