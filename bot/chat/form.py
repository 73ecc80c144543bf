"""Forms (modals): a few fields that somebody fills in and sends back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.chat.action import ActionId
from bot.chat.message import Line

FIELD_LIMIT = 5
"""Fields a form may have: Discord's limit for a modal."""
TITLE_LIMIT = 24
"""Characters of a title: Slack's limit for a modal."""


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    FILE = "file"
    PERSON = "person"
    PEOPLE = "people"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick: the value that comes back and the label that is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. `hint` is an example or a short help; `value` is what it starts with, as text.

    `picked` says the same for a platform that has people or a day picked: each person by `#` and an id where they are
    known and as typed where not, the day as 2026-03-14. It is empty where the text is none of these. With `colleagues`,
    members of the workspace may be picked beside it: they join its people, or are whom its name belongs to.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    value: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    picked: tuple[Choice, ...] = ()
    limit: int = 3000
    colleagues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked, and the action that the answers go to.

    `intro` is said above the fields: what went wrong, say. `reopen` opens the same form again, from a button, where the
    platform's time for opening one ran out.
    """

    action: ActionId
    title: str
    fields: tuple[Field, ...]
    submit: str = "Save"
    intro: tuple[Line, ...] = ()
    reopen: ActionId | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.fields) <= FIELD_LIMIT or not 0 < len(self.title) <= TITLE_LIMIT:
            raise ValueError(f"a form has 1 to {FIELD_LIMIT} fields and a title of 1 to {TITLE_LIMIT} characters")

    def filled(self, values: Mapping[str, str]) -> "Form":
        """The form with what is already known filled in."""
        return replace(
            self, fields=tuple(replace(each, value=values.get(each.name, each.value)) for each in self.fields)
        )

    def with_picked(self, picked: Mapping[str, tuple[Choice, ...]]) -> "Form":
        """The form with what its pickers start with."""
        return replace(self, fields=tuple(replace(each, picked=picked.get(each.name, ())) for each in self.fields))
