"""Settings as whoever runs Kith meets them: what counts, what wins, and what they read when something is wrong."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import Settings, WebAddress, discord_mode, discord_off, load_settings, slack_mode, slack_off
from bot.config.settings import SECRETS
from bot.domain.errors import ConfigError
from bot.domain.user import Preferences


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder without a .env, and an environment that sets nothing."""
    for name in [name for name in os.environ if name.startswith("KITH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems() -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings()
    return caught.value.sentence.splitlines()


def test_works_without_any_setting() -> None:
    settings = load_settings()
    assert settings.database.get_secret_value() == "sqlite:///kith.db"
    assert settings.web == WebAddress("127.0.0.1", 8080)
    assert Preferences(zone=settings.zone, hour=settings.hour) == Preferences()


def test_the_environment_goes_before_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / ".env").write_text("KITH_ZONE=Europe/Berlin\nKITH_LOG_LEVEL=debug\n")
    monkeypatch.setenv("KITH_ZONE", "Asia/Kolkata")
    settings = load_settings()
    assert (settings.zone, settings.log_level) == ("Asia/Kolkata", "debug")


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_DISCORD_TOKEN", "")
    assert load_settings().discord_token is None


@pytest.mark.parametrize(
    ("typed", "minutes"), [("9", 9 * 60), ("9:30", 9 * 60 + 30), ("00:00", 0), ("23:59", 23 * 60 + 59)]
)
def test_the_hour_is_a_time_of_day(monkeypatch: pytest.MonkeyPatch, typed: str, minutes: int) -> None:
    monkeypatch.setenv("KITH_HOUR", typed)
    assert load_settings().hour == minutes


@pytest.mark.parametrize(
    ("typed", "address"),
    [("off", None), ("0.0.0.0:80", WebAddress("0.0.0.0", 80)), ("[::1]:9000", WebAddress("::1", 9000))],
)
def test_the_web_server_can_be_moved_or_switched_off(
    monkeypatch: pytest.MonkeyPatch, typed: str, address: WebAddress | None
) -> None:
    monkeypatch.setenv("KITH_WEB", typed)
    assert load_settings().web == address


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_always_reached_through_the_driver_we_ship(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("KITH_DATABASE", f"{scheme}://kith:pw@db/kith")
    assert load_settings().database.get_secret_value() == "postgresql+psycopg://kith:pw@db/kith"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("KITH_WEB", "8080", "KITH_WEB must be an address such as 127.0.0.1:8080, or off, not '8080'."),
        ("KITH_ZONE", "Mars", "KITH_ZONE must be a time zone such as Europe/Berlin, not 'Mars'."),
        ("KITH_ZONE", "../etc", "KITH_ZONE must be a time zone such as Europe/Berlin, not '../etc'."),
        ("KITH_HOUR", "24:00", "KITH_HOUR must be a time of day such as 9:30, not '24:00'."),
        ("KITH_LOG_FORMAT", "xml", "KITH_LOG_FORMAT must be 'text' or 'json', not 'xml'."),
        ("KITH_LEASE_SECONDS", "soon", "KITH_LEASE_SECONDS must be a valid integer, not 'soon'."),
        ("KITH_LEASE_SECONDS", "1", "KITH_LEASE_SECONDS must be greater than or equal to 15, not '1'."),
        (
            "KITH_DISCORD_GATEWAY_URL",
            "https://x",
            "KITH_DISCORD_GATEWAY_URL must be an address that starts with wss:// or ws://, not 'https://x'.",
        ),
        (
            "KITH_DATABASE",
            "mysql://localhost/kith",
            "KITH_DATABASE must be an address such as sqlite:///kith.db or postgresql://localhost/kith.",
        ),
        ("KITH_SLACK_APP_TOKEN", "xoxb-1", "KITH_SLACK_APP_TOKEN must be a token that starts with xapp-."),
    ],
)
def test_a_wrong_value_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert problems() == [sentence]


def test_every_wrong_value_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("KITH_WEB", "KITH_ZONE", "KITH_HOUR"):
        monkeypatch.setenv(variable, "?")
    assert [problem.split()[0] for problem in problems()] == ["KITH_WEB", "KITH_ZONE", "KITH_HOUR"]


def test_a_settings_file_that_is_no_text_gets_a_sentence(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes(b"KITH_ZONE=\xff\xfe\n")
    assert problems()[0].startswith("Kith cannot read the file .env: ")


def test_every_secret_is_hidden_and_can_stand_in_a_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"database": "postgresql+psycopg://x/y", "slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}
    secrets = {name: kept.get(name, "a secret") for name in SECRETS}
    for name, secret in secrets.items():
        (elsewhere / name).write_text(f"{secret}\n")
        monkeypatch.setenv(f"KITH_{name.upper()}_FILE", str(elsewhere / name))
    settings = load_settings()
    for name, secret in secrets.items():
        assert getattr(settings, name) == SecretStr(secret)
        assert secret not in repr(settings)


def test_no_secret_is_forgotten() -> None:
    hidden = {name for name, field in Settings.model_fields.items() if "SecretStr" in repr(field.annotation)}
    assert hidden == set(SECRETS)


def test_a_secret_in_the_environment_goes_before_its_file_in_the_settings_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / ".env").write_text("KITH_DISCORD_TOKEN_FILE=nowhere\n")
    monkeypatch.setenv("KITH_DISCORD_TOKEN", "a secret")
    assert load_settings().discord_token == SecretStr("a secret")


def test_a_secret_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_DISCORD_TOKEN", "a secret")
    monkeypatch.setenv("KITH_DISCORD_TOKEN_FILE", "token")
    assert problems() == ["KITH_DISCORD_TOKEN_FILE must be left out where the secret itself is set."]


@pytest.mark.parametrize(
    ("content", "what"),
    [(None, "a text file that Kith can read, not token"), (b"\n", "a file with the secret in it, and")],
)
def test_a_secret_file_without_a_secret_gets_a_sentence(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, what: str
) -> None:
    if content is not None:
        (elsewhere / "token").write_bytes(content)
    monkeypatch.setenv("KITH_DISCORD_TOKEN_FILE", "token")
    assert problems()[0].startswith(f"KITH_DISCORD_TOKEN_FILE must be {what}")


def test_a_refused_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_SLACK_BOT_TOKEN", "hunter2")
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert "hunter2" not in caught.value.sentence
    assert caught.value.__cause__ is None


BOT, APP, SIGNING = {"slack_bot_token": "xoxb-1"}, {"slack_app_token": "xapp-1"}, {"slack_signing_secret": "s"}
MANY = {"slack_client_id": "1.2", "slack_client_secret": "c", "public_url": "https://kith.example.org"}


@pytest.mark.parametrize(
    ("values", "mode"),
    [
        (BOT | APP, "socket"),
        (BOT | SIGNING, "http"),
        (BOT | APP | SIGNING, "socket"),
        (BOT | APP | SIGNING | {"slack_mode": "HTTP"}, "http"),
        (MANY | SIGNING, "http"),
        (MANY | APP, "socket"),
    ],
)
def test_how_slack_comes_in_and_whom_it_serves_are_two_things(values: dict[str, str], mode: str) -> None:
    settings = Settings.model_validate(values)
    assert slack_off(settings) is None
    assert slack_mode(settings) == mode


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (BOT, "KITH_SLACK_APP_TOKEN is needed for Slack's Socket Mode, or KITH_SLACK_SIGNING_SECRET for HTTP."),
        (APP, "KITH_SLACK_BOT_TOKEN is needed for one workspace, or KITH_SLACK_CLIENT_ID for many."),
        (BOT | APP | {"slack_mode": "http"}, "without it anybody could be Slack"),
        (BOT | SIGNING | {"web": "off"}, "KITH_WEB must not be off"),
        (BOT | MANY | APP, "Set one of the two."),
        (MANY | APP | {"web": "off"}, "KITH_WEB is needed for Slack in many workspaces."),
        (SIGNING | {"slack_client_id": "1.2"}, "KITH_PUBLIC_URL is needed for Slack in many workspaces."),
    ],
)
def test_half_of_slacks_settings_are_refused(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        slack_off(Settings.model_validate(values))
    assert sentence in caught.value.sentence


KEY = {"discord_public_key": "0f" * 32}
TOKEN = {"discord_token": "a.b.c"}


@pytest.mark.parametrize(
    ("values", "mode"),
    [
        (TOKEN, "gateway"),
        (TOKEN | KEY, "http"),
        (TOKEN | KEY | {"discord_mode": "Gateway"}, "gateway"),
        (TOKEN | {"discord_mode": "gateway", "web": "off"}, "gateway"),
    ],
)
def test_how_discord_comes_in(values: dict[str, str], mode: str) -> None:
    settings = Settings.model_validate(values)
    assert discord_off(settings) is None
    assert discord_mode(settings) == mode


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (KEY, "KITH_DISCORD_TOKEN is needed"),
        ({"discord_mode": "gateway"}, "KITH_DISCORD_TOKEN is needed"),
        (TOKEN | {"discord_mode": "http"}, "without it anybody could be Discord"),
        (TOKEN | KEY | {"web": "off"}, "KITH_WEB must not be off"),
    ],
)
def test_half_of_discords_settings_are_refused(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        discord_off(Settings.model_validate(values))
    assert sentence in caught.value.sentence


def test_without_any_of_discords_settings_it_is_off() -> None:
    assert "kith setup discord" in (discord_off(load_settings()) or "")


def test_a_public_key_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_DISCORD_PUBLIC_KEY", "abc")
    (problem,) = problems()
    assert "64 digits and letters a-f" in problem


def test_without_any_of_slacks_settings_it_is_off() -> None:
    assert "kith setup slack" in (slack_off(load_settings()) or "")
