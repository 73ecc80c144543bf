"""Secrets that stand in files, as container and service managers hand them over."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource


@dataclass(frozen=True, slots=True)
class SecretFile:
    """The file of one secret. It is read while settings are checked, so that its problems join the others."""

    path: Path
    doubled: bool
    """Whether the same place gives the secret itself too, so that nobody can say which one is meant."""

    def read(self) -> str:
        """The secret, without the line end that editors leave. Raises ValueError with what the file must be."""
        if self.doubled:
            raise ValueError("left out where the secret itself is set")
        try:
            secret = self.path.read_text("utf-8").strip()
        except (OSError, UnicodeError) as error:
            raise ValueError(f"a text file that Kith can read, not {self.path}") from error
        if not secret:
            raise ValueError(f"a file with the secret in it, and {self.path} is empty")
        return secret


class SecretFiles(PydanticBaseSettingsSource):
    """Finds the files of secrets among the variables of another source: the environment or .env."""

    def __init__(
        self, settings_cls: type[BaseSettings], variables: dict[str, str | None], prefix: str, secrets: tuple[str, ...]
    ) -> None:
        super().__init__(settings_cls)
        self._variables = variables
        self._prefix = prefix.lower()
        self._secrets = secrets

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The file of a secret, or None."""
        name = self._prefix + field_name
        path = self._variables.get(f"{name}_file")
        file = SecretFile(Path(path), doubled=bool(self._variables.get(name))) if path else None
        return file, field_name, False

    def __call__(self) -> dict[str, Any]:
        fields = self.settings_cls.model_fields
        found = {name: self.get_field_value(fields[name], name)[0] for name in self._secrets}
        return {name: file for name, file in found.items() if file is not None}
