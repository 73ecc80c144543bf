"""deploy/env.example, written from the settings so that it cannot fall behind them."""

from textwrap import wrap
from typing import Any

from bot.config.settings import PREFIX, SECRETS, Settings

INTRODUCTION = """\
# Kith's settings. Copy this file to .env, remove the # before what you set, and keep the copy to yourself: it holds
# passwords. Variables of the environment go before this file.
"""


def env_example() -> str:
    """Every setting with its explanation and its default, in the form that .env files have."""
    return "\n".join([INTRODUCTION, *(_entry(name) for name in Settings.model_fields)])


def _entry(name: str) -> str:
    field = Settings.model_fields[name]
    variable = PREFIX + name.upper()
    lines = [f"# {line}" for line in wrap(field.description or "", 116)]
    lines.append(f"#{variable}={_written(name, field.default)}")
    if name in SECRETS:
        lines.append(f"#{variable}_FILE=")
    return "\n".join(lines) + "\n"


def _written(name: str, default: Any) -> str:
    if default is None:
        return ""
    if name == "hour":
        return f"{default // 60}:{default % 60:02}"
    if name in SECRETS:
        return str(default.get_secret_value())
    return str(default)
