"""What people type, read into plain values: days, cadences, names and command lines.

Pure: no clock, no network, no logging, and nothing from `bot.domain`. The only files read are the grammars beside these
modules and the nickname table of its package, each once, when first needed.
"""

from bot.language.cadences import parse_cadence
from bot.language.dates import parse_birthday, parse_date

__all__ = ["parse_birthday", "parse_cadence", "parse_date"]
