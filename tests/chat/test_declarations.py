"""What a platform would refuse later is refused when it is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import pytest

from bot.chat.action import ActionId
from bot.chat.command import Registry
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import Field, FieldKind, Form
from bot.chat.message import say
from bot.chat.option import file_option, rest_option, text_option
from bot.commands import REGISTRY


@dataclass(frozen=True, slots=True)
class Nothing:
    """No options."""


@dataclass(frozen=True, slots=True)
class Six:
    """More options than a form asks for."""

    one: Annotated[str, text_option("First")]
    two: Annotated[str, text_option("Second")] = ""
    three: Annotated[str, text_option("Third")] = ""
    four: Annotated[str, text_option("Fourth")] = ""
    five: Annotated[str, rest_option("Fifth")] = ""
    six: Annotated[str, text_option("Sixth", asked=False)] = ""


@dataclass(frozen=True, slots=True)
class AllAsked:
    """Six options, all of them asked."""

    one: Annotated[str, text_option("First")]
    two: Annotated[str, text_option("Second")]
    three: Annotated[str, text_option("Third")]
    four: Annotated[str, text_option("Fourth")]
    five: Annotated[str, text_option("Fifth")]
    six: Annotated[str, text_option("Sixth")]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something required that no form asks for."""

    one: Annotated[str, text_option("First", asked=False)]


@dataclass(frozen=True, slots=True)
class Bare:
    """An argument that is no option."""

    one: str


def answer(arguments: type) -> Callable[[object, Context], Reply]:
    """A handler that takes these arguments."""

    def handler(args: object, ctx: Context) -> Reply:
        return Reply(message=say("Done."))

    handler.__annotations__["args"] = arguments
    return handler


@pytest.mark.parametrize(
    ("name", "help", "examples", "arguments", "match"),
    [
        ("Log", "Help", ("",), Nothing, "lower-case word"),
        ("two words", "Help", ("",), Nothing, "lower-case word"),
        ("x" * 33, "Help", ("",), Nothing, "lower-case word"),
        ("log", "", ("",), Nothing, "characters"),
        ("log", "x" * 101, ("",), Nothing, "characters"),
        ("log", "Help", (), Nothing, "example"),
        ("log", "Help", ("",), AllAsked, "more than 5"),
        ("log", "Help", ("",), Hidden, "required"),
    ],
)
def test_a_command_that_would_not_work(
    name: str, help: str, examples: tuple[str, ...], arguments: type, match: str
) -> None:
    with pytest.raises(ValueError, match=match):
        Registry().command(name, help, examples=examples)(answer(arguments))


def test_an_argument_that_is_no_option() -> None:
    with pytest.raises(TypeError, match="option"):
        Registry().command("log", "Help", examples=("",))(answer(Bare))


def test_nothing_is_declared_twice() -> None:
    registry, other = Registry(), Registry()
    for each in (registry, other):
        each.command("log", "Help", examples=("",))(answer(Nothing))
    with pytest.raises(ValueError, match="twice"):
        registry.include(other)


def test_a_26th_command_is_refused() -> None:
    registry, more = Registry(), Registry()
    for number in range(26):
        more.command(f"c{chr(97 + number)}", "Help", examples=("",))(answer(Nothing))
    with pytest.raises(ValueError, match="25"):
        registry.include(more)


def test_a_form_asks_for_what_is_to_be_asked_with_what_is_known() -> None:
    registry = Registry()
    registry.command("log", "Help", examples=("x",))(answer(Six))
    form = registry.commands["log"].form({"two": "known", "six": "hidden"})
    assert [each.name for each in form.fields] == ["one", "two", "three", "four", "five"]
    assert [each.required for each in form.fields] == [True, False, False, False, False]
    assert [each.value for each in form.fields] == ["", "known", "", "", ""]
    assert form.fields[4].kind is FieldKind.LONG
    assert form.action == ActionId("form", ("log",))


def test_a_form_has_fields_and_a_title_that_fit() -> None:
    field = Field(name="one", label="One")
    for fields, title in (((), "Title"), ((field,) * 6, "Title"), ((field,), ""), ((field,), "x" * 25)):
        with pytest.raises(ValueError, match="a form has"):
            Form(action=ActionId("x"), title=title, fields=fields)


@pytest.mark.parametrize("help", ["", "x" * 101])
def test_an_options_help_fits(help: str) -> None:
    for option in (text_option, rest_option, file_option):
        with pytest.raises(ValueError, match="help"):
            option(help)


def test_every_form_is_opened_by_the_button_of_its_name() -> None:
    """A form that was not accepted is opened again by that button, with the ids that it was sent with."""
    opening = {name for name, route in REGISTRY.routes.items() if route.opens_form}
    assert set(REGISTRY.forms) <= opening
