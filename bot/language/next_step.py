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


_ASIDE: Final = (
    r"(?:next(?: step| time)?|to-?do|action|follow-?up)\s*[:,-]\s*(?:i )?"
    r"|(?:please )?remind me (?:to |that )?"
    r"|(?:i )?promised (?:him |her |them )?(?:to |i(?:'|’)?d |i would )"
    r"|(?:i )?(?:should|need to|must|have to|will|want to|gotta|have got to)\s+(?=[a-z])"
    r"|(?:i(?:'|’)ll|i said i(?:'|’)?d|don(?:'|’)?t forget to|remember to|then|and|also|please)\s+"
)
_ANNOUNCED: Final = re.compile(rf"(?:{_ASIDE})+", re.IGNORECASE)
_SURE_ANNOUNCEMENT: Final = re.compile(
    r"next\b|to-?do\b|action\b|follow-?up\s*:|(?:please )?remind|(?:i )?promised|i(?:'|’)?ll\b|don(?:'|’)?t forget|remember to",
    re.IGNORECASE,
)
_OBJECT: Final = r"(?:him|her|them|it|me|back|the|a|an|my|his|their|our|some|for|to|again|up|mum|mom|dad)\b"
_THANKS: Final = re.compile(r"(?:thank|say thank(?:s| you)(?= to\b| for\b))\b", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"(?:ask|follow[- ]up|check[- ]?in|check (?:on|how|if|whether|in|with|back)|wish|congratulate|catch up again"
    r"|see (?:how|if|whether)|find out|hear how|ping|reconnect|tell|invite)\b",
    re.IGNORECASE,
)
_PROMISE: Final = re.compile(
    r"(?:send|bring|lend|give|forward|introduce|intro|buy|reply|owe|get back to|make|share|order|fix|post)\b"
    rf"|(?:call|text|e-?mail|message|write|ring|phone|pay|return|book|help|show|plan|visit|meet|mail)\s+{_OBJECT}",
    re.IGNORECASE,
)
_OWED: Final = re.compile(r"(?:i )?(?:owe|promised)\s+(?:him|her|them|[a-z]+)\b", re.IGNORECASE)
_WAITING: Final = re.compile(r"(?:still )?(?:waiting|wait) (?:for|on|to hear)\b", re.IGNORECASE)
_DELIVERY: Final = re.compile(
    r"(?:she|he|they)(?:(?:'|’)?ll| will| promised to| is going to|(?:'|’)s going to| wants to| said (?:she|he|they)(?:'|’)?d)"
    r" (?:send|call|reply|get back|let me|introduce|forward|write|share|e-?mail|text|bring|ring|message|return|pay)\b",
    re.IGNORECASE,
)
_TO_ME: Final = re.compile(r"\b(?:me|us|my|back)\b", re.IGNORECASE)
_A_PAST_OR_STATE: Final = re.compile(r"\s(?:was|were|is|are|went|had|has|fell|felt|got)\b", re.IGNORECASE)
_ALONE: Final = re.compile(
    r"ask (?:about|how|if|whether|him|her|them|for|what|when)\b|follow[- ]up\b|check[- ]in\b|wish (?:him|her|them)\b"
    r"|congratulate\b|see how\b|send (?:him|her|them|the|a|my)\b|bring (?:him|her|them|back|the|a)\b|introduce (?:him|her|them)\b"
    r"|thank (?:him|her|them|you to)\b|give (?:him|her|them)\b|lend (?:him|her|them)\b|get back to\b|call (?:him|her|them) back\b",
    re.IGNORECASE,
)
"""What is a step without a day as well."""
_STARTS: Final = re.compile(
    r"(?:please )?remind me\b|ask (?:about|him|her|them|how|if|whether|for)\b|follow[- ]?up (?:in|on|about|with|next|by|tomorrow)\b"
    r"|next(?: step)?:|to-?do:|don(?:'|’)?t forget\b|promised (?:to|him|her|them)\b|send (?:him|her|them|the)\b"
    r"|check in (?:in|on|about|with|next)\b|thank (?:him|her|them)\b|wish (?:him|her|them)\b|waiting for\b",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(r"(?<=[^\W_][.!?;])\s+|\s*\n\s*|(?<=[^\W_]),\s+(?:and |then )?|\s+[-–—]\s+")
_A_NAME_TOO: Final = frozenset(["mon", "sat", "sun", "wed", "fri", "jan", "mar", "may", "june", "april", "august"])
_ENDS: Final = " \t\n,;-–—"


def begins_a_step(text: str) -> bool:
    """Whether a text surely begins with a step, so that a line without a colon goes on as a note there."""
    return _STARTS.match(text) is not None


def split_note(note: str, *, today: date, day_first: bool) -> tuple[str, tuple[Step, ...]]:
    """A note without the steps at its end, and those; their typed words and the note's are all that was typed.

    A clause after a comma or a dash is a step of its own only where it has a day.
    """
    steps: list[Step] = []
    end = len(note.rstrip())
    starts = [match.end() for match in _CLAUSES.finditer(note, max(0, end - _READ), end)]
    for start in [*reversed(starts), *([0] if len(note) <= _READ else [])]:
        typed = note[start:end].strip(_ENDS)
        if not typed:
            continue
        loose = start > 0 and note[:start].rstrip()[-1:] in ",-–—"
        step = _step(typed, today, day_first)
        if step is None and loose:
            continue  # the clause goes on to the left
        if step is None or (loose and step.on is None and not begins_a_step(typed)):
            break
        steps.insert(0, step)
        end = start
    if not steps:
        return note, ()
    return note[:end].strip(_ENDS), tuple(steps)


def _step(typed: str, today: date, day_first: bool) -> Step | None:
    sentence = typed.rstrip(" .!;,")
    words = sentence.split()
    if not words or len(words) > _MOST_WORDS:
        return None
    text, on = _without_day(words, today, day_first)
    announced = _ANNOUNCED.match(text)
    asked = text[announced.end() :] if announced is not None else text
    sure = announced is not None and _SURE_ANNOUNCEMENT.match(text) is not None
    kind = _kind(text, asked, dated=on is not None, announced=sure)
    if kind is None or not asked:
        return None
    return Step(kind, asked.strip(_ENDS) if kind != "waiting" else text.strip(_ENDS), on, typed)


def _kind(text: str, asked: str, *, dated: bool, announced: bool) -> StepKind | None:
    if _WAITING.match(text):
        return "waiting"
    if _DELIVERY.match(text):
        return "waiting" if dated or _TO_ME.search(text) else None
    if _A_PAST_OR_STATE.search(f" {' '.join(asked.split()[1:3])}") and not announced:
        return None
    told = dated or announced
    if _THANKS.match(asked) and (told or _ALONE.match(asked)):
        return "thanks"
    if _QUESTION.match(asked) and (told or _ALONE.match(asked)):
        return "question"
    if _OWED.match(text) or (_PROMISE.match(asked) and (told or _ALONE.match(asked))):
        return "promise"
    return "promise" if announced else None


def _without_day(words: list[str], today: date, day_first: bool) -> tuple[str, date | None]:
    """The words without the day at their end, else at their beginning, and that day if it is not over."""
    for count in range(min(_LONGEST_DAY, len(words) - 1), 0, -1):
        for day, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            if (on := _day(day, today, day_first)) is not None:
                return " ".join(rest), on
    return " ".join(words), None


def _day(words: list[str], today: date, day_first: bool) -> date | None:
    phrase = " ".join(words).strip(" ,;.")
    if len(words) > 1 and words[0].casefold() in {"by", "before", "until"}:
        phrase = " ".join(words[1:])
    if phrase.casefold() in _A_NAME_TOO or not any(each.isalnum() for each in words[0]):
        return None
    try:
        day = parse_date(phrase, today=today, lean="future", day_first=day_first)
    except NotADate:
        return None
    return day if day >= today else None
