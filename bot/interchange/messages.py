"""LinkedIn's messages.csv: on which days two people wrote to each other, and which of them did.

Of a message this takes the day and who it was with. Subject and content are cut off with the row and never kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from bot.domain.interaction import Began, Medium
from bot.interchange import fields, table
from bot.interchange.record import Record, Skipped, Touch

MOST_DAYS: Final = 50
"""Days of contact that are kept of one person, the newest."""

_MOST_MESSAGES: Final = 200_000
_MOST_RECIPIENTS: Final = 5
"""A message to more is an announcement."""
_MANY: Final = 50
_COLUMNS: Final = frozenset({"from", "date", "conversation id"})
_NOT_SENT: Final = frozenset({"yes", "true"})
_SPAM: Final = "spam"


class _Who(NamedTuple):
    """Somebody in a conversation; recognised by the profile, where there is one."""

    url: str
    name: str

    @property
    def key(self) -> str:
        return self.url or self.name.casefold()


@dataclass(frozen=True, slots=True)
class _Message:
    line: int
    conversation: str
    on: date
    sender: _Who
    recipients: tuple[_Who, ...]


@dataclass(slots=True)
class _Talk:
    """What one conversation with one person shows."""

    line: int
    who: _Who
    mine: set[date] = field(default_factory=set)
    theirs: set[date] = field(default_factory=set)

    def touches(self) -> Iterator[Touch]:
        """Its days; all of them two-way if both wrote."""
        for on in self.mine | self.theirs:
            began = Began.BOTH if self.mine and self.theirs else Began.ME if self.mine else Began.THEM
            yield Touch(on, Medium.MESSAGE, began)


def with_messages(entries: Iterable[Record | Skipped], text: str, own_name: str = "") -> Iterator[Record | Skipped]:
    """The connections with the days on which messages went to and fro, and those they are missing.

    Somebody who is no connection is taken only if both wrote. Without a way to tell which side is the user's own, the
    messages are left out and that is said.
    """
    people = tuple(entries)
    rows = tuple(_messages(text))
    yield from (each for each in rows if isinstance(each, Skipped))
    messages = [each for each in rows if isinstance(each, _Message)]
    connected = {key for each in people if isinstance(each, Record) for key in _keys(each)}
    me = _me(messages, connected, own_name)
    if messages and me is None:
        yield Skipped(1, "I can't tell which side of the messages is yours, so they are left out.")
    talks = _talks(messages, me) if me is not None else {}
    by_name = Counter(each.name.casefold() for each in people if isinstance(each, Record))
    for each in people:
        if isinstance(each, Record):
            alone = by_name[each.name.casefold()] == 1
            found = [talk for key in _keys(each, named=alone) for talk in talks.pop(key, [])]
            yield replace(each, touches=_newest(found))
        else:
            yield each
    yield from _others(talks)


def is_messages(text: str) -> bool:
    """Whether a text has the header of LinkedIn's messages."""
    return _header(text) is not None


def _header(text: str) -> table.Header | None:
    return table.header(text, lambda known: known >= _COLUMNS)


def _messages(text: str) -> Iterator[_Message | Skipped]:
    header = _header(text)
    if header is None:
        return
    known = _Known()
    for row in table.rows(text, header, _MOST_MESSAGES):
        if isinstance(row, Skipped):
            yield row
        elif message := _message(row.line, dict(zip(header.columns, row.cells, strict=False)), known):
            yield message


def _message(line: int, row: Mapping[str, str], known: "_Known") -> _Message | None:
    on = known.day(row.get("date", "")[:10])
    draft = {row.get("is message draft", "").casefold(), row.get("is conversation draft", "").casefold()} & _NOT_SENT
    if on is None or draft or row.get("folder", "").strip().casefold() == _SPAM:
        return None
    sender = known.one(row.get("sender profile url", ""), row.get("from", ""))
    recipients = known.several(row.get("recipient profile urls", ""), row.get("to", ""))
    return _Message(line, row.get("conversation id", "")[:100], on, sender, recipients)


class _Known:
    """Reads people and days, the same ones once: they come again and again in a hundred thousand messages."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, str], tuple[_Who, ...]] = {}
        self._days: dict[str, date | None] = {}

    def day(self, typed: str) -> date | None:
        """The day that a message was sent on."""
        if typed not in self._days:
            self._days[typed] = fields.day(typed)
        return self._days[typed]

    def one(self, url: str, name: str) -> _Who:
        """Who sent it."""
        if (url, name) not in self._people:
            self._people[url, name] = (_Who(_url(url), fields.line(name)),)
        return self._people[url, name][0]

    def several(self, urls: str, names: str) -> tuple[_Who, ...]:
        """Who it was sent to; names go with profiles only where there are as many of them."""
        key = (f"to {urls}", names)
        if key not in self._people:
            profiles = [url for each in urls.split(";")[:_MANY] if (url := _url(each))]
            called = [name for each in names.split(",")[:_MANY] if (name := fields.line(each))]
            if len(profiles) == len(called):
                self._people[key] = tuple(map(_Who, profiles, called))
            else:
                alone = tuple(_Who(url, "") for url in profiles)
                self._people[key] = alone or tuple(_Who("", name) for name in called)
        return self._people[key]


def _url(typed: str) -> str:
    return fields.url([typed]).rstrip("/")


def _me(messages: Iterable[_Message], connected: set[str], own_name: str) -> str | None:
    """The one who is in every conversation and is nobody's connection of their own."""
    seen: Counter[str] = Counter()
    for message in messages:
        present = {who.key: who for who in (message.sender, *message.recipients) if who.key not in connected}
        named = next((who for who in present.values() if own_name and who.name.casefold() == own_name.casefold()), None)
        if named is not None:
            return named.key
        seen.update(key for key in present if key)
    ranked = seen.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _talks(messages: Iterable[_Message], me: str) -> dict[str, list[_Talk]]:
    """The conversations with each person, by how the person is recognised."""
    found: dict[tuple[str, str], _Talk] = {}
    for message in messages:
        mine = message.sender.key == me
        others = message.recipients if mine else (message.sender,)
        if len(message.recipients) > _MOST_RECIPIENTS:
            continue
        for who in others:
            if who.key and who.key != me:
                talk = found.setdefault((who.key, message.conversation), _Talk(message.line, who))
                talk.who = who if len(who.name) > len(talk.who.name) else talk.who
                (talk.mine if mine else talk.theirs).add(message.on)
    talks: defaultdict[str, list[_Talk]] = defaultdict(list)
    for (key, _), talk in found.items():
        talks[key].append(talk)
    return dict(talks)


def _others(talks: Mapping[str, list[_Talk]]) -> Iterator[Record | Skipped]:
    """Those who are no connections: people where both wrote, one sentence about the rest."""
    left: list[_Talk] = []
    for found in talks.values():
        name = max((talk.who.name for talk in found), key=len)
        if not name or not any(talk.mine and talk.theirs for talk in found):
            left += found[:1]
            continue
        url = found[0].who.url
        yield Record(line=found[0].line, name=name, url=url, uid=url, touches=_newest(found))
    if left:
        many = f"{len(left)} people" if len(left) > 1 else "One person"
        yield Skipped(left[0].line, f"{many} in the messages: no connection, and only one side wrote.")


def _newest(talks: Iterable[_Talk]) -> tuple[Touch, ...]:
    """The newest days, one touch each; a two-way one goes before a one-way one."""
    by_day: dict[date, Touch] = {}
    for touch in (touch for talk in talks for touch in talk.touches()):
        had = by_day.get(touch.on)
        if had is not None and had.began is not touch.began:
            touch = replace(touch, began=Began.BOTH)
        by_day[touch.on] = touch
    return tuple(by_day[on] for on in sorted(by_day, reverse=True)[:MOST_DAYS])


def _keys(record: Record, *, named: bool = True) -> tuple[str, ...]:
    """How a connection is recognised in the messages: by the profile, or by a name that only one has."""
    return tuple(key for key in (record.url.rstrip("/"), record.name.casefold() if named else "") if key)
