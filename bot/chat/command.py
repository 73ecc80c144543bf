"""How a command is declared once, and everything that each surface needs to know of it follows."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from bot.chat.action import ActionId
from bot.chat.context import Context
from bot.chat.event import Reply
from bot.chat.form import FIELD_LIMIT, Field, Form
from bot.chat.message import File
from bot.chat.option import HELP_LIMIT, Completer, Option

COMMAND_LIMIT = 25
"""Sub-commands of one command: Discord's limit."""
_A = TypeVar("_A")
_T = TypeVar("_T")
_NAME = re.compile(r"[a-z]{1,32}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """An option with its place in the command's arguments."""

    name: str
    option: Option
    required: bool

    @property
    def label(self) -> str:
        """What the form calls it."""
        return self.option.label or self.name.replace("_", " ").capitalize()

    def field(self) -> Field:
        """The question that a form asks for it."""
        return Field(
            name=self.name,
            label=self.label,
            kind=self.option.kind,
            required=self.required,
            hint=self.option.hint or self.option.help,
            choices=self.option.choices,
            colleagues=self.option.adds or self.option.mentioned,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a command is called, takes and does.

    `examples` are lines behind the name that must parse. A command that `reads` changes nothing and runs beside others.
    With nothing behind its name it answers as `alone` says, or asks for what is missing. One that `opens_form` answers
    with a form where nothing is given but what is required. `pasted` tells what a link, given alone, fills in of it.
    """

    name: str
    help: str
    arguments: type[Any]
    handler: Callable[[Any, Context], Reply]
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    reads: bool
    opens_form: bool = False
    alone: Callable[[Context], Reply] | None = None
    pasted: Callable[[str], Mapping[str, str] | None] | None = None

    def missing(self, values: Mapping[str, object]) -> tuple[Parameter, ...]:
        """The required parameters that have no value yet."""
        return tuple(each for each in self.parameters if each.required and not values.get(each.name))

    def example(self, *said: str) -> str:
        """A line that shows how it is used, one that begins with something `said` if there is one."""
        telling = [example for example in self.examples if example]
        alike = (each for each in telling for words in said if each.startswith((f"{words} ", f"{words}:")))
        return f"/kith {self.name} {next(alike, telling[0] if telling else '')}".rstrip()

    @property
    def asks(self) -> bool:
        """Whether it has a form."""
        return any(each.option.asked for each in self.parameters)

    def form(self, values: Mapping[str, str], *draft: str) -> Form:
        """The form that asks for the command's options, what is known filled in, with the draft that it came from.

        What was given by name stands in it too where there is room, so that it can be mended.
        """
        asked = [each for each in self.parameters if each.option.asked]
        given = [each for each in self.parameters if not each.option.asked and values.get(each.name)]
        fields = tuple(each.field() for each in (*asked, *given)[:FIELD_LIMIT])
        form = Form(
            action=ActionId("form", (self.name, *draft)),
            title=f"Kith: {self.name}",
            fields=fields,
            reopen=ActionId("open", (self.name, *draft)),
        )
        return form.filled(values)


Pressing = Callable[[Context, tuple[str, ...]], Reply]
Meanwhile = Callable[[tuple[str, ...]], str]
Filling = Callable[[Context, tuple[str, ...], Mapping[str, str], Mapping[str, File]], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """What a button does. It `needs` so many ids; one that `opens_form` is answered without a deferred reply first.

    `meanwhile` is said in the place of the pressed message where the answer takes long.
    """

    handler: Pressing
    needs: int
    opens_form: bool
    meanwhile: Meanwhile | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """What happens with a form that is sent. It `needs` so many ids; fields that it can `complete` are, by name."""

    handler: Filling
    needs: int
    complete: Mapping[str, Completer]


class Registry:
    """The commands, buttons and forms of Kith; refuses at start what a platform would refuse later.

    `instead` tells how that is said here for which people type another word as the command.
    """

    def __init__(self, instead: Mapping[str, str] = MappingProxyType({})) -> None:
        self.instead = instead
        self.commands: dict[str, Command] = {}
        self.routes: dict[str, Route] = {}
        self.forms: dict[str, Sending] = {}

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands.values())

    def command(
        self,
        name: str,
        help: str,
        *,
        examples: tuple[str, ...],
        reads: bool = False,
        opens_form: bool = False,
        alone: Callable[[Context], Reply] | None = None,
        pasted: Callable[[str], Mapping[str, str] | None] | None = None,
    ) -> Callable[[Callable[[_A, Context], Reply]], Callable[[_A, Context], Reply]]:
        """Declare a command by its handler, whose first parameter is the dataclass of its arguments."""

        def declare(handler: Callable[[_A, Context], Reply]) -> Callable[[_A, Context], Reply]:
            arguments = next(iter(get_type_hints(handler).values()))
            declared = Command(
                name=name,
                help=help,
                arguments=arguments,
                handler=handler,
                parameters=_parameters(arguments),
                examples=examples,
                reads=reads,
                opens_form=opens_form,
                alone=alone,
                pasted=pasted,
            )
            _check(declared)
            self._add(self.commands, name, declared)
            return handler

        return declare

    def button(
        self, route: str, *, needs: int = 1, opens_form: bool = False, meanwhile: Meanwhile | None = None
    ) -> Callable[[Pressing], Pressing]:
        """Declare what the buttons of a route do."""

        def declare(handler: Pressing) -> Pressing:
            self._add(self.routes, route, Route(handler, needs, opens_form, meanwhile))
            return handler

        return declare

    def form(
        self, route: str, *, needs: int = 1, complete: Mapping[str, Completer] = MappingProxyType({})
    ) -> Callable[[Filling], Filling]:
        """Declare what happens with the values of a form, and what is suggested while they are typed."""

        def declare(handler: Filling) -> Filling:
            self._add(self.forms, route, Sending(handler, needs, complete))
            return handler

        return declare

    def option(self, command: str, name: str) -> Option | None:
        """The option of a command by that name, if there is one."""
        found = self.commands.get(command)
        return next((each.option for each in found.parameters if each.name == name), None) if found else None

    def completed(self, form: Form) -> set[str]:
        """The names of a form's fields for which there are suggestions."""
        route, args = form.action.route, form.action.args
        if route == "form" and args and args[0] in self.commands:
            return {each.name for each in self.commands[args[0]].parameters if each.option.complete is not None}
        return set(self.forms[route].complete) if route in self.forms else set()

    def include(self, area: "Registry") -> None:
        """Take over everything that another registry declares."""
        for name, command in area.commands.items():
            self._add(self.commands, name, command)
        for name, route in area.routes.items():
            self._add(self.routes, name, route)
        for name, filling in area.forms.items():
            self._add(self.forms, name, filling)
        if len(self.commands) > COMMAND_LIMIT:
            raise ValueError(f"there are more than {COMMAND_LIMIT} commands")

    @staticmethod
    def _add(table: dict[str, _T], name: str, declared: _T) -> None:
        if name in table:
            raise ValueError(f"{name!r} is declared twice")
        table[name] = declared


def _parameters(arguments: type[Any]) -> tuple[Parameter, ...]:
    hints = get_type_hints(arguments, include_extras=True)
    return tuple(
        Parameter(each.name, _option(hints[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each in fields(arguments)
    )


def _option(hint: object) -> Option:
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Option):
                return extra
    raise TypeError(f"an argument is not annotated with an option: {hint}")


def _check(command: Command) -> None:
    if not _NAME.fullmatch(command.name):
        raise ValueError(f"a command is one lower-case word: {command.name!r}")
    if not 0 < len(command.help) <= HELP_LIMIT:
        raise ValueError(f"the help of {command.name} has 1 to {HELP_LIMIT} characters")
    if not command.examples:
        raise ValueError(f"{command.name} has no example")
    asked = [each for each in command.parameters if each.option.asked]
    if len(asked) > FIELD_LIMIT:
        raise ValueError(f"the form of {command.name} asks for more than {FIELD_LIMIT} things")
    if any(each.required and not each.option.asked for each in command.parameters):
        raise ValueError(f"the form of {command.name} leaves out something required")
