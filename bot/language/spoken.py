"""Days and spans as they are said to people."""

from datetime import date


def day(on: date, today: date) -> str:
    """A day with its weekday, the year only where it is another: "Tue 3 May", "Sat 1 Jan 2028"."""
    text = f"{on:%a} {on.day} {on:%b}"
    return text if on.year == today.year else f"{text} {on.year}"


def day_of_year(month: int, number: int, year: int | None = None) -> str:
    """A birthday: "14 May", "14 May 1990"."""
    text = f"{number} {date(2000, month, 1):%B}"
    return text if year is None else f"{text} {year}"


def days(count: int) -> str:
    """ "1 day", "90 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def ago(on: date, today: date) -> str:
    """How long ago a day was, coarser the longer: "today", "yesterday", "12 days ago", "7 weeks ago", "3 years ago"."""
    count = (today - on).days
    if count <= 0:
        return "today"
    if count == 1:
        return "yesterday"
    for least, unit, size in ((730, "years", 365), (120, "months", 30), (28, "weeks", 7)):
        if count >= least:
            return f"{count // size} {unit} ago"
    return f"{count} days ago"


def ahead(on: date, today: date) -> str:
    """How soon a day is: "today", "tomorrow", "in 5 days", "in 3 weeks"."""
    count = (on - today).days
    if count <= 0:
        return "today"
    if count == 1:
        return "tomorrow"
    return f"in {count} days" if count < 28 else f"in {count // 7} weeks"


def joined(words: tuple[str, ...]) -> str:
    """A list in a sentence: "Sam", "Sam and Jo", "Sam, Jo and Priya"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def people(count: int, what: str = "") -> str:
    """So many people: "1 person", "1,200 people", "3 new people"."""
    return " ".join(filter(None, (f"{count:,}", what, "person" if count == 1 else "people")))
