"""The kinds of value that a setting can have, each checked as it is read.

A validator that refuses raises ValueError with what the value must be ("a time of day such as 9:30"), so that the
sentence around it, with the setting's name, is written in one place. It never repeats the value: it may be a secret.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where the web server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def _database(secret: SecretStr) -> SecretStr:
    scheme, _, rest = secret.get_secret_value().partition("://")
    if scheme == "sqlite" and len(rest) > 1 and rest.startswith("/"):
        return secret
    if scheme not in {"postgres", "postgresql", "postgresql+psycopg"} or not rest:
        raise ValueError("an address such as sqlite:///kith.db or postgresql://localhost/kith")
    return SecretStr(f"postgresql+psycopg://{rest}")


def _token(prefix: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        if not secret.get_secret_value().startswith(prefix):
            raise ValueError(f"a token that starts with {prefix}")
        return secret

    return check


def _url(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"an address that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value

    return check


def _public_key(value: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise ValueError("the application's public key: 64 digits and letters a-f")
    return value


def _web(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.strip().lower() == "off":
        return None
    host, _, port = value.strip().rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("an address such as 127.0.0.1:8080, or off")
    return WebAddress(host.removeprefix("[").removesuffix("]"), int(port))


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:  # unknown; not a name; a folder of zones such as "Europe"
        raise ValueError("a time zone such as Europe/Berlin") from error
    return value


def _hour(value: object) -> object:
    if not isinstance(value, str):
        return value
    time = re.fullmatch(r"([01]?\d|2[0-3])(?::([0-5]\d))?", value.strip())
    if time is None:
        raise ValueError("a time of day such as 9:30")
    return int(time[1]) * 60 + int(time[2] or 0)


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


any_case = BeforeValidator(_lower)
"""For words that mean the same in capitals."""

DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
SlackBotToken = Annotated[SecretStr, AfterValidator(_token("xoxb-"))]
SlackAppToken = Annotated[SecretStr, AfterValidator(_token("xapp-"))]
PublicKey = Annotated[str, AfterValidator(_public_key)]
HttpUrl = Annotated[str, AfterValidator(_url("https", "http"))]
SocketUrl = Annotated[str, AfterValidator(_url("wss", "ws"))]
Listen = Annotated[WebAddress | None, NoDecode, BeforeValidator(_web)]
Zone = Annotated[str, AfterValidator(_zone)]
MinuteOfDay = Annotated[int, BeforeValidator(_hour)]
