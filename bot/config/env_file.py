"""Writing settings into the file that Kith reads them from. What else stands in it stays."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.domain.errors import ConfigError

_PLAIN = re.compile(r"[\w.:/@%+=,-]+")


def write_env(path: Path, values: Mapping[str, str]) -> None:
    """Set variables in the file, made for its owner only. Raises ConfigError where it cannot be written."""
    odd = [name for name, value in values.items() if not _PLAIN.fullmatch(value)]
    if odd:
        raise ConfigError(f"{', '.join(odd)} must be one word without quotes.")
    try:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if line.partition("=")[0].removeprefix("export ").strip() not in values]
        _replace(path, "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n")
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"Kith cannot write {path}: {error}.") from error


def _replace(path: Path, text: str) -> None:
    """The whole file or the old one, whatever happens on the way; nobody else may ever read it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
