"""What an installation can set: variables that begin with KITH_, from the environment or a .env file.

Any secret may be named by the file that holds it instead (KITH_DISCORD_TOKEN_FILE). What is wrong is told all at once,
a sentence a problem; the value of a secret is never repeated.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config import values
from bot.config.secret_files import SecretFile, SecretFiles
from bot.domain.errors import ConfigError
from bot.domain.user import Preferences

PREFIX = "KITH_"
SECRETS = (
    "database",
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "slack_client_secret",
    "discord_token",
)
NEW_USER = Preferences()


class Settings(BaseSettings):
    """One installation's settings. What is not set is None where Kith can do without it or finds its own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    database: values.DatabaseUrl = Field(
        default=SecretStr("sqlite:///kith.db"),
        description="Where everything is kept: a SQLite file, sqlite:///kith.db beside the process or "
        "sqlite:////data/kith.db with its full path, or a PostgreSQL database, postgresql://kith:password@localhost/kith.",
    )
    keyset: Path | None = Field(
        default=None,
        description="The file with the keys that encrypt notes, e-mails and phones. The first run makes it, "
        "beside a SQLite database, for PostgreSQL as kith.key in the working directory, unless you name another place. "
        "Keep a copy apart from the database: without the keys nobody can read these again.",
    )
    slack_bot_token: values.SlackBotToken | None = Field(
        default=None,
        description="Slack: the bot token, from OAuth & Permissions in your app's settings. Starts with xoxb-.",
    )
    slack_app_token: values.SlackAppToken | None = Field(
        default=None,
        description="Slack: the app-level token that may connections:write, from Basic Information. Starts with xapp-.",
    )
    slack_mode: Annotated[Literal["socket", "http"] | None, values.any_case] = Field(
        default=None,
        description="Slack: how it reaches Kith, socket or http. Through Socket Mode where an app-level token is set, "
        "else over HTTP where a signing secret is.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="Slack over HTTP: the signing secret, from Basic Information. It proves that a request is Slack's.",
    )
    slack_client_id: str | None = Field(
        default=None,
        description="Slack in many workspaces: the client id, from Basic Information. Instead of a bot token, which is "
        "for one workspace.",
    )
    slack_client_secret: SecretStr | None = Field(
        default=None, description="Slack in many workspaces: the client secret, from Basic Information."
    )
    public_url: values.HttpUrl | None = Field(
        default=None,
        description="The address under which others reach Kith's web server, such as https://kith.example.org. Slack "
        "sends people back to it when they install Kith in their workspace.",
    )
    slack_api_url: values.HttpUrl | None = Field(
        default=None,
        description="Slack: another address of the Web API, for a proxy or a test. Slack's own unless you set it.",
    )
    discord_token: SecretStr | None = Field(
        default=None, description="Discord: the bot's token, from the page Bot of the developer portal."
    )
    discord_mode: Annotated[Literal["gateway", "http"] | None, values.any_case] = Field(
        default=None,
        description="Discord: how it reaches Kith, gateway or http. Over HTTP where a public key is set, else through "
        "the gateway. The application must agree: it has an Interactions Endpoint URL for http, and else none.",
    )
    discord_public_key: values.PublicKey | None = Field(
        default=None,
        description="Discord over HTTP: the application's public key, from General Information. It proves that a "
        "request is Discord's.",
    )
    discord_api_url: values.HttpUrl | None = Field(
        default=None,
        description="Discord: another address of the API, with its version. Discord's own unless you set it.",
    )
    discord_gateway_url: values.SocketUrl | None = Field(
        default=None, description="Discord: another address of the gateway. Discord's own unless you set it."
    )
    web: values.Listen = Field(
        default=values.WebAddress("127.0.0.1", 8080),
        description="Where /healthz, /readyz and /metrics are answered, or off. They ask for no password: keep them on "
        "this machine or behind a proxy.",
    )
    zone: values.Zone = Field(
        default=NEW_USER.zone, description="The time zone of new users until they set their own, such as Europe/Berlin."
    )
    hour: values.MinuteOfDay = Field(
        default=NEW_USER.hour,
        description="The time of day when new users hear from Kith until they set their own, such as 9:30.",
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], values.any_case] = Field(
        default="info", description="How much is logged: debug, info, warning or error."
    )
    log_format: Annotated[Literal["text", "json"], values.any_case] = Field(
        default="text", description="How it is logged: text for people, json for programs."
    )
    lease_seconds: int = Field(
        default=60,
        ge=15,
        le=3600,
        description="How long one process may hold a message before another takes it over, in seconds. Shorter "
        "recovers sooner from a crash; it must be longer than a slow platform takes to answer.",
    )

    @field_validator(*SECRETS, mode="before")
    @classmethod
    def _open(cls, value: object) -> object:
        return value.read() if isinstance(value, SecretFile) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment goes before .env; in each of them a secret can be named by its file."""
        return (
            init_settings,
            *_with_files(settings_cls, env_settings),
            *_with_files(settings_cls, dotenv_settings),
            file_secret_settings,
        )


def _with_files(
    settings: type[BaseSettings], source: PydanticBaseSettingsSource
) -> tuple[PydanticBaseSettingsSource, ...]:
    if not isinstance(source, EnvSettingsSource):
        return (source,)
    return SecretFiles(settings, dict(source.env_vars), PREFIX, SECRETS), source


def load_settings() -> Settings:
    """The settings of this process. Raises ConfigError with a sentence for each value that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problems = "\n".join(_sentence(problem) for problem in error.errors(include_url=False))
        raise ConfigError(problems) from None  # the cause holds what was typed, secrets too
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"Kith cannot read the file .env: {error}.") from error


def _sentence(problem: Mapping[str, Any]) -> str:
    field, value = str(problem["loc"][0]), problem["input"]
    refused = problem.get("ctx", {}).get("error")
    must_be = str(refused) if refused else problem["msg"].removeprefix("Input should be ").split(", unable")[0]
    if field not in SECRETS:
        return f"{PREFIX}{field.upper()} must be {must_be}, not {value!r}."
    return f"{PREFIX}{field.upper()}{'_FILE' if isinstance(value, SecretFile) else ''} must be {must_be}."
