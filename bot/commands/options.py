"""Options that several commands share: how people were in touch, how often they want to be, dates of birth."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.chat.form import Choice
from bot.chat.option import Completer, Option, Reading, word_option
from bot.commands.complete import rhythms
from bot.domain.cadence import Cadence, Circle, Unit
from bot.domain.interaction import Began, Helped, Medium
from bot.language.cadences import NotACadence, parse_cadence
from bot.language.dates import Birthday, NotABirthday, parse_birthday
from bot.language.line import SlotKind
from bot.language.words import vocabulary


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
_TYPED: Mapping[str, str] = MappingProxyType(
    {
        "in person": """
            coffee, coffees, tea, lunch, dinner, breakfast, brunch, supper, beer, beers, drink, drinks, wine, pint,
            pints, cocktails, pub, bar, pizza, ice cream, barbecue, bbq, picnic, met, met up, meet, meet up, meetup,
            meeting, meetings, mtg, saw, seen, visit, visited, visiting, hung out, hang out, hangout, hanging out,
            bumped into, ran into, came over, stayed with, walk, walked, hike, hiked, hiking, climbing, climbed, gym,
            yoga, swim, party, birthday party, birthday, cooked, cooking, ate, dined, wedding, concert, movie, movies,
            cinema, film, theatre, museum, conference, weekend away, face to face, f2f, ftf, irl, 1:1, 1-1, 1on1, one
            on one, in-person
        """,
        "talk": """
            talked, talking, spoke, spoken, speak, catch-up, catchup, catch up, caught up, catching up, conversation
        """,
        "call": """
            called, calls, calling, phone, phoned, phone call, phonecall, phone calls, on the phone, by phone, rang,
            voice call, tel, telephone, telephoned, called me, they called, he called, she called, i called, rang me,
            catch up call, catch-up call, birthday call, happy birthday call
        """,
        "video": """
            video call, video chat, videocall, on video, zoom, zoomed, zoom call, on zoom, over zoom, facetime,
            facetimed, facetime call, skype, skyped, skype call, google meet, meet call, teams, teams call, on teams,
            webex
        """,
        "message": """
            messages, messaged, messaging, text, texts, texted, texting, text message, sms, chat, chats, chatted,
            chatting, whatsapp, whatsapped, whatsapp message, signal, telegram, imessage, dm, dms, dm'd, dmed, dm’d,
            pinged, slack, slacked, discord, insta, instagram, linkedin, exchanged messages
        """,
        "email": "e-mail, emails, e-mails, mail, mails, emailed, e-mailed, mailed, emailing",
        "letter": "letters, postcard, postcards, card, a card, birthday card, christmas card, parcel, package",
        "i wrote": """
            wrote, wrote to, i texted, i emailed, i messaged, i pinged, i sent, voicemail, voice mail, voice note,
            voice message, happy birthday, a happy birthday
        """,
        "they wrote": """
            they texted, they emailed, they messaged, he wrote, he texted, he emailed, he messaged, she wrote, she
            texted, she emailed, she messaged, wrote me, wrote to me, wrote back, texted me, emailed me, messaged me,
            pinged me, replied, they replied, he replied, she replied, answered, got back to me, heard from, message
            from, text from, texts from, email from, e-mail from, mail from, letter from, postcard from, card from,
            voice note from, voice message from, voicemail from
        """,
    }
)
"""What people type for how they were in touch, besides the names of the choices."""
_HOW_WORDS: Mapping[str, str] = MappingProxyType(
    {how: how for how in _HOWS} | {typed: how for how, listed in _TYPED.items() for typed in vocabulary(listed)}
)
_SAYS_LITTLE = vocabulary(
    """
    met, met up, meet, meet up, saw, seen, visited, hung out, bumped into, ran into, talk, talked, talking, spoke,
    spoken, catch-up, catchup, catch up, caught up, catching up, conversation, wrote, chat, chatted, heard from
    """
)
"""In "met Sam for coffee" it is the coffee that tells."""


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
        give_way=_SAYS_LITTLE,
        read=_how,
        choices=tuple(Choice(how, how) for how in _HOWS),
    )


_HELPED: Mapping[str, Helped] = MappingProxyType({"they helped": Helped.ME, "i helped": Helped.THEM})
_HELPED_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("they helped", "they helped me", "helped me", "she helped", "he helped"), "they helped"),
        **dict.fromkeys(("she helped me", "he helped me"), "they helped"),
        **dict.fromkeys(("i helped", "i helped them", "helped them", "helped her", "helped him"), "i helped"),
        **dict.fromkeys(("i helped her", "i helped him"), "i helped"),
    }
)


def _helped(value: str) -> Helped:
    if value not in _HELPED:
        raise ValueError(value)
    return _HELPED[value]


def helped_option() -> Option:
    """Who did the other a good turn: "they helped", "I helped"."""
    return word_option(
        "Whether one of you helped the other: they helped, I helped",
        label="Help",
        words=_HELPED_WORDS,
        read=_helped,
        choices=(Choice("they helped", "they helped you"), Choice("i helped", "you helped them")),
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
        complete=rhythms,
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


def list_option(help: str, *, hint: str = "", asked: bool = True, complete: Completer | None = None) -> Option:
    """Several short texts, separated by commas or spaces; a leading # is dropped."""

    def read(text: str, _: Reading) -> tuple[str, ...]:
        words = text.replace(",", " ").split()
        return tuple(dict.fromkeys(word.lstrip("#") for word in words if word.lstrip("#")))

    return Option(help=help, read=read, slot=SlotKind.TEXT, hint=hint, asked=asked, complete=complete)
