"""Names of companies as they are compared: with and without Ltd, GmbH or S.A. they are the same."""

import re
from functools import lru_cache
from typing import Final

from bot.language.names import fold

_ABBREVIATION: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # S.A., G.m.b.H. is written GmbH
_FORM: Final = re.compile(
    "a[bgs]|a[ps]s|asa|bhd|bv|cic|co|company|corp|corporation|cv|d?oo|dd|e[gv]|gbr|gmbh|haftungsbeschrankt|inc"
    "|incorporated|jsc|kft|kga?a?|kk|limited|llc|ll?p|ltda?|mbh|nv|ohg|ooo|oyj?|p?lc|pllc|p[ct]|pte|pty|pvt|sa|sab|sae"
    "|sarl|sas|sasu|se|sia|slu?|snc|spa|spol|sprl|sro|srl|ug|uab|zoo"
)
"""Words that say what kind of company it is, folded."""
_REMEMBERED: Final = 4096  # of a book, most people are at few companies
_JOINTS: Final = frozenset({"and", "und", "et", "z", "de", "sp"})
"""What stands between two of them: "GmbH und Co. KG", "Sp. z o.o.", "S.A. de C.V."."""


@lru_cache(_REMEMBERED)
def bare(company: str) -> str:
    """A company's name folded, without the words at its end that say what kind of company it is; never empty."""
    together = _ABBREVIATION.sub(lambda found: found[0].replace(".", "") + " ", company)
    words = fold(together).split()
    kept = words
    while len(kept) > 1 and (_FORM.fullmatch(kept[-1]) or (kept[-1] in _JOINTS and len(kept) < len(words))):
        kept = kept[:-1]
    return " ".join(kept)
