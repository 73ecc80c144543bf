"""What a note says is to be done next: "ask about the flat in 2 weeks" is a step, "her job starts in May" is none.

A step begins with a verb that asks for something, or with a word that announces it. What is not surely a step stays in
the note.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.language.dates import NotADate, parse_date

StepKind = Literal["question", "promise", "waiting", "thanks"]

_MOST_WORDS: Final = 40
_LONGEST_DAY: Final = 6
_READ: Final = 2_000
"""Characters at the end of a note in which steps are looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: its text without the day, the day if one was given, and all of it as typed."""

    kind: StepKind
    text: str
    on: date | None
    typed: str


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})(?![\w-])", re.IGNORECASE)


_THEM: Final = "(?:him|her|them)"
_WILL: Final = r"(?:['’]?ll| will| promised to| is going to|['’]s going to| said (?:she|he|they)['’]?d)"
_OBJECT: Final = rf"(?:{_THEM}|it|me|back|the|a|an|my|his|their|our|some|for|to|again|up|mum|mom|dad)"
_SEND: Final = (
    "(?:send|call|reply|get back|let me|introduce|forward|write|share|e-?mail|text|bring|ring|message|return|pay)"
)

_ANNOUNCEMENT: Final = re.compile(
    r"(?:(?:next(?: step| time)?|to-?do|action|follow-?up)\s*[:,-]\s*(?:i )?"
    r"|(?:please )?remind me (?:to |that )?"
    rf"|(?:i )?promised (?:{_THEM} )?(?:to |i['’]?d |i would )"
    r"|(?:i )?(?:should|need to|must|have to|want to|gotta)\s+(?=[a-z])"
    r"|(?:i will|i['’]ll|i said i['’]?d|don['’]?t forget to|remember to|then|and|also|please)\s+)+",
    re.IGNORECASE,
)
_SURELY_ANNOUNCED: Final = _any(
    "next", "to-?do", "action", r"follow-?up\s*:", "(?:please )?remind", "(?:i )?promised", "i['’]?ll",
    "don['’]?t forget", "remember to",
)  # fmt: skip
_THANKS: Final = _any("thank", "say thank(?:s| you)(?= to | for )")
_QUESTION: Final = _any(
    "ask", "follow[- ]up", "check[- ]?in", "check (?:on|how|if|whether|in|with|back)", "wish", "congratulate",
    "find out", "see (?:how|if|whether)", "hear how", "ping", "reconnect", "tell", "invite", "catch up again",
)  # fmt: skip
_PROMISE: Final = _any(
    "send", "bring", "lend", "give", "forward", "introduce", "intro", "buy", "reply", "owe", "get back to", "make",
    "share", "order", "fix", "post",
    rf"(?:call|text|e-?mail|message|write|ring|phone|pay|return|book|help|show|plan|visit|meet|mail)\s+{_OBJECT}",
)  # fmt: skip
_OWED: Final = _any(r"(?:i )?(?:owe|promised)\s+\w+")
_WAITING: Final = _any("(?:still )?wait(?:ing)? (?:for|on|to hear)")
_DELIVERY: Final = _any(rf"(?:she|he|they){_WILL} {_SEND}")
_TO_ME: Final = re.compile(r"\b(?:me|us|my|back)\b", re.IGNORECASE)
_STATE: Final = frozenset({"was", "were", "is", "are", "went", "had", "has", "fell", "felt", "got"})
"""A verb behind the first words tells a sentence about what was: "call was bad"."""
_WITHOUT_A_DAY: Final = _any(
    f"ask (?:about|how|if|whether|{_THEM}|for|what|when)", "follow[- ]up", "check[- ]in", f"wish {_THEM}",
    "congratulate", "see how", f"send (?:{_THEM}|the|a|my)", f"bring (?:{_THEM}|back|the|a)", f"introduce {_THEM}",
    f"thank (?:{_THEM}|you to)", f"give {_THEM}", f"lend {_THEM}", "get back to", f"call {_THEM} back",
)  # fmt: skip
_BEGINS_SURELY: Final = _any(
    "(?:please )?remind me", f"ask (?:about|{_THEM}|how|if|whether|for)",
    "follow[- ]?up (?:in|on|about|with|next|by|tomorrow)", "next(?: step)?:", "to-?do:", "don['’]?t forget",
    f"promised (?:to|{_THEM})", f"send (?:{_THEM}|the)", "check in (?:in|on|about|with|next)", f"thank {_THEM}",
    f"wish {_THEM}", "waiting for",
)  # fmt: skip
_CLAUSES: Final = re.compile(r"(?<=[^\W_][.!?;])\s+|\s*\n\s*|(?<=[^\W_]),\s+(?:and |then )?|\s+[-–—]\s+")
_NAMES_TOO: Final = frozenset({"mon", "sat", "sun", "wed", "fri", "jan", "mar", "may", "june", "april", "august"})
_AT_ENDS: Final = " \t\n,;-–—"


def begins_a_step(text: str) -> bool:
    """Whether a text surely begins with a step, so that a line without a colon goes on as a note there."""
    return _BEGINS_SURELY.match(text) is not None


def split_note(note: str, *, today: date, day_first: bool) -> tuple[str, tuple[Step, ...]]:
    """A note without the steps at its end, and those; what is left and what the steps had typed is all that was typed.

    A clause after a comma or a dash is a step of its own only where it has a day or surely begins one.
    """
    steps: list[Step] = []
    end = len(note)
    starts = [match.end() for match in _CLAUSES.finditer(note, max(0, end - _READ))]
    for start in [*reversed(starts), *([0] if len(note) <= _READ else [])]:
        typed = note[start:end].strip(_AT_ENDS)
        if not typed:
            continue
        step = _step(typed, today, day_first)
        loose = note[:start].rstrip()[-1:] in {",", "-", "–", "—"}
        if loose and (step is None or (step.on is None and not begins_a_step(typed))):
            continue  # the clause begins further to the left
        if step is None:
            break
        steps.insert(0, step)
        end = start
    return (note[:end].strip(_AT_ENDS), tuple(steps)) if steps else (note, ())


def _step(typed: str, today: date, day_first: bool) -> Step | None:
    words = typed.rstrip(" .!;,").split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    text, on = _without_day(words, today, day_first)
    announced = _ANNOUNCEMENT.match(text)
    asked = text[announced.end() :] if announced is not None else text
    kind = _kind(text, asked, dated=on is not None, announced=_SURELY_ANNOUNCED.match(text) is not None)
    said = (text if kind == "waiting" else asked).strip(_AT_ENDS)
    return Step(kind, said, on, typed) if kind is not None and said else None


def _kind(text: str, asked: str, *, dated: bool, announced: bool) -> StepKind | None:
    if _WAITING.match(text):
        return "waiting"
    if _DELIVERY.match(text):
        return "waiting" if dated or _TO_ME.search(text) else None
    if not announced and _STATE.intersection(asked.casefold().split()[1:3]):
        return None
    if _OWED.match(text) and asked == text:
        return "promise"
    if dated or announced or _WITHOUT_A_DAY.match(asked):
        for kind, begins in _KINDS:
            if begins.match(asked):
                return kind
    return "promise" if announced else None


_KINDS: Final[tuple[tuple[StepKind, re.Pattern[str]], ...]] = (
    ("thanks", _THANKS),
    ("question", _QUESTION),
    ("promise", _PROMISE),
)


def _without_day(words: list[str], today: date, day_first: bool) -> tuple[str, date | None]:
    """The words without the day at their end, else at their beginning, and that day if it is not over."""
    for count in range(min(_LONGEST_DAY, len(words) - 1), 0, -1):
        for day, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if (on := _day(day, today, day_first)) is not None:
                return " ".join(rest), on
    return " ".join(words), None


def _day(words: list[str], today: date, day_first: bool) -> date | None:
    due = words[1:] if len(words) > 1 and words[0].casefold() in {"by", "before", "after", "around"} else words
    phrase = " ".join(due).strip(" ,;.")
    if phrase.casefold() in _NAMES_TOO or words[0].casefold() == "about":
        return None
    try:
        day = parse_date(phrase, today=today, lean="future", day_first=day_first, typos=False)
    except NotADate:
        return None
    return day if day >= today else None
