"""The reference pages, written from what the code declares."""

from textwrap import fill

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from bot.chat.command import Command, Parameter
from bot.cli import cli
from bot.commands import REGISTRY
from bot.config import env_example

_WRITTEN = "<!-- Written by `python -m docs.build` from what the code declares. Change it there. -->"
_COLUMNS = 120

_COMMANDS = """\
Slack and the terminal take a typed line: who, and the rest in any order. An option that the line cannot show by itself
is named (`company:Acme`). Its text goes on to the next name, so named options stand last. Whatever follows a colon and
a space is the note. Discord has a field for each option.

Where something needed is missing, a form opens. It asks for everything but the options marked *by name*.
"""
_SETTINGS = """\
Kith reads variables of the environment and a file `.env` in the folder that it starts in; the environment goes first.
[deploy/env.example](../../deploy/env.example) is a file to start from. A secret can stand in a file of its own: name
that file in the variable that ends in `_FILE`.
"""
_COMMAND_LINE = """\
What whoever runs Kith types in a shell. In a clone, `.venv/bin/kith` is it, once `make demo` has run.
"""


def commands_page() -> str:
    """Every `/kith` command with its options and examples."""
    return _page("Commands", _COMMANDS, [_command(each) for each in REGISTRY])


def settings_page() -> str:
    """Every setting of an installation with its default."""
    _, *settings = env_example().strip().split("\n\n")
    return _page("Settings", _SETTINGS, [_setting(each) for each in settings])


def command_line_page() -> str:
    """Every command of the program `kith`."""
    group = get_command(cli)
    assert isinstance(group, TyperGroup)
    sections = []
    for name, command in group.commands.items():
        options = [_shell_option(each) for each in command.params if isinstance(each, TyperArgument | TyperOption)]
        sections.append("\n".join([f"## kith {name}", "", _filled(command.help or ""), *_listed(options)]))
    return _page("The command line", _COMMAND_LINE, sections)


def _page(title: str, intro: str, sections: list[str]) -> str:
    return "\n\n".join([f"# {title}", _WRITTEN, intro.strip(), *sections]) + "\n"


def _command(command: Command) -> str:
    typed = "\n".join(f"/kith {command.name} {example}".rstrip() for example in command.examples)
    options = [_option(each) for each in command.parameters]
    return "\n".join([f"## {command.name}", "", f"{command.help}.", *_listed(options), "", "```text", typed, "```"])


def _option(parameter: Parameter) -> str:
    option = parameter.option
    marks = ["needed"] * parameter.required + ["a file"] * (option.slot is None) + ["by name"] * (not option.asked)
    told = [f"**{parameter.name}**" + (f" ({', '.join(marks)})" if marks else ""), f": {option.help}."]
    if option.choices:
        told.append(f" One of: {', '.join(choice.value for choice in option.choices)}.")
    elif option.hint and option.hint not in option.help:
        told.append(f" Such as: {option.hint}.")
    return "".join(told)


def _setting(entry: str) -> str:
    lines = entry.split("\n")
    told = " ".join(line.removeprefix("# ") for line in lines if line.startswith("# "))
    (name, default), *others = (line.removeprefix("#").split("=", 1) for line in lines if not line.startswith("# "))
    unset = f"Default: `{default}`." if default else "Not set by default."
    file = f" To name a file that holds it: `{others[0][0]}`." if others else ""
    return "\n".join([f"## {name}", "", _filled(told), "", f"{unset}{file}"])


def _shell_option(option: TyperArgument | TyperOption) -> str:
    name = (option.name or "").upper() if isinstance(option, TyperArgument) else ", ".join(option.opts)
    return f"**{name}**{' (needed)' if option.required else ''}: {option.help}."


def _listed(items: list[str]) -> list[str]:
    return ["", *(_filled(f"- {item}", "  ") for item in items)] if items else []


def _filled(text: str, indent: str = "") -> str:
    return fill(text, _COLUMNS, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
