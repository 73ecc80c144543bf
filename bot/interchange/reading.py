"""Any file of contacts that Kith knows, recognised by what it holds; its name is only repeated in messages."""

from bot.interchange import fields
from bot.interchange.decoding import decode
from bot.interchange.linkedin import is_linkedin, read_connections
from bot.interchange.record import Reading, Record, Skipped, Unreadable
from bot.interchange.vcard import is_vcard, read_cards


def read(name: str, content: bytes) -> Reading:
    """The records of a file and the entries that gave none; raises `Unreadable` if it holds no entry at all."""
    text = decode(name, content)
    if is_vcard(text):
        source, entries = "vcard", tuple(read_cards(text))
    elif is_linkedin(text):
        source, entries = "linkedin", tuple(read_connections(text))
    else:
        raise Unreadable(
            f"I don't know the kind of file that {_shown(name)} is. I can read contact cards (.vcf) and LinkedIn's "
            "Connections.csv."
        )
    if not entries:
        raise Unreadable(f"{_shown(name)} has the form of a contact list, but nobody is in it.")
    return Reading(
        source,
        records=tuple(entry for entry in entries if isinstance(entry, Record)),
        skipped=tuple(entry for entry in entries if isinstance(entry, Skipped)),
    )


def _shown(name: str) -> str:
    return fields.line(name, 80) or "the file"
