"""The manifest that an operator pastes into Slack."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft4Validator

from adapters.slack.manifest import as_yaml, manifest
from bot.chat.command import Registry
from tests.fakes.slack_script import declared

SCHEMA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "slack-manifest.schema.json"


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_slack_accepts_it(mode: str) -> None:
    if not SCHEMA.exists():
        pytest.skip("Slack's descriptions are not beside the repository (../shared/data)")
    made = (
        manifest(declared(), "http", "https://kith.example/slack") if mode == "http" else manifest(declared(), "socket")
    )
    Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(made)


def test_it_asks_for_what_the_adapter_needs() -> None:
    made = manifest(declared(), "socket")
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["features"]["app_home"] == {
        "home_tab_enabled": False,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    (command,) = made["features"]["slash_commands"]
    assert (command["command"], command["should_escape"], command["usage_hint"]) == ("/kith", True, "log | import")
    assert "files:read" in made["oauth_config"]["scopes"]["bot"]
    assert "files:read" not in manifest(Registry(), "socket")["oauth_config"]["scopes"]["bot"]


def test_over_http_every_request_has_an_address() -> None:
    url = "https://kith.example/slack"
    made = manifest(declared(), "http", url)
    assert made["features"]["slash_commands"][0]["url"] == url
    assert made["settings"]["interactivity"]["request_url"] == url
    assert made["settings"]["interactivity"]["message_menu_options_url"] == url
    with pytest.raises(ValueError, match="https"):
        manifest(declared(), "http")


def test_as_yaml_it_reads_the_same() -> None:
    made = manifest(declared(), "http", "https://kith.example/slack")
    assert yaml.safe_load(as_yaml(made)) == made
