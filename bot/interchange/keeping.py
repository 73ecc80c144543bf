"""A reading as plain values and back, so that what was read of a file can wait for an answer and the file need not."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from bot.domain.interaction import Began, Medium
from bot.interchange.record import Reading, Record, Skipped, Touch
from bot.language.dates import Birthday

_TUPLES = frozenset({"aliases", "emails", "phones", "tags"})
_DAYS_OF_THE_YEAR = frozenset({"birthday", "anniversary"})


def told(reading: Reading) -> dict[str, Any]:
    """A reading as values that JSON can hold; what is empty is left out."""
    return {
        "source": reading.source,
        "records": [_told(each) for each in reading.records],
        "skipped": [[each.line, each.reason] for each in reading.skipped],
        "columns": [list(each) for each in reading.columns],
    }


def read_back(values: Mapping[str, Any]) -> Reading:
    """The reading that was told."""
    return Reading(
        values["source"],
        tuple(_record(each) for each in values["records"]),
        tuple(Skipped(line, reason) for line, reason in values["skipped"]),
        tuple((part, title) for part, title in values["columns"]),
    )


def _told(record: Record) -> dict[str, Any]:
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    values["touches"] = [{**asdict(each), "on": each.on.isoformat()} for each in record.touches]
    return {name: value for name, value in values.items() if value}


def _record(values: Mapping[str, Any]) -> Record:
    read: dict[str, Any] = dict(values)
    for name in _TUPLES & read.keys():
        read[name] = tuple(read[name])
    for name in _DAYS_OF_THE_YEAR & read.keys():
        read[name] = Birthday(*read[name])
    if "touches" in read:
        read["touches"] = tuple(map(_touch, read["touches"]))
    return Record(**read)


def _touch(values: Mapping[str, Any]) -> Touch:
    return Touch(date.fromisoformat(values["on"]), Medium(values["medium"]), Began(values["began"]), values["note"])
