"""Options that several commands share: how people were in touch, how often they want to be, dates of birth."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.chat.form import Choice
from bot.chat.option import Option, Reading, word_option
from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.interaction import Began, Medium
from bot.language.cadences import NotACadence, parse_cadence
from bot.language.dates import Birthday, NotABirthday, parse_birthday
from bot.language.line import SlotKind


@dataclass(frozen=True, slots=True)
class How:
    """How people were in touch and who began."""

    medium: Medium = Medium.TALK
    began: Began = Began.BOTH


_HOWS: Mapping[str, How] = MappingProxyType(
    {
        "in person": How(Medium.IN_PERSON),
        "talk": How(Medium.TALK),
        "call": How(Medium.CALL),
        "video": How(Medium.VIDEO),
        "message": How(Medium.MESSAGE),
        "email": How(Medium.EMAIL),
        "letter": How(Medium.LETTER),
        "i wrote": How(Medium.MESSAGE, Began.ME),
        "they wrote": How(Medium.MESSAGE, Began.THEM),
    }
)
_HOW_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{how: how for how in _HOWS},
        **dict.fromkeys(
            (
                "coffee",
                "tea",
                "lunch",
                "dinner",
                "breakfast",
                "brunch",
                "beer",
                "drinks",
                "met",
                "meeting",
                "visit",
                "visited",
                "walk",
                "party",
                "saw",
            ),
            "in person",
        ),
        **dict.fromkeys(("talked", "spoke", "catch-up", "catchup"), "talk"),
        **dict.fromkeys(("called", "phone", "phoned", "phone call", "rang"), "call"),
        **dict.fromkeys(("video call", "zoom", "facetime", "skype"), "video"),
        **dict.fromkeys(
            ("messages", "text", "texts", "texted", "sms", "chat", "chatted", "whatsapp", "signal"), "message"
        ),
        **dict.fromkeys(("e-mail", "emails", "mail", "mails", "emailed"), "email"),
        **dict.fromkeys(("letters", "postcard", "card"), "letter"),
        **dict.fromkeys(("wrote", "i texted", "i emailed"), "i wrote"),
        **dict.fromkeys(("they texted", "they emailed", "he wrote", "she wrote"), "they wrote"),
    }
)


def _how(value: str) -> How:
    if value not in _HOWS:
        raise ValueError(value)
    return _HOWS[value]


def how_option() -> Option:
    """How people were in touch: "coffee", "called", "they wrote"."""
    return word_option(
        "How you were in touch: coffee, call, video, message, email, they wrote",
        label="How",
        words=_HOW_WORDS,
        read=_how,
        choices=tuple(Choice(how, how) for how in _HOWS),
    )


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often: by a circle, by a cadence of its own, or not at all."""

    circle: Circle | None = None
    cadence: Cadence | None = None


_CIRCLES: Mapping[str, str] = MappingProxyType(
    {words: str(circle) for circle in Circle for words in (str(circle), f"{circle} circle")}
)


def rhythm_option(help: str) -> Option:
    """A circle ("close") or a cadence ("every 3 months"), or "off"."""
    return Option(
        help=help,
        label="How often",
        read=_rhythm,
        slot=SlotKind.CADENCE,
        words=_CIRCLES,
        hint="inner, close, wider, network, or: every 3 months, weekly, off",
    )


def _rhythm(text: str, _: Reading) -> Rhythm:
    word = text.strip().casefold()
    if word in _CIRCLES:
        return Rhythm(circle=Circle(_CIRCLES[word]))
    try:
        words = parse_cadence(text)
    except NotACadence as unread:
        raise ValueError(f"{unread} Or a circle: {', '.join(Circle)}.") from unread
    return Rhythm(cadence=Cadence(words.count, Unit(words.unit))) if words is not None else Rhythm()


def birthday_option() -> Option:
    """A birthday, the year optional."""

    def read(text: str, reading: Reading) -> Birthday:
        try:
            return parse_birthday(text, day_first=reading.day_first)
        except NotABirthday as unread:
            raise ValueError(str(unread)) from unread

    return Option(
        help="Their birthday; the year is optional",
        read=read,
        slot=SlotKind.TEXT,
        hint="14 May, or 14 May 1990",
    )


def list_option(help: str, *, hint: str = "", asked: bool = True) -> Option:
    """Several short texts, separated by commas or spaces; a leading # is dropped."""

    def read(text: str, _: Reading) -> tuple[str, ...]:
        words = text.replace(",", " ").split()
        return tuple(dict.fromkeys(word.lstrip("#") for word in words if word.lstrip("#")))

    return Option(help=help, read=read, slot=SlotKind.TEXT, hint=hint, asked=asked)
