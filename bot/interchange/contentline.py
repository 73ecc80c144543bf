"""The lines of a vCard or a calendar: unfolded, cut into name, parameters and value, and decoded.

The forms are those of RFC 6350, RFC 2426, vCard 2.1 and RFC 5545.

No library does this for files from strangers: the expressions of vobject and vobjectx take exponential time on a line
like "A;B,,,,,,,,,,,,,,,,,,,,,,,,", they stop at an unknown CHARSET and leave a lower-case "quoted-printable" undecoded.
Here every expression is linear, and a line either is a property or raises `BrokenLine`.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"(?:(?P<group>[\w-]+)\.)?(?P<name>[A-Za-z0-9_-]+)")
_PARAMETER: Final = re.compile(
    r""";\s*(?:(?P<name>[\w-]+)\s*=)?(?P<values>(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)"""
)
_VALUE: Final = re.compile(r'"([^"]*)"|([^",]+)')
_PIECE: Final = {separator: re.compile(rf"(?:[^\\{separator}]|\\.?)*", re.DOTALL) for separator in (",", ";")}
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_CHARSET: Final = re.compile(
    r"utf-?8|(us-)?ascii|iso-8859-\d+|latin-?1|windows-125\d|cp\d+|koi8-[ru]|gb(k|2312|18030)|big5|shift[_-]jis|euc-(jp|kr)",
    re.IGNORECASE,
)
_BINARY: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_LONGEST: Final = 20_000
_LONGEST_HEAD: Final = 200


class BrokenLine(ValueError):
    """A line is not a property; the message is a sentence that quotes it."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card; parameter names are in upper case, those of one type in one tuple.

    `group` ties it to others of the same card: Apple labels "item1.X-ABDATE" by "item1.X-ABLabel".
    """

    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str
    group: str = ""

    def text(self) -> str:
        """The value without its escapes."""
        return unescaped(self.value)

    def pieces(self, separator: str) -> list[str]:
        """The parts of a structured value, without their escapes."""
        return [unescaped(piece) for piece in split_escaped(self.value, separator)]


def properties(lines: Iterable[tuple[int, str]]) -> Iterator[Property]:
    """The properties of a card from its numbered lines, pictures and keys left out; raises `BrokenLine`."""
    for number, line in _unfolded(lines):
        found = _property(line[:_LONGEST], number)
        if found.name not in _BINARY:
            yield found


def split_escaped(value: str, separator: str) -> list[str]:
    """A value cut at the separators that no backslash escapes."""
    pieces: list[str] = []
    start = 0
    while True:
        end = match.end() if (match := _PIECE[separator].match(value, start)) else len(value)
        pieces.append(value[start:end])
        if end >= len(value):
            return pieces
        start = end + 1


def unescaped(text: str) -> str:
    r"""Text with \n, \, \; and \\ read."""
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text) if "\\" in text else text


def _unfolded(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Logical lines: joined where the next begins with white space, where quoted-printable ends in "=", in pictures."""
    started, parts = 0, [""]
    quoted = binary = False
    for number, line in lines:
        if quoted and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif not line or line.isspace():
            continue
        elif line[0] in " \t":
            parts.append(line[1:])
        elif binary and ":" not in line:
            continue  # base64 that some phones write without the space in front
        else:
            if started:
                yield started, "".join(parts)
            started, parts = number, [line]
            head = line[:_LONGEST_HEAD].upper().partition(":")[0]
            quoted, binary = "QUOTED-PRINTABLE" in head, _name(head) in _BINARY
    if started:
        yield started, "".join(parts)


def _name(line: str) -> str:
    match = _NAME.match(line)
    return match["name"].upper().replace("_", "-") if match else ""


def _property(line: str, number: int) -> Property:
    match = _NAME.match(line)
    if match is None:
        raise BrokenLine(_broken(line, number))
    end, parameters = match.end(), dict[str, tuple[str, ...]]()
    while (parameter := _PARAMETER.match(line, end)) is not None:
        values = tuple((quoted or bare).strip() for quoted, bare in _VALUE.findall(parameter["values"]))
        bare_name = "ENCODING" if {value.upper() for value in values} & _ENCODINGS else "TYPE"
        name = (parameter["name"] or bare_name).upper()
        parameters[name] = (*parameters.get(name, ()), *values)
        end = parameter.end()
    if not line.startswith(":", end):
        raise BrokenLine(_broken(line, number))
    group = (match["group"] or "").upper()
    return Property(_name(line), parameters, _decoded(line[end + 1 :], parameters), group)


def _decoded(value: str, parameters: dict[str, tuple[str, ...]]) -> str:
    if "QUOTED-PRINTABLE" not in {encoding.upper() for encoding in parameters.get("ENCODING", ())}:
        return value
    content = quopri.decodestring(value.encode("utf-8", errors="replace"))
    charset = next(iter(parameters.get("CHARSET", ())), "utf-8")
    for encoding in (charset if _CHARSET.fullmatch(charset) else "utf-8", "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


def _broken(line: str, number: int) -> str:
    shown = "".join(each for each in line[:40] if each.isprintable())
    return f'Line {number} of the file is broken: "{shown}".'
