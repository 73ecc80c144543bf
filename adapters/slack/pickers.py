"""Fields that are picked rather than typed: people while their names are typed, a day in a calendar.

What was given before is never lost: where a picker cannot hold it, the field stays a text.
"""

from collections.abc import Sequence
from datetime import date

from adapters.slack.wire import Json, plain_text
from bot.chat.command import Registry
from bot.chat.event import Completing
from bot.chat.form import Choice, Field, FieldKind
from bot.chat.option import NEW

OPTIONS = 100
OPTION = 75
"""Characters of an option's text and of its value."""


def option(choice: Choice) -> Json:
    """What can be chosen in a menu."""
    return {"text": plain_text(choice.label, OPTION), "value": choice.value}


def options(choices: Sequence[Choice]) -> list[Json]:
    """What a menu offers. A value that Slack cannot carry is left out."""
    offered = {choice.value: choice for choice in reversed(choices) if 0 < len(choice.value) <= OPTION}
    kept = [choice for choice in choices if offered.get(choice.value) is choice]
    return [option(choice) for choice in kept[:OPTIONS]]


def picker(field: Field) -> Json | None:
    """The element that picks what a field takes; None where it must be typed."""
    match field.kind:
        case FieldKind.PEOPLE:
            return _people("multi_external_select", "initial_options", field, OPTIONS)
        case FieldKind.PERSON:
            return _people("external_select", "initial_option", field, 1)
        case FieldKind.DAY:
            return _day(field)
    return None


def typed(event: Completing, registry: Registry) -> Choice:
    """What is typed in a picker, itself to choose: somebody new can be added, and a text may be what it is."""
    found = registry.option(event.command, event.option)
    if found is not None and found.adds:
        return Choice(f"{NEW}{event.text}", f"Add “{event.text}”")
    return Choice(event.text, event.text)


def picked(filled: Json) -> str:
    """What was picked, as the text that a line would hold."""
    if "selected_options" in filled:
        return ", ".join(each["value"] for each in filled["selected_options"] or ())
    if "selected_date" in filled:
        return filled["selected_date"] or ""
    chosen = filled.get("selected_option")
    return str(chosen["value"] if chosen else "")


def _people(kind: str, initial: str, field: Field, most: int) -> Json | None:
    chosen = options(field.picked)
    if len(chosen) != len(field.picked) or len(chosen) > most or bool(field.value) != bool(chosen):
        return None
    started = {initial: chosen if most > 1 else chosen[0]} if chosen else {}
    return {"type": kind, "min_query_length": 1, "placeholder": plain_text("Type a name", 150), **started}


def _day(field: Field) -> Json | None:
    if not field.value:
        return {"type": "datepicker"}
    try:
        (day,) = (date.fromisoformat(each.value) for each in field.picked)
    except ValueError:
        return None
    return {"type": "datepicker", "initial_date": day.isoformat()}
