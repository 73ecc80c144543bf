"""Rows of several members that are about the same person, told as one. By keyed hashes, never by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.directory import DirectoryRow, Place


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is known in the team, by each who knows them, the closest first."""

    rows: tuple[DirectoryRow, ...]

    @property
    def closest(self) -> DirectoryRow:
        """The row of whom knows them best."""
        return self.rows[0]


def joined(rows: Sequence[DirectoryRow], order: Mapping[Place, int], today: date) -> tuple[Person, ...]:
    """The people that rows are about: first those of the lowest order, then by who knows them closest.

    A member who has somebody twice counts once.
    """
    people = [_person(group, today) for group in _groups(rows)]

    def place(person: Person) -> tuple[int, int, int, str, str]:
        lowest = min(order.get((row.member, row.contact), len(order)) for row in person.rows)
        closest = person.closest
        return (lowest, *closest.closeness(today), closest.name, closest.member_name)

    return tuple(sorted(people, key=place))


def _person(rows: Sequence[DirectoryRow], today: date) -> Person:
    ordered = sorted(rows, key=lambda row: (*row.closeness(today), row.member_name, row.name, row.contact))
    by_member = {row.member: row for row in reversed(ordered)}
    return Person(tuple(row for row in ordered if by_member[row.member] is row))


def _groups(rows: Sequence[DirectoryRow]) -> list[list[DirectoryRow]]:
    """Rows that share a hash, directly or through others."""
    first: dict[str, int] = {}
    leader = list(range(len(rows)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for number, row in enumerate(rows):
        for joint in row.joins:
            leader[lead(number)] = lead(first.setdefault(joint, number))
    groups: dict[int, list[DirectoryRow]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(lead(number), []).append(row)
    return list(groups.values())
